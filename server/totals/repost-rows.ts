import type { TableName } from '../../shared/tables/all-tables.ts';
import type { Kysely } from 'kysely';
import { addToLine, noPostings, type LinePostings } from '../../shared/plan/sums/line-sums.ts';
import { postProgram } from '../../shared/plan/postings/post-program.ts';
import { postingDeclarations } from '../../shared/plan/postings/posting-declarations.ts';
import type { Posting } from '../../shared/plan/postings/posting.ts';
import type { FoundRow, Lookup } from '../../shared/plan/reached-rows.ts';
import { namedKey, repostedBy, rowPlace, type ChangedRow } from '../../shared/plan/postings/reposted-rows.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import { keyText } from '../../shared/tables/table.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import { insertMany } from '../storage/insert-many.ts';
import type { Database } from '../storage/schema.ts';
import { isAmong } from '../storage/sql-dialect.ts';
import type { RowsAtHand } from './rows-at-hand.ts';
import { postingColumns, postingKey, postingValues } from './sum-rows.ts';

/** Rows by table and Row ID. */
type Rows = Map<string, Map<RowId, FoundRow>>;

/**
 * Writes the postings of changed rows and of those that name them anew, where they are others than before. What they posted
 * before follows from how they were, so nothing of it is read.
 * @returns by budget line, what is posted there more than before
 */
export async function repostRows(
  hand: RowsAtHand,
  changed: readonly ChangedRow[],
): Promise<ReadonlyMap<string, LinePostings>> {
  const { reached, rows } = await reachedRows(hand, changed);
  if (reached.size === 0) return new Map();
  await addNamedRows(hand, rows, changed);
  const after = byRow(postingsOf(rows, reached));
  const before = byRow(postingsOf(asTheyWere(rows, changed), reached));
  const places = [...new Set([...before.keys(), ...after.keys()])];
  const others = places.filter((place) => isOther(before.get(place), after.get(place)));
  const gone = others.flatMap((place) => before.get(place) ?? []);
  const come = others.flatMap((place) => after.get(place) ?? []);
  const fewer = others.filter((place) => (before.get(place)?.length ?? 0) > (after.get(place)?.length ?? 0));
  await removePostings(
    hand.db,
    hand.program,
    fewer.flatMap((place) => before.get(place) ?? []),
  );
  await putPostings(hand.db, hand.program, come);
  const moved = new Map<string, LinePostings>();
  for (const posting of gone) addToLine(getOrMake(moved, posting.line, noPostings), posting, -1);
  for (const posting of come) addToLine(getOrMake(moved, posting.line, noPostings), posting);
  return moved;
}

/** The places of rows that may post otherwise, and those that are there. */
async function reachedRows(
  hand: RowsAtHand,
  changed: readonly ChangedRow[],
): Promise<{ readonly reached: ReadonlySet<string>; readonly rows: Rows }> {
  const { own, naming } = repostedBy(changed);
  const [reached, rows] = [new Set<string>(), new Map<string, Map<RowId, FoundRow>>()];
  for (const [table, ofTable] of own) {
    for (const { change, after } of ofTable) {
      reached.add(rowPlace(table, change.row));
      if (after) addRow(rows, table, { row: change.row, cells: after });
    }
  }
  const lookups = naming.map(({ declaration: { table, names }, keys }) => {
    return { table, columns: names?.columns ?? [], values: [...keys.values()] };
  });
  const found = await hand.answer(lookups);
  naming.forEach(({ declaration: { table } }, i) => {
    for (const row of found[i] ?? []) {
      reached.add(rowPlace(table, row.row));
      addRow(rows, table, row);
    }
  });
  return { reached, rows };
}

function addRow(rows: Rows, table: string, row: FoundRow): void {
  getOrMake(rows, table, () => new Map<RowId, FoundRow>()).set(row.row, row);
}

/** Adds the rows that these name, and those that they named before. */
async function addNamedRows(hand: RowsAtHand, rows: Rows, changed: readonly ChangedRow[]): Promise<void> {
  const lookups = new Map<TableName, Lookup & { readonly values: (readonly Cell[])[] }>();
  const seen = new Set<string>();
  for (const declaration of postingDeclarations) {
    const { names, table } = declaration;
    if (names === null) continue;
    const now = [...(rows.get(table)?.values() ?? [])].map(({ cells }) => cells);
    const then = changed.flatMap(({ change, before }) => (change.table === table && before ? [before] : []));
    for (const cells of [...now, ...then]) {
      const key = namedKey(declaration, cells);
      if (key === null || seen.has(`${names.table} ${keyText(key)}`)) continue;
      seen.add(`${names.table} ${keyText(key)}`);
      getOrMake(lookups, names.table, () => ({ table: names.table, columns: names.key, values: [] })).values.push(key);
    }
  }
  const asked = [...lookups.values()];
  const found = await hand.answer(asked);
  asked.forEach(({ table }, i) => {
    for (const row of found[i] ?? []) addRow(rows, table, row);
  });
}

/** The rows before the sync, those that are gone among them. */
function asTheyWere(rows: Rows, changed: readonly ChangedRow[]): Rows {
  const were: Rows = new Map([...rows].map(([table, ofTable]) => [table, new Map(ofTable)]));
  for (const { change, before } of changed) {
    if (before) addRow(were, change.table, { row: change.row, cells: before });
    else were.get(change.table)?.delete(change.row);
  }
  return were;
}

function postingsOf(rows: Rows, reached: ReadonlySet<string>): Posting[] {
  const postings: Posting[] = [];
  const program = programRows(Object.fromEntries([...rows].map(([table, found]) => [table, [...found.values()]])));
  postProgram(program, null, (posting) => {
    if (reached.has(rowPlace(posting.table, posting.row))) postings.push(posting);
  });
  return postings;
}

/** Of rows that post as often as before or more often. */
async function putPostings(db: Kysely<Database>, program: string, postings: readonly Posting[]): Promise<void> {
  if (postings.length === 0) return;
  const rows = postingValues(program, postings);
  await insertMany(db, { table: 'postings', columns: postingColumns, replacing: postingKey, rows });
}

async function removePostings(db: Kysely<Database>, program: string, postings: readonly Posting[]): Promise<void> {
  const rows = new Map<TableName, Set<RowId>>();
  for (const { table, row } of postings) getOrMake(rows, table, () => new Set<RowId>()).add(row);
  for (const [table, ids] of rows) {
    await db
      .deleteFrom('postings')
      .where('program', '=', program)
      .where('table_name', '=', table)
      .where(isAmong(db, 'row_id', ids))
      .execute();
  }
}

function byRow(postings: readonly Posting[]): Map<string, Posting[]> {
  const rows = new Map<string, Posting[]>();
  for (const posting of postings)
    getOrMake(rows, rowPlace(posting.table, posting.row), (): Posting[] => []).push(posting);
  return rows;
}

function isOther(before: readonly Posting[] | undefined, after: readonly Posting[] | undefined): boolean {
  return before === undefined || after === undefined || textOf(before) !== textOf(after);
}

function textOf(postings: readonly Posting[]): string {
  return JSON.stringify(postings.map(({ line, account, date, cents, change }) => [line, account, date, cents, change]));
}
