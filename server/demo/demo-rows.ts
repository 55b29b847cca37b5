import { tables, type Row, type TableName } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import type { Random } from './random.ts';

/** A generated row; empty cells are left out. */
export interface DemoRow {
  readonly row: RowId;
  readonly cells: Cells;
}

/** Generated rows per table, in the order in which they were made. */
export class DemoRows {
  readonly #random: Random;
  readonly #tables = new Map<string, DemoRow[]>(tables.map(({ name }) => [name, []]));

  constructor(random: Random) {
    this.#random = random;
  }

  add<T extends TableName>(table: T, cells: Cells & Partial<Row<T>>): RowId {
    const filled: Cells = Object.fromEntries(Object.entries<Cells[string]>(cells).filter(([, cell]) => cell !== null));
    const row = this.#random.rowId();
    this.#tables.get(table)?.push({ row, cells: filled });
    return row;
  }

  of(table: TableName): readonly DemoRow[] {
    return this.#tables.get(table) ?? [];
  }
}
