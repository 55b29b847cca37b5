import { type Area, areaOf, containsArea } from './area.ts';
import type { Book } from './book.ts';
import { type Content, isFormula } from './cell.ts';
import { bodyArea } from './table-areas.ts';
import { moveFormula } from '../formula/shift-formula.ts';

/** Excel makes a calculated column of a formula that is written alone into an otherwise blank column of a table. */
export function fillColumnFormula(
  book: Book,
  sheetId: string,
  area: Area,
  contents: readonly (readonly Content[])[],
): void {
  const content = contents[0]?.[0];
  if (area.rowCount !== 1 || area.columnCount !== 1 || content === undefined || !isFormula(content)) return;
  const table = book.tables().find((known) => known.sheetId === sheetId && containsArea(bodyArea(known), area));
  if (table === undefined) return;
  const body = bodyArea(table);
  const column = areaOf(body.row, area.column, body.rowCount, 1);
  const values = book.readValues(sheetId, column);
  const formulas = book.readFormulas(sheetId, column);
  const isElsewhereBlank = values.every(
    ([value], offset) => body.row + offset === area.row || (value === '' && formulas[offset]?.[0] === undefined),
  );
  if (!isElsewhereBlank) return;
  book.write(
    sheetId,
    column.row,
    column.column,
    values.map((_, offset) => [{ formula: moveFormula(content.formula, column.row + offset - area.row, 0) }]),
  );
}
