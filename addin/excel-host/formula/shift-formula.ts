import {
  type Area,
  areaOf,
  SHEET_COLUMNS,
  SHEET_ROWS,
  isEntireColumns,
  isEntireRows,
  isOnSheet,
  sameArea,
} from '../book/area.ts';
import { columnName } from '../book/address.ts';
import { type Shift, shiftArea } from '../book/shift.ts';
import type { CellsExpression } from './expression.ts';
import { LOST, rewriteReferences, splitPrefix } from './rewrite-references.ts';

/**
 * The formula after cells of the sheet `shiftedSheet` moved: its references follow, deleted ones become `#REF!`.
 * `homeSheet` is the sheet that holds the formula.
 */
export function shiftFormula(formula: string, homeSheet: string, shiftedSheet: string, shift: Shift): string {
  const shifted = shiftedSheet.toLowerCase();
  return rewriteReferences(formula, (reference, text) => {
    if (reference.kind !== 'cells' || (reference.sheetName ?? homeSheet).toLowerCase() !== shifted) return undefined;
    const after = shiftArea(reference.area, shift);
    if (after === undefined || !isOnSheet(after)) return LOST;
    return sameArea(after, reference.area) ? undefined : writeLike(text, reference, after);
  });
}

/** The formula as it reads after being copied `rows` down and `columns` right: relative references move, `$` ones stay. */
export function moveFormula(formula: string, rows: number, columns: number): string {
  return rewriteReferences(formula, (reference, text) => {
    if (reference.kind !== 'cells') return undefined;
    const after = movedReference(reference, rows, columns);
    if (after === undefined) return LOST;
    return sameArea(after.area, reference.area) ? undefined : writeLike(text, after, after.area);
  });
}

/** A reference after its formula was copied; undefined where its cells would lie off the sheet. A side that moved past a fixed one changes places with it. */
function movedReference(reference: CellsExpression, rows: number, columns: number): CellsExpression | undefined {
  const { area, fixed } = reference;
  const across = isEntireColumns(area) ? 0 : rows;
  const along = isEntireRows(area) ? 0 : columns;
  const top = area.row + (fixed.top ? 0 : across);
  const bottom = area.row + area.rowCount - 1 + (fixed.bottom ? 0 : across);
  const left = area.column + (fixed.left ? 0 : along);
  const right = area.column + area.columnCount - 1 + (fixed.right ? 0 : along);
  if (Math.min(top, bottom, left, right) < 0) return undefined;
  if (Math.max(top, bottom) >= SHEET_ROWS || Math.max(left, right) >= SHEET_COLUMNS) return undefined;
  const [isTurnedDown, isTurnedAcross] = [top > bottom, left > right];
  return {
    ...reference,
    area: areaOf(Math.min(top, bottom), Math.min(left, right), Math.abs(bottom - top) + 1, Math.abs(right - left) + 1),
    fixed: {
      top: isTurnedDown ? fixed.bottom : fixed.top,
      bottom: isTurnedDown ? fixed.top : fixed.bottom,
      left: isTurnedAcross ? fixed.right : fixed.left,
      right: isTurnedAcross ? fixed.left : fixed.right,
    },
  };
}

/** Writes an area with the sheet, the dollar signs and the shape of the text it replaces. */
function writeLike(text: string, { area: before, fixed }: CellsExpression, area: Area): string {
  const [prefix, rest] = splitPrefix(text);
  const column = (at: number, isFixed: boolean): string => `${isFixed ? '$' : ''}${columnName(at)}`;
  const row = (at: number, isFixed: boolean): string => `${isFixed ? '$' : ''}${at + 1}`;
  const lastRow = area.row + area.rowCount - 1;
  const lastColumn = area.column + area.columnCount - 1;
  if (isEntireColumns(before)) {
    return `${prefix}${column(area.column, fixed.left)}:${column(lastColumn, fixed.right)}`;
  }
  if (isEntireRows(before)) return `${prefix}${row(area.row, fixed.top)}:${row(lastRow, fixed.bottom)}`;
  const first = column(area.column, fixed.left) + row(area.row, fixed.top);
  if (!rest.includes(':')) return prefix + first;
  return `${prefix}${first}:${column(lastColumn, fixed.right)}${row(lastRow, fixed.bottom)}`;
}
