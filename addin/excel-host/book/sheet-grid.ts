import { type Area, SHEET_COLUMNS, SHEET_ROWS, areaOf, isEntireColumns } from './area.ts';
import { type CellStyle, DEFAULT_STYLE, GENERAL, type Scalar } from './cell.ts';
import type { RowLooks, StylePatch } from './book.ts';

/** The cells of one sheet, row by row; nothing is stored for what was never touched. */
export class SheetGrid {
  #rows: (GridRow | undefined)[] = [];
  readonly #columnFormats = new Map<number, string>();
  readonly #columnStyles = new Map<number, CellStyle>();
  /** Rows or cells with formulas are counted so that a sheet without any costs nothing to recalculate. */
  formulaCount = 0;

  get rowsInUse(): number {
    return this.#rows.length;
  }

  get columnsInUse(): number {
    return this.#rows.reduce((most, row) => Math.max(most, row?.values.length ?? 0, row?.formulas?.length ?? 0), 0);
  }

  value(row: number, column: number): Scalar {
    return this.#rows[row]?.values[column] ?? '';
  }

  formula(row: number, column: number): string | undefined {
    return this.#rows[row]?.formulas?.[column];
  }

  format(row: number, column: number): string {
    return this.#rows[row]?.formats?.[column] ?? this.#columnFormats.get(column) ?? GENERAL;
  }

  style(row: number, column: number): CellStyle {
    return this.#rows[row]?.styles?.[column] ?? this.#columnStyles.get(column) ?? DEFAULT_STYLE;
  }

  looks(row: number): RowLooks {
    const found = this.#rows[row];
    return { hidden: found?.hidden ?? false, filtered: found?.filtered ?? false, height: found?.height };
  }

  isShown(row: number): boolean {
    const found = this.#rows[row];
    return found === undefined || !(found.hidden || found.filtered);
  }

  /** Values of one row as they are stored: cells with formulas hold nothing here. */
  rowValues(row: number, column: number, count: number): Scalar[] {
    const values = this.#rows[row]?.values;
    const out: Scalar[] = [];
    for (let index = 0; index < count; index += 1) out.push(values?.[column + index] ?? '');
    return out;
  }

  hasFormulas(row: number): boolean {
    return this.#rows[row]?.formulas !== undefined;
  }

  setValue(row: number, column: number, value: Scalar): void {
    const target = this.#rows[row];
    if (value === '' && target === undefined) return;
    const into = target ?? this.#row(row);
    if (value === '') {
      if (column < into.values.length) into.values[column] = undefined;
    } else {
      put(into.values, column, value);
    }
    if (into.formulas?.[column] !== undefined) {
      into.formulas[column] = undefined;
      this.formulaCount -= 1;
    }
  }

  setFormula(row: number, column: number, formula: string): void {
    const into = this.#row(row);
    into.formulas ??= [];
    if (into.formulas[column] === undefined) this.formulaCount += 1;
    put(into.formulas, column, formula);
    if (column < into.values.length) into.values[column] = undefined;
  }

  setFormat(row: number, column: number, format: string): void {
    if (this.format(row, column) === format) return;
    const into = this.#row(row);
    into.formats ??= [];
    put(into.formats, column, format);
  }

  setColumnFormats(area: Area, format: string): void {
    for (let column = area.column; column < area.column + area.columnCount; column += 1) {
      this.#columnFormats.set(column, format);
      for (const row of this.#rows) if (row?.formats !== undefined) row.formats[column] = undefined;
    }
  }

  patchStyle(area: Area, patch: StylePatch): void {
    const known = new Map<CellStyle, CellStyle>();
    const patched = (style: CellStyle): CellStyle => {
      const found = known.get(style) ?? mergeStyle(style, patch);
      known.set(style, found);
      return found;
    };
    if (isEntireColumns(area)) {
      for (let column = area.column; column < area.column + area.columnCount; column += 1) {
        this.#columnStyles.set(column, patched(this.#columnStyles.get(column) ?? DEFAULT_STYLE));
        for (const row of this.#rows) {
          const style = row?.styles?.[column];
          if (row?.styles !== undefined && style !== undefined) row.styles[column] = patched(style);
        }
      }
      return;
    }
    for (let row = area.row; row < area.row + area.rowCount; row += 1) {
      const into = this.#row(row);
      into.styles ??= [];
      for (let column = area.column; column < area.column + area.columnCount; column += 1) {
        put(into.styles, column, patched(this.style(row, column)));
      }
    }
  }

  clearContents(area: Area): void {
    this.#eachRow(area, (row) => {
      for (let column = area.column; column < end(area.column, area.columnCount, row.values.length); column += 1) {
        row.values[column] = undefined;
      }
      const { formulas } = row;
      if (formulas === undefined) return;
      for (let column = area.column; column < end(area.column, area.columnCount, formulas.length); column += 1) {
        if (formulas[column] !== undefined) this.formulaCount -= 1;
        formulas[column] = undefined;
      }
    });
  }

  clearFormats(area: Area): void {
    if (isEntireColumns(area)) {
      for (let column = area.column; column < area.column + area.columnCount; column += 1) {
        this.#columnFormats.delete(column);
        this.#columnStyles.delete(column);
      }
    }
    this.#eachRow(area, (row) => {
      blank(row.formats, area);
      blank(row.styles, area);
    });
  }

  setHidden(row: number, hidden: boolean): void {
    if (hidden || this.#rows[row] !== undefined) this.#row(row).hidden = hidden;
  }

  setFiltered(row: number, filtered: boolean): void {
    if (filtered || this.#rows[row] !== undefined) this.#row(row).filtered = filtered;
  }

  setHeight(row: number, height: number | undefined): void {
    this.#row(row).height = height;
  }

  /** Moves cells down to make `area` free. New cells look like those of `looksLikeRow`. */
  insertDown(area: Area, looksLikeRow: number): void {
    if (area.columnCount === SHEET_COLUMNS) {
      if (area.row < this.#rows.length) {
        const room = Array.from<GridRow | undefined>({ length: area.rowCount });
        this.#rows = this.#rows.slice(0, area.row).concat(room, this.#rows.slice(area.row));
      }
    } else {
      for (let row = this.#rows.length - 1; row >= area.row; row -= 1) this.#moveCells(row, row + area.rowCount, area);
    }
    const model = this.#rows[looksLikeRow];
    if (model === undefined || (model.formats === undefined && model.styles === undefined)) return;
    for (let row = area.row; row < area.row + area.rowCount; row += 1) this.#copyLooks(model, row, area);
  }

  /** Removes `area`; the cells below move up. */
  deleteUp(area: Area): void {
    if (area.columnCount === SHEET_COLUMNS) {
      for (const row of this.#rows.slice(area.row, area.row + area.rowCount)) this.formulaCount -= countFormulas(row);
      this.#rows.splice(area.row, area.rowCount);
      return;
    }
    const last = this.#rows.length;
    this.clearContents(area);
    for (let row = area.row; row < last; row += 1) this.#moveCells(row + area.rowCount, row, area);
  }

  insertRight(area: Area): void {
    if (isEntireColumns(area)) this.#moveColumnDefaults(area.column, area.columnCount);
    else this.#settleColumnDefaults(area);
    this.#eachRow(area, (row) => {
      for (const cells of cellArrays(row)) insertHoles(cells, area.column, area.columnCount);
    });
  }

  deleteLeft(area: Area): void {
    this.clearContents(area);
    if (isEntireColumns(area)) this.#moveColumnDefaults(area.column, -area.columnCount);
    else this.#settleColumnDefaults(area);
    this.#eachRow(area, (row) => {
      for (const cells of cellArrays(row)) cells.splice(area.column, area.columnCount);
    });
  }

  /** Puts the rows of `area` into the given order (old row offsets); only the given columns move. */
  reorder(
    area: Area,
    order: readonly number[],
    columns: readonly number[],
    moveFormula: (formula: string, rows: number) => string,
  ): void {
    const before = Array.from({ length: area.rowCount }, (_, offset) => this.#pick(area.row + offset, columns));
    order.forEach((from, to) => {
      const picked = before[from];
      if (picked === undefined || from === to) return;
      const moved = picked.map((cell) => ({
        ...cell,
        formula: cell.formula === undefined ? undefined : moveFormula(cell.formula, to - from),
      }));
      this.#drop(area.row + to, columns, moved);
    });
  }

  /** First and last row and column in use among the rows from `from` to before `to`; undefined where nothing is. */
  used(valuesOnly: boolean, within = areaOf(0, 0, SHEET_ROWS, SHEET_COLUMNS)): Area | undefined {
    const [from, to] = [within.row, within.row + within.rowCount];
    let first = -1;
    let last = -1;
    let left = Number.POSITIVE_INFINITY;
    let right = -1;
    for (let index = from; index < Math.min(to, this.#rows.length); index += 1) {
      const row = this.#rows[index];
      if (row === undefined) continue;
      const span = this.#usedSpan(row, valuesOnly, within);
      if (span === undefined) continue;
      if (first < 0) first = index;
      last = index;
      left = Math.min(left, span.first);
      right = Math.max(right, span.last);
    }
    return first < 0 ? undefined : areaOf(first, left, last - first + 1, right - left + 1);
  }

  #usedSpan(
    row: GridRow,
    valuesOnly: boolean,
    { column: left, columnCount }: Area,
  ): { first: number; last: number } | undefined {
    const length = Math.max(
      row.values.length,
      row.formulas?.length ?? 0,
      valuesOnly ? 0 : Math.max(row.formats?.length ?? 0, row.styles?.length ?? 0),
    );
    const isUsed = (column: number): boolean =>
      row.values[column] !== undefined ||
      row.formulas?.[column] !== undefined ||
      (!valuesOnly && this.#looksApart(row, column));
    let last = Math.min(length, left + columnCount) - 1;
    while (last >= left && !isUsed(last)) last -= 1;
    if (last < left) return undefined;
    let first = left;
    while (!isUsed(first)) first += 1;
    return { first, last };
  }

  /** The cell looks other than its column does. */
  #looksApart(row: GridRow, column: number): boolean {
    const format = row.formats?.[column];
    if (format !== undefined && format !== (this.#columnFormats.get(column) ?? GENERAL)) return true;
    const style = row.styles?.[column];
    return style !== undefined && !sameStyle(style, this.#columnStyles.get(column) ?? DEFAULT_STYLE);
  }

  eachFormula(visit: (row: number, column: number, formula: string) => void): void {
    if (this.formulaCount === 0) return;
    this.#rows.forEach((row, index) => {
      row?.formulas?.forEach((formula, column) => {
        if (formula !== undefined) visit(index, column, formula);
      });
    });
  }

  #row(index: number): GridRow {
    const found = this.#rows[index];
    if (found !== undefined) return found;
    const row: GridRow = { values: [], hidden: false, filtered: false };
    while (this.#rows.length < index && index - this.#rows.length < 4096) this.#rows.push(undefined);
    this.#rows[index] = row;
    return row;
  }

  /** Formats and looks of whole columns go along with their columns. */
  #moveColumnDefaults(column: number, by: number): void {
    moveKeys(this.#columnFormats, column, by);
    moveKeys(this.#columnStyles, column, by);
  }

  /** Cells that leave their column keep what its default gave them. */
  #settleColumnDefaults(area: Area): void {
    if (this.#columnFormats.size === 0) return;
    this.#eachRow(area, (row) => {
      for (let column = area.column; column < row.values.length; column += 1) {
        const format = this.#columnFormats.get(column);
        if (format !== undefined && row.formats?.[column] === undefined) put((row.formats ??= []), column, format);
      }
    });
  }

  #eachRow(area: Area, visit: (row: GridRow) => void): void {
    const last = Math.min(area.row + area.rowCount, this.#rows.length);
    for (let index = area.row; index < last; index += 1) {
      const row = this.#rows[index];
      if (row !== undefined) visit(row);
    }
  }

  #moveCells(from: number, to: number, area: Area): void {
    const source = this.#rows[from];
    if (source === undefined && this.#rows[to] === undefined) return;
    const into = this.#row(to);
    for (let column = area.column; column < area.column + area.columnCount; column += 1) {
      moveCell(source?.values, into.values, column);
      if (source?.formulas !== undefined) into.formulas ??= [];
      if (source?.formats !== undefined) into.formats ??= [];
      if (source?.styles !== undefined) into.styles ??= [];
      if (into.formulas !== undefined) moveCell(source?.formulas, into.formulas, column);
      if (into.formats !== undefined) moveCell(source?.formats, into.formats, column);
      if (into.styles !== undefined) moveCell(source?.styles, into.styles, column);
    }
  }

  #copyLooks(model: GridRow, row: number, area: Area): void {
    const into = this.#row(row);
    const last = Math.min(
      area.column + area.columnCount,
      Math.max(model.formats?.length ?? 0, model.styles?.length ?? 0),
    );
    for (let column = area.column; column < last; column += 1) {
      const format = model.formats?.[column];
      if (format !== undefined) put((into.formats ??= []), column, format);
      const style = model.styles?.[column];
      if (style !== undefined) put((into.styles ??= []), column, style);
    }
  }

  #pick(row: number, columns: readonly number[]): PickedCell[] {
    return columns.map((column) => ({
      value: this.#rows[row]?.values[column],
      formula: this.formula(row, column),
      format: this.format(row, column),
      style: this.#rows[row]?.styles?.[column],
    }));
  }

  #drop(row: number, columns: readonly number[], cells: readonly PickedCell[]): void {
    columns.forEach((column, index) => {
      const cell = cells[index];
      if (cell === undefined) return;
      if (cell.formula === undefined) this.setValue(row, column, cell.value ?? '');
      else this.setFormula(row, column, cell.formula);
      this.setFormat(row, column, cell.format);
      const into = this.#rows[row];
      if (into?.styles !== undefined || cell.style !== undefined) {
        const styles = (this.#row(row).styles ??= []);
        put(styles, column, cell.style);
      }
    });
  }
}

/** Adds `by` to the keys from `from` on; keys that fall out between are dropped. */
function moveKeys<T>(map: Map<number, T>, from: number, by: number): void {
  const entries = [...map].filter(([key]) => key < from || key >= from - Math.min(by, 0));
  map.clear();
  for (const [key, value] of entries) map.set(key >= from ? key + by : key, value);
}

interface GridRow {
  values: (Scalar | undefined)[];
  formulas?: (string | undefined)[];
  formats?: (string | undefined)[];
  styles?: (CellStyle | undefined)[];
  hidden: boolean;
  filtered: boolean;
  height?: number | undefined;
}

interface PickedCell {
  readonly value: Scalar | undefined;
  readonly formula: string | undefined;
  readonly format: string;
  readonly style: CellStyle | undefined;
}

function end(start: number, count: number, length: number): number {
  return Math.min(start + count, length);
}

/** Arrays without holes stay fast in V8. */
function put<T>(cells: (T | undefined)[], column: number, value: T | undefined): void {
  while (cells.length < column) cells.push(undefined);
  cells[column] = value;
}

function moveCell<T>(source: (T | undefined)[] | undefined, target: (T | undefined)[], column: number): void {
  const value = source?.[column];
  if (value !== undefined) put(target, column, value);
  else if (column < target.length) target[column] = undefined;
  if (source !== undefined && column < source.length) source[column] = undefined;
}

function insertHoles(cells: unknown[], at: number, count: number): void {
  if (at < cells.length) cells.splice(at, 0, ...Array.from({ length: count }, () => undefined));
}

function blank(cells: unknown[] | undefined, area: Area): void {
  if (cells === undefined) return;
  for (let column = area.column; column < end(area.column, area.columnCount, cells.length); column += 1) {
    cells[column] = undefined;
  }
}

function cellArrays(row: GridRow): unknown[][] {
  const arrays: unknown[][] = [row.values];
  if (row.formulas !== undefined) arrays.push(row.formulas);
  if (row.formats !== undefined) arrays.push(row.formats);
  if (row.styles !== undefined) arrays.push(row.styles);
  return arrays;
}

function countFormulas(row: GridRow | undefined): number {
  return row?.formulas?.filter((formula) => formula !== undefined).length ?? 0;
}

function sameStyle(a: CellStyle, b: CellStyle): boolean {
  if (a === b) return true;
  const [of, other] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return of.length === other.size && of.every(([key, look]) => JSON.stringify(other.get(key)) === JSON.stringify(look));
}

function mergeStyle(style: CellStyle, patch: StylePatch): CellStyle {
  const merged: Record<string, unknown> = { ...style };
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) delete merged[key];
    else merged[key] = value;
  }
  return Object.freeze(merged);
}
