import type { Kysely } from 'kysely';
import type { Revision } from '../../shared/sync/edit.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { tables, type TableName } from '../../shared/tables/all-tables.ts';
import type { Table } from '../../shared/tables/table.ts';
import { computedColumns, postingsByPeriod, type AskedRows } from '../../shared/plan/figures/computed-columns.ts';
import { computedDeclarations } from '../../shared/plan/figures/computed-declarations.ts';
import type { ComputedDeclaration, Given, IsAsked } from '../../shared/plan/figures/computes.ts';
import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import type { Look } from '../../shared/plan/time/look.ts';
import { sumsLooks } from '../../shared/plan/sums/sums-looks.ts';
import { readProgram as readProgramHead } from '../storage/programs.ts';
import type { Database } from '../storage/schema.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { sumsAreKept } from './keep-sums.ts';
import { readKeptPlan, readKeptTables } from './kept-plan.ts';
import { daysOfRevisions } from './plan-time.ts';
import { readProgram, type KnownTables } from './read-program.ts';
import { RowsAtHand } from './rows-at-hand.ts';

/** The tables that the computed columns of a table follow from, its own among them. */
function sourcesOf({ table, looks, sums }: ComputedDeclaration): TableName[] {
  const seen = (look: Look): TableName[] => [look.table, ...(look.looks ?? []).flatMap(seen)];
  return [table, ...[...looks, ...(sums ? sumsLooks(sums) : [])].flatMap(seen)];
}

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
 * column. Tables without computed columns are left out. Reads whole tables even where just some rows are asked for; at the head
 * what is added up comes from the kept sums, where there are any.
 */
export async function computedCells(
  db: Kysely<Database>,
  program: string,
  wanted: readonly Table[],
  { at, asOf, asked, known }: ComputedOptions = {},
): Promise<Map<string, ReadonlyMap<RowId, Cells>>> {
  const declared = computedDeclarations.filter(({ table }) => wanted.some(({ name }) => name === table));
  if (declared.length === 0) return new Map();
  return inSnapshot(db, async (snapshot) => {
    const head = await readProgramHead(snapshot, program);
    const day = asOf === undefined ? await dayOf(snapshot, program, at) : asOf;
    const isHead = at === undefined || at === head?.revision;
    if (isHead && head && sumsAreKept(head) && known === undefined)
      return computedOf(declared, await readKeptTables(snapshot, program, declared, day), asked);
    const tables = [...new Set(declared.flatMap(sourcesOf))];
    const rows = await readProgram(snapshot, program, { tables, at: isHead ? undefined : at, known });
    const added = { facts: planFacts(rows, day), postedByPeriod: postingsByPeriod(rows) };
    return computedOf(declared, { program: rows, ...added }, asked);
  });
}

function computedOf(
  declared: readonly ComputedDeclaration[],
  given: Given,
  asked: AskedRows | undefined,
): Map<string, ReadonlyMap<RowId, Cells>> {
  const isAsked = (table: string): IsAsked => {
    const rows = asked?.get(table);
    return rows === undefined ? () => asked === undefined : (row) => rows.has(row);
  };
  return new Map(declared.map(({ table, cells }) => [table, cells(given, isAsked(table))]));
}

/**
 * The computed cells of these live rows at the head: table name → Row ID → every computed column. They come from the kept
 * sums and what else they follow from, by indexed queries; a row that is gone is left out. A program whose sums are not kept
 * yet is read whole.
 */
export async function computedCellsOf(
  db: Kysely<Database>,
  program: string,
  asked: AskedRows,
  asOf?: string | null,
): Promise<Map<string, ReadonlyMap<RowId, Cells>>> {
  return inSnapshot(db, async (snapshot) => {
    const head = await readProgramHead(snapshot, program);
    const day = asOf === undefined ? await dayOf(snapshot, program) : asOf;
    if (head && sumsAreKept(head)) return computedFromSums(new RowsAtHand(snapshot, program), asked, day);
    const wanted = tables.filter(({ name }) => asked.has(name));
    return filled(await computedCells(snapshot, program, wanted, { asked, asOf: day }));
  });
}

/** `computedCellsOf` a program whose sums are kept, with what is at hand of it. */
export async function computedFromSums(
  hand: RowsAtHand,
  asked: AskedRows,
  asOf: string | null,
): Promise<Map<string, ReadonlyMap<RowId, Cells>>> {
  const { program: rows, facts, postedByPeriod } = await readKeptPlan(hand, asked, asOf);
  return filled(computedColumns(rows, { postedByPeriod, asked, asOf, facts }));
}

/** The day of a revision, or of the head. */
async function dayOf(db: Kysely<Database>, program: string, at?: Revision): Promise<string | null> {
  const revision = at ?? (await readProgramHead(db, program))?.revision;
  if (revision === undefined) return null;
  return (await daysOfRevisions(db, program, [revision])).get(revision) ?? null;
}

function filled(computed: ReadonlyMap<string, ReadonlyMap<RowId, Cells>>): Map<string, ReadonlyMap<RowId, Cells>> {
  return new Map([...computed].filter(([, found]) => found.size > 0));
}

/** Tables whose computed cells come from sums: however many rows are asked for, picking them costs little. */
export const tablesOfSums: ReadonlySet<string> = new Set(
  computedDeclarations.filter(({ sums }) => sums !== null).map(({ table }) => table),
);
