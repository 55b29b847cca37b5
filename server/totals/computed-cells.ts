import { sql, type Kysely } from 'kysely';
import type { Revision } from '../../shared/sync/edit.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import type { Table } from '../../shared/tables/table.ts';
import { computedColumns, computedTables, type AskedRows } from '../../shared/totals/computed-columns.ts';
import type { ProgramRows, ReadTable } from '../../shared/totals/program-rows.ts';
import type { Database } from '../storage/schema.ts';
import { readProgram as readProgramHead } from '../storage/programs.ts';
import { inSnapshot, textList } from '../storage/sql-dialect.ts';
import { readFoldedProjects } from './folded-projects.ts';
import { readSliceFor } from './plan-slice.ts';
import { daysOfRevisions } from './plan-time.ts';
import { readProgram, type KnownTables } from './read-program.ts';

export { affectedRows } from './affected-rows.ts';

type ComputedTable = (typeof computedTables)[number];

/** What the computed columns of a table follow from. */
const budget = ['budgetLines', 'changes', 'changeLines'] as const;
const ledger = ['commitments', 'commitmentChanges', 'expenditures'] as const;
const sources: { readonly [T in ComputedTable]: readonly ReadTable[] } = {
  projects: ['projects', ...budget, ...ledger, 'forecasts', 'milestones'],
  scope: ['sites', 'projects', 'scope', ...budget],
  budgetLines: [...budget, ...ledger],
  commitments: ledger,
  expenditures: ['expenditures'],
  milestones: ['milestones'],
  periods: ['periods', 'expenditures'],
  fundingRequests: ['fundingRequests'],
};

export interface ComputedOptions {
  readonly at?: Revision | undefined;
  /** A day after which nothing counts; null: everything counts. Absent: that of the revision, as in synced sheets. */
  readonly asOf?: string | null | undefined;
  /** Only these rows are worked out; absent: all. */
  readonly asked?: AskedRows | undefined;
  /** All rows of some tables, which then need not be read. */
  readonly known?: KnownTables | undefined;
}

/**
 * The computed cells of whole tables, at the head or as they were at revision `at`: table name → Row ID → every computed
 * column. Tables without computed columns are left out. Reads whole tables even where just some rows are asked for.
 */
export async function computedCells(
  db: Kysely<Database>,
  program: string,
  tables: readonly Table[],
  { at, asOf, asked, known }: ComputedOptions = {},
): Promise<Map<string, ReadonlyMap<RowId, Cells>>> {
  const names = computedTables.filter((name) => tables.some((table) => table.name === name));
  if (names.length === 0) return new Map();
  const needed = [...new Set(names.flatMap((name) => sources[name]))];
  const computed = await inSnapshot(db, async (snapshot) => {
    const rows = await readProgram(snapshot, program, { tables: needed, at, known });
    return computedColumns(rows, { asked, asOf: asOf === undefined ? await dayOf(snapshot, program, at) : asOf });
  });
  return new Map(names.map((name) => [name, computed.get(name) ?? new Map<RowId, Cells>()]));
}

/**
 * The computed cells of these live rows at the head: table name → Row ID → every computed column. Reads just what
 * they follow from, by indexed queries; a row that is gone is left out.
 */
export async function computedCellsOf(
  db: Kysely<Database>,
  program: string,
  rows: AskedRows,
  asOf?: string | null,
): Promise<Map<string, ReadonlyMap<RowId, Cells>>> {
  const folded = onlyTables(rows, (table) => foldedTables.has(table));
  const plain = onlyTables(rows, (table) => !foldedTables.has(table));
  return inSnapshot(db, async (snapshot) => {
    const day = asOf === undefined ? await dayOf(snapshot, program) : asOf;
    const projects = computedColumns(await readFoldedProjects(snapshot, program, folded, day), {
      asked: folded,
      asOf: day,
    });
    const slice = await readSliceFor(snapshot, program, plain);
    const postedByPeriod = await postedInPeriods(snapshot, program, slice);
    const others = computedColumns(slice, { postedByPeriod, asked: plain, asOf: day });
    return new Map([...projects, ...others].filter(([, found]) => found.size > 0));
  });
}

/** The day of a revision, or of the head. */
async function dayOf(db: Kysely<Database>, program: string, at?: Revision): Promise<string | null> {
  const revision = at ?? (await readProgramHead(db, program))?.revision;
  if (revision === undefined) return null;
  return (await daysOfRevisions(db, program, [revision])).get(revision) ?? null;
}

/** Tables whose computed cells need no single budget lines: however many rows are asked for, picking them costs little. */
export const foldedTables: ReadonlySet<string> = new Set(['projects', 'scope']);

function onlyTables(rows: AskedRows, isWanted: (table: string) => boolean): AskedRows {
  return new Map([...rows].filter(([table]) => isWanted(table)));
}

/** Cents posted in the periods of the slice that have a control total to compare with. */
async function postedInPeriods(
  db: Kysely<Database>,
  program: string,
  { periods }: ProgramRows,
): Promise<Map<string, number>> {
  const compared = periods.filter(({ cells }) => cells.controlTotal !== null).map(({ cells }) => cells.period);
  if (compared.length === 0) return new Map();
  const { rows } = await sql<{ period: string; posted: number }>`
    SELECT period, SUM(amount) AS posted FROM expenditures
    WHERE program = ${program} AND period IN ${textList(db, compared)} GROUP BY period`.execute(db);
  return new Map(rows.map(({ period, posted }) => [period, posted]));
}
