import type { Cell } from '../cell.ts';
import type { Column, ColumnKind } from '../column.ts';
import type { ExcelCell, Parsed } from './parsed.ts';

export type ColumnOf<K extends ColumnKind> = Extract<Column, { readonly kind: K }> & { readonly kind: K };

/** Everything the product knows about a column kind; one entry per kind in `kind-of.ts`. */
export interface KindSpec<C extends Column = Column> {
  /** Storage class; integers fit 64 bits. */
  readonly sqlType: 'text' | 'integer';
  /** True for kinds whose Excel cell is text that must never be parsed. */
  readonly isText: boolean;
  numberFormat(column: C): string;
  /** Reads a JSON value. Empty text counts as empty. */
  fromWire(column: C, value: string | number | boolean): Parsed;
  /** Reads a cell that is neither empty nor an error. */
  fromExcel(column: C, cell: ExcelCell): Parsed;
  /** The Excel value of a canonical value that is not null. */
  toExcel(column: C, value: string | number | boolean, date1904: boolean): string | number | boolean;
  /** The value as a person reads it. */
  format(column: C, value: string | number | boolean): string;
}

/** True for a cell value that is null or empty text. */
export function isEmptyCell(value: Cell | undefined): value is null | '' | undefined {
  return value === null || value === undefined || value === '';
}
