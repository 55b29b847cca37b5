import type { Cell, CellValue, Sheet, Workbook } from 'hucre';
import { deleteRows, hideRows, insertRows } from 'hucre';
import { openXlsx, saveXlsx } from 'hucre/xlsx';
import { applySteps, type BookEditor, type SheetEditor, type Typed } from '../steps.ts';
import { packageVersion } from './package-version.ts';
import type { EditJob, SpreadsheetProgram } from './spreadsheet-program.ts';

export const hucre: SpreadsheetProgram = {
  name: 'hucre',
  version: () => packageVersion('hucre'),
  edit: (jobs) => Promise.all(jobs.map(saved)),
};

async function saved({ workbook, steps }: EditJob): Promise<Uint8Array> {
  const book = await openXlsx(workbook, { readStyles: true });
  applySteps(editorOf(book), steps);
  return saveXlsx(book);
}

function editorOf(book: Workbook): BookEditor {
  const named = (name: string): Sheet => {
    const sheet = book.sheets.find((candidate) => candidate.name === name);
    if (!sheet) throw new Error(`hucre finds no sheet ${name}.`);
    return sheet;
  };
  return {
    sheet: (name) => sheetEditor(named(name)),
    addSheet: (name) => {
      const sheet: Sheet = { name, rows: [] };
      book.sheets.push(sheet);
      return sheetEditor(sheet);
    },
    renameSheet: (from, to) => {
      named(from).name = to;
    },
  };
}

/** A cell as hucre keeps it: its value in `rows`, and what more there is to it in `cells`. */
interface WholeCell {
  readonly value: CellValue;
  readonly detail: Cell | undefined;
}

function sheetEditor(sheet: Sheet): SheetEditor {
  const columnCount = () => Math.max(0, ...sheet.rows.map((row) => row.length));
  const get = (row: number, column: number): WholeCell => ({
    value: sheet.rows[row]?.[column] ?? null,
    detail: sheet.cells?.get(`${row},${column}`),
  });
  const set = (row: number, column: number, { value, detail }: WholeCell): void => {
    while (sheet.rows.length <= row) sheet.rows.push([]);
    const cells = sheet.rows[row] ?? [];
    while (cells.length <= column) cells.push(null);
    cells[column] = value;
    sheet.cells ??= new Map();
    if (detail) sheet.cells.set(`${row},${column}`, detail);
    else sheet.cells.delete(`${row},${column}`);
  };
  const wholeRow = (row: number) => Array.from({ length: columnCount() }, (_, column) => get(row, column));
  const setRow = (row: number, cells: readonly WholeCell[]) => {
    for (const [column, cell] of cells.entries()) set(row, column, cell);
  };
  const text = (row: number, column: number) => String(get(row, column).value ?? '');
  return {
    get rowCount() {
      return sheet.rows.length;
    },
    get columnCount() {
      return columnCount();
    },
    text,
    put: (row, column, value) => {
      set(row, column, hucreCell(value, get(row, column).detail));
    },
    insertRow: (row) => {
      insertRows(sheet, row, 1);
    },
    deleteRow: (row) => {
      deleteRows(sheet, row, 1);
    },
    sortRows: (column) => {
      const rows = sheet.rows
        .slice(1)
        .map((_, index) => ({ text: text(index + 1, column), cells: wholeRow(index + 1) }));
      rows.sort((left, right) => right.text.localeCompare(left.text, 'en'));
      for (const [index, { cells }] of rows.entries()) setRow(index + 1, cells);
    },
    hideRow: (row) => {
      hideRows(sheet, row, 1);
    },
    moveColumn: (from, to) => {
      for (let row = 0; row < sheet.rows.length; row++) {
        const cells = wholeRow(row);
        cells.splice(to, 0, ...cells.splice(from, 1));
        setRow(row, cells);
      }
    },
  };
}

function hucreCell(value: Typed, before: Cell | undefined): WholeCell {
  const style = before?.style === undefined ? {} : { style: before.style };
  if ('formula' in value) {
    const formula = value.formula.slice(1);
    return { value: null, detail: { value: null, type: 'formula', formula, ...style } };
  }
  if ('text' in value) return withStyle(value.text, 'string', style);
  if ('number' in value) return withStyle(value.number, 'number', style);
  if ('day' in value) return withStyle(new Date(value.day), 'date', style);
  return withStyle(null, 'empty', style);
}

function withStyle(value: CellValue, type: Cell['type'], style: Pick<Cell, 'style'>): WholeCell {
  return { value, detail: { value, type, ...style } };
}
