import { type Area, areaOf, intersectAreas } from './area.ts';
import type { Book, TableInfo } from './book.ts';
import { columnFormulas } from './column-formulas.ts';
import { bodyArea } from './table-areas.ts';
import { moveFormula } from '../formula/shift-formula.ts';

/** The table that a write to `area` would extend: it starts in the row below, within the columns, and there is no totals row. */
export function tableGrowingInto(book: Book, sheetId: string, area: Area): TableInfo | undefined {
  return book.tables().find((table) => {
    if (table.sheetId !== sheetId || table.showTotals) return false;
    const isBelow = area.row === table.area.row + table.area.rowCount;
    return isBelow && intersectAreas({ ...area, row: table.area.row, rowCount: 1 }, table.area) !== undefined;
  });
}

/** Takes rows that were just written below a table into it, with its formats; nothing where another table is in the way. */
export function growTable(book: Book, table: TableInfo, area: Area): void {
  const grown = { ...table.area, rowCount: table.area.rowCount + area.rowCount };
  const isBlocked = book
    .tables()
    .some(
      (other) =>
        other.id !== table.id && other.sheetId === table.sheetId && intersectAreas(other.area, grown) !== undefined,
    );
  if (isBlocked) return;
  const body = bodyArea(table);
  const above = areaOf(body.row + body.rowCount - 1, body.column, 1, body.columnCount);
  const [formats = []] = book.readFormats(table.sheetId, above);
  const below = areaOf(above.row + 1, body.column, area.rowCount, body.columnCount);
  const existing = book.readFormats(table.sheetId, below);
  book.writeFormats(
    table.sheetId,
    below,
    existing.map((line) => line.map((format, index) => (format === 'General' ? formats[index] : undefined))),
  );
  const bodyFormulas = book.readFormulas(table.sheetId, body);
  const calculated = columnFormulas(
    body,
    above.row,
    (row, column) => bodyFormulas[row - body.row]?.[column - body.column],
  );
  book.resizeTable(table.id, grown);
  for (const { column, formula } of calculated)
    fillBlank(book, table.sheetId, { ...below, column, columnCount: 1 }, formula);
}

/** A calculated column goes on into the new rows. */
function fillBlank(book: Book, sheetId: string, cells: Area, formula: string): void {
  const values = book.readValues(sheetId, cells);
  if (values.some(([value]) => value !== '')) return;
  book.write(
    sheetId,
    cells.row,
    cells.column,
    values.map((_, offset) => [{ formula: moveFormula(formula, offset + 1, 0) }]),
  );
}
