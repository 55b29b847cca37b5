import type { Cell, Cells, RowId } from '../tables/cell.ts';
import type { InsertRows } from './insert-rows.ts';

/** An insert as the wire has it one by one. */
interface PlainInsert {
  readonly row: RowId;
  readonly cells: Cells;
  readonly seen?: number | undefined;
  readonly basket?: string | undefined;
}

/**
 * Inserts in columns, in the same order, the fullest column first and without the empty cells at the end of a row; null where one says more than its cells, or holds an empty one:
 * in columns an empty cell and one that is not there are the same.
 */
export function insertsInColumns(inserts: readonly PlainInsert[]): InsertRows | null {
  const filled = new Map<string, number>();
  for (const { cells, seen, basket } of inserts) {
    if (seen !== undefined || basket !== undefined) return null;
    for (const [name, cell] of Object.entries(cells)) {
      if (cell === null) return null;
      filled.set(name, (filled.get(name) ?? 0) + 1);
    }
  }
  const columns = [...filled].sort(([, a], [, b]) => b - a).map(([name]) => name);
  return {
    columns,
    rows: inserts.map(({ row, cells }) => [row, ...untilTheLast(columns.map((name) => cells[name] ?? null))]),
  };
}

function untilTheLast(cells: readonly Cell[]): readonly Cell[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);
}
