import { type Area, areaOf, intersectAreas, isOnSheet } from './area.ts';
import {
  type Act,
  BookError,
  type BookEvent,
  type FilterCriteria,
  type RowRun,
  type TableColumn,
  type TablePatch,
  type TableShape,
} from './book.ts';
import { type Scalar, isCellError } from './cell.ts';
import { columnFormulas } from './column-formulas.ts';
import { passesFilter } from './filter-row.ts';
import { displayText } from './format-number.ts';
import { MemoryTable } from './memory-table.ts';
import type { SheetGrid } from './sheet-grid.ts';
import type { Shift } from './shift.ts';
import { headerArea, totalsArea } from './table-areas.ts';
import { deleteColumns, renameColumns, renameTable, tableToCells } from '../formula/rename-in-formula.ts';
import { moveFormula } from '../formula/shift-formula.ts';

/** What the tables need of their book. */
export interface TablesSurroundings {
  grid(sheetId: string): SheetGrid;
  value(sheetId: string, row: number, column: number): Scalar;
  isNameTaken(name: string): boolean;
  /** Moves cells and everything tied to them; the given table's own area is left to the caller. */
  sheetName(sheetId: string): string;
  shift(sheetId: string, shift: Shift, moved: { table?: MemoryTable; looksLikeRow?: number }): void;
  /** Writes every formula of the book anew; `home` is where it stands, undefined for a name of the whole book. */
  rewriteFormulas(rewrite: (formula: string, home: FormulaHome | undefined) => string): void;
  changed(event: BookEvent): void;
  act(): Act;
}

/** The cell a formula stands in, or the first of those it holds for. */
export interface FormulaHome {
  readonly sheetId: string;
  readonly sheetName: string;
  readonly row: number;
  readonly column: number;
}

/** The tables of a memory book. */
export class MemoryTables {
  readonly #book: TablesSurroundings;
  #tables: MemoryTable[] = [];
  #last = 0;

  constructor(book: TablesSurroundings) {
    this.#book = book;
  }

  get all(): readonly MemoryTable[] {
    return this.#tables;
  }

  get(tableId: string): MemoryTable {
    const table = this.#tables.find((known) => known.id === tableId);
    if (table === undefined) throw new BookError('ItemNotFound', 'There is no such table any more.');
    return table;
  }

  isNameTaken(name: string): boolean {
    return this.#tables.some((table) => table.name.toLowerCase() === name.toLowerCase());
  }

  add(sheetId: string, area: Area, hasHeaders: boolean): MemoryTable {
    this.#checkFree(sheetId, area, undefined);
    if (!hasHeaders) this.#shiftOthers(sheetId, { area: { ...area, rowCount: 1 }, direction: 'down' }, undefined);
    const rowCount = Math.max(2, area.rowCount + Number(!hasHeaders));
    const table = this.#new(sheetId, { ...area, rowCount });
    if (rowCount > area.rowCount && hasHeaders) this.#makeRoomBelow(table, area);
    this.#tables.push(table);
    this.#nameColumns(table);
    this.#changed('tableAdded', table);
    return table;
  }

  restore(sheetId: string, area: Area, shape: TableShape): MemoryTable {
    this.#checkFree(sheetId, area, undefined);
    const table = this.#new(sheetId, area);
    table.showHeaders = shape.showHeaders;
    table.showTotals = shape.showTotals;
    table.sort = { ...shape.sort };
    table.columns = shape.columnNames.map((name) => table.newColumn(name));
    this.#tables.push(table);
    this.#nameColumns(table);
    for (const [index, criteria] of shape.filters) {
      const column = table.columns[index];
      if (column !== undefined) table.filters.set(column.id, criteria);
    }
    this.#changed('tableAdded', table);
    if (shape.filteredRows !== undefined) this.#hideFilteredRows(table, shape.filteredRows);
    else if (table.filters.size > 0) this.reapplyFilters(table.id);
    return table;
  }

  update(tableId: string, patch: TablePatch): void {
    const table = this.get(tableId);
    if (patch.name !== undefined && patch.name !== table.name) this.#checkName(patch.name, table);
    const { showHeaders, showTotals, ...plain } = patch;
    const before = table.name;
    Object.assign(table, plain);
    if (table.name !== before) this.#book.rewriteFormulas((formula) => renameTable(formula, before, table.name));
    if (showTotals !== undefined && showTotals !== table.showTotals) this.#showTotals(table, showTotals);
    if (showHeaders !== undefined && showHeaders !== table.showHeaders) this.#showHeaders(table, showHeaders);
    this.#changed('tableChanged', table);
  }

  resize(tableId: string, area: Area): void {
    const table = this.get(tableId);
    if (area.row !== table.area.row || intersectAreas(area, table.area) === undefined) {
      throw new BookError('InvalidArgument', `The header row of ${table.name} must stay in its row.`);
    }
    if (area.rowCount < 1 + Number(table.showHeaders) + Number(table.showTotals)) {
      throw new BookError('InvalidArgument', `${table.name} needs at least one row below its header.`);
    }
    this.#checkFree(table.sheetId, area, table);
    const before = new Map(table.columns.map((column, index) => [table.area.column + index, column]));
    this.#showFilteredRows(table, area);
    table.area = area;
    const kept = Array.from({ length: area.columnCount }, (_, index) => before.get(area.column + index));
    table.columns = [];
    kept.forEach((column) => table.columns.push(column ?? table.newColumn('')));
    this.#nameColumns(table);
    for (const columnId of table.filters.keys()) {
      if (table.columnIndex(columnId) < 0) table.filters.delete(columnId);
    }
    this.#changed('tableChanged', table);
  }

  remove(tableId: string, keepCells: boolean): void {
    const table = this.get(tableId);
    const sheetName = this.#book.sheetName(table.sheetId);
    this.#tables = this.#tables.filter((known) => known !== table);
    this.#book.rewriteFormulas((formula, home) =>
      keepCells
        ? tableToCells(formula, table, sheetName, isInside(table, home), home?.row ?? 0)
        : renameTable(formula, table.name, undefined),
    );
    this.#showFilteredRows(table, undefined);
    if (!keepCells) {
      this.#book.grid(table.sheetId).clearContents(table.area);
      this.#book.grid(table.sheetId).clearFormats(table.area);
    }
    this.#changed('tableDeleted', table);
  }

  insertRows(tableId: string, index: number, count: number): void {
    const table = this.get(tableId);
    const { body } = table;
    if (count < 1) return;
    if (index < 0 || index > body.rowCount) throw outOfTable(table);
    const row = body.row + index;
    const shift: Shift = { area: areaOf(row, body.column, count, body.columnCount), direction: 'down' };
    this.checkShift(table.sheetId, shift, table);
    const grid = this.#book.grid(table.sheetId);
    const calculated =
      grid.formulaCount === 0
        ? []
        : columnFormulas(body, index > 0 ? row - 1 : row, (at, column) => grid.formula(at, column));
    const looksLikeRow = index > 0 ? row - 1 : row + count;
    this.#book.shift(table.sheetId, shift, { table, looksLikeRow });
    table.area = { ...table.area, rowCount: table.area.rowCount + count };
    for (const { column, row: modelRow, formula } of calculated) {
      for (let at = row; at < row + count; at += 1) grid.setFormula(at, column, moveFormula(formula, at - modelRow, 0));
    }
    this.#book.changed({ kind: 'shifted', act: this.#book.act(), sheetId: table.sheetId, shift, tableId });
  }

  /** Deleting every row leaves one blank row, as Excel does. */
  deleteRows(tableId: string, index: number, count: number): void {
    const table = this.get(tableId);
    const { body } = table;
    if (count < 1) return;
    if (index < 0 || index + count > body.rowCount) throw outOfTable(table);
    const kept = count === body.rowCount ? 1 : 0;
    if (kept === 1) this.#book.grid(table.sheetId).clearContents({ ...body, rowCount: 1 });
    const area = areaOf(body.row + index + kept, body.column, count - kept, body.columnCount);
    const shift: Shift = { area, direction: 'up' };
    if (area.rowCount > 0) {
      this.checkShift(table.sheetId, shift, table);
      this.#book.shift(table.sheetId, shift, { table });
      table.area = { ...table.area, rowCount: table.area.rowCount - area.rowCount };
    }
    this.#book.changed({
      kind: 'shifted',
      act: this.#book.act(),
      sheetId: table.sheetId,
      shift: { area: areaOf(body.row + index, body.column, count, body.columnCount), direction: 'up' },
      tableId,
    });
  }

  insertColumn(tableId: string, index: number, name: string): TableColumn {
    const table = this.get(tableId);
    if (index < 0 || index > table.area.columnCount) throw outOfTable(table);
    const area = { ...table.area, column: table.area.column + index, columnCount: 1 };
    const shift: Shift = { area, direction: 'right' };
    this.checkShift(table.sheetId, shift, table);
    this.#book.shift(table.sheetId, shift, { table });
    const column = table.newColumn(table.freeColumnName(name));
    table.columns.splice(index, 0, column);
    table.area = { ...table.area, columnCount: table.area.columnCount + 1 };
    this.#writeHeaders(table);
    this.#book.changed({ kind: 'shifted', act: this.#book.act(), sheetId: table.sheetId, shift, tableId });
    return column;
  }

  deleteColumn(tableId: string, columnId: number): void {
    const table = this.get(tableId);
    const index = table.columnIndex(columnId);
    if (index < 0) throw new BookError('ItemNotFound', `${table.name} has no such column any more.`);
    if (table.columns.length === 1) throw new BookError('InvalidOperation', 'A table needs at least one column.');
    const area = { ...table.area, column: table.area.column + index, columnCount: 1 };
    const shift: Shift = { area, direction: 'left' };
    this.checkShift(table.sheetId, shift, table);
    this.#book.shift(table.sheetId, shift, { table });
    const before = [...table.columns];
    table.removeColumns(index, 1);
    this.#dropColumns(table, before);
    table.area = { ...table.area, columnCount: table.area.columnCount - 1 };
    this.reapplyFilters(tableId);
    this.#book.changed({ kind: 'shifted', act: this.#book.act(), sheetId: table.sheetId, shift, tableId });
  }

  filter(tableId: string, columnId: number, criteria: FilterCriteria | undefined): void {
    const table = this.get(tableId);
    if (table.columnIndex(columnId) < 0) throw new BookError('ItemNotFound', `${table.name} has no such column.`);
    if (criteria === undefined) table.filters.delete(columnId);
    else table.filters.set(columnId, criteria);
    this.reapplyFilters(tableId);
  }

  reapplyFilters(tableId: string): void {
    const table = this.get(tableId);
    const grid = this.#book.grid(table.sheetId);
    const { body } = table;
    const filters = [...table.filters].map(([id, criteria]) => ({
      column: body.column + table.columnIndex(id),
      criteria,
    }));
    for (let row = body.row; row < body.row + body.rowCount; row += 1) {
      const passes = filters.every(({ column, criteria }) => {
        const value = this.#book.value(table.sheetId, row, column);
        return passesFilter(criteria, value, displayText(value, grid.format(row, column)));
      });
      grid.setFiltered(row, !passes);
    }
    this.#changed('tableFiltered', table);
  }

  /** Refuses a shift that would tear a table apart; `except` is the table that asks for it. */
  checkShift(sheetId: string, shift: Shift, except: MemoryTable | undefined): void {
    for (const table of this.#tables) {
      if (table.sheetId === sheetId && table !== except) table.checkShift(shift);
    }
  }

  follow(sheetId: string, shift: Shift, except: MemoryTable | undefined): void {
    for (const table of this.#tables) {
      if (table.sheetId !== sheetId || table === except) continue;
      const filterCount = table.filters.size;
      const before = [...table.columns];
      const isThere = table.follow(shift);
      if (isThere) this.#dropColumns(table, before);
      // A filter goes with its column, and what it hid is shown.
      if (table.filters.size < filterCount) this.reapplyFilters(table.id);
      if (!isThere) {
        this.#tables = this.#tables.filter((known) => known !== table);
        this.#book.rewriteFormulas((formula) => renameTable(formula, table.name, undefined));
      } else if (table.body.rowCount < 1) this.#restoreBody(table);
      else if (shift.direction === 'right') this.#writeHeaders(table);
    }
  }

  /** After cells were written: headers are the names of the columns. */
  followHeaders(sheetId: string, area: Area): void {
    for (const table of this.#tables) {
      const header = headerArea(table);
      if (table.sheetId !== sheetId || header === undefined) continue;
      if (intersectAreas(header, area) !== undefined) this.#nameColumns(table);
    }
  }

  forgetSheet(sheetId: string): void {
    this.#tables = this.#tables.filter((table) => table.sheetId !== sheetId);
  }

  #new(sheetId: string, area: Area): MemoryTable {
    this.#last += 1;
    const id = `{00000000-0002-0000-0000-${String(this.#last).padStart(12, '0')}}`;
    return new MemoryTable(id, this.#freeTableName(), sheetId, area);
  }

  #changed(kind: 'tableAdded' | 'tableDeleted' | 'tableChanged' | 'tableFiltered', table: MemoryTable): void {
    const { sheetId, id: tableId, area } = table;
    this.#book.changed({ kind, act: this.#book.act(), sheetId, tableId, area });
  }

  /** Formulas that name columns of the table follow them. */
  #renameColumns(table: MemoryTable, renames: ReadonlyMap<string, string>): void {
    if (renames.size === 0) return;
    this.#book.rewriteFormulas((formula, home) => renameColumns(formula, table.name, isInside(table, home), renames));
  }

  /** Formulas name only what is left of the columns that were there before. */
  #dropColumns(table: MemoryTable, before: readonly TableColumn[]): void {
    const deleted = before.map(({ id }) => table.columnIndex(id) < 0);
    if (!deleted.includes(true)) return;
    const names = before.map(({ name }) => name);
    this.#book.rewriteFormulas((formula, home) =>
      deleteColumns(formula, table.name, isInside(table, home), names, (index) => deleted[index] === true),
    );
  }

  /** Takes the names from the header cells: texts, not blank, each once. */
  #nameColumns(table: MemoryTable): void {
    const known = table.columns;
    const renames = new Map<string, string>();
    table.columns = [];
    for (let index = 0; index < table.area.columnCount; index += 1) {
      const { row, column } = table.headerCell(index);
      const cell = table.showHeaders ? this.#book.value(table.sheetId, row, column) : (known[index]?.name ?? '');
      const wanted = isCellError(cell)
        ? cell.error
        : headerText(cell, this.#book.grid(table.sheetId).format(row, column));
      const name = table.freeColumnName(wanted);
      const same = known[index];
      table.columns.push(same === undefined ? table.newColumn(name) : { id: same.id, name });
      if (same !== undefined && same.name !== '' && same.name !== name) renames.set(same.name.toLowerCase(), name);
    }
    this.#renameColumns(table, renames);
    this.#writeHeaders(table);
  }

  #writeHeaders(table: MemoryTable): void {
    if (!table.showHeaders) return;
    const grid = this.#book.grid(table.sheetId);
    table.columns.forEach((column, index) => {
      const cell = table.headerCell(index);
      if (grid.value(cell.row, cell.column) !== column.name) grid.setValue(cell.row, cell.column, column.name);
    });
  }

  #showTotals(table: MemoryTable, show: boolean): void {
    const grid = this.#book.grid(table.sheetId);
    const last = totalsArea(table);
    if (!show && last !== undefined) {
      this.#shiftOthers(table.sheetId, { area: last, direction: 'up' }, table);
      table.showTotals = false;
      table.area = { ...table.area, rowCount: table.area.rowCount - 1 };
      return;
    }
    const row = table.area.row + table.area.rowCount;
    const area = areaOf(row, table.area.column, 1, table.area.columnCount);
    this.#shiftOthers(table.sheetId, { area, direction: 'down' }, table);
    table.area = { ...table.area, rowCount: table.area.rowCount + 1 };
    table.showTotals = true;
    grid.setValue(row, area.column, 'Total');
    const lastColumn = table.columns.at(-1);
    if (lastColumn === undefined || table.columns.length < 2) return;
    const code = this.#isNumberColumn(table) ? 109 : 103;
    grid.setFormula(row, area.column + area.columnCount - 1, `=SUBTOTAL(${code},[${quoteColumn(lastColumn.name)}])`);
  }

  #isNumberColumn(table: MemoryTable): boolean {
    const { body } = table;
    return typeof this.#book.value(table.sheetId, body.row, body.column + body.columnCount - 1) === 'number';
  }

  #showHeaders(table: MemoryTable, show: boolean): void {
    const { area } = table;
    const header = areaOf(area.row, area.column, 1, area.columnCount);
    if (show) {
      this.#shiftOthers(table.sheetId, { area: header, direction: 'down' }, table);
      table.area = { ...area, rowCount: area.rowCount + 1 };
      table.showHeaders = true;
      this.#writeHeaders(table);
      return;
    }
    this.#book.grid(table.sheetId).clearContents(header);
    table.showHeaders = false;
    table.area = { ...area, row: area.row + 1, rowCount: area.rowCount - 1 };
  }

  #makeRoomBelow(table: MemoryTable, area: Area): void {
    const below = areaOf(area.row + 1, area.column, 1, area.columnCount);
    if (!isOnSheet(below)) throw outOfTable(table);
    const grid = this.#book.grid(table.sheetId);
    const isBlank = grid.rowValues(below.row, below.column, below.columnCount).every((value) => value === '');
    if (!isBlank) this.#shiftOthers(table.sheetId, { area: below, direction: 'down' }, undefined);
  }

  /** Moves the cells around a table of which a part comes or goes, unless that would tear another one apart. */
  #shiftOthers(sheetId: string, shift: Shift, table: MemoryTable | undefined): void {
    this.checkShift(sheetId, shift, table);
    this.#book.shift(sheetId, shift, table === undefined ? {} : { table });
  }

  #restoreBody(table: MemoryTable): void {
    const row = table.area.row + Number(table.showHeaders);
    const area = areaOf(row, table.area.column, 1, table.area.columnCount);
    this.#book.shift(table.sheetId, { area, direction: 'down' }, { table });
    table.area = { ...table.area, rowCount: table.area.rowCount + 1 };
  }

  #hideFilteredRows(table: MemoryTable, runs: readonly RowRun[]): void {
    const grid = this.#book.grid(table.sheetId);
    for (const [first, count] of runs) {
      for (let row = first; row < first + count; row += 1) grid.setFiltered(row, true);
    }
    this.#changed('tableFiltered', table);
  }

  /** Rows that leave a filtered table are shown again. */
  #showFilteredRows(table: MemoryTable, keep: Area | undefined): void {
    if (table.filters.size === 0) return;
    const grid = this.#book.grid(table.sheetId);
    const { body } = table;
    for (let row = body.row; row < body.row + body.rowCount; row += 1) {
      if (keep === undefined || row >= keep.row + keep.rowCount) grid.setFiltered(row, false);
    }
  }

  #checkFree(sheetId: string, area: Area, except: MemoryTable | undefined): void {
    const other = this.#tables.find(
      (table) => table.sheetId === sheetId && table !== except && intersectAreas(table.area, area) !== undefined,
    );
    if (other !== undefined) throw new BookError('TableOverlap', `A table cannot overlap the table ${other.name}.`);
  }

  #freeTableName(): string {
    let number = this.#last;
    while (this.isNameTaken(`Table${number}`)) number += 1;
    return `Table${number}`;
  }

  #checkName(name: string, table: MemoryTable): void {
    if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name) || /^[A-Za-z]{1,3}\d+$/.test(name)) {
      throw new BookError('InvalidArgument', `“${name}” cannot be the name of a table.`);
    }
    const isOwn = name.toLowerCase() === table.name.toLowerCase();
    if (!isOwn && (this.isNameTaken(name) || this.#book.isNameTaken(name))) {
      throw new BookError('ItemAlreadyExists', `There is something named ${name} already.`);
    }
  }
}

function isInside(table: MemoryTable, home: FormulaHome | undefined): boolean {
  if (home === undefined || home.sheetId !== table.sheetId) return false;
  return intersectAreas(table.area, areaOf(home.row, home.column, 1, 1)) !== undefined;
}

function outOfTable(table: MemoryTable): BookError {
  return new BookError('InvalidArgument', `This row or column is outside the table ${table.name}.`);
}

function headerText(value: Scalar, format: string): string {
  return displayText(value, format);
}

function quoteColumn(name: string): string {
  return name.replaceAll(/['[\]#@]/g, "'$&");
}
