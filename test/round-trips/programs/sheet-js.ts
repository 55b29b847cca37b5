import { read, utils, write, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { serialFromDate } from '../../../shared/tables/kinds/calendar-dates.ts';
import { applySteps, type BookEditor, type SheetEditor, type Typed } from '../steps.ts';
import { packageVersion } from './package-version.ts';
import type { EditJob, SpreadsheetProgram } from './spreadsheet-program.ts';

export const sheetJs: SpreadsheetProgram = {
  name: 'SheetJS',
  version: () => packageVersion('@e965/xlsx'),
  edit: async (jobs) => jobs.map(saved),
};

function saved({ workbook, steps }: EditJob): Uint8Array {
  const book = read(workbook, { cellStyles: true, cellNF: true });
  applySteps(editorOf(book), steps);
  const bytes: ArrayBuffer = write(book, { type: 'array', bookType: 'xlsx', cellStyles: true });
  return new Uint8Array(bytes);
}

function editorOf(book: WorkBook): BookEditor {
  const named = (name: string): WorkSheet => {
    const sheet = book.Sheets[name];
    if (!sheet) throw new Error(`SheetJS finds no sheet ${name}.`);
    return sheet;
  };
  return {
    sheet: (name) => sheetEditor(named(name)),
    addSheet: (name) => {
      const sheet = utils.aoa_to_sheet([]);
      utils.book_append_sheet(book, sheet, name);
      return sheetEditor(sheet);
    },
    renameSheet: (from, to) => {
      const index = book.SheetNames.indexOf(from);
      book.SheetNames[index] = to;
      book.Sheets[to] = named(from);
      delete book.Sheets[from];
    },
  };
}

function sheetEditor(sheet: WorkSheet): SheetEditor {
  const range = () => utils.decode_range(sheet['!ref'] ?? 'A1');
  const cell = (row: number, column: number): CellObject | undefined => sheet[utils.encode_cell({ r: row, c: column })];
  const setCell = (row: number, column: number, value: CellObject | undefined): void => {
    const address = utils.encode_cell({ r: row, c: column });
    if (value === undefined) delete sheet[address];
    else sheet[address] = value;
    const { s, e } = range();
    sheet['!ref'] = utils.encode_range(s, { r: Math.max(e.r, row), c: Math.max(e.c, column) });
  };
  const cells = (row: number) => Array.from({ length: range().e.c + 1 }, (_, column) => cell(row, column));
  const setCells = (row: number, given: ReturnType<typeof cells>): void => {
    for (const [column, value] of given.entries()) setCell(row, column, value);
  };
  const text = (row: number, column: number) => String(cell(row, column)?.v ?? '');
  const moveRows = (from: number, by: 1 | -1): void => {
    const moved = Array.from({ length: range().e.r - from + 1 }, (_, index) => cells(from + index));
    if (by === -1) setCells(range().e.r, cells(range().e.r + 1));
    for (const [index, given] of moved.entries()) setCells(from + index + by, given);
  };
  return {
    get rowCount() {
      return range().e.r + 1;
    },
    get columnCount() {
      return range().e.c + 1;
    },
    text,
    put: (row, column, value) => {
      setCell(row, column, sheetJsCell(value, cell(row, column)));
    },
    insertRow: (row) => {
      moveRows(row, 1);
      setCells(row, cells(range().e.r + 1));
    },
    deleteRow: (row) => {
      moveRows(row + 1, -1);
    },
    sortRows: (column) => {
      const rows = Array.from({ length: range().e.r }, (_, index) => index + 1);
      const sorted = rows
        .map((row) => ({ text: text(row, column), given: cells(row) }))
        .sort((left, right) => right.text.localeCompare(left.text, 'en'));
      for (const [index, { given }] of sorted.entries()) setCells(index + 1, given);
    },
    hideRow: (row) => {
      sheet['!rows'] ??= [];
      sheet['!rows'][row] = { hidden: true };
    },
    moveColumn: (from, to) => {
      for (let row = 0; row <= range().e.r; row++) {
        const given = cells(row);
        given.splice(to, 0, ...given.splice(from, 1));
        setCells(row, given);
      }
    },
  };
}

function sheetJsCell(value: Typed, before: CellObject | undefined): CellObject | undefined {
  const format = before?.z === undefined ? {} : { z: before.z };
  if ('text' in value) return { t: 's', v: value.text, ...format };
  if ('number' in value) return { t: 'n', v: value.number, ...format };
  if ('day' in value) return { t: 'n', v: serialFromDate(value.day, false), ...format };
  if ('formula' in value) return { t: 'n', f: value.formula.slice(1) };
  return undefined;
}
