import { CellValueType, type ICellData, type Nullable } from '@univerjs/core';
import { type Content, type Scalar, errorOfText, isCellError } from 'excel-host/book/cell.ts';

/** How Univer stores a value: truth values are 1 and 0 with a type, errors are their text; a text that only looks like one is forced. */
export function toCellValue(value: Scalar): Pick<ICellData, 'v' | 't'> {
  if (value === '') return {};
  if (isCellError(value)) return { v: value.error, t: CellValueType.STRING };
  if (typeof value === 'boolean') return { v: Number(value), t: CellValueType.BOOLEAN };
  if (typeof value === 'number') return { v: value, t: CellValueType.NUMBER };
  return { v: value, t: errorOfText(value) === undefined ? CellValueType.STRING : CellValueType.FORCE_STRING };
}

/** What a cell of Univer holds; its formula comes separately because copied formulas share one text. */
export function contentOf(cell: Nullable<ICellData>, formula: string | undefined): Exclude<Content, undefined> {
  if (formula !== undefined) return { formula };
  const value = cell?.v ?? richText(cell);
  if (value === undefined || value === '') return '';
  if (cell?.t === CellValueType.BOOLEAN) return value === 1 || value === true || value === '1';
  if (cell?.t === CellValueType.NUMBER && value !== true && value !== false) return Number(value);
  if (cell?.t === CellValueType.FORCE_STRING) return String(value);
  return typeof value === 'string' ? (errorOfText(value) ?? value) : value;
}

/** Text with lines or links in it is kept as a small document, each line ended by a return. */
function richText(cell: Nullable<ICellData>): string | undefined {
  return cell?.p?.body?.dataStream.replace(/\r\n$/, '').replaceAll('\r', '\n');
}

export function sameContent(a: Content, b: Content): boolean {
  if (typeof a === 'object' && typeof b === 'object' && 'formula' in a && 'formula' in b)
    return a.formula === b.formula;
  return a === b;
}
