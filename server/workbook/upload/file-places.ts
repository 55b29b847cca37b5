import type { RowId } from '../../../shared/tables/cell.ts';
import type { LocalTable } from '../../../shared/sync/read/local-table.ts';
import { cellAddress } from '../cell-address.ts';
import type { FileTable } from '../read/workbook-contents.ts';

/** A cell of a file, or a row of it: "Budget Lines", "F18"; of a row its first cell that is shown. */
export interface FileCell {
  readonly sheet: string;
  readonly cell: string;
}

/** Where the cells of a file's table stand on their sheet, for people. */
export interface FilePlaces {
  /** Name of the sheet. */
  readonly sheet: string;
  /** "Budget Lines F18" for a cell, "Budget Lines, row 18" for a row; "Budget Lines" where the sheet does not have it. */
  address(row: RowId, column: string | null): string;
  /** Undefined where the sheet does not have the row. */
  cell(row: RowId, column: string | null): FileCell | undefined;
}

/** @param local the table under the Row IDs that reading gave it */
export function filePlaces(file: FileTable, local: LocalTable): FilePlaces {
  const numbers = new Map(local.rows.map(({ rowId, sheet }) => [rowId, sheet.position]));
  const indexOf = (column: string): number | undefined => file.columnIndexes[file.columns.indexOf(column)];
  return {
    sheet: file.sheet,
    address(row, column) {
      const number = numbers.get(row);
      if (number === undefined) return file.sheet;
      const index = column === null ? undefined : indexOf(column);
      return index === undefined ? `${file.sheet}, row ${number}` : `${file.sheet} ${cellAddress(number - 1, index)}`;
    },
    cell(row, column) {
      const number = numbers.get(row);
      if (number === undefined) return undefined;
      const index = (column === null ? undefined : indexOf(column)) ?? Math.min(...file.columnIndexes);
      return { sheet: file.sheet, cell: cellAddress(number - 1, index) };
    },
  };
}
