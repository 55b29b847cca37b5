import { isTableName, tables, type TableName } from '../../shared/tables/all-tables.ts';
import type { Cell, Cells } from '../../shared/tables/cell.ts';
import { commitments } from '../../shared/tables/commitments.ts';
import { keyOf, keyText } from '../../shared/tables/table.ts';
import { compareText } from '../../shared/sync/compare-text.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { FIRST_DAY } from './demo-size.ts';
import type { DemoRow, DemoRows } from './demo-rows.ts';
import type { DemoPerson, Entry } from './plan-days.ts';
import { rowLives, type Life } from './row-life.ts';

/** One sync of the demo's history. */
export interface SeedStep {
  readonly by: DemoPerson;
  readonly note: string;
  /** Day and hour at which it came about, as 2025-03-04T10; null: some time before today. */
  readonly on: string | null;
  /** The rest of what is taken up with it comes in the next step. */
  readonly isContinued?: boolean;
  readonly inserts: ReadonlyMap<TableName, readonly DemoRow[]>;
  readonly updates: ReadonlyMap<TableName, readonly DemoRow[]>;
}

type RowsOf = (table: TableName) => readonly DemoRow[];

/** How a plan is taken up. */
export interface TakenUp {
  /** See `SeedStep`. Default: null. */
  readonly on?: string | null;
  /**
   * Orders come with what was paid on them: in a plan as it is today projects are closed, and on those nothing may be open.
   * Default: the ledger comes after all orders.
   */
  readonly isPaid?: boolean;
}

/** The steps in which a plan is taken up that has been kept elsewhere; what is empty is left out. */
export function openingSteps(rowsOf: RowsOf, { on = null, isPaid = false }: TakenUp = {}): SeedStep[] {
  const step = (by: DemoPerson, note: string, names: readonly TableName[]): SeedStep => ({
    by,
    note,
    on,
    inserts: new Map(names.map((name) => [name, rowsOf(name)])),
    updates: new Map(),
  });
  const [approvals, others] = bothOf(rowsOf('changes'), isApproval);
  const [approving, lines] = bothOf(rowsOf('changeLines'), ({ cells }) => isApprovalNumber(cells['change']));
  const plan = step('admin', 'Opening plan', ['projects', 'scope', 'budgetLines', 'milestones', 'assignments']);
  const changes = step('finance', 'Board amendments and staff changes', []);
  const orders: readonly TableName[] = ['fundingRequests', 'commitments', 'commitmentChanges'];
  const ledger: readonly TableName[] = ['expenditures'];
  const steps = [
    step('admin', 'Sites, systems, sources and people', [
      'sites',
      'siteBoundaries',
      'systems',
      'siteSystems',
      'fundingSources',
      'calendar',
      'people',
      'reportTexts',
      'ledgerRules',
    ]),
    { ...plan, inserts: tablesOf(['changes', approvals], ...plan.inserts, ['changeLines', approving]) },
    {
      ...changes,
      inserts: tablesOf(['changes', others], ['changeLines', lines]),
    },
    ...(isPaid
      ? [step('finance', 'Contracts, orders and what was paid on them', [...orders, ...ledger])]
      : [step('finance', 'Contracts, purchase orders and change orders', orders), step('finance', 'Ledger', ledger)]),
    step('finance', 'Accounting months', ['periods']),
    step('finance', 'Forecasts', ['forecasts']),
  ];
  const wholeOf = { ...wholes, ...approvedTogether(rowsOf), ...(isPaid ? projectsOf(rowsOf) : {}) };
  return steps
    .filter(({ inserts }) => [...inserts.values()].some((some) => some.length > 0))
    .flatMap((step) => inPortions(step, wholeOf));
}

function tablesOf(...tables: (readonly [TableName, readonly DemoRow[]])[]): SeedStep['inserts'] {
  return new Map(tables);
}

/** Rows of one sync: a whole state at once takes gigabytes to merge. */
const PORTION = 10_000;

/** What a row is part of: it comes in one portion with the rest of that. */
type WholeOf = { readonly [T in TableName]?: (cells: Cells) => Cell | undefined };

/** What is decided on takes nothing in later. */
const wholes: WholeOf = {
  changes: ({ number }) => number,
  changeLines: ({ change }) => change,
  commitments: ({ number }) => number,
  commitmentChanges: ({ commitment }) => commitment,
};

/** What an amendment approves comes with it: it has a line on each project, and a project that is approved takes nothing in. */
function approvedTogether(rowsOf: RowsOf): WholeOf {
  const approvals = new Map(rowsOf('projects').map(({ cells }) => [cells['number'], cells['approvalChange'] ?? null]));
  const ofProject = (project: Cell | undefined): Cell | undefined => approvals.get(project) ?? project;
  return {
    projects: ({ number }) => ofProject(number),
    scope: ({ project }) => ofProject(project),
    budgetLines: ({ project }) => ofProject(project),
    milestones: ({ project }) => ofProject(project),
  };
}

/** What is paid on one line of a project may be ordered on another, and be paid back by E-Rate. */
function projectsOf(rowsOf: RowsOf): WholeOf {
  const projects = new Map(rowsOf('budgetLines').map(({ cells: { id, project } }) => [id, project]));
  const ofLine = ({ budgetLine }: Cells): Cell | undefined => projects.get(budgetLine ?? null);
  const ordered = new Map(rowsOf('commitments').map(({ cells }) => [keyOf(commitments, cells), ofLine(cells)]));
  return {
    commitments: ofLine,
    commitmentChanges: ({ commitment, commitmentLine }) =>
      ordered.get(keyText([commitment ?? null, commitmentLine ?? null])),
    expenditures: ofLine,
  };
}

/** The step as one or, where it brings very many rows, as several of the same hour. Tables that others name come first. */
function inPortions(step: SeedStep, wholeOf: WholeOf): SeedStep[] {
  const count = [...step.inserts.values()].reduce((sum, { length }) => sum + length, 0);
  if (count <= PORTION) return [step];
  const portions: SeedStep[] = [];
  const put = (wholes: ReadonlyMap<Cell, ReadonlyMap<TableName, readonly DemoRow[]>>): void => {
    let [inserts, size] = [new Map<TableName, DemoRow[]>(), 0];
    for (const whole of wholes.values()) {
      for (const [table, some] of whole) {
        getOrMake(inserts, table, rowList).push(...some);
        size += some.length;
      }
      if (size < PORTION) continue;
      portions.push({ ...step, inserts });
      [inserts, size] = [new Map(), 0];
    }
    if (size > 0) portions.push({ ...step, inserts });
  };
  put(wholesOf(step, wholeOf, false));
  put(wholesOf(step, wholeOf, true));
  return portions.map((portion, index) => (index < portions.length - 1 ? { ...portion, isContinued: true } : portion));
}

/** The rows of the tables that are part of something by that, or those of the others, each by itself. */
function wholesOf({ inserts }: SeedStep, wholeOf: WholeOf, arePart: boolean): Map<Cell, Map<TableName, DemoRow[]>> {
  const wholes = new Map<Cell, Map<TableName, DemoRow[]>>();
  for (const [table, some] of inserts) {
    const whole = wholeOf[table];
    if ((whole !== undefined) !== arePart) continue;
    for (const row of some) {
      const key = whole?.(row.cells) ?? row.row;
      getOrMake(
        getOrMake(wholes, key, () => new Map<TableName, DemoRow[]>()),
        table,
        rowList,
      ).push(row);
    }
  }
  return wholes;
}

function isApproval({ cells }: DemoRow): boolean {
  return isApprovalNumber(cells['number']);
}

function isApprovalNumber(number: Cell | undefined): boolean {
  return String(number).startsWith('BA-');
}

/** Rows of which that is so, and the others. */
function bothOf(rows: readonly DemoRow[], isSo: (row: DemoRow) => boolean): [readonly DemoRow[], readonly DemoRow[]] {
  return [rows.filter(isSo), rows.filter((row) => !isSo(row))];
}

/**
 * The rows as an office came by them: the plan as it stood on the first day, then month after month what was proposed,
 * approved, awarded, paid, closed and reported, mistakes and their corrections included. After the last step every row is
 * as it was generated.
 */
export function livedSteps(rows: DemoRows, takenUp: Pick<TakenUp, 'isPaid'> = {}): SeedStep[] {
  const opening = new Map<TableName, DemoRow[]>();
  const history = new History();
  const lifeOf = rowLives(rows);
  for (const { name } of tables) {
    if (!isTableName(name)) continue;
    const atStart: DemoRow[] = [];
    for (const row of rows.of(name)) {
      const first = history.play(name, row, lifeOf(name, row.cells));
      if (first !== null) atStart.push({ row: row.row, cells: first });
    }
    opening.set(name, atStart);
  }
  return [
    ...openingSteps((name) => opening.get(name) ?? [], { on: `${FIRST_DAY}T09`, ...takenUp }),
    ...history.inOrder(),
  ];
}

type Edited = Map<TableName, DemoRow[]>;

/** Steps in the making: what one person entered at one hour, with what they say of it. */
class History {
  readonly #steps = new Map<string, SeedStep & { readonly inserts: Edited; readonly updates: Edited }>();

  /** @returns the row as it was at the end of the first day, null when it came later */
  play(table: TableName, { row, cells }: DemoRow, life: Life): Cells | null {
    let now: Cells | null = null;
    let atStart: Cells | null = null;
    for (const entry of life) {
      const next = { ...cells, ...entry.unlike };
      if (entry.on <= `${FIRST_DAY}T23`) atStart = filled(next);
      else if (now === null) getOrMake(this.#stepOf(entry).inserts, table, rowList).push({ row, cells: filled(next) });
      else this.#update(entry, table, { row, cells: difference(now, next) });
      now = next;
    }
    return atStart;
  }

  #update(entry: Entry, table: TableName, row: DemoRow): void {
    if (Object.keys(row.cells).length > 0) getOrMake(this.#stepOf(entry).updates, table, rowList).push(row);
  }

  #stepOf({ on, by, note }: Entry) {
    return getOrMake(this.#steps, `${on} ${by} ${note}`, () => ({
      by,
      note,
      on,
      inserts: new Map<TableName, DemoRow[]>(),
      updates: new Map<TableName, DemoRow[]>(),
    }));
  }

  inOrder(): SeedStep[] {
    return [...this.#steps].sort(([a], [b]) => compareText(a, b)).map(([, step]) => step);
  }
}

function rowList(): DemoRow[] {
  return [];
}

function filled(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
}

/** The cells that become others, emptied ones as null. */
function difference(before: Cells, after: Cells): Cells {
  const moved: Record<string, Cell> = {};
  for (const column of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[column] ?? null, after[column] ?? null];
    if (was !== is) moved[column] = is;
  }
  return moved;
}
