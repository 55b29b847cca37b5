import { z } from 'zod';
import { isRowId } from '../tables/cell.ts';

/** A canonical cell value: money in integer cents, dates as YYYY-MM-DD, empty as null. */
export const wireCell = z.union([z.string(), z.number(), z.boolean(), z.null()]).meta({
  id: 'Cell',
  description:
    'Canonical value: money in integer cents, percent in 0.0001 % steps, dates as YYYY-MM-DD, empty as null.',
});

export const wireCells = z.record(z.string(), wireCell);

export const wireRowId = z
  .string()
  .refine(isRowId, 'A Row ID is R and 15 Crockford base-32 characters.')
  .meta({ description: 'Row ID: R and 15 Crockford base-32 characters.', example: 'R0A1B2C3D4E5F6G7' });

export const wireRevision = z.number().int().min(0);

/** `[Row ID, revision that last changed it, ...values in the order of columns]`. */
export const wireRow = z.tuple([wireRowId, wireRevision], wireCell).meta({
  id: 'Row',
  description: '[Row ID, revision that last changed it, ...values in the order of columns]',
});

export type WireRow = z.infer<typeof wireRow>;

export const rowsOfTable = z.object({ columns: z.array(z.string()), rows: z.array(wireRow) }).meta({ id: 'TableRows' });

export type RowsOfTable = z.infer<typeof rowsOfTable>;

export const rowsReply = z
  .object({ program: z.string(), revision: wireRevision, tables: z.record(z.string(), rowsOfTable) })
  .meta({ id: 'Rows' });

export type RowsReply = z.infer<typeof rowsReply>;
