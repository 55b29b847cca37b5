import type { RowsReply, RowsOfTable } from '../protocol/cells.ts';
import type { RemoteTable } from '../protocol/sync.ts';
import type { Cell, Cells, RowId } from '../tables/cell.ts';

/** Rows of the program by Row ID, with every column, computed ones included. */
export type ProgramRows = ReadonlyMap<RowId, Cells>;

/** Rows of tables by name, at one revision. */
export interface ProgramState {
  readonly revision: number;
  readonly tables: ReadonlyMap<string, ProgramRows>;
}

export const emptyProgram: ProgramState = { revision: 0, tables: new Map() };

export function programState(reply: RowsReply): ProgramState {
  const tables = Object.entries(reply.tables).map(([name, rows]) => [name, rowsOf(rows)] as const);
  return { revision: reply.revision, tables: new Map(tables) };
}

export function rowsOf({ columns, rows }: Pick<RowsOfTable, 'columns' | 'rows'>): Map<RowId, Cells> {
  const found = new Map<RowId, Cells>();
  for (const [row, , ...values] of rows) {
    const cells: Record<string, Cell> = {};
    columns.forEach((column, index) => {
      cells[column] = values[index] ?? null;
    });
    found.set(row, cells);
  }
  return found;
}

/**
 * The program at the reply's revision: base with everything that changed after it. Columns that rows come without are as they were, so
 * that rows by what has moved belong to rows of base alone: there is none of a table that base does not have.
 */
export function advance(
  base: ProgramState,
  revision: number,
  remote: Readonly<Record<string, RemoteTable>>,
): ProgramState {
  const tables = new Map(base.tables);
  for (const [name, changed] of Object.entries(remote)) {
    const rows = new Map(base.tables.get(name));
    for (const row of changed.deleted) rows.delete(row);
    for (const [row, cells] of rowsOf(changed)) rows.set(row, { ...rows.get(row), ...cells });
    for (const part of changed.moved ?? [])
      for (const [row, moved] of rowsOf(part)) {
        const cells = rows.get(row);
        if (cells) rows.set(row, { ...cells, ...moved });
      }
    tables.set(name, rows);
  }
  return { revision, tables };
}

/** The rows that a reply brings, whole or by what has moved, as they are at its revision: that of `head`. */
export function* broughtRows(
  { rows, moved = [] }: Pick<RemoteTable, 'rows' | 'moved'>,
  head: ProgramRows,
): Generator<{ readonly row: RowId; readonly cells: Cells }> {
  for (const some of [rows, ...moved.map((part) => part.rows)])
    for (const [row] of some) {
      const cells = head.get(row);
      if (cells) yield { row, cells };
    }
}
