import type { SheetValue } from '../../shared/sync/read/sheet-table.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import type { WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';

/** A row as an object, so that what a person typed can be followed wherever the row is moved. */
export interface WorkbookRow {
  rowId: RowId | null;
  /**
   * The Row ID this row was first given: which row it truly is. It stays with the cells when a sort leaves the Row ID
   * column out, and nobody but the oracle looks at it. Null: a row that the program does not know yet.
   */
  origin: RowId | null;
  readonly cells: Map<string, SheetValue>;
}

/** A table as it was before somebody's last action. */
interface Before {
  readonly table: string;
  readonly rows: readonly { readonly row: WorkbookRow; readonly was: WorkbookRow }[];
}

export function copyOfRow({ rowId, origin, cells }: WorkbookRow): WorkbookRow {
  return { rowId, origin, cells: new Map(cells) };
}

/** A workbook file: the managed tables and the hidden metadata. Co-authors share one. */
export class SheetBook {
  readonly tables = new Map<string, WorkbookRow[]>();
  readonly filtered = new Set<string>();
  /** Columns of the plan that somebody has deleted from the sheet, as `table.column`. */
  readonly removedColumns = new Set<string>();
  /** Tables in which somebody changed a key, deleted or copied a row since the last sync that left nothing open. */
  readonly keysTouched = new Set<string>();
  metadata: WorkbookMetadata | null = null;
  #before: Before | null = null;

  constructor(names: readonly string[]) {
    for (const name of names) this.tables.set(name, []);
  }

  /** A copy of the file, as Save As or a mail makes it. */
  copy(): SheetBook {
    const copy = new SheetBook([]);
    copy.restore(this);
    return copy;
  }

  /** Becomes what another file was: an old copy opened. */
  restore(from: SheetBook): void {
    this.tables.clear();
    for (const [name, rows] of from.tables) this.tables.set(name, rows.map(copyOfRow));
    for (const kind of ['filtered', 'keysTouched', 'removedColumns'] as const) {
      this[kind].clear();
      for (const name of from[kind]) this[kind].add(name);
    }
    this.metadata = from.metadata;
    this.#before = null;
  }

  rows(table: string): WorkbookRow[] {
    return this.tables.get(table) ?? [];
  }

  /** Columns of the plan that the sheet has, computed ones too. */
  columns(table: string): string[] {
    return Object.keys(tableNamed(table).columns).filter((column) => !this.removedColumns.has(`${table}.${column}`));
  }

  /** A sync has left nothing open: from now on each row is the one that its Row ID says. */
  settle(): void {
    this.keysTouched.clear();
    for (const rows of this.tables.values()) for (const row of rows) row.origin = row.rowId;
  }

  /** To be called before a person's action, so that it can be undone. */
  rememberForUndo(table: string): void {
    this.#before = { table, rows: this.rows(table).map((row) => ({ row, was: copyOfRow(row) })) };
  }

  /** Excel forgets what can be undone when an add-in writes. */
  forgetUndo(): void {
    this.#before = null;
  }

  /** Takes back the last action. Returns the table, or null where there is nothing to undo. */
  undo(): string | null {
    const before = this.#before;
    if (before === null) return null;
    this.#before = null;
    for (const { row, was } of before.rows) {
      row.rowId = was.rowId;
      row.origin = was.origin;
      row.cells.clear();
      for (const [column, value] of was.cells) row.cells.set(column, value);
    }
    this.rows(before.table).splice(0, Infinity, ...before.rows.map(({ row }) => row));
    return before.table;
  }
}
