import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { isProjectOf, isSiteOf, type PlacedPart } from '../../../shared/plan/part/plan-part.ts';
import { commitmentKey } from '../../../shared/plan/postings/commitment-key.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import { tableNamed, tableNames, type TableName } from '../../../shared/tables/all-tables.ts';
import type { Cell, Cells } from '../../../shared/tables/cell.ts';
import type { Database } from '../../storage/schema.ts';
import { readRowPortions } from '../../storage/rows.ts';
import { readColumnPortions } from '../../totals/read-narrow-rows.ts';
import { ROWS_PER_MESSAGE, type RowPortion } from '../worker/worker-messages.ts';
import type { WorkbookRow } from './program-workbook.ts';

/** A plan at one moment, whose rows are read as they are asked for. */
export interface PlanSource {
  /** These cells at least of every row of a table. */
  cells(table: TableName, columns: readonly string[]): AsyncIterable<Cells>;
  /** Rows of a table whole, as many as go into a message. */
  portions(table: TableName): AsyncIterable<readonly WorkbookRow[]>;
}

/** Narrow rows that are read together. */
const NARROW_ROWS = 5_000;

/** The plan in the database, at the head or as it was at revision `at`. Use it inside a snapshot. */
export function storedPlan(db: Kysely<Database>, program: string, at: Revision | undefined): PlanSource {
  return {
    cells: async function* (table, columns) {
      for await (const rows of readColumnPortions(db, program, { table, columns, at, size: NARROW_ROWS })) {
        for (const { cells } of rows) yield cells;
        await nextTurn();
      }
    },
    portions: (table) => readRowPortions(db, { program, table: tableNamed(table), at, size: ROWS_PER_MESSAGE }),
  };
}

/**
 * [W17] The rows that the workbook of a part is made from: its own, those that they name, and all that the figures of either follow
 * from, which are whole projects. Tables that say little of a single project come whole.
 */
export async function* partPortions(plan: PlanSource, part: PlacedPart): AsyncGenerator<RowPortion> {
  const keeps = createPartFilter(await readReach(plan, part));
  yield* rowsThat(plan, tableNames, keeps.isOfPart);
  const missing = keeps.missingCommitments();
  if (missing.size === 0) return;
  // What is paid on the part's lines under a contract that is booked elsewhere.
  const isMissing = (table: TableName, cells: Cells): boolean =>
    missing.has(keyOfCommitment(table, cells) ?? '') && !keeps.isOfPart(table, cells);
  yield* rowsThat(plan, ['commitments', 'commitmentChanges', 'expenditures'], isMissing);
}

/** Sites of a part, and projects whose rows are its own or named by them. */
interface Reach {
  readonly sites: ReadonlySet<Cell>;
  readonly projects: ReadonlySet<Cell>;
}

async function readReach(plan: PlanSource, part: PlacedPart): Promise<Reach> {
  const cellsOf = (table: TableName, ...columns: readonly string[]) => plan.cells(table, columns);
  const [sites, own, projects] = [new Set<Cell>(), new Set<Cell>(), new Set<Cell>()];
  const add = (project: Cell | undefined): void => void (project && projects.add(project));
  for await (const cells of cellsOf('sites', 'code', 'region'))
    if (isSiteOf(part, cells)) sites.add(cells['code'] ?? null);
  for await (const cells of cellsOf('projects', 'number', 'region', 'manager'))
    if (isProjectOf(part, cells)) own.add(cells['number'] ?? null);
  for (const project of own) add(project);
  const isHere = ({ location }: Cells): boolean => sites.has(location ?? null);
  for (const table of ['scope', 'milestones'] as const)
    for await (const cells of cellsOf(table, 'project', 'location')) if (isHere(cells)) add(cells['project']);
  for await (const cells of cellsOf('siteSystems', 'installedBy', 'location'))
    if (isHere(cells)) add(cells['installedBy']);
  const projectOf = new Map<Cell, Cell>();
  const lines = new Set<Cell>();
  for await (const cells of cellsOf('budgetLines', 'id', 'project', 'location')) {
    const { id = null, project = null } = cells;
    projectOf.set(id, project);
    if (!own.has(project) && !isHere(cells)) continue;
    lines.add(id);
    add(project);
  }
  for await (const { budgetLine = null, counterpart = null } of cellsOf('changeLines', 'budgetLine', 'counterpart'))
    if (lines.has(budgetLine)) add(projectOf.get(counterpart));
  return { sites, projects };
}

interface PartFilter {
  /** Whether a row belongs to what was reached. Lines are asked about before what is booked on them. */
  readonly isOfPart: (table: TableName, cells: Cells) => boolean;
  /** Keys of commitments that rows of the part name and that are not of it. */
  readonly missingCommitments: () => ReadonlySet<string>;
}

/** Tables by which of their columns a row is of the part; of others every row is. */
const byProject: { readonly [T in TableName]?: string } = {
  projects: 'number',
  scope: 'project',
  budgetLines: 'project',
  forecasts: 'project',
  milestones: 'project',
};
const byLine: ReadonlySet<string> = new Set<TableName>(['commitments', 'expenditures', 'changeLines']);

function createPartFilter({ sites, projects }: Reach): PartFilter {
  const [lines, commitments, paid] = [new Set<Cell>(), new Set<string>(), new Set<string>()];
  const isOfPart = (table: TableName, cells: Cells): boolean => {
    const isHere = sites.has(cells['location'] ?? null);
    if (table === 'siteSystems') return isHere;
    const column = byProject[table];
    if (column !== undefined) return isHere || projects.has(cells[column] ?? null);
    const key = keyOfCommitment(table, cells);
    if (table === 'commitmentChanges') return commitments.has(key ?? '');
    if (!byLine.has(table)) return true;
    const isOnLine = lines.has(cells['budgetLine'] ?? null);
    return isOnLine || (table === 'expenditures' && commitments.has(key ?? ''));
  };
  return {
    isOfPart: (table, cells) => {
      const isIn = isOfPart(table, cells);
      if (!isIn) return false;
      const key = keyOfCommitment(table, cells);
      if (table === 'budgetLines') lines.add(cells['id'] ?? null);
      else if (table === 'commitments' && key) commitments.add(key);
      else if (table === 'expenditures' && key) paid.add(key);
      return true;
    },
    missingCommitments: () => new Set([...paid].filter((key) => !commitments.has(key))),
  };
}

function keyOfCommitment(table: TableName, cells: Cells): string | undefined {
  const [number, line] =
    table === 'commitments' ? [cells['number'], cells['line']] : [cells['commitment'], cells['commitmentLine']];
  return typeof number === 'string' && typeof line === 'number' ? commitmentKey(number, line) : undefined;
}

async function* rowsThat(
  plan: PlanSource,
  chosen: readonly TableName[],
  keeps: (table: TableName, cells: Cells) => boolean,
): AsyncGenerator<RowPortion> {
  for (const table of chosen)
    for await (const rows of plan.portions(table)) {
      const kept = rows.filter(({ cells }) => keeps(table, cells));
      yield { table, rows: kept.map(({ row, cells }) => ({ row, cells })) };
    }
}
