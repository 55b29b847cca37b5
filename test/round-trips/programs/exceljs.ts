import ExcelJS, { type Worksheet } from 'exceljs';
import { applySteps, type BookEditor, type SheetEditor, type Typed } from '../steps.ts';
import { packageVersion } from './package-version.ts';
import type { EditJob, SpreadsheetProgram } from './spreadsheet-program.ts';

export const exceljs: SpreadsheetProgram = {
  name: 'exceljs',
  version: () => packageVersion('exceljs'),
  edit: (jobs) => Promise.all(jobs.map(saved)),
};

async function saved({ workbook, steps }: EditJob): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  // exceljs declares a Buffer of its own and takes any bytes.
  await book.xlsx.load(new Uint8Array(workbook).buffer);
  applySteps(editorOf(book), steps);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function editorOf(book: ExcelJS.Workbook): BookEditor {
  const named = (name: string): Worksheet => {
    const sheet = book.getWorksheet(name);
    if (!sheet) throw new Error(`exceljs finds no sheet ${name}.`);
    return sheet;
  };
  return {
    sheet: (name) => sheetEditor(named(name)),
    addSheet: (name) => sheetEditor(book.addWorksheet(name)),
    renameSheet: (from, to) => {
      named(from).name = to;
    },
  };
}

function sheetEditor(sheet: Worksheet): SheetEditor {
  const cell = (row: number, column: number) => sheet.getCell(row + 1, column + 1);
  const values = (row: number) => Array.from({ length: sheet.columnCount }, (_, column) => cell(row, column).value);
  const setValues = (row: number, given: ReturnType<typeof values>) => {
    for (const [column, value] of given.entries()) cell(row, column).value = value;
  };
  return {
    get rowCount() {
      return sheet.rowCount;
    },
    get columnCount() {
      return sheet.columnCount;
    },
    text: (row, column) => cell(row, column).text,
    put: (row, column, value) => {
      cell(row, column).value = exceljsValue(value);
    },
    insertRow: (row) => {
      sheet.insertRow(row + 1, []);
    },
    deleteRow: (row) => {
      sheet.spliceRows(row + 1, 1);
    },
    sortRows: (column) => {
      const rows = Array.from({ length: sheet.rowCount - 1 }, (_, index) => index + 1);
      const sorted = rows
        .map((row) => ({ text: cell(row, column).text, cells: values(row) }))
        .sort((left, right) => right.text.localeCompare(left.text, 'en'));
      for (const [index, { cells }] of sorted.entries()) setValues(index + 1, cells);
    },
    hideRow: (row) => {
      sheet.getRow(row + 1).hidden = true;
    },
    moveColumn: (from, to) => {
      for (let row = 0; row < sheet.rowCount; row++) {
        const cells = values(row);
        cells.splice(to, 0, ...cells.splice(from, 1));
        setValues(row, cells);
      }
    },
  };
}

function exceljsValue(value: Typed): ExcelJS.CellValue {
  if ('text' in value) return value.text;
  if ('number' in value) return value.number;
  if ('day' in value) return new Date(value.day);
  if ('formula' in value) return { formula: value.formula.slice(1) };
  return null;
}
