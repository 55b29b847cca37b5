import type { Kysely } from 'kysely';
import { addToLine, noPostings, type LinePostings } from '../../shared/plan/line-sums.ts';
import { postProgram } from '../../shared/plan/post-program.ts';
import { postingDeclarations } from '../../shared/plan/posting-declarations.ts';
import type { Posting } from '../../shared/plan/posting.ts';
import { namedKey, repostedBy, rowPlace, type ChangedRow } from '../../shared/plan/reposted-rows.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { programRows, type ReadTable } from '../../shared/plan/figures/program-rows.ts';
import { insertMany } from '../storage/insert-many.ts';
import type { Database, PostingRow } from '../storage/schema.ts';
import { textList } from '../storage/sql-dialect.ts';
import { ProgramSlice } from './program-slice.ts';
import { byKeyText } from './read-narrow-rows.ts';
import { postingColumns, postingValues } from './sum-rows.ts';

/** Row IDs by table; with `isNew` where none of them can have posted before. */
interface PostingRows {
  readonly ids: Set<RowId>;
  isNew: boolean;
}

/**
 * Writes the postings of changed rows and of those that name them anew, where they are others than before.
 * @returns by budget line, what is posted there more than before
 */
export async function repostRows(
  db: Kysely<Database>,
  program: string,
  changed: readonly ChangedRow[],
): Promise<ReadonlyMap<string, LinePostings>> {
  const slice = new ProgramSlice(db, program);
  const reached = await reachedRows(slice, changed);
  if (reached.size === 0) return new Map();
  await readNamedRows(slice);
  const after = byRow(postingsOf(slice, reached));
  const before = byRow(await readPostings(db, program, reached));
  const places = [...new Set([...before.keys(), ...after.keys()])];
  const others = places.filter((place) => textOf(before.get(place)) !== textOf(after.get(place)));
  const gone = others.flatMap((place) => before.get(place) ?? []);
  const come = others.flatMap((place) => after.get(place) ?? []);
  await removePostings(db, program, gone);
  await insertMany(db, { table: 'postings', columns: postingColumns, rows: postingValues(program, come) });
  const moved = new Map<string, LinePostings>();
  for (const posting of gone) addToLine(getOrMake(moved, posting.line, noPostings), posting, -1);
  for (const posting of come) addToLine(getOrMake(moved, posting.line, noPostings), posting);
  return moved;
}

/** Puts the rows that may post otherwise into the slice. */
async function reachedRows(slice: ProgramSlice, changed: readonly ChangedRow[]): Promise<Map<ReadTable, PostingRows>> {
  const { own, naming } = repostedBy(changed);
  const reached = new Map<ReadTable, PostingRows>();
  const none = (): PostingRows => ({ ids: new Set(), isNew: true });
  for (const { table } of postingDeclarations) {
    for (const { change, after } of own.get(table) ?? []) {
      const rows = getOrMake(reached, table, none);
      rows.ids.add(change.row);
      if (change.kind !== 'insert') rows.isNew = false;
      if (after) slice.add(table, [{ row: change.row, cells: after }]);
    }
  }
  for (const { declaration, keys, firsts } of naming) {
    const { table, names } = declaration;
    const found = await slice.find(table, { column: names?.columns[0] ?? '', values: firsts });
    const hits = found.filter(({ cells }) => keys.has(namedKey(declaration, cells) ?? ''));
    if (hits.length === 0) continue;
    const rows = getOrMake(reached, table, none);
    for (const { row } of hits) {
      if (rows.ids.has(row)) continue;
      rows.ids.add(row);
      rows.isNew = false;
    }
    slice.add(table, hits);
  }
  return reached;
}

async function readNamedRows(slice: ProgramSlice): Promise<void> {
  const keys = new Map<ReadTable, Set<string>>();
  const stored = slice.stored();
  for (const declaration of postingDeclarations) {
    if (declaration.names === null) continue;
    for (const { cells } of stored[declaration.table] ?? []) {
      const key = namedKey(declaration, cells);
      if (key !== null) getOrMake(keys, declaration.names.table, () => new Set<string>()).add(key);
    }
  }
  for (const [table, texts] of keys) await slice.read(table, byKeyText(texts));
}

function postingsOf(slice: ProgramSlice, reached: ReadonlyMap<ReadTable, PostingRows>): Posting[] {
  const postings: Posting[] = [];
  postProgram(programRows(slice.stored()), null, (posting) => {
    if (reached.get(posting.table)?.ids.has(posting.row) === true) postings.push(posting);
  });
  return postings;
}

async function readPostings(
  db: Kysely<Database>,
  program: string,
  reached: ReadonlyMap<ReadTable, PostingRows>,
): Promise<Posting[]> {
  const postings: Posting[] = [];
  for (const [table, { ids, isNew }] of reached) {
    if (isNew) continue;
    const rows = await db
      .selectFrom('postings')
      .selectAll()
      .where('program', '=', program)
      .where('table_name', '=', table)
      .where('row_id', 'in', textList(db, ids))
      .orderBy('row_id')
      .orderBy('ordinal')
      .execute();
    for (const row of rows) postings.push(postingOf(table, row));
  }
  return postings;
}

function postingOf(table: ReadTable, { row_id: row, line, account, date, cents, change }: PostingRow): Posting {
  return { table, row, line, account, date, cents, change };
}

async function removePostings(db: Kysely<Database>, program: string, postings: readonly Posting[]): Promise<void> {
  const rows = new Map<ReadTable, Set<RowId>>();
  for (const { table, row } of postings) getOrMake(rows, table, () => new Set<RowId>()).add(row);
  for (const [table, ids] of rows) {
    await db
      .deleteFrom('postings')
      .where('program', '=', program)
      .where('table_name', '=', table)
      .where('row_id', 'in', textList(db, ids))
      .execute();
  }
}

function byRow(postings: readonly Posting[]): Map<string, Posting[]> {
  const rows = new Map<string, Posting[]>();
  for (const posting of postings)
    getOrMake(rows, rowPlace(posting.table, posting.row), (): Posting[] => []).push(posting);
  return rows;
}

function textOf(postings: readonly Posting[] = []): string {
  return JSON.stringify(postings.map(({ line, account, date, cents, change }) => [line, account, date, cents, change]));
}
