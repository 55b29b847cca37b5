import type { Kysely } from 'kysely';
import { mayEditFor } from '../../shared/access/may-edit-for.ts';
import { rowRules } from '../../shared/rules/row-rules.ts';
import type { JournalEntry, StoredRow } from '../../shared/sync/history/journal.ts';
import { lookupsAfter, lookupsFor, lookupsForRestored, type Lookups } from '../../shared/sync/merge/lookups.ts';
import { contextFromRows, type MergeContext } from '../../shared/sync/merge/merge-context.ts';
import { tableNamed, tables } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { readMatchingRows } from '../storage/matching-rows.ts';
import { readRowHistory } from '../storage/row-history.ts';
import { readRowsById } from '../storage/rows.ts';
import type { Database } from '../storage/schema.ts';
import type { ContextRequest } from './context-request.ts';
import { findNeverUsed } from './never-used.ts';
import { readPlaces } from './row-places.ts';

/** What the readings of one sync share. */
interface Reading extends Pick<ContextRequest, 'program' | 'head'> {
  readonly db: Kysely<Database>;
  /** Rows read so far, by table name. */
  readonly rows: Record<string, StoredRow[]>;
}

/** What a merge has to know, and the tables that the program certainly never held a row of. */
export interface ReadContext extends MergeContext {
  readonly neverUsed: ReadonlySet<string>;
}

/** Reads what a merge of these edits has to know: a few queries per table, however many edits there are. */
export async function readMergeContext(db: Kysely<Database>, request: ContextRequest): Promise<ReadContext> {
  const { program, head, edits, membership } = request;
  const rows: Record<string, StoredRow[]> = {};
  const reading: Reading = { db, program, head, rows };
  const neverUsed = await findNeverUsed(db, program, edits);
  const isNeverUsed = (table: string): boolean => neverUsed.has(table);
  await readLookups(reading, lookupsFor(tables, rowRules, edits, isNeverUsed));
  const live = new Set(Object.values(rows).flatMap((list) => list.map((row) => row.row)));
  const second = lookupsAfter(tables, rowRules, edits, rows, isNeverUsed);
  await readLookups(reading, second);
  const history = await readHistory(reading, second, live);
  await readLookups(reading, lookupsForRestored(tables, rowRules, edits, history));
  const places = await readPlaces(db, request, rows);
  const mayEdit = mayEditFor(membership, places);
  return { ...contextFromRows({ tables, rules: rowRules, rows, history, mayEdit }), neverUsed };
}

async function readLookups({ db, program, head, rows }: Reading, lookups: Lookups): Promise<void> {
  if (head === 0) return;
  for (const [name, ids] of Object.entries(lookups.rows)) {
    addRows(rows, name, await readRowsById(db, program, tableNamed(name), ids));
  }
  for (const { table, columns, values } of lookups.matches) {
    addRows(rows, table, await readMatchingRows(db, program, { table: tableNamed(table), columns, values }));
  }
}

function addRows(rows: Record<string, StoredRow[]>, table: string, found: readonly StoredRow[]): void {
  const list = (rows[table] ??= []);
  for (const row of found) list.push(row);
}

/** Of a row that is not live all of its journal, so that its last delete is among it. */
async function readHistory(
  { db, program, head }: Reading,
  lookups: Lookups,
  live: ReadonlySet<RowId>,
): Promise<JournalEntry[]> {
  if (head === 0) return [];
  const entries: JournalEntry[] = [];
  for (const [table, wanted] of Object.entries(lookups.history)) {
    const rows = wanted.map(({ row, after }) => ({ row, after: live.has(row) ? after : 0 }));
    for (const entry of await readRowHistory(db, { program, table, rows })) entries.push(entry);
  }
  return entries;
}
