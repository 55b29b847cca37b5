import { BooleanNumber } from '@univerjs/core';
import { columnName } from 'excel-host/book/address.ts';
import { areaOf } from 'excel-host/book/area.ts';
import type { Book, SheetInfo } from 'excel-host/book/book.ts';
import { type Content, type Scalar, isCellError } from 'excel-host/book/cell.ts';
import { formulaAt } from '../adopt-cells.ts';
import { contentOf, sameContent } from '../cell-data.ts';
import { differingLooks, formatOf, lookPatch } from '../cell-look.ts';
import { drawnArea } from '../paint-tables.ts';
import { toArea } from '../ranges.ts';
import { type Spreadsheet, UNIT_ID } from '../spreadsheet.ts';

/** Everything in which Univer shows something else than the book holds, one sentence each. */
export function disagreements(book: Book, spreadsheet: Spreadsheet): string[] {
  const drawn = spreadsheet.workbook
    .getSheets()
    .map((sheet) => [sheet.getSheetId(), sheet.getName(), !sheet.isSheetHidden()]);
  const wanted = book.sheets().map(({ id, name, visibility }) => [id, name, visibility === 'Visible']);
  const sheets =
    JSON.stringify(drawn) === JSON.stringify(wanted) ? [] : [`sheets: ${JSON.stringify({ drawn, wanted })}`];
  return [
    ...sheets,
    ...book
      .sheets()
      .flatMap((sheet) => [
        ...cellDisagreements(book, spreadsheet, sheet),
        ...lineDisagreements(book, spreadsheet, sheet),
        ...tableDisagreements(book, spreadsheet, sheet),
      ]),
  ];
}

function cellDisagreements(book: Book, spreadsheet: Spreadsheet, { id, name }: SheetInfo): string[] {
  const sheet = spreadsheet.workbook.getSheetBySheetId(id);
  if (!sheet) return [`${name} is not drawn`];
  const used = book.usedArea(id, false) ?? areaOf(0, 0, 1, 1);
  const matrix = sheet.getCellMatrix();
  const rowCount = Math.max(used.row + used.rowCount, matrix.getLength());
  const columnCount = Math.max(used.column + used.columnCount, matrix.getRange().endColumn + 1);
  const area = areaOf(0, 0, rowCount, columnCount);
  const [values, formulas] = [book.readValues(id, area), book.readFormulas(id, area)];
  const [formats, styles] = [book.readFormats(id, area), book.readStyles(id, area)];
  const found: string[] = [];
  for (let row = 0; row < rowCount; row += 1) {
    for (let column = 0; column < columnCount; column += 1) {
      const cell = sheet.getCellRaw(row, column);
      const shown = contentOf(cell, formulaAt(spreadsheet, id, sheet, row, column));
      const formula = formulas[row]?.[column];
      const content = formula === undefined ? (values[row]?.[column] ?? '') : { formula };
      const place = `${name}!${columnName(column)}${row + 1}`;
      if (!sameContent(shown, content)) found.push(`${place}: ${JSON.stringify({ shown, content })}`);
      const [seen, value] = [contentOf(cell, undefined), values[row]?.[column] ?? ''];
      if (formula !== undefined && !showsSame(seen, value))
        found.push(`${place}: shows ${JSON.stringify({ seen, value })}`);
      const look = spreadsheet.workbook.getStyles().getStyleByCell(cell);
      const format = formats[row]?.[column] ?? 'General';
      if (formatOf(look) !== format) found.push(`${place}: format ${formatOf(look)}, not ${format}`);
      if (differingLooks(styles[row]?.[column] ?? {}, lookPatch(look)) !== undefined) found.push(`${place}: looks`);
    }
  }
  return found;
}

function showsSame(seen: Content, value: Scalar): boolean {
  const text = (each: Content): string => (isCellError(each) ? each.error : JSON.stringify(each));
  return text(seen) === text(value);
}

function lineDisagreements(book: Book, { workbook }: Spreadsheet, { id, name }: SheetInfo): string[] {
  const sheet = workbook.getSheetBySheetId(id);
  const found: string[] = [];
  for (let line = 0; line < 60; line += 1) {
    const row = sheet?.getRowManager().getRow(line)?.hd === BooleanNumber.TRUE;
    if (row !== book.rowLooks(id, line).hidden) found.push(`${name}: row ${line + 1} hidden ${row}`);
    const column = sheet?.getColumnManager().getColumn(line)?.hd === BooleanNumber.TRUE;
    if (column !== book.columnLooks(id, line).hidden) found.push(`${name}: column ${line + 1} hidden ${column}`);
  }
  return found;
}

function tableDisagreements(book: Book, { tables }: Spreadsheet, { id, name }: SheetInfo): string[] {
  const drawn = tables.getTablesBySubunitId(UNIT_ID, id).map((table) => {
    const { name: tableName, range, columns } = table.getTableInfo();
    return [tableName, toArea(range), columns.map((column) => column.displayName)];
  });
  const wanted = book
    .tables()
    .filter(({ sheetId }) => sheetId === id)
    .map((table) => [table.name, drawnArea(table), table.columns.map((column) => column.name)]);
  const sorted = (list: unknown[]): string => JSON.stringify(list.map((item) => JSON.stringify(item)).sort());
  return sorted(drawn) === sorted(wanted) ? [] : [`${name}: tables ${JSON.stringify({ drawn, wanted })}`];
}
