import type { LocalTable } from '../../../shared/sync/read/local-table.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { FileTable } from '../read/workbook-contents.ts';

/** A table of a file as the reader takes it. */
export function localOf({ table, columns, rows, lastOwnRow, isFiltered }: FileTable): LocalTable {
  const sheet = { table, columns, rows: rows.map((row) => row.sheet), lastOwnRow };
  return { table: tableNamed(table), sheet, rows, below: [], isFiltered };
}
