import type { Edit, Revision } from '../sync/edit.ts';
import { getOrMake } from '../sync/get-or-make.ts';
import type { ParsedSyncRequest, TableEdits } from './sync.ts';

type TableLists = Required<{ [K in 'inserts' | 'updates' | 'deletes']: NonNullable<TableEdits[K]> }>;

/**
 * Edits in the form of the wire, by table; `parseEdits` is the way back. `seen` is left out where it is `base`, its
 * default.
 */
export function wireEdits(edits: readonly Edit[], base: Revision): ParsedSyncRequest['edits'] {
  const tables = new Map<string, TableLists>();
  for (const edit of edits) {
    const lists = getOrMake(tables, edit.table, (): TableLists => ({ inserts: [], updates: [], deletes: [] }));
    addEdit(lists, edit, base);
  }
  return Object.fromEntries([...tables].map(([name, lists]) => [name, withoutEmpty(lists)]));
}

function addEdit(lists: TableLists, edit: Edit, base: Revision): void {
  const basket = edit.basket === undefined ? {} : { basket: edit.basket };
  switch (edit.kind) {
    case 'insert':
      lists.inserts.push({ row: edit.row, cells: edit.cells, ...seenUnlessBase(edit.seen, base), ...basket });
      break;
    case 'update': {
      const older = Object.entries(edit.seen).filter(([, seen]) => seen !== base);
      const seen = older.length === 0 ? {} : { seen: Object.fromEntries(older) };
      lists.updates.push({ row: edit.row, cells: edit.cells, ...seen, ...basket });
      break;
    }
    case 'delete':
      lists.deletes.push({ row: edit.row, ...seenUnlessBase(edit.seen, base), ...basket });
      break;
  }
}

function seenUnlessBase(seen: Revision, base: Revision): { seen?: Revision } {
  return seen === base ? {} : { seen };
}

function withoutEmpty({ inserts, updates, deletes }: TableLists): TableEdits {
  return {
    ...(inserts.length > 0 ? { inserts } : {}),
    ...(updates.length > 0 ? { updates } : {}),
    ...(deletes.length > 0 ? { deletes } : {}),
  };
}
