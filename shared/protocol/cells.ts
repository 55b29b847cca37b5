import { z } from 'zod';
import { isRowId, type Cell } from '../tables/cell.ts';

/** A canonical cell value: money in integer cents, dates as YYYY-MM-DD, empty as null. */
export const wireCell = z.union([z.string(), z.number(), z.boolean(), z.null()]).meta({
  id: 'Cell',
  description:
    'Canonical value: money in integer cents, percent in 0.0001 % steps, dates as YYYY-MM-DD, empty as null.',
});

/**
 * Cells by column name. Checked in one plain loop: a request may hold a million cells, and a schema per cell would cost
 * more than everything else that is done with them.
 */
export const wireCells: z.ZodType<Record<string, Cell>, Record<string, Cell>> = z
  .any()
  .superRefine((value: unknown, context) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      context.addIssue({ code: 'custom', message: 'Cells are an object with a value per column name.' });
      return;
    }
    for (const [column, cell] of Object.entries(value)) {
      if (column === '__proto__' || !isWireCell(cell)) {
        context.addIssue({ code: 'custom', message: 'A cell is one text, number, flag or null.', path: [column] });
        return;
      }
    }
  })
  .meta({
    type: 'object',
    additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
    description: 'Canonical values by column name.',
  });

export function isWireCell(value: unknown): value is Cell {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

export const wireRowId = z
  .string()
  .refine(isRowId, 'A Row ID is R and 15 Crockford base-32 characters.')
  .meta({ description: 'Row ID: R and 15 Crockford base-32 characters.', example: 'R0A1B2C3D4E5F6G7' });

export const wireRevision = z.number().int().min(0);

/** [REV8] The hash of a revision that somebody has looked at; empty or absent: who asks knows none. */
export const seenHash = z
  .string()
  .regex(/^(?:[0-9a-f]{64})?$/, 'A hash is 64 hexadecimal digits.')
  .optional()
  .meta({ description: '`hash` of what was looked at: tells after a restore whether `seen` is of this history.' });

/** Hash of the revision that a reply tells of. */
export const toldHash = z
  .string()
  .optional()
  .meta({ description: 'Hash of `revision`, to be sent back with it; empty at 0, absent from older servers.' });

/** `[Row ID, revision that last changed it, ...values in the order of columns]`. */
export const wireRow = z.tuple([wireRowId, wireRevision], wireCell).meta({
  id: 'Row',
  description: '[Row ID, revision that last changed it, ...values in the order of columns]',
});

export type WireRow = z.infer<typeof wireRow>;

export const rowsOfTable = z.object({ columns: z.array(z.string()), rows: z.array(wireRow) }).meta({ id: 'TableRows' });

export type RowsOfTable = z.infer<typeof rowsOfTable>;

export const rowsReply = z
  .object({
    program: z.string(),
    revision: wireRevision,
    tables: z.record(z.string(), rowsOfTable),
    hash: z.string().optional().meta({ description: 'Hash of the revision; empty at 0, absent from older servers.' }),
  })
  .meta({ id: 'Rows' });

export type RowsReply = z.infer<typeof rowsReply>;
