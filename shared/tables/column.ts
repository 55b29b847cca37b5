import type { Cell } from './cell.ts';

/** The column kinds of the sync contract. A new kind fails to compile until every consumer handles it (kinds/kind-of.ts). */
export type ColumnKind =
  | 'text'
  | 'longText'
  | 'code'
  | 'list'
  | 'reference'
  | 'integer'
  | 'money'
  | 'percent'
  | 'decimal'
  | 'date'
  | 'fiscalYear'
  | 'period'
  | 'flag';

interface ColumnBase {
  /** Header in Excel and in every report. */
  readonly label: string;
  /** One sentence for the person who fills the cell. */
  readonly help: string;
  /** Column width in characters. */
  readonly width: number;
  /** V01: may not be empty. */
  readonly required?: boolean;
  /** Written by the server, read-only in the sheet. Never part of an edit. */
  readonly computed?: boolean;
  /** Unit of the number in words, where the kind does not say it ("days", "years", "°"). */
  readonly unit?: string;
}

export interface TextColumn extends ColumnBase {
  readonly kind: 'text' | 'longText';
  /** Most characters allowed. */
  readonly maxLength: number;
}
export interface CodeColumn extends ColumnBase {
  readonly kind: 'code';
  /** Regular expression source, anchored at both ends. */
  readonly pattern: string;
  /** The form in words, for messages: "4 digits". */
  readonly form: string;
  /** Number of digits when the code is only digits: lets V03 recognise a number that Excel has damaged. */
  readonly digits?: number;
  /** Validation rule that a wrong form breaks; default V09. */
  readonly rule?: string;
}
export interface ListColumn extends ColumnBase {
  readonly kind: 'list';
  readonly values: readonly string[];
}
export interface ReferenceColumn extends ColumnBase {
  readonly kind: 'reference';
  /** Wire name of the table whose single-column key this cell holds. */
  readonly table: string;
}
export interface NumberColumn extends ColumnBase {
  readonly kind: 'integer' | 'money' | 'percent';
  /** Least and greatest canonical value (cents for money, 0.0001 % steps for percent). */
  readonly min?: number;
  readonly max?: number;
}
export interface DecimalColumn extends ColumnBase {
  readonly kind: 'decimal';
  /** Digits after the point; the canonical value is scaled by 10^scale. */
  readonly scale: number;
  readonly min?: number;
  readonly max?: number;
}
export interface PlainColumn extends ColumnBase {
  readonly kind: 'date' | 'fiscalYear' | 'period' | 'flag';
}

export type Column =
  | TextColumn
  | CodeColumn
  | ListColumn
  | ReferenceColumn
  | NumberColumn
  | DecimalColumn
  | PlainColumn;

/** TypeScript type of a column's canonical value, null included unless the column is required. */
export type CellOf<C extends Column> = C extends { readonly kind: infer K }
  ? K extends 'integer' | 'money' | 'percent' | 'decimal'
    ? number | Empty<C>
    : K extends 'flag'
      ? boolean | Empty<C>
      : string | Empty<C>
  : Cell;

type Empty<C> = C extends { readonly required: true } ? never : null;
