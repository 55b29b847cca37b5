import type { Kysely } from 'kysely';
import type { RemoteTable } from '../../shared/protocol/sync.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { RowChange, StoredRow } from '../../shared/sync/journal.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import type { Table } from '../../shared/tables/table.ts';
import { readJournalSince } from '../storage/journal.ts';
import { readRows, readRowsById, readRowsByIdAt } from '../storage/rows.ts';
import type { Database } from '../storage/schema.ts';
import { wireTable } from './wire-rows.ts';

export interface RemoteRequest {
  readonly program: string;
  /** The sheet stands here … */
  readonly base: Revision;
  /** … and is to be brought here. */
  readonly to: Revision;
  /** Head of the program; above `to` when an earlier reply is built again. */
  readonly head: Revision;
  /** Changes after `base` up to `to`, when the caller holds them already. */
  readonly changes?: readonly RowChange[];
}

/** Everything that changed after `base` as it is at `to`, by table name; only tables with a change. */
export async function remoteChanges(
  db: Kysely<Database>,
  request: RemoteRequest,
): Promise<Record<string, RemoteTable>> {
  if (request.base >= request.to) return {};
  return request.base === 0 ? wholeProgram(db, request) : changedRows(db, request);
}

/** From nothing, every row is new and none is gone. */
async function wholeProgram(
  db: Kysely<Database>,
  { program, to, head }: RemoteRequest,
): Promise<Record<string, RemoteTable>> {
  const remote: Record<string, RemoteTable> = {};
  for (const table of tables) {
    const rows = await readRows(db, program, table, to === head ? undefined : to);
    if (rows.length > 0) remote[table.name] = { ...wireTable(table, rows, undefined), deleted: [] };
  }
  return remote;
}

async function changedRows(db: Kysely<Database>, request: RemoteRequest): Promise<Record<string, RemoteTable>> {
  const { program, base, to } = request;
  const changes = request.changes ?? (await readJournalSince(db, { program, after: base, upTo: to }));
  const changed = rowsByTable(changes);
  const remote: Record<string, RemoteTable> = {};
  for (const table of tables) {
    const ids = changed.get(table.name);
    if (!ids) continue;
    const rows = await rowsAt(db, request, table, ids);
    const live = new Set(rows.map((row) => row.row));
    const deleted = [...ids].filter((row) => !live.has(row)).sort();
    remote[table.name] = { ...wireTable(table, rows, undefined), deleted };
  }
  return remote;
}

function rowsByTable(changes: Iterable<RowChange>): Map<string, Set<RowId>> {
  const found = new Map<string, Set<RowId>>();
  for (const { table, row } of changes) {
    const rows = found.get(table);
    if (rows) rows.add(row);
    else found.set(table, new Set([row]));
  }
  return found;
}

async function rowsAt(
  db: Kysely<Database>,
  { program, to, head }: RemoteRequest,
  table: Table,
  ids: ReadonlySet<RowId>,
): Promise<StoredRow[]> {
  if (to === head) return readRowsById(db, program, table, ids);
  return readRowsByIdAt(db, program, table, ids, to);
}
