import { isTableName, tables, type TableName } from '../../shared/tables/all-tables.ts';
import type { Cell, Cells } from '../../shared/tables/cell.ts';
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
  readonly inserts: ReadonlyMap<TableName, readonly DemoRow[]>;
  readonly updates: ReadonlyMap<TableName, readonly DemoRow[]>;
}

type RowsOf = (table: TableName) => readonly DemoRow[];

/** The steps in which a plan is taken up that has been kept elsewhere; what is empty is left out. */
export function openingSteps(rowsOf: RowsOf, on: string | null = null): SeedStep[] {
  const step = (by: DemoPerson, note: string, names: readonly TableName[]): SeedStep => ({
    by,
    note,
    on,
    inserts: new Map(names.map((name) => [name, rowsOf(name)])),
    updates: new Map(),
  });
  const approvals = rowsOf('changes').filter(isApproval);
  const others = rowsOf('changes').filter((row) => !isApproval(row));
  const plan = step('admin', 'Opening plan', ['projects', 'scope', 'budgetLines', 'milestones', 'assignments']);
  const changes = step('finance', 'Board amendments and staff changes', ['changeLines']);
  const steps = [
    step('admin', 'Sites, systems, sources and people', [
      'sites',
      'siteBoundaries',
      'systems',
      'siteSystems',
      'fundingSources',
      'calendar',
      'people',
    ]),
    { ...plan, inserts: new Map([['changes' as const, approvals], ...plan.inserts]) },
    { ...changes, inserts: new Map([['changes' as const, others], ...changes.inserts]) },
    step('finance', 'Contracts, purchase orders and change orders', [
      'fundingRequests',
      'commitments',
      'commitmentChanges',
    ]),
    step('finance', 'Ledger', ['expenditures']),
    step('finance', 'Accounting months', ['periods']),
    step('finance', 'Forecasts', ['forecasts']),
  ];
  return steps.filter(({ inserts }) => [...inserts.values()].some((some) => some.length > 0)).flatMap(inPortions);
}

/** Rows of one sync: a whole state at once takes gigabytes to merge. */
const PORTION = 25_000;

/** What a row is part of: it comes in one portion with the rest of that, since what is approved takes nothing in later. */
const wholeOf: { readonly [T in TableName]?: string } = {
  projects: 'number',
  scope: 'project',
  budgetLines: 'project',
  milestones: 'project',
  changes: 'number',
  changeLines: 'change',
  commitments: 'number',
  commitmentChanges: 'commitment',
};

/** The step as one or, where it brings very many rows, as several of the same hour. Tables that others name come first. */
function inPortions(step: SeedStep): SeedStep[] {
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
  put(wholesOf(step, (table) => wholeOf[table] === undefined));
  put(wholesOf(step, (table) => wholeOf[table] !== undefined));
  return portions;
}

/** The rows of these tables by what they are part of, else each by itself. */
function wholesOf(
  { inserts }: SeedStep,
  isWanted: (table: TableName) => boolean,
): Map<Cell, Map<TableName, DemoRow[]>> {
  const wholes = new Map<Cell, Map<TableName, DemoRow[]>>();
  for (const [table, some] of inserts) {
    if (!isWanted(table)) continue;
    for (const row of some) {
      const key = row.cells[wholeOf[table] ?? ''] ?? row.row;
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
  return String(cells['number']).startsWith('BA-');
}

/**
 * The rows as an office came by them: the plan as it stood on the first day, then month after month what was proposed,
 * approved, awarded, paid, closed and reported, mistakes and their corrections included. After the last step every row is
 * as it was generated.
 */
export function livedSteps(rows: DemoRows): SeedStep[] {
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
  return [...openingSteps((name) => opening.get(name) ?? [], `${FIRST_DAY}T09`), ...history.inOrder()];
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
