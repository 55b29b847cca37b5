import type { RowId } from '../../../shared/tables/cell.ts';
import type { LocalTable } from '../../../shared/sync/read/local-table.ts';
import { cellAddress } from '../cell-address.ts';
import type { FileTable } from '../read/workbook-contents.ts';

/** Where the cells of a file's table stand on their sheet, for people. */
export interface FilePlaces {
  /** Name of the sheet. */
  readonly sheet: string;
  /** "Budget Lines F18" for a cell, "Budget Lines, row 18" for a row; "Budget Lines" where the sheet does not have it. */
  address(row: RowId, column: string | null): string;
}

/** @param local the table under the Row IDs that reading gave it */
export function filePlaces(file: FileTable, local: LocalTable): FilePlaces {
  const numbers = new Map(local.rows.map(({ rowId, sheet }) => [rowId, sheet.position]));
  return {
    sheet: file.sheet,
    address(row, column) {
      const number = numbers.get(row);
      if (number === undefined) return file.sheet;
      const index = column === null ? undefined : file.columnIndexes[file.columns.indexOf(column)];
      return index === undefined ? `${file.sheet}, row ${number}` : `${file.sheet} ${cellAddress(number - 1, index)}`;
    },
  };
}
