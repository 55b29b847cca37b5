import type { RowId } from '../../tables/cell.ts';
import type { LocalTable } from '../read/local-table.ts';
import type { RowIdWrite } from './table-writes.ts';

/** Row ID cells to write, by position, each only while its row still looks as it was read. */
export function idWrites(local: LocalTable, rowIds: ReadonlyMap<number, RowId>): RowIdWrite[] {
  return local.rows.flatMap(({ sheet }) => {
    const row = rowIds.get(sheet.position);
    if (row === undefined) return [];
    return [{ position: sheet.position, from: sheet.rowId, expected: sheet.values, row }];
  });
}
