import { SHEET_COLUMNS, SHEET_ROWS, areaOf } from 'excel-host/book/area.ts';
import { type Content, isCellError } from 'excel-host/book/cell.ts';
import { displayText } from 'excel-host/book/format-number.ts';
import type { MemoryBook } from 'excel-host/book/memory-book.ts';
import { serialOfDate } from 'excel-host/book/serial-date.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { followPackage } from '../../../addin/workbench/xlsx/opened-package.ts';
import { openXlsx } from '../../../addin/workbench/xlsx/open-xlsx.ts';
import { saveXlsx } from '../../../addin/workbench/xlsx/save-xlsx.ts';
import { applySteps, type BookEditor, type SheetEditor, type Typed } from '../steps.ts';
import type { EditJob, SpreadsheetProgram } from './spreadsheet-program.ts';

/** Our own workbench, without its grid. */
export const workbench: SpreadsheetProgram = {
  name: 'workbench',
  version: () => Promise.resolve('of this build'),
  edit: (jobs) => Promise.all(jobs.map(saved)),
};

async function saved({ workbook, steps }: EditJob): Promise<Uint8Array> {
  const { book: file, opened } = await openXlsx('plan.xlsx', workbook);
  const book = openBook(file);
  const current = followPackage(book, opened);
  applySteps(editorOf(book), steps);
  const { bytes, findings } = await saveXlsx(saveBook(book), current());
  if (findings.length > 0) throw new Error(`The workbench would ask before saving: ${findings.join(' ')}`);
  return bytes;
}

function editorOf(book: MemoryBook): BookEditor {
  const idOf = (name: string): string => {
    const found = book.sheets().find((sheet) => sheet.name === name);
    if (!found) throw new Error(`The workbench finds no sheet ${name}.`);
    return found.id;
  };
  return {
    sheet: (name) => sheetEditor(book, idOf(name)),
    addSheet: (name) => sheetEditor(book, book.addSheet(name).id),
    renameSheet: (from, to) => {
      book.updateSheet(idOf(from), { name: to });
    },
  };
}

function sheetEditor(book: MemoryBook, id: string): SheetEditor {
  const used = () => book.usedArea(id, true) ?? areaOf(0, 0, 0, 0);
  const wholeRow = (row: number) => areaOf(row, 0, 1, SHEET_COLUMNS);
  const wholeColumn = (column: number) => areaOf(0, column, SHEET_ROWS, 1);
  const at = (row: number, column: number) => areaOf(row, column, 1, 1);
  return {
    get rowCount() {
      return used().row + used().rowCount;
    },
    get columnCount() {
      return used().column + used().columnCount;
    },
    text: (row, column) => {
      const [[value = ''] = []] = book.readValues(id, at(row, column));
      const [[format = 'General'] = []] = book.readFormats(id, at(row, column));
      return isCellError(value) ? value.error : displayText(value, format);
    },
    put: (row, column, value) => book.write(id, row, column, [[contentOf(value)]]),
    insertRow: (row) => book.insertCells(id, wholeRow(row), 'down'),
    deleteRow: (row) => book.deleteCells(id, wholeRow(row), 'up'),
    sortRows: (column) => {
      const { row, rowCount, column: left, columnCount } = used();
      const body = areaOf(1, 0, row + rowCount - 1, left + columnCount);
      book.sortCells(id, body, [{ key: column, ascending: false }]);
    },
    hideRow: (row) => book.updateRows(id, row, 1, { hidden: true }),
    moveColumn: (from, to) => {
      const { row, rowCount } = used();
      book.insertCells(id, wholeColumn(to), 'right');
      const source = from < to ? from : from + 1;
      const cells = areaOf(0, source, row + rowCount, 1);
      const [values, formulas] = [book.readValues(id, cells), book.readFormulas(id, cells)];
      const contents = values.map((line, index): Content[] => {
        const formula = formulas[index]?.[0];
        return [formula === undefined ? line[0] : { formula }];
      });
      book.writeFormats(id, areaOf(0, to, row + rowCount, 1), book.readFormats(id, cells));
      // The name of a table's column is free again only when the column before is gone.
      book.deleteCells(id, wholeColumn(source), 'left');
      book.write(id, 0, from < to ? to - 1 : to, contents);
    },
  };
}

function contentOf(value: Typed): Content {
  if ('formula' in value) return { formula: value.formula };
  if ('text' in value) return value.text;
  if ('number' in value) return value.number;
  if (!('day' in value)) return '';
  const [year = 0, month = 0, day = 0] = value.day.split('-').map(Number);
  return serialOfDate(year, month, day) ?? '';
}
