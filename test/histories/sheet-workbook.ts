import type {
  CellPlace,
  LeftAlone,
  SheetRow,
  SheetTable,
  SheetValue,
  TableSurvey,
  TableWrites,
  WorkbookPort,
  WorkbookSurvey,
} from '../../addin/excel/workbook-port.ts';
import { done, hindered, type Outcome } from '../../addin/excel/workbook-problem.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import type { WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';

/** A row as an object, so that what a person typed can be followed wherever the row is moved. */
export interface WorkbookRow {
  rowId: RowId | null;
  readonly cells: Map<string, SheetValue>;
}

/** Raised where the add-in is killed; nothing after it runs. */
export class Killed extends Error {}

const EXCEL_ERRORS = new Set(['#N/A', '#REF!', '#VALUE!', '#DIV/0!']);

/**
 * The workbook port on plain rows: fast enough for hundreds of thousands of histories. It is the add-in's own seam, so
 * the code above it (the whole sync loop) is the real one; what is below is proved by the end-to-end tests.
 */
export class SheetWorkbook implements WorkbookPort {
  readonly tables = new Map<string, WorkbookRow[]>();
  metadata: WorkbookMetadata | null = null;
  /** Port calls that may still be made before the add-in is killed; null: no kill. */
  killAfter: number | null = null;
  /** Runs between two port calls: a person who types while a sync is under way. */
  between: (() => void) | null = null;

  constructor(names: readonly string[]) {
    for (const name of names) this.tables.set(name, []);
  }

  /** A copy of the file, as Save As or a mail makes it. */
  copy(): SheetWorkbook {
    const copy = new SheetWorkbook([]);
    copy.restore(this);
    return copy;
  }

  /** Becomes what another file was: an old copy opened. */
  restore(from: SheetWorkbook): void {
    this.tables.clear();
    for (const [name, rows] of from.tables) {
      this.tables.set(
        name,
        rows.map(({ rowId, cells }) => ({ rowId, cells: new Map(cells) })),
      );
    }
    this.metadata = from.metadata;
  }

  rows(table: string): WorkbookRow[] {
    return this.tables.get(table) ?? [];
  }

  /** Every call of the port passes here: where it may be killed, and where others get their turn. */
  #step(): void {
    if (this.killAfter !== null && this.killAfter-- <= 0) throw new Killed('The add-in was killed.');
    this.between?.();
  }

  async survey(): Promise<Outcome<WorkbookSurvey>> {
    this.#step();
    const tables = [...this.tables].map(([name, rows]): TableSurvey => {
      const table = tableNamed(name);
      return {
        table: name,
        sheet: table.label,
        columns: editableColumns(table),
        missingColumns: [],
        hasRowIds: true,
        rowCount: rows.length,
        isFiltered: false,
        isProtected: false,
      };
    });
    return done({ metadata: this.metadata, date1904: false, tables });
  }

  async readTables(names: readonly string[]): Promise<Outcome<readonly SheetTable[]>> {
    this.#step();
    const tables: SheetTable[] = [];
    for (const name of names) {
      if (!this.tables.has(name)) return hindered({ kind: 'tableMissing', table: name });
      const columns = editableColumns(tableNamed(name));
      tables.push({ table: name, columns, rows: this.rows(name).flatMap((row, at) => readRow(row, at, columns)) });
    }
    return done(tables);
  }

  async write(writes: readonly TableWrites[]): Promise<Outcome<readonly LeftAlone[]>> {
    const left: LeftAlone[] = [];
    for (const one of writes) {
      for (const phase of [writeRowIds, writeCells, removeRows, appendRows]) {
        this.#step();
        phase(this.rows(one.table), one, left);
      }
    }
    return done(left);
  }

  async writeMetadata(metadata: WorkbookMetadata): Promise<Outcome<null>> {
    this.#step();
    this.metadata = metadata;
    return done(null);
  }

  async previewConnection(): ReturnType<WorkbookPort['previewConnection']> {
    return done({ metadata: this.metadata, candidates: [], missing: [], additions: [] });
  }

  async setUp(): Promise<Outcome<null>> {
    return done(null);
  }

  async jumpTo(place: CellPlace): Promise<Outcome<boolean>> {
    return done(this.rows(place.table).some((row) => row.rowId === place.row));
  }

  async watch(): Promise<Outcome<() => void>> {
    return done(() => undefined);
  }
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

function looksLike(row: WorkbookRow, table: string, expected: readonly SheetValue[]): boolean {
  return valuesOf(row, editableColumns(tableNamed(table))).every((value, index) => value === expected[index]);
}

function writeRowIds(rows: WorkbookRow[], writes: TableWrites): void {
  for (const write of writes.rowIds) {
    const row = rows[write.position];
    if (row && row.rowId === write.from && looksLike(row, writes.table, write.expected)) row.rowId = write.row;
  }
}

function writeCells(rows: WorkbookRow[], writes: TableWrites, left: LeftAlone[]): void {
  for (const write of writes.cells) {
    const row = rows[write.position];
    if (row?.rowId === write.row && (row.cells.get(write.column) ?? '') === write.expected) {
      row.cells.set(write.column, write.value);
    } else {
      left.push({ table: writes.table, row: write.row, column: write.column });
    }
  }
}

function removeRows(rows: WorkbookRow[], writes: TableWrites, left: LeftAlone[]): void {
  for (const removal of writes.removals.toSorted((a, b) => b.position - a.position)) {
    const row = rows[removal.position];
    if (row?.rowId === removal.row && looksLike(row, writes.table, removal.expected)) rows.splice(removal.position, 1);
    else left.push({ table: writes.table, row: removal.row, column: null });
  }
}

function appendRows(rows: WorkbookRow[], writes: TableWrites): void {
  for (const { row, cells } of writes.appends) rows.push({ rowId: row, cells: new Map(Object.entries(cells)) });
}
