import { cellAddress } from '../../server/workbook/cell-address.ts';

/** What is typed into a cell: text as it stands, also with a leading "=" or "0"; a number; a day (ISO); a formula; nothing. */
export type Typed =
  | { readonly text: string }
  | { readonly number: number }
  | { readonly day: string }
  /** `[Header]` stands for the cell of that column in the same row. */
  | { readonly formula: string }
  | { readonly nothing: true };

/** Which row of a sheet: the one that shows these texts under these headers. */
export type RowWhere = Readonly<Record<string, string>>;

/** One thing a person does in a spreadsheet program, by the names they see; every program gets the same ones, as JSON. */
export type Step =
  | {
      readonly do: 'put';
      readonly sheet: string;
      /** Row of the headers, from 0; absent: the first. */
      readonly headers?: number;
      readonly row: RowWhere;
      readonly header: string;
      readonly value: Typed;
    }
  | { readonly do: 'append'; readonly sheet: string; readonly cells: Readonly<Record<string, Typed>> }
  | {
      readonly do: 'insert';
      readonly sheet: string;
      readonly above: RowWhere;
      readonly cells: Readonly<Record<string, Typed>>;
    }
  | { readonly do: 'delete'; readonly sheet: string; readonly row: RowWhere }
  | { readonly do: 'sort'; readonly sheet: string; readonly by: string }
  | { readonly do: 'filter'; readonly sheet: string; readonly header: string; readonly keep: string }
  | { readonly do: 'addColumn'; readonly sheet: string; readonly header: string; readonly formula: string }
  | { readonly do: 'moveColumn'; readonly sheet: string; readonly header: string; readonly before: string }
  | { readonly do: 'addSheet'; readonly sheet: string; readonly lines: readonly Typed[] }
  | { readonly do: 'renameSheet'; readonly sheet: string; readonly to: string };

/** A sheet as a library gives it; rows and columns count from 0, and row 0 holds the headers. */
export interface SheetEditor {
  readonly rowCount: number;
  readonly columnCount: number;
  text(row: number, column: number): string;
  put(row: number, column: number, value: Typed): void;
  insertRow(row: number): void;
  deleteRow(row: number): void;
  /** Rows 1 and below, by the text of a column, from Z to A. */
  sortRows(column: number): void;
  hideRow(row: number): void;
  moveColumn(from: number, to: number): void;
}

export interface BookEditor {
  sheet(name: string): SheetEditor;
  addSheet(name: string): SheetEditor;
  renameSheet(from: string, to: string): void;
}

/** Does the steps in a workbook that a library has opened. */
export function applySteps(book: BookEditor, steps: readonly Step[]): void {
  for (const step of steps) applyStep(book, step);
}

function applyStep(book: BookEditor, step: Step): void {
  if (step.do === 'renameSheet') {
    book.renameSheet(step.sheet, step.to);
    return;
  }
  if (step.do === 'addSheet') {
    const added = book.addSheet(step.sheet);
    for (const [row, line] of step.lines.entries()) added.put(row, 0, line);
    return;
  }
  applyToSheet(book.sheet(step.sheet), step);
}

function applyToSheet(sheet: SheetEditor, step: Exclude<Step, { readonly do: 'renameSheet' | 'addSheet' }>): void {
  switch (step.do) {
    case 'put':
      sheet.put(rowWhere(sheet, step.row, step.headers), columnOf(sheet, step.header, step.headers), step.value);
      return;
    case 'append':
      fillRow(sheet, lastFilledRow(sheet, Object.keys(step.cells)) + 1, step.cells);
      return;
    case 'insert': {
      const row = rowWhere(sheet, step.above);
      sheet.insertRow(row);
      fillRow(sheet, row, step.cells);
      return;
    }
    case 'delete':
      sheet.deleteRow(rowWhere(sheet, step.row));
      return;
    case 'sort':
      sheet.sortRows(columnOf(sheet, step.by));
      return;
    case 'filter': {
      const column = columnOf(sheet, step.header);
      for (let row = 1; row < sheet.rowCount; row++) {
        if (sheet.text(row, column) !== step.keep) sheet.hideRow(row);
      }
      return;
    }
    case 'addColumn':
      addColumn(sheet, step.header, step.formula);
      return;
    case 'moveColumn':
      sheet.moveColumn(columnOf(sheet, step.header), columnOf(sheet, step.before));
  }
}

function fillRow(sheet: SheetEditor, row: number, cells: Readonly<Record<string, Typed>>): void {
  for (const [header, value] of Object.entries(cells)) sheet.put(row, columnOf(sheet, header), value);
}

function addColumn(sheet: SheetEditor, header: string, formula: string): void {
  const column = sheet.columnCount;
  const last = sheet.rowCount;
  sheet.put(0, column, { text: header });
  for (let row = 1; row < last; row++) {
    const inRow = formula.replaceAll(/\[([^\]]+)\]/g, (_whole, name: string) =>
      cellAddress(row, columnOf(sheet, name)),
    );
    sheet.put(row, column, { formula: inRow });
  }
}

function columnOf(sheet: SheetEditor, header: string, headers = 0): number {
  for (let column = 0; column < sheet.columnCount; column++) if (sheet.text(headers, column) === header) return column;
  throw new Error(`The sheet has no column ${header}.`);
}

function rowWhere(sheet: SheetEditor, where: RowWhere, headers = 0): number {
  const wanted = Object.entries(where).map(([header, text]) => ({ column: columnOf(sheet, header, headers), text }));
  for (let row = headers + 1; row < sheet.rowCount; row++) {
    if (wanted.every(({ column, text }) => sheet.text(row, column) === text)) return row;
  }
  throw new Error(`The sheet has no row ${JSON.stringify(where)}.`);
}

function lastFilledRow(sheet: SheetEditor, headers: readonly string[]): number {
  const column = columnOf(sheet, headers[0] ?? '');
  let row = sheet.rowCount - 1;
  while (row > 0 && sheet.text(row, column) === '') row--;
  return row;
}
