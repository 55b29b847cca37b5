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

/**
 * The table that an entry in one cell extends by a column: it ends in the column before, the cell is beside its header or
 * body, and the rest of the new column is blank. Source: Microsoft's "Resize a table by adding or removing rows and
 * columns": typing in a cell to the right of the table adds the column.
 */
export function tableGrowingBeside(book: Book, sheetId: string, area: Area): TableInfo | undefined {
  if (area.rowCount !== 1 || area.columnCount !== 1) return undefined;
  return book.tables().find((table) => {
    const column = table.area.column + table.area.columnCount;
    const last = table.area.row + table.area.rowCount - Number(table.showTotals);
    const isBeside = area.column === column && area.row >= table.area.row && area.row < last;
    return table.sheetId === sheetId && isBeside && isFree(book, table, area.row);
  });
}

/** True where the column after a table belongs to no other table and holds nothing but the cell of this row. */
function isFree(book: Book, table: TableInfo, row: number): boolean {
  const beside = { ...table.area, column: table.area.column + table.area.columnCount, columnCount: 1 };
  const isTaken = book
    .tables()
    .some(({ sheetId, area }) => sheetId === table.sheetId && intersectAreas(area, beside) !== undefined);
  if (isTaken) return false;
  return book.readValues(table.sheetId, beside).every(([value], offset) => value === '' || beside.row + offset === row);
}

/** Takes the column that was just typed in beside a table into it; a header that is still blank gets Excel's "Column1". */
export function widenTable(book: Book, table: TableInfo): void {
  book.resizeTable(table.id, { ...table.area, columnCount: table.area.columnCount + 1 });
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
