import {
  type Area,
  SHEET_COLUMNS,
  SHEET_ROWS,
  areaOf,
  boundingArea,
  intersectAreas,
  isEntireColumns,
  isOnSheet,
} from './area.ts';
import {
  type Act,
  type Book,
  BookError,
  type BookEvent,
  type CellPlace,
  type ColumnLooks,
  type ColumnPatch,
  type FilterCriteria,
  type NameInfo,
  type NamePatch,
  type PropertyKind,
  type RowLooks,
  type RowPatch,
  type SheetInfo,
  type SheetPatch,
  type SortField,
  type SortOptions,
  type StylePatch,
  type TableColumn,
  type TableInfo,
  type TablePatch,
  type TableShape,
  type ValidatedArea,
  type Validation,
  type ConditionalFormat,
  type ConditionalFormatPatch,
} from './book.ts';
import { type CellStyle, type Content, type Scalar, isFormula } from './cell.ts';
import type { Json } from './json.ts';
import { MemorySheet, seenFrom } from './memory-sheet.ts';
import { type FormulaHome, MemoryTables } from './memory-tables.ts';
import type { MemoryTable } from './memory-table.ts';
import type { Move, Shift } from './shift.ts';
import { sortOrder } from './sort-order.ts';
import type { Clock } from '../calculation/calculated-book.ts';
import { Calculator } from '../calculation/calculator.ts';
import { renameSheet } from '../formula/rename-in-formula.ts';
import { moveFormula, shiftFormula } from '../formula/shift-formula.ts';
import { FUNCTIONS } from '../functions/functions.ts';
import { systemClock } from './system-clock.ts';

const NOBODY: Act = Object.freeze({ user: '', gesture: 'api' });

/** A book in memory: light and quick, without a screen. Ids are drawn in order, so equal histories give equal books. */
export class MemoryBook implements Book {
  readonly name: string;
  #sheets: MemorySheet[] = [];
  readonly #tables: MemoryTables;
  readonly #calculator: Calculator;
  #names: NameInfo[] = [];
  #conditionalFormats = 0;
  readonly #properties = new Map<PropertyKind, Map<string, Json>>();
  readonly #listeners = new Set<(event: BookEvent) => void>();
  #act = NOBODY;
  #version = 0;
  #lastSheet = 0;

  constructor(name = 'Book1.xlsx', clock: Clock = systemClock) {
    this.name = name;
    this.#calculator = new Calculator({
      sheets: () => this.#sheets,
      tables: () => this.#tables.all,
      findName: (wanted, sheetId) => this.#findName(wanted, sheetId),
      calculated: (sheetId, areas) => {
        const act: Act = { user: '', gesture: 'calculate' };
        for (const area of areas) this.#changed({ kind: 'calculated', act, sheetId, area });
      },
      clock,
      functions: FUNCTIONS,
    });
    this.#tables = new MemoryTables({
      grid: (sheetId) => this.#sheet(sheetId).grid,
      value: (sheetId, row, column) => this.#value(this.#sheet(sheetId), row, column),
      isNameTaken: (wanted) => this.#names.some((known) => sameName(known.name, wanted)),
      sheetName: (sheetId) => this.#sheet(sheetId).name,
      shift: (sheetId, shift, moved) => this.#shift(this.#sheet(sheetId), shift, moved),
      rewriteFormulas: (rewrite) => this.#rewriteFormulas(rewrite),
      changed: (event) => this.#changed(event),
      act: () => this.#act,
    });
  }

  get version(): number {
    return this.#version;
  }

  sheets(): readonly SheetInfo[] {
    return this.#sheets;
  }

  addSheet(name?: string): SheetInfo {
    let wanted = name;
    for (let number = this.#sheets.length + 1; wanted === undefined; number += 1) {
      if (!this.#hasSheet(`Sheet${number}`)) wanted = `Sheet${number}`;
    }
    this.#checkSheetName(wanted);
    this.#lastSheet += 1;
    const sheet = new MemorySheet(`{00000000-0001-0000-0000-${String(this.#lastSheet).padStart(12, '0')}}`, wanted);
    this.#sheets.push(sheet);
    this.#changed({ kind: 'sheetAdded', act: this.#act, sheetId: sheet.id });
    return sheet;
  }

  updateSheet(sheetId: string, patch: SheetPatch): void {
    const sheet = this.#sheet(sheetId);
    if (patch.name !== undefined && patch.name !== sheet.name) {
      if (!sameName(patch.name, sheet.name)) this.#checkSheetName(patch.name);
    }
    if (patch.visibility !== undefined && patch.visibility !== 'Visible') this.#checkOtherVisible(sheet);
    const { position, ...rest } = patch;
    const before = { name: sheet.name, visibility: sheet.visibility };
    sheet.apply(rest);
    if (sheet.name !== before.name) this.#rewriteFormulas((formula) => renameSheet(formula, before.name, sheet.name));
    if (position !== undefined) {
      this.#sheets = this.#sheets.filter((other) => other !== sheet);
      this.#sheets.splice(position, 0, sheet);
    }
    for (const changed of patchKeys(patch)) {
      const was = changed === 'name' || changed === 'visibility' ? { before: before[changed] } : {};
      this.#changed({ kind: 'sheetChanged', act: this.#act, sheetId, changed, ...was });
    }
  }

  deleteSheet(sheetId: string): void {
    const sheet = this.#sheet(sheetId);
    if (sheet.visibility === 'VeryHidden') {
      throw new BookError('InvalidOperation', `The sheet ${sheet.name} is very hidden and cannot be deleted.`);
    }
    this.#checkOtherVisible(sheet);
    this.#tables.forgetSheet(sheetId);
    this.#names = this.#names.filter((known) => known.scopeSheetId !== sheetId);
    this.#sheets = this.#sheets.filter((other) => other !== sheet);
    this.#rewriteFormulas((formula) => renameSheet(formula, sheet.name, undefined));
    this.#changed({ kind: 'sheetDeleted', act: this.#act, sheetId });
  }

  readValues(sheetId: string, area: Area): Scalar[][] {
    const sheet = this.#sheet(sheetId);
    const { grid } = sheet;
    const calculates = this.#hasFormulas();
    return rows(area, (row) => {
      const values = grid.rowValues(row, area.column, area.columnCount);
      if (!calculates || !this.#calculator.hasResults(sheetId, row)) return values;
      return values.map((value, index) => (value === '' ? this.#value(sheet, row, area.column + index) : value));
    });
  }

  readFormulas(sheetId: string, area: Area): (string | undefined)[][] {
    const { grid } = this.#sheet(sheetId);
    return cells(area, (row, column) => grid.formula(row, column));
  }

  readFormats(sheetId: string, area: Area): string[][] {
    const { grid } = this.#sheet(sheetId);
    return cells(area, (row, column) => grid.format(row, column));
  }

  readStyles(sheetId: string, area: Area): CellStyle[][] {
    const { grid } = this.#sheet(sheetId);
    return cells(area, (row, column) => grid.style(row, column));
  }

  write(sheetId: string, row: number, column: number, contents: readonly (readonly Content[])[]): void {
    const sheet = this.#sheet(sheetId);
    const area = areaOf(row, column, contents.length, Math.max(0, ...new Set(contents.map((line) => line.length))));
    if (contents.length === 0 || area.columnCount === 0) return;
    checkArea(area);
    const isSingle = area.rowCount === 1 && area.columnCount === 1;
    const before = isSingle ? this.#value(sheet, row, column) : undefined;
    contents.forEach((line, rowOffset) => {
      line.forEach((content, columnOffset) => put(sheet, row + rowOffset, column + columnOffset, content));
    });
    this.#touch(sheetId, area);
    this.#tables.followHeaders(sheetId, area);
    const event = { kind: 'cells', act: this.#act, sheetId, area } as const;
    this.#changed(before === undefined ? event : { ...event, before, after: this.#value(sheet, row, column) });
  }

  writeFormats(sheetId: string, area: Area, formats: string | readonly (readonly (string | undefined)[])[]): void {
    const { grid } = this.#sheet(sheetId);
    checkArea(area);
    if (typeof formats === 'string' && isEntireColumns(area)) grid.setColumnFormats(area, formats);
    else {
      eachCell(boundedArea(area, grid.rowsInUse), (row, column) => {
        const format = typeof formats === 'string' ? formats : formats[row - area.row]?.[column - area.column];
        if (format !== undefined) grid.setFormat(row, column, format);
      });
    }
    this.#changed({ kind: 'formats', act: this.#act, sheetId, area });
  }

  writeStyle(sheetId: string, area: Area, patch: StylePatch): void {
    const { grid } = this.#sheet(sheetId);
    checkArea(area);
    grid.patchStyle(boundedArea(area, grid.rowsInUse), patch);
    this.#changed({ kind: 'formats', act: this.#act, sheetId, area });
  }

  clear(sheetId: string, area: Area, what: 'all' | 'contents' | 'formats'): void {
    const { grid } = this.#sheet(sheetId);
    if (what !== 'contents') grid.clearFormats(area);
    if (what === 'formats') {
      this.#changed({ kind: 'formats', act: this.#act, sheetId, area });
      return;
    }
    grid.clearContents(area);
    this.#touch(sheetId, area);
    this.#tables.followHeaders(sheetId, area);
    this.#changed({ kind: 'cells', act: this.#act, sheetId, area });
  }

  evaluate(sheetId: string, row: number, column: number, formula: string): Scalar {
    return this.#calculator.evaluateAt(formula, { sheetId, row, column });
  }

  spilledAreas(sheetId: string): readonly Area[] {
    return this.#hasFormulas() ? this.#calculator.spills(sheetId) : [];
  }

  recalculate(): void {
    this.#calculator.askedAgain();
  }

  circularCells(): readonly CellPlace[] {
    return this.#hasFormulas() ? this.#calculator.circles() : [];
  }

  usedArea(sheetId: string, valuesOnly: boolean, within: Area = WHOLE_SHEET): Area | undefined {
    const used = this.#sheet(sheetId).grid.used(valuesOnly, within);
    return this.spilledAreas(sheetId).reduce<Area | undefined>((all, area) => {
      const spilled = intersectAreas(area, within);
      return all === undefined || spilled === undefined ? (all ?? spilled) : boundingArea(all, spilled);
    }, used);
  }

  insertCells(sheetId: string, area: Area, direction: 'down' | 'right'): void {
    checkArea(area);
    const shift = { area, direction };
    this.#tables.checkShift(sheetId, shift, undefined);
    this.#shift(this.#sheet(sheetId), shift, {});
    this.#changed({ kind: 'shifted', act: this.#act, sheetId, shift });
  }

  deleteCells(sheetId: string, area: Area, direction: 'up' | 'left'): void {
    checkArea(area);
    const shift = { area, direction };
    this.#tables.checkShift(sheetId, shift, undefined);
    this.#shift(this.#sheet(sheetId), shift, {});
    this.#changed({ kind: 'shifted', act: this.#act, sheetId, shift });
  }

  sortCells(sheetId: string, area: Area, fields: readonly SortField[], options: SortOptions = {}): void {
    const sheet = this.#sheet(sheetId);
    const top = Number(options.hasHeaders ?? false);
    const body = areaOf(area.row + top, area.column, area.rowCount - top, area.columnCount);
    if (body.rowCount < 1) return;
    const order = sortOrder(this.readValues(sheetId, body), fields, options, (offset) =>
      sheet.grid.isShown(body.row + offset),
    );
    const left = new Set(options.leaveOut ?? []);
    const columns = Array.from({ length: body.columnCount }, (_, index) => index).filter((index) => !left.has(index));
    sheet.grid.reorder(
      body,
      order,
      columns.map((index) => body.column + index),
      (formula, rowCount) => moveFormula(formula, rowCount, 0),
    );
    for (const area of left.size === 0 ? [body] : columns.map((index) => columnOf(body, index))) {
      sheet.noteMove({ area, order }, false);
    }
    this.#touch(sheetId, body);
    this.#tables.followHeaders(sheetId, body);
    this.#changed({ kind: 'cells', act: this.#act, sheetId, area: body });
  }

  moves(sheetId: string): readonly Move[] {
    return this.#sheet(sheetId).moves;
  }

  noteMove(sheetId: string, move: Exclude<Move, Shift>): void {
    this.#sheet(sheetId).noteMove(move, this.#act.isUndo === true);
    this.#changed({ kind: 'moved', act: this.#act, sheetId });
  }

  rowLooks(sheetId: string, row: number): RowLooks {
    return this.#sheet(sheetId).grid.looks(row);
  }

  updateRows(sheetId: string, row: number, count: number, patch: RowPatch): void {
    const { grid } = this.#sheet(sheetId);
    const last = count === SHEET_ROWS ? grid.rowsInUse : row + count;
    for (let at = row; at < last; at += 1) {
      if (patch.hidden !== undefined) grid.setHidden(at, patch.hidden);
      if ('height' in patch) grid.setHeight(at, patch.height);
    }
    if (patch.hidden !== undefined) this.#calculator.shownRowsChanged();
    this.#changed({ kind: 'formats', act: this.#act, sheetId, area: areaOf(row, 0, count, SHEET_COLUMNS) });
  }

  columnLooks(sheetId: string, column: number): ColumnLooks {
    return this.#sheet(sheetId).column(column);
  }

  updateColumns(sheetId: string, column: number, count: number, patch: ColumnPatch): void {
    const sheet = this.#sheet(sheetId);
    for (let at = column; at < column + count; at += 1) sheet.setColumn(at, { ...sheet.column(at), ...patch });
    this.#changed({ kind: 'formats', act: this.#act, sheetId, area: areaOf(0, column, SHEET_ROWS, count) });
  }

  tables(): readonly TableInfo[] {
    return this.#tables.all;
  }

  addTable(sheetId: string, area: Area, hasHeaders: boolean, shape?: TableShape): TableInfo {
    checkArea(area);
    return shape === undefined
      ? this.#tables.add(sheetId, area, hasHeaders)
      : this.#tables.restore(sheetId, area, shape);
  }

  updateTable(tableId: string, patch: TablePatch): void {
    this.#tables.update(tableId, patch);
  }

  resizeTable(tableId: string, area: Area): void {
    checkArea(area);
    this.#tables.resize(tableId, area);
  }

  deleteTable(tableId: string, keepCells: boolean): void {
    this.#tables.remove(tableId, keepCells);
  }

  insertTableRows(tableId: string, index: number, count: number): void {
    this.#tables.insertRows(tableId, index, count);
  }

  deleteTableRows(tableId: string, index: number, count: number): void {
    this.#tables.deleteRows(tableId, index, count);
  }

  insertTableColumn(tableId: string, index: number, name: string): TableColumn {
    return this.#tables.insertColumn(tableId, index, name);
  }

  deleteTableColumn(tableId: string, columnId: number): void {
    this.#tables.deleteColumn(tableId, columnId);
  }

  sortTable(tableId: string, fields: readonly SortField[], options: SortOptions = {}): void {
    const table = this.#tables.get(tableId);
    table.sort = { fields, matchCase: options.matchCase ?? false };
    this.sortCells(table.sheetId, table.body, fields, { ...options, hasHeaders: false });
    this.#changed({ kind: 'tableSorted', act: this.#act, sheetId: table.sheetId, tableId, area: table.area });
  }

  filterTable(tableId: string, columnId: number, criteria: FilterCriteria | undefined): void {
    this.#tables.filter(tableId, columnId, criteria);
  }

  reapplyFilters(tableId: string): void {
    this.#tables.reapplyFilters(tableId);
  }

  names(): readonly NameInfo[] {
    return this.#names;
  }

  addName(name: NameInfo): void {
    const taken = this.#names.some(
      (known) => sameName(known.name, name.name) && known.scopeSheetId === name.scopeSheetId,
    );
    if (taken || this.#tables.isNameTaken(name.name)) {
      throw new BookError('ItemAlreadyExists', `There is something named ${name.name} already.`);
    }
    this.#names.push(name);
    this.#restructured();
    this.#changed({ kind: 'names', act: this.#act, sheetId: name.scopeSheetId ?? '' });
  }

  updateName(name: string, scopeSheetId: string | undefined, patch: NamePatch): void {
    this.#names = this.#names.map((known) =>
      sameName(known.name, name) && known.scopeSheetId === scopeSheetId ? { ...known, ...patch } : known,
    );
    this.#restructured();
    this.#changed({ kind: 'names', act: this.#act, sheetId: scopeSheetId ?? '' });
  }

  deleteName(name: string, scopeSheetId: string | undefined): void {
    this.#names = this.#names.filter((known) => !(sameName(known.name, name) && known.scopeSheetId === scopeSheetId));
    this.#restructured();
    this.#changed({ kind: 'names', act: this.#act, sheetId: scopeSheetId ?? '' });
  }

  validation(sheetId: string, area: Area): Validation | 'mixed' | undefined {
    const parts = this.#sheet(sheetId).validations.flatMap((entry) => {
      const shared = intersectAreas(entry.area, area);
      return shared === undefined
        ? []
        : [{ cells: shared.rowCount * shared.columnCount, validation: seenFrom(area, entry) }];
    });
    const [first] = parts;
    if (first === undefined) return undefined;
    const covered = parts.reduce((sum, part) => sum + part.cells, 0);
    const text = JSON.stringify(first.validation);
    const isSame = parts.every(
      ({ validation }) => validation === first.validation || JSON.stringify(validation) === text,
    );
    return isSame && covered === area.rowCount * area.columnCount ? first.validation : 'mixed';
  }

  validations(sheetId: string): readonly ValidatedArea[] {
    return this.#sheet(sheetId).validations;
  }

  setValidation(sheetId: string, area: Area, validation: Validation | undefined): void {
    this.#sheet(sheetId).setValidation(area, validation);
    this.#changed({ kind: 'validation', act: this.#act, sheetId, area });
  }

  conditionalFormats(sheetId: string): readonly ConditionalFormat[] {
    return this.#sheet(sheetId).conditionalFormats;
  }

  addConditionalFormat(sheetId: string, area: Area, others: readonly Area[] = []): ConditionalFormat {
    const id = `{CF-${++this.#conditionalFormats}}`;
    const places = others.length === 0 ? { area } : { area, others };
    const format = { id, ...places, formula: '', look: {}, stopIfTrue: false };
    this.#sheet(sheetId).conditionalFormats.unshift(format);
    this.#changed({ kind: 'conditionalFormats', act: this.#act, sheetId, area });
    return format;
  }

  updateConditionalFormat(sheetId: string, id: string, patch: ConditionalFormatPatch): void {
    this.#replaceConditionalFormat(sheetId, id, (format) => [{ ...format, ...patch }]);
  }

  moveConditionalFormat(sheetId: string, id: string, position: number): void {
    const sheet = this.#sheet(sheetId);
    const found = findFormat(sheet.conditionalFormats, id);
    const others = sheet.conditionalFormats.filter((format) => format !== found);
    const index = position < 0 ? Math.max(0, others.length + 1 + position) : position;
    sheet.conditionalFormats = others.toSpliced(index, 0, found);
    this.#changed({ kind: 'conditionalFormats', act: this.#act, sheetId, area: found.area });
  }

  deleteConditionalFormat(sheetId: string, id: string): void {
    this.#replaceConditionalFormat(sheetId, id, () => []);
  }

  #replaceConditionalFormat(
    sheetId: string,
    id: string,
    replace: (format: ConditionalFormat) => ConditionalFormat[],
  ): void {
    const sheet = this.#sheet(sheetId);
    const found = findFormat(sheet.conditionalFormats, id);
    sheet.conditionalFormats = sheet.conditionalFormats.flatMap((format) =>
      format === found ? replace(format) : [format],
    );
    this.#changed({ kind: 'conditionalFormats', act: this.#act, sheetId, area: found.area });
  }

  properties(kind: PropertyKind): ReadonlyMap<string, Json> {
    return this.#properties.get(kind) ?? new Map<string, Json>();
  }

  setProperty(kind: PropertyKind, key: string, value: Json | undefined): void {
    const bag = this.#properties.get(kind) ?? new Map<string, Json>();
    if (value === undefined) bag.delete(key);
    else bag.set(key, value);
    this.#properties.set(kind, bag);
    const sheetId = kind.startsWith('sheet:') ? kind.slice('sheet:'.length) : '';
    this.#changed({ kind: 'properties', act: this.#act, sheetId });
  }

  act<T>(act: Act, work: () => T): T {
    const outer = this.#act;
    this.#act = act;
    try {
      return work();
    } finally {
      this.#act = outer;
    }
  }

  subscribe(listener: (event: BookEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #shift(sheet: MemorySheet, shift: Shift, moved: { table?: MemoryTable; looksLikeRow?: number }): void {
    const { grid } = sheet;
    if (shift.direction === 'down') grid.insertDown(shift.area, moved.looksLikeRow ?? shift.area.row - 1);
    else if (shift.direction === 'up') grid.deleteUp(shift.area);
    else if (shift.direction === 'right') grid.insertRight(shift.area);
    else grid.deleteLeft(shift.area);
    sheet.noteMove(shift, this.#act.isUndo === true);
    this.#tables.follow(sheet.id, shift, moved.table);
    sheet.shift(shift, isEntireColumns(shift.area));
    this.#rewriteFormulas((formula, home) => shiftFormula(formula, home?.sheetName ?? sheet.name, sheet.name, shift));
  }

  /**
   * Writes every formula of the book anew after something they refer to moved or was renamed: in cells, names, validation
   * and conditional formats. `home` is where the formula stands; undefined for a name of the whole book.
   */
  #rewriteFormulas(rewrite: (formula: string, home: FormulaHome | undefined) => string): void {
    for (const { id: sheetId, name: sheetName, grid } of this.#sheets) {
      grid.eachFormula((row, column, formula) => {
        const after = rewrite(formula, { sheetId, sheetName, row, column });
        if (after !== formula) grid.setFormula(row, column, after);
      });
    }
    for (const sheet of this.#sheets) {
      sheet.rewriteRules((formula, { row, column }) =>
        rewrite(formula, { sheetId: sheet.id, sheetName: sheet.name, row, column }),
      );
    }
    this.#names = this.#names.map((known) => {
      const scope = this.#sheets.find(({ id }) => id === known.scopeSheetId);
      const home = scope && { sheetId: scope.id, sheetName: scope.name, row: 0, column: 0 };
      const formula = rewrite(known.formula, home);
      return formula === known.formula ? known : { ...known, formula };
    });
    this.#restructured();
  }

  #hasFormulas(): boolean {
    return this.#sheets.some(({ grid }) => grid.formulaCount > 0);
  }

  #value(sheet: MemorySheet, row: number, column: number): Scalar {
    const stored = sheet.grid.value(row, column);
    if (stored !== '' || !this.#hasFormulas()) return stored;
    return this.#calculator.shown(sheet.id, row, column) ?? '';
  }

  /** Contents of these cells changed. */
  #touch(sheetId: string, area: Area): void {
    this.#version += 1;
    this.#calculator.contentsChanged(sheetId, area);
  }

  /** Sheets, tables, names, or the places of cells changed. */
  #restructured(): void {
    this.#version += 1;
    this.#calculator.restructured();
  }

  #changed(event: BookEvent): void {
    if (event.kind === 'tableFiltered') this.#calculator.shownRowsChanged();
    else if (RESTRUCTURING.has(event.kind)) this.#calculator.restructured();
    for (const listener of this.#listeners) listener(event);
  }

  #sheet(sheetId: string): MemorySheet {
    const sheet = this.#sheets.find((known) => known.id === sheetId);
    if (sheet === undefined) throw new BookError('ItemNotFound', 'There is no such sheet any more.');
    return sheet;
  }

  #hasSheet(name: string): boolean {
    return this.#sheets.some((sheet) => sameName(sheet.name, name));
  }

  #checkSheetName(name: string): void {
    if (name === '' || name.length > 31 || /[\\/?*[\]:]/.test(name) || name.startsWith("'") || name.endsWith("'")) {
      throw new BookError(
        'InvalidArgument',
        `“${name}” cannot be the name of a sheet: at most 31 characters, none of \\ / ? * [ ] :.`,
      );
    }
    if (this.#hasSheet(name)) throw new BookError('ItemAlreadyExists', `There is a sheet named ${name} already.`);
  }

  #checkOtherVisible(sheet: MemorySheet): void {
    if (!this.#sheets.some((other) => other !== sheet && other.visibility === 'Visible')) {
      throw new BookError('InvalidOperation', 'A book needs at least one visible sheet.');
    }
  }

  #findName(name: string, sheetId: string): NameInfo | undefined {
    const found = this.#names.filter((known) => sameName(known.name, name));
    return (
      found.find((known) => known.scopeSheetId === sheetId) ?? found.find((known) => known.scopeSheetId === undefined)
    );
  }
}

const WHOLE_SHEET = areaOf(0, 0, SHEET_ROWS, SHEET_COLUMNS);

/** Events after which formulas may mean other cells. */
const RESTRUCTURING: ReadonlySet<BookEvent['kind']> = new Set([
  'sheetAdded',
  'sheetDeleted',
  'sheetChanged',
  'tableAdded',
  'tableDeleted',
  'tableChanged',
]);

function put(sheet: MemorySheet, row: number, column: number, content: Content): void {
  if (content === undefined) return;
  if (isFormula(content)) sheet.grid.setFormula(row, column, content.formula);
  else sheet.grid.setValue(row, column, content);
}

function sameName(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}

function checkArea(area: Area): void {
  if (!isOnSheet(area)) throw new BookError('InvalidArgument', 'This area does not lie on the sheet.');
}

/** A style or format over whole rows touches only rows and columns in use; whole columns have defaults of their own. */
function boundedArea(area: Area, rowsInUse: number): Area {
  if (area.columnCount < SHEET_COLUMNS) return area;
  return { ...area, columnCount: 256, rowCount: Math.min(area.rowCount, Math.max(1, rowsInUse - area.row)) };
}

function columnOf(area: Area, index: number): Area {
  return areaOf(area.row, area.column + index, area.rowCount, 1);
}

function patchKeys(patch: SheetPatch): (keyof SheetPatch)[] {
  const keys: (keyof SheetPatch)[] = [
    'name',
    'visibility',
    'tabColor',
    'position',
    'protection',
    'freeze',
    'showGridlines',
  ];
  return keys.filter((key) => key in patch);
}

function rows<T>(area: Area, read: (row: number) => T): T[] {
  const out: T[] = [];
  for (let row = area.row; row < area.row + area.rowCount; row += 1) out.push(read(row));
  return out;
}

function cells<T>(area: Area, read: (row: number, column: number) => T): T[][] {
  return rows(area, (row) => {
    const line: T[] = [];
    for (let column = area.column; column < area.column + area.columnCount; column += 1) line.push(read(row, column));
    return line;
  });
}

function eachCell(area: Area, visit: (row: number, column: number) => void): void {
  for (let row = area.row; row < area.row + area.rowCount; row += 1) {
    for (let column = area.column; column < area.column + area.columnCount; column += 1) visit(row, column);
  }
}

function findFormat(formats: readonly ConditionalFormat[], id: string): ConditionalFormat {
  const found = formats.find((format) => format.id === id);
  if (!found) throw new BookError('ItemNotFound', 'There is no such conditional format.');
  return found;
}
