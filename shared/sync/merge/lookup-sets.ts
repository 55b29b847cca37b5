import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import type { Table } from '../../tables/table.ts';
import type { Revision } from '../edit.ts';
import type { StoredRow } from '../history/journal.ts';
import { setText, setValues } from '../set-text.ts';

/** Live rows to read: those of `table` whose `columns` hold one of these tuples of values. */
export interface ColumnLookup {
  readonly table: string;
  readonly columns: readonly string[];
  readonly values: readonly (readonly Cell[])[];
}

/** Journal to read: entries of a row after a revision, ascending; for a row that is not live, its last delete as well. */
export interface HistoryLookup {
  readonly row: RowId;
  readonly after: Revision;
}

/** Tuples of values per table and columns, each once. */
export class TupleSets {
  /** By the list of columns itself: every list belongs to one table. */
  readonly #sets = new Map<readonly string[], { readonly table: string; readonly values: Map<string, Cell[]> }>();

  /** @param namedBy the columns of `cells` that hold the values for `columns` */
  add(table: string, columns: readonly string[], cells: Cells, namedBy: readonly string[]): void {
    let set = this.#sets.get(columns);
    if (!set) this.#sets.set(columns, (set = { table, values: new Map<string, Cell[]>() }));
    const text = setText(namedBy, cells);
    if (!set.values.has(text)) set.values.set(text, setValues(namedBy, cells));
  }

  toLookups(): ColumnLookup[] {
    return [...this.#sets].map(([columns, { table, values }]) => ({ table, columns, values: [...values.values()] }));
  }
}

/** Rows read so far, by table name. */
export type ReadRows = Readonly<Record<string, readonly StoredRow[]>>;

/** The rows read so far by Row ID, and by key on demand. */
export class ReadIndex {
  readonly #rows: ReadRows;
  readonly #byId = new Map<string, Map<RowId, StoredRow>>();
  readonly #byKey = new Map<string, Map<string, StoredRow>>();

  constructor(rows: ReadRows) {
    this.#rows = rows;
  }

  row(table: string, row: RowId): StoredRow | undefined {
    return this.#index(this.#byId, table, (each) => each.row).get(row);
  }

  hasRows(table: string): boolean {
    return (this.#rows[table]?.length ?? 0) > 0;
  }

  holder(table: Table, cells: Cells): StoredRow | undefined {
    const index = this.#index(this.#byKey, table.name, (each) => setText(table.key, each.cells));
    return index.get(setText(table.key, cells));
  }

  #index(
    indexes: Map<string, Map<string, StoredRow>>,
    table: string,
    nameOf: (row: StoredRow) => string,
  ): Map<string, StoredRow> {
    let index = indexes.get(table);
    if (!index) {
      index = new Map((this.#rows[table] ?? []).map((row) => [nameOf(row), row]));
      indexes.set(table, index);
    }
    return index;
  }
}

/** Rows whose journal has to be read, each from the oldest revision asked for. */
export class HistorySet {
  readonly #tables = new Map<string, Map<RowId, Revision>>();

  add(table: string, row: RowId, after: Revision): void {
    let rows = this.#tables.get(table);
    if (!rows) this.#tables.set(table, (rows = new Map<RowId, Revision>()));
    rows.set(row, Math.min(after, rows.get(row) ?? after));
  }

  toLookups(): Record<string, HistoryLookup[]> {
    const lists = [...this.#tables].map(([table, rows]) => {
      return [table, [...rows].map(([row, after]) => ({ row, after }))] as const;
    });
    return Object.fromEntries(lists);
  }
}
