import type { WireRow } from '../../shared/protocol/cells.ts';
import type { RemoteTable } from '../../shared/protocol/sync.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import type { RecomputedRows, Remote } from './remote-changes.ts';

/** What became of the rows of a table: a row as it is now, null for one that is gone. */
interface TableChanges {
  readonly columns: RemoteTable['columns'];
  readonly rows: Map<RowId, WireRow | null>;
  /** Rows that nobody edited. */
  readonly recomputed: Set<RowId>;
}

const none: Remote = { tables: {}, recomputed: {} };

/**
 * What changed over several stretches of the history that follow each other, the oldest first. The last stretch that names
 * a row tells how it is now, its computed cells too: later ones would name it if they moved them.
 */
export function composeRemotes(remotes: readonly Remote[]): Remote {
  const [only = none] = remotes;
  if (remotes.length < 2) return only;
  const changes = new Map<string, TableChanges>();
  for (const remote of remotes) for (const name of Object.keys(remote.tables)) addTable(changes, name, remote);
  const composed: Record<string, RemoteTable> = {};
  const recomputed: Record<string, readonly RowId[]> = {};
  for (const { name } of tables) {
    const ofTable = changes.get(name);
    if (!ofTable) continue;
    composed[name] = remoteTable(ofTable);
    if (ofTable.recomputed.size > 0) recomputed[name] = [...ofTable.recomputed].sort();
  }
  return { tables: composed, recomputed };
}

function addTable(changes: Map<string, TableChanges>, name: string, remote: Remote): void {
  const table = remote.tables[name];
  if (!table) return;
  const found = changes.get(name) ?? { columns: table.columns, rows: new Map(), recomputed: new Set() };
  changes.set(name, found);
  noteRecomputed(found, table, remote.recomputed[name] ?? []);
  for (const row of table.rows) found.rows.set(row[0], row);
  for (const row of table.deleted) found.rows.set(row, null);
}

/** A row that one stretch edited is an edited one, whatever the others did to it. To be called before its rows are noted. */
function noteRecomputed({ rows, recomputed }: TableChanges, table: RemoteTable, ids: RecomputedRows[string]): void {
  const here = new Set(ids);
  for (const row of here) if (!rows.has(row)) recomputed.add(row);
  for (const [row] of table.rows) if (!here.has(row)) recomputed.delete(row);
  for (const row of table.deleted) recomputed.delete(row);
}

function remoteTable({ columns, rows }: TableChanges): RemoteTable {
  const live: WireRow[] = [];
  const deleted: RowId[] = [];
  for (const [id, row] of rows) {
    if (row) live.push(row);
    else deleted.push(id);
  }
  return { columns, rows: live.sort((a, b) => (a[0] < b[0] ? -1 : 1)), deleted: deleted.sort() };
}
