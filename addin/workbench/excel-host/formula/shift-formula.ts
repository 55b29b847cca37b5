import type { Area } from '../book/area.ts';
import { columnName, parseArea, splitSheetName } from '../book/address.ts';
import { type Shift, shiftArea } from '../book/shift.ts';
import { tokenise } from './tokenise.ts';

/**
 * The formula after cells of the sheet `shiftedSheet` moved: its references follow, deleted ones become `#REF!`.
 * `homeSheet` is the sheet that holds the formula.
 */
export function shiftFormula(formula: string, homeSheet: string, shiftedSheet: string, shift: Shift): string {
  return rewriteReferences(formula, (sheetName, area) =>
    (sheetName ?? homeSheet).toLowerCase() === shiftedSheet.toLowerCase() ? (shiftArea(area, shift) ?? 'lost') : area,
  );
}

/** The formula as it reads after being copied `rows` down and `columns` right: relative references move, `$` ones stay. */
export function moveFormula(formula: string, rows: number, columns: number): string {
  return mapTokens(formula, (text) => {
    const { sheetName, rest } = splitSheetName(text);
    const prefix = sheetName === undefined ? '' : text.slice(0, text.length - rest.length);
    let lost = false;
    const moved = rest.replaceAll(/(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})/g, (_, fixedColumn, column, fixedRow, row) => {
      const area = parseArea(`${column}${row}`);
      const newColumn = (area?.column ?? 0) + (fixedColumn === '$' ? 0 : columns);
      const newRow = (area?.row ?? 0) + (fixedRow === '$' ? 0 : rows);
      if (newColumn < 0 || newRow < 0) lost = true;
      return `${fixedColumn}${columnName(Math.max(newColumn, 0))}${fixedRow}${newRow + 1}`;
    });
    return lost ? '#REF!' : prefix + moved;
  });
}

function rewriteReferences(
  formula: string,
  rewrite: (sheetName: string | undefined, area: Area) => Area | 'lost',
): string {
  return mapTokens(formula, (text) => {
    const { sheetName, rest } = splitSheetName(text);
    const area = parseArea(rest);
    if (area === undefined) return text;
    const after = rewrite(sheetName, area);
    if (after === area) return text;
    if (after === 'lost') return '#REF!';
    return text.slice(0, text.length - rest.length) + writeLike(rest, after);
  });
}

/** Writes an area with the dollar signs and the shape of the text it replaces. */
function writeLike(text: string, area: Area): string {
  const [first = '', last] = text.split(':');
  const start = writeCorner(first, area.row, area.column);
  if (last === undefined) return start;
  return `${start}:${writeCorner(last, area.row + area.rowCount - 1, area.column + area.columnCount - 1)}`;
}

function writeCorner(text: string, row: number, column: number): string {
  return text.replace(
    /(\$?)([A-Za-z]+)?(\$?)(\d+)?/,
    (_, first: string, letters: string | undefined, second: string, digits: string | undefined) => {
      const columnPart = letters === undefined ? '' : first + columnName(column);
      const rowPart = digits === undefined ? '' : (letters === undefined ? first : second) + String(row + 1);
      return columnPart + rowPart;
    },
  );
}

function mapTokens(formula: string, rewrite: (reference: string) => string): string {
  let out = '';
  let at = 0;
  const body = formula.slice(1);
  for (const token of tokenise(body)) {
    if (token.kind !== 'reference') continue;
    out += body.slice(at, token.start) + rewrite(token.text);
    at = token.start + token.text.length;
  }
  return `=${out}${body.slice(at)}`;
}
