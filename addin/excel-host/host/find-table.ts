import type { TableColumn, TableInfo } from '../book/book.ts';
import { itemNotFound } from './host-error.ts';
import { checkMayFormat } from './protection.ts';
import type { Session } from './session.ts';
import { type Json, jsonText } from '../book/json.ts';

export function tableById(session: Session, tableId: string): TableInfo {
  const table = session.book.tables().find(({ id }) => id === tableId);
  if (table === undefined) throw itemNotFound('The table does not exist any more.');
  return table;
}

/** By id or by name, as in `tables.getItem(key)`. */
export function tableByKey(session: Session, sheetId: string | undefined, key: Json): TableInfo | undefined {
  const wanted = jsonText(key).toLowerCase();
  return session.book
    .tables()
    .find(
      (table) =>
        (sheetId === undefined || table.sheetId === sheetId) &&
        (table.id === key || table.name.toLowerCase() === wanted),
    );
}

/** Shows all rows of a table again. */
export function clearFilters(tableId: string, session: Session): undefined {
  checkMayFormat(session, tableById(session, tableId).sheetId, 'allowAutoFilter');
  const columnIds = Array.from(tableById(session, tableId).filters.keys());
  for (const columnId of columnIds) session.book.filterTable(tableId, columnId, undefined);
}

/** By id (a number) or by name. */
export function columnByKey(table: TableInfo, key: Json): TableColumn | undefined {
  return typeof key === 'number'
    ? table.columns.find((column) => column.id === key)
    : table.columns.find((column) => column.name.toLowerCase() === jsonText(key).toLowerCase());
}
