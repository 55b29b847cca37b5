/**
 * A canonical cell value. Money is integer cents, percent is integer steps of 0.0001 %, decimal(n) is an integer scaled
 * by 10^n, dates are `YYYY-MM-DD`; an empty cell is null (never ""). Two cells are equal when they are `===`.
 */
export type Cell = string | number | boolean | null;

/** Cells of a row by column name. A partial row names just the columns it speaks of. */
export type Cells = Readonly<Record<string, Cell>>;

/** Identity of a row: `R` and 15 Crockford base-32 characters (75 random bits). */
export type RowId = string;

/** A cell by row and column. */
export interface CellPlace {
  readonly table: string;
  readonly row: RowId;
  readonly column: string;
}

/** A cell, or (column null) a whole row. */
export interface RowOrCellPlace {
  readonly table: string;
  readonly row: RowId;
  readonly column: string | null;
}

const ROW_ID = /^R[0-9A-HJKMNP-TV-Z]{15}$/;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** True when the text has the form of a Row ID. */
export function isRowId(text: string): boolean {
  return ROW_ID.test(text);
}

/**
 * Makes a Row ID from 15 random bytes; the caller brings the randomness (five bits of each byte are used).
 * Throws RangeError when fewer than 15 bytes are given.
 */
export function rowIdFromBytes(bytes: Uint8Array): RowId {
  if (bytes.length < 15) throw new RangeError('A Row ID needs 15 random bytes.');
  let id = 'R';
  for (let i = 0; i < 15; i++) id += CROCKFORD.charAt((bytes[i] ?? 0) & 31);
  return id;
}
