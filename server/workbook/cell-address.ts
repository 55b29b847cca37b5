import { columnLetters } from '../../shared/workbook-file/column-letters.ts';

/** Address of a cell by 0-based row and column: (1, 2) → "C2". */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** A sheet's name as formulas name it, quoted: `'Budget Lines'`. */
export function quotedSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** A block of cells of one column with absolute addresses, rows 0-based and inclusive: `'Sites'!$B$2:$B$61`. */
export function absoluteColumnRange(sheet: string, column: number, firstRow: number, lastRow: number): string {
  const letters = columnLetters(column);
  return `${quotedSheet(sheet)}!$${letters}$${firstRow + 1}:$${letters}$${lastRow + 1}`;
}
