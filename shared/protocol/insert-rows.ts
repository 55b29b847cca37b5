import { z } from 'zod';
import { isRowId, type Cell, type Cells, type RowId } from '../tables/cell.ts';
import { isWireCell } from './cells.ts';

/** `[Row ID, ...values in the order of columns]`; null, and what is left out at the end: a cell that is empty. */
type InsertRow = readonly [RowId, ...Cell[]];

/** Rows that are checked in one plain loop: a first push holds a hundred thousand. */
const rows: z.ZodType<InsertRow[], InsertRow[]> = z
  .any()
  .superRefine((value: unknown, context) => {
    if (!Array.isArray(value)) {
      context.addIssue({ code: 'custom', message: 'Rows are a list.' });
      return;
    }
    for (const [index, row] of value.entries()) {
      const message = wrongRow(row);
      if (message === null) continue;
      context.addIssue({ code: 'custom', message, path: [index] });
      return;
    }
  })
  .meta({
    type: 'array',
    items: { type: 'array', items: { type: ['string', 'number', 'boolean', 'null'] } },
    description:
      '`[Row ID, ...values in the order of columns]`; Null is an empty cell, and so is what is left out at the end.',
  });

function wrongRow(row: unknown): string | null {
  if (!Array.isArray(row) || !row.every(isWireCell))
    return 'A row is a Row ID and one text, number, flag or null per column.';
  const [id] = row;
  return typeof id === 'string' && isRowId(id) ? null : 'A Row ID is R and 15 Crockford base-32 characters.';
}

/** New rows with the names of their columns said once: half the bytes of a first push. */
export const insertRows = z.strictObject({
  columns: z.array(z.string().max(100)).max(1000),
  rows,
});

export type InsertRows = z.infer<typeof insertRows>;

/** The cells of a row in columns: those that are not empty. */
export function cellsInColumns(columns: readonly string[], [, ...values]: InsertRow): Cells {
  const cells: Record<string, Cell> = {};
  for (const [place, name] of columns.entries()) {
    const value = values[place] ?? null;
    if (value !== null) cells[name] = value;
  }
  return cells;
}
