import type {
  LeftAlone,
  ReadOptions,
  TableSurvey,
  WorkbookPort,
  WorkbookSurvey,
  WriteOptions,
  RowPosition,
} from '../../addin/excel/workbook-port.ts';
import type { SheetRow, SheetTable, SheetValue } from '../../shared/sync/read/sheet-table.ts';
import type { TableWrites } from '../../shared/sync/apply/table-writes.ts';
import { done, hindered, type Outcome, type WorkbookProblem } from '../../addin/excel/workbook-problem.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { CellPlace, RowId } from '../../shared/tables/cell.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import { isSameMetadata, type WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';
import type { SheetBook, WorkbookRow } from './sheet-book.ts';

/** Raised where the add-in is killed; nothing after it runs. */
export class Killed extends Error {}

const EXCEL_ERRORS = new Set(['#N/A', '#REF!', '#VALUE!', '#DIV/0!']);

type Phase = (book: SheetBook, writes: TableWrites, left: LeftAlone[]) => WorkbookProblem | null;

/**
 * The workbook port on plain rows: fast enough for hundreds of thousands of histories. It is the add-in's own seam, so
 * the code above it (the whole sync loop) is the real one; what is below is proved by the end-to-end tests. One pane has
 * one port; co-authors' panes have ports to one book.
 */
export class SheetPort implements WorkbookPort {
  readonly book: SheetBook;
  /** Port calls that may still be made before the add-in is killed; null: no kill. */
  killAfter: number | null = null;
  /** Port calls until one is refused because a cell is being edited; null: none. */
  editingAfter: number | null = null;
  /** Runs between two port calls: a person who types while a sync is under way. */
  between: (() => void) | null = null;
  /** Awaited at every port call: where another pane gets its turn. */
  turn: (() => Promise<void>) | null = null;
  /** Which row each Row ID truly belonged to when the sheet was last read; Row IDs that stood there once. */
  readonly readOrigins = new Map<string, RowId | null>();

  constructor(book: SheetBook) {
    this.book = book;
  }

  /** Every call of the port passes here: where it may be killed or refused, and where others get their turn. */
  async #step(): Promise<WorkbookProblem | null> {
    await this.turn?.();
    if (this.killAfter !== null && this.killAfter-- <= 0) throw new Killed('The add-in was killed.');
    this.between?.();
    return this.editingAfter !== null && this.editingAfter-- === 0 ? { kind: 'editingCell' } : null;
  }

  async survey(): Promise<Outcome<WorkbookSurvey>> {
    const problem = await this.#step();
    if (problem) return hindered(problem);
    const tables = [...this.book.tables].map(([name, rows]): TableSurvey => {
      const columns = this.book.columns(name);
      return {
        table: name,
        sheet: tableNamed(name).label,
        columns,
        missingColumns: editableColumns(tableNamed(name)).filter((column) => !columns.includes(column)),
        hasRowIds: true,
        rowCount: rows.length,
        isFiltered: this.book.filtered.has(name),
        isProtected: false,
      };
    });
    return done({ metadata: this.book.metadata, date1904: false, tables });
  }

  async readTables(names: readonly string[], { said }: ReadOptions = {}): Promise<Outcome<readonly SheetTable[]>> {
    const problem = await this.#step();
    if (problem) return hindered(problem);
    if (said !== undefined && !isSameMetadata(said, this.book.metadata)) return hindered({ kind: 'overtaken' });
    const tables: SheetTable[] = [];
    for (const name of names) {
      if (!this.book.tables.has(name)) return hindered({ kind: 'tableMissing', table: name });
      const columns = this.book.columns(name);
      const rows = this.book.rows(name);
      this.#noteOrigins(rows);
      tables.push({ table: name, columns, rows: rows.flatMap((row, at) => readRow(row, at, columns)) });
    }
    return done(tables);
  }

  #noteOrigins(rows: readonly WorkbookRow[]): void {
    const once = new Map<RowId, RowId | null>();
    const twice = new Set<RowId>();
    for (const { rowId, origin } of rows) {
      if (rowId === null) continue;
      if (once.has(rowId)) twice.add(rowId);
      once.set(rowId, origin);
    }
    for (const [rowId, origin] of once) this.readOrigins.set(rowId, twice.has(rowId) ? null : origin);
  }

  async write(writes: readonly TableWrites[], options: WriteOptions): Promise<Outcome<readonly LeftAlone[]>> {
    const wanted = writes.filter(hasWork);
    const filtered = wanted.filter(({ table }) => this.book.filtered.has(table));
    if (filtered.length > 0 && !options.clearFilters) {
      return hindered({ kind: 'filterOn', tables: filtered.map(({ table }) => table) });
    }
    const left: LeftAlone[] = [];
    const phases: Phase[] = [writeRowIds, writeCells, removeRows, appendRows];
    let { begins, after = begins?.revision } = options;
    for (const one of wanted) {
      for (const phase of phases) {
        const refused = await this.#step();
        if (refused === null) {
          if (after !== undefined && !this.#saysStill(after)) return hindered({ kind: 'overtaken' });
          if (begins) this.book.metadata = begins;
          [begins, after] = [undefined, undefined];
        }
        const problem = refused ?? phase(this.book, one, left);
        this.book.forgetUndo();
        if (problem) return hindered(problem);
      }
    }
    return done(left);
  }

  #saysStill(revision: number): boolean {
    return (this.book.metadata?.revision ?? revision) === revision;
  }

  async writeMetadata(metadata: WorkbookMetadata, after?: number): Promise<Outcome<null>> {
    const problem = await this.#step();
    if (problem) return hindered(problem);
    if (after !== undefined && !this.#saysStill(after)) return hindered({ kind: 'overtaken' });
    this.book.metadata = metadata;
    return done(null);
  }

  async previewConnection(): ReturnType<WorkbookPort['previewConnection']> {
    return done({ metadata: this.book.metadata, candidates: [], missing: [], additions: [] });
  }

  async setUp(): Promise<Outcome<null>> {
    return done(null);
  }

  async jumpTo(place: CellPlace): Promise<Outcome<boolean>> {
    return done(this.book.rows(place.table).some((row) => row.rowId === place.row));
  }

  async jumpToRow({ table, position }: RowPosition): Promise<Outcome<boolean>> {
    return done(position < this.book.rows(table).length);
  }

  async watch(): Promise<Outcome<() => void>> {
    return done(() => undefined);
  }
}

function hasWork({ rowIds, cells, removals, appends }: TableWrites): boolean {
  return rowIds.length + cells.length + removals.length + appends.length > 0;
}

function valuesOf(row: WorkbookRow, columns: readonly string[]): SheetValue[] {
  return columns.map((column) => row.cells.get(column) ?? '');
}

function readRow(row: WorkbookRow, position: number, columns: readonly string[]): SheetRow[] {
  const values = valuesOf(row, columns);
  if (row.rowId === null && values.every((value) => value === '')) return [];
  const errors = values.flatMap((value, index) => (EXCEL_ERRORS.has(String(value)) ? [index] : []));
  return [{ rowId: row.rowId, position, values, formulas: [], errors }];
}

function looksLike(row: WorkbookRow, columns: readonly string[], expected: readonly SheetValue[]): boolean {
  return valuesOf(row, columns).every((value, index) => value === expected[index]);
}

/** As in Excel, a row that moved or changed since it was read stops the write before anything is written. */
function writeRowIds(book: SheetBook, { table, rowIds }: TableWrites): WorkbookProblem | null {
  const [rows, columns] = [book.rows(table), book.columns(table)];
  const found = rowIds.map((write) => ({ write, row: rows[write.position] }));
  const stands = found.every(({ write, row }) => row?.rowId === write.from && looksLike(row, columns, write.expected));
  if (!stands) return { kind: 'rowsMoved', table };
  for (const { write, row } of found) {
    if (!row) continue;
    // A Row ID that had strayed is put right; any other rewriting makes the row another one.
    if (row.origin === null || row.origin === write.from) row.origin = write.row;
    row.rowId = write.row;
  }
  return null;
}

function writeCells(book: SheetBook, { table, cells }: TableWrites, left: LeftAlone[]): WorkbookProblem | null {
  const rows = book.rows(table);
  if (cells.some((write) => rows[write.position]?.rowId !== write.row)) return { kind: 'rowsMoved', table };
  for (const { position, row, column, expected, value } of cells) {
    const found = rows[position];
    if ((found?.cells.get(column) ?? '') === expected) found?.cells.set(column, value);
    else left.push({ table, row, column });
  }
  return null;
}

function removeRows(book: SheetBook, { table, removals }: TableWrites, left: LeftAlone[]): null {
  const [rows, columns] = [book.rows(table), book.columns(table)];
  for (const { position, row, expected } of removals.toSorted((a, b) => b.position - a.position)) {
    const found = rows[position];
    if (found?.rowId === row && looksLike(found, columns, expected)) rows.splice(position, 1);
    else left.push({ table, row, column: null });
  }
  return null;
}

/** The pane of a colleague who has the same workbook open may have added the same rows a moment ago. */
function appendRows(book: SheetBook, { table, appends }: TableWrites): null {
  const rows = book.rows(table);
  const present = new Set(rows.map(({ rowId }) => rowId));
  for (const { row, cells } of appends) {
    if (!present.has(row)) rows.push({ rowId: row, origin: row, cells: new Map(Object.entries(cells)) });
  }
  return null;
}
