import { type Area, areaOf } from '../book/area.ts';
import { parseArea } from '../book/address.ts';
import type { Act, Book, Gesture, SheetInfo, TableInfo } from '../book/book.ts';
import type { Content } from '../book/cell.ts';
import { fillColumnFormula } from '../book/fill-column-formula.ts';
import { growTable, tableGrowingBeside, tableGrowingInto, widenTable } from '../book/grow-table.ts';
import { parseTypedText } from '../book/parse-typed-text.ts';
import { bodyArea } from '../book/table-areas.ts';
import { formulaRefusal } from '../functions/formula-refusal.ts';
import { moveFormula } from '../formula/shift-formula.ts';
import { allowsText } from './allows-text.ts';

/** How a typed or picked entry ended: Excel refuses what a `stop` validation or protection forbids. */
export type Entry = 'entered' | 'refused';

export interface PersonOptions {
  /** The name under which the edits appear; hosts of other users see them as `Remote`. */
  readonly user?: string;
  /** The year Excel adds to a date typed without one. */
  readonly year?: number;
}

/** Somebody at the keyboard of a book: what they do is what Excel does with typing, pasting, dragging and sorting. */
export interface Person {
  readonly book: Book;
  readonly user: string;
  /** Types a text into a cell and presses Enter. */
  typeInto(sheetName: string, address: string, text: string): Entry;
  /** Types into a cell of a table, found by the name of its column and its body row (from 0). */
  typeIntoTable(tableName: string, row: number, columnName: string, text: string): Entry;
  /** Types a row right below a table, which grows. Columns not given stay blank. */
  typeNewRow(tableName: string, values: Readonly<Record<string, string>>): void;
  /** Picks from a validation drop-down. */
  pick(sheetName: string, address: string, value: string): Entry;
  /** Pastes copied texts; validation does not stop it. With one locked cell of a protected sheet under it, none is pasted. */
  paste(sheetName: string, address: string, block: readonly (readonly string[])[]): Entry;
  /** Presses Delete on selected cells; on none if one of them is locked. */
  clearCells(sheetName: string, address: string): Entry;
  /** Drags the fill handle down: the first row of the area is repeated, formulas move along. Rows hidden by a filter are left out. */
  fillDown(sheetName: string, address: string): void;
  insertTableRows(tableName: string, index: number, count?: number): void;
  deleteTableRows(tableName: string, index: number, count?: number): void;
  /** Copies a whole table row, hidden cells and all, and inserts the copy before row `before`. */
  copyTableRow(tableName: string, from: number, before: number): void;
  /** Sorts a table by a column. `leaveOut` names columns that were not selected: their cells stay, rows are scrambled. */
  sortTable(
    tableName: string,
    columnName: string,
    options?: { ascending?: boolean; leaveOut?: readonly string[] },
  ): void;
  /** Shows only the rows with these texts in the column. */
  filterTable(tableName: string, columnName: string, values: readonly string[]): void;
  clearFilters(tableName: string): void;
  renameColumn(tableName: string, from: string, to: string): void;
  insertTableColumn(tableName: string, index: number, name: string): void;
  deleteTableColumn(tableName: string, columnName: string): void;
  renameSheet(from: string, to: string): void;
  deleteSheet(sheetName: string): void;
}

export function createPerson(book: Book, options: PersonOptions = {}): Person {
  return new Keyboard(book, options.user ?? 'person', options.year ?? 2026);
}

class Keyboard implements Person {
  readonly book: Book;
  readonly user: string;
  readonly #year: number;

  constructor(book: Book, user: string, year: number) {
    this.book = book;
    this.user = user;
    this.#year = year;
  }

  typeInto(sheetName: string, address: string, text: string): Entry {
    return this.#enter(this.#sheet(sheetName), cellOf(address), text, 'type');
  }

  typeIntoTable(tableName: string, row: number, columnName: string, text: string): Entry {
    const table = this.#table(tableName);
    const body = bodyArea(table);
    const cell = areaOf(body.row + row, body.column + columnIndex(table, columnName), 1, 1);
    return this.#enter(this.#sheetOf(table), cell, text, 'type');
  }

  typeNewRow(tableName: string, values: Readonly<Record<string, string>>): void {
    for (const [columnName, text] of Object.entries(values)) {
      const table = this.#table(tableName);
      const column = table.area.column + columnIndex(table, columnName);
      const isFirst = columnName === Object.keys(values)[0];
      const row = table.area.row + table.area.rowCount - (isFirst ? 0 : 1);
      this.#enter(this.#sheetOf(table), areaOf(row, column, 1, 1), text, 'type');
    }
  }

  pick(sheetName: string, address: string, value: string): Entry {
    return this.#enter(this.#sheet(sheetName), cellOf(address), value, 'dropDown');
  }

  paste(sheetName: string, address: string, block: readonly (readonly string[])[]): Entry {
    const sheet = this.#sheet(sheetName);
    const corner = cellOf(address);
    const columnCount = Math.max(0, ...block.map((line) => line.length));
    const area = areaOf(corner.row, corner.column, block.length, columnCount);
    if (this.#isLocked(sheet, area)) return 'refused';
    this.#write(sheet, area, block, 'paste');
    return 'entered';
  }

  clearCells(sheetName: string, address: string): Entry {
    const sheet = this.#sheet(sheetName);
    if (this.#isLocked(sheet, areaFrom(address))) return 'refused';
    this.#act('type', () => this.book.clear(sheet.id, areaFrom(address), 'contents'));
    return 'entered';
  }

  fillDown(sheetName: string, address: string): void {
    const sheet = this.#sheet(sheetName);
    const area = areaFrom(address);
    const first = { ...area, rowCount: 1 };
    const [values = []] = this.book.readValues(sheet.id, first);
    const [formulas = []] = this.book.readFormulas(sheet.id, first);
    const [formats = []] = this.book.readFormats(sheet.id, first);
    const lines = Array.from({ length: area.rowCount }, (_, offset) => {
      const isLeftOut = offset === 0 || this.book.rowLooks(sheet.id, area.row + offset).filtered;
      return values.map((value, column): Content => {
        const formula = formulas[column];
        if (isLeftOut) return undefined;
        return formula === undefined ? value : { formula: moveFormula(formula, offset, 0) };
      });
    });
    this.#act('fill', () => {
      this.book.writeFormats(
        sheet.id,
        area,
        lines.map((line) => line.map((content, column) => (content === undefined ? undefined : formats[column]))),
      );
      this.book.write(sheet.id, area.row, area.column, lines);
    });
  }

  insertTableRows(tableName: string, index: number, count = 1): void {
    const table = this.#table(tableName);
    this.#act('rows', () => this.book.insertTableRows(table.id, index, count));
  }

  deleteTableRows(tableName: string, index: number, count = 1): void {
    const table = this.#table(tableName);
    this.#act('rows', () => this.book.deleteTableRows(table.id, index, count));
  }

  copyTableRow(tableName: string, from: number, before: number): void {
    const table = this.#table(tableName);
    const body = bodyArea(table);
    const source = areaOf(body.row + from, body.column, 1, body.columnCount);
    const [values = []] = this.book.readValues(table.sheetId, source);
    const [formulas = []] = this.book.readFormulas(table.sheetId, source);
    const contents = values.map((value, column): Content => {
      const formula = formulas[column];
      return formula === undefined ? value : { formula: moveFormula(formula, before - from, 0) };
    });
    this.#act('rows', () => {
      this.book.insertTableRows(table.id, before, 1);
      this.book.write(table.sheetId, body.row + before, body.column, [contents]);
    });
  }

  sortTable(
    tableName: string,
    columnName: string,
    options: { ascending?: boolean; leaveOut?: readonly string[] } = {},
  ): void {
    const table = this.#table(tableName);
    const field = { key: columnIndex(table, columnName), ascending: options.ascending ?? true };
    const leaveOut = (options.leaveOut ?? []).map((name) => columnIndex(table, name));
    this.#act('sort', () => this.book.sortTable(table.id, [field], { leaveOut }));
  }

  filterTable(tableName: string, columnName: string, values: readonly string[]): void {
    const table = this.#table(tableName);
    const column = table.columns[columnIndex(table, columnName)];
    this.#act('filter', () => this.book.filterTable(table.id, column?.id ?? 0, { filterOn: 'Values', values }));
  }

  clearFilters(tableName: string): void {
    const table = this.#table(tableName);
    const columnIds = Array.from(table.filters.keys());
    this.#act('filter', () => columnIds.forEach((columnId) => this.book.filterTable(table.id, columnId, undefined)));
  }

  renameColumn(tableName: string, from: string, to: string): void {
    const table = this.#table(tableName);
    const cell = areaOf(table.area.row, table.area.column + columnIndex(table, from), 1, 1);
    this.#act('type', () => this.book.write(table.sheetId, cell.row, cell.column, [[to]]));
  }

  insertTableColumn(tableName: string, index: number, name: string): void {
    const table = this.#table(tableName);
    this.#act('rows', () => this.book.insertTableColumn(table.id, index, name));
  }

  deleteTableColumn(tableName: string, columnName: string): void {
    const table = this.#table(tableName);
    const column = table.columns[columnIndex(table, columnName)];
    this.#act('rows', () => this.book.deleteTableColumn(table.id, column?.id ?? 0));
  }

  renameSheet(from: string, to: string): void {
    const sheet = this.#sheet(from);
    this.#act('type', () => this.book.updateSheet(sheet.id, { name: to }));
  }

  deleteSheet(sheetName: string): void {
    const sheet = this.#sheet(sheetName);
    this.#act('rows', () => this.book.deleteSheet(sheet.id));
  }

  #enter(sheet: SheetInfo, cell: Area, text: string, gesture: Gesture): Entry {
    if (this.#isLocked(sheet, cell)) return 'refused';
    if (!allowsText(this.book, sheet.id, cell, text)) return 'refused';
    if (text.startsWith('=') && text.length > 1 && this.#isRefusedFormula(sheet, cell, text)) return 'refused';
    this.#write(sheet, cell, [[text]], gesture);
    return 'entered';
  }

  #write(sheet: SheetInfo, area: Area, block: readonly (readonly string[])[], gesture: Gesture): void {
    const formats = this.book.readFormats(sheet.id, area);
    const read = block.map((line, row) =>
      line.map((text, column) => parseTypedText(text, formats[row]?.[column] ?? 'General', this.#year)),
    );
    const contents = read.map((line) => line.map(({ content }) => content));
    this.#act(gesture, () => {
      const growing = tableGrowingInto(this.book, sheet.id, area);
      const isEntry = gesture === 'type' && contents[0]?.[0] !== '';
      const widening = isEntry ? tableGrowingBeside(this.book, sheet.id, area) : undefined;
      const broughtFormats = read.map((line) => line.map(({ format }) => format));
      if (broughtFormats.flat().some((format) => format !== undefined)) {
        this.book.writeFormats(sheet.id, area, broughtFormats);
      }
      this.book.write(sheet.id, area.row, area.column, contents);
      if (growing !== undefined) growTable(this.book, growing, area);
      if (widening !== undefined) widenTable(this.book, widening);
      fillColumnFormula(this.book, sheet.id, area, contents);
    });
  }

  /** Excel lets nobody leave a cell with a formula it does not take. */
  #isRefusedFormula(sheet: SheetInfo, cell: Area, text: string): boolean {
    const isText = this.book.readFormats(sheet.id, cell)[0]?.[0] === '@';
    const place = { sheetId: sheet.id, row: cell.row, column: cell.column };
    return !isText && formulaRefusal(text, this.book.tables(), place) !== undefined;
  }

  #isLocked(sheet: SheetInfo, area: Area): boolean {
    if (sheet.protection === undefined) return false;
    return this.book.readStyles(sheet.id, area).some((line) => line.some(({ locked }) => locked !== false));
  }

  #act<T>(gesture: Act['gesture'], work: () => T): T {
    return this.book.act({ user: this.user, gesture }, work);
  }

  #sheet(name: string): SheetInfo {
    const sheet = this.book.sheets().find((known) => known.name === name);
    if (sheet === undefined) throw new Error(`The book has no sheet ${name}.`);
    return sheet;
  }

  #sheetOf(table: TableInfo): SheetInfo {
    const sheet = this.book.sheets().find(({ id }) => id === table.sheetId);
    if (sheet === undefined) throw new Error(`The sheet of ${table.name} is gone.`);
    return sheet;
  }

  #table(name: string): TableInfo {
    const table = this.book.tables().find((known) => known.name === name);
    if (table === undefined) throw new Error(`The book has no table ${name}.`);
    return table;
  }
}

function columnIndex(table: TableInfo, name: string): number {
  const index = table.columns.findIndex((column) => column.name === name);
  if (index < 0) throw new Error(`The table ${table.name} has no column ${name}.`);
  return index;
}

function areaFrom(address: string): Area {
  const area = parseArea(address);
  if (area === undefined) throw new Error(`${address} is no address.`);
  return area;
}

function cellOf(address: string): Area {
  return { ...areaFrom(address), rowCount: 1, columnCount: 1 };
}
