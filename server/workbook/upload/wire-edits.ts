import type { ParsedSyncRequest, TableEdits } from '../../../shared/protocol/sync.ts';
import type { Edit } from '../../../shared/sync/edit.ts';

/** Edits as a sync request carries them, by table. */
export function wireEdits(edits: readonly Edit[]): ParsedSyncRequest['edits'] {
  const byTable: Record<string, TableEdits> = {};
  for (const edit of edits) {
    const { inserts = [], updates = [], deletes = [] } = byTable[edit.table] ?? {};
    if (edit.kind === 'insert') inserts.push({ row: edit.row, cells: { ...edit.cells }, seen: edit.seen });
    else if (edit.kind === 'delete') deletes.push({ row: edit.row, seen: edit.seen });
    else updates.push({ row: edit.row, cells: { ...edit.cells }, seen: { ...edit.seen } });
    byTable[edit.table] = { inserts, updates, deletes };
  }
  return byTable;
}
