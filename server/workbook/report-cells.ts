import { createHash } from 'node:crypto';
import type { WriteSheet } from 'hucre';
import { DIGEST_LENGTH, type ReportDigest } from '../../shared/tables/report-digests.ts';
import { cellAddress } from './cell-address.ts';
import { decodeOfficeText } from '../../shared/workbook-file/office-text.ts';
import type { SheetRow } from './read/read-sheet.ts';

/** A cell of a report that holds something typed; row and column from 0. */
interface TypedCell {
  readonly row: number;
  readonly column: number;
  readonly value: string | number | boolean;
}

/** Digits of a number that every program keeps; the last ones differ by how it was written. */
const KEPT_DIGITS = 12;

/** [W15] The digest of a report that is being written. Formulas are left out: other programs work out their results anew. */
export function digestOfWritten({ name, cells }: Pick<WriteSheet, 'name' | 'cells'>): ReportDigest {
  const typed = [...(cells ?? [])].flatMap(([place, { value, formula }]): TypedCell[] => {
    const [row = 0, column = 0] = place.split(',').map(Number);
    if (formula !== undefined) return [];
    if (typeof value === 'string') return [{ row, column, value: decodeOfficeText(value) }];
    return typeof value === 'number' || typeof value === 'boolean' ? [{ row, column, value }] : [];
  });
  return digestOf(name, typed);
}

/** [W15] Where a report that came back holds something else than was written: addresses, or rows when there are many. */
export function typedOver(written: ReportDigest, rows: readonly SheetRow[]): string[] {
  const found = digestOf(written.sheet, typedCells(rows));
  const changedRows = differing(written.rows, found.rows);
  const changedColumns = differing(written.columns, found.columns);
  // A digest per row and per column can name cells only while one of the two is single.
  if (changedRows.length > 1 && changedColumns.length > 1) return changedRows.map((row) => `row ${row + 1}`);
  return changedRows.flatMap((row) => changedColumns.map((column) => cellAddress(row, column)));
}

function typedCells(rows: readonly SheetRow[]): TypedCell[] {
  return rows.flatMap(({ number, cells }) =>
    cells.flatMap((cell, column): TypedCell[] => {
      if (cell === undefined || (typeof cell === 'object' && cell.isFormula)) return [];
      return [{ row: number - 1, column, value: typeof cell === 'object' ? cell.value : cell }];
    }),
  );
}

/** Blank cells say nothing, so trailing ones do not either. */
function digestOf(sheet: string, cells: readonly TypedCell[]): ReportDigest {
  const byRow: string[][] = [];
  const byColumn: string[][] = [];
  for (const { row, column, value } of cells) {
    const text = plainText(value);
    if (text === '') continue;
    (byRow[row] ??= []).push(`${column} ${text}`);
    (byColumn[column] ??= []).push(`${row} ${text}`);
  }
  return { sheet, rows: digests(byRow), columns: digests(byColumn) };
}

/** As every program gives it back: outer blanks, line ends, and last digits are theirs. */
function plainText(value: string | number | boolean): string {
  if (typeof value === 'string') return value.normalize('NFC').replaceAll('\r\n', '\n').trim();
  return typeof value === 'number' ? String(Number(value.toPrecision(KEPT_DIGITS))) : String(value).toUpperCase();
}

function digests(lines: readonly (readonly string[] | undefined)[]): string {
  // Array.from, so that lines without any cell have a digest too.
  return Array.from(lines, (line) => shortDigest(line ?? [])).join('');
}

function shortDigest(texts: readonly string[]): string {
  if (texts.length === 0) return '-'.repeat(DIGEST_LENGTH);
  return createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, DIGEST_LENGTH);
}

/** Lines, from 0, whose digests differ; beyond the end of one there is nothing. */
function differing(one: string, other: string): number[] {
  const count = Math.max(one.length, other.length) / DIGEST_LENGTH;
  const at = (text: string, line: number): string =>
    text.slice(line * DIGEST_LENGTH, (line + 1) * DIGEST_LENGTH) || '-'.repeat(DIGEST_LENGTH);
  return Array.from({ length: count }, (_, line) => line).filter((line) => at(one, line) !== at(other, line));
}
