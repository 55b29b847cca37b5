import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { tableNamed, tables, type Row, type TableName } from '../../shared/tables/all-tables.ts';
import type { Cell, Cells, RowId } from '../../shared/tables/cell.ts';
import type { Random } from './random.ts';

/** A generated row; empty cells are left out. */
export interface DemoRow {
  readonly row: RowId;
  readonly cells: Cells;
}

/** Generated rows per table, in the order in which they were made. */
export class DemoRows {
  readonly #random: Random;
  /** Each day, month and account once: a state has two million of them, of a few thousand texts. */
  readonly #texts = new Map<string, string>();
  readonly #tables = new Map<string, DemoRow[]>(tables.map(({ name }) => [name, []]));

  constructor(random: Random) {
    this.#random = random;
  }

  add<T extends TableName>(table: T, cells: Cells & Partial<Row<T>>): RowId {
    const filled: Record<string, Cell> = {};
    const { columns } = tableNamed(table);
    for (const [column, cell] of Object.entries<Cell>(cells)) {
      if (cell === null) continue;
      const repeats = column === 'account' || columns[column]?.kind === 'date' || columns[column]?.kind === 'period';
      filled[column] = repeats && typeof cell === 'string' ? getOrMake(this.#texts, cell, () => cell) : cell;
    }
    const row = this.#random.rowId();
    this.#tables.get(table)?.push({ row, cells: filled });
    return row;
  }

  of(table: TableName): readonly DemoRow[] {
    return this.#tables.get(table) ?? [];
  }
}
