import { z } from 'zod';
import { wireCell, wireRevision, wireRowId } from './cells.ts';

const comparedCell = z
  .object({
    table: z.string(),
    row: wireRowId,
    key: z.string(),
    kind: z.enum(['insert', 'update', 'delete']),
    column: z.string(),
    before: wireCell,
    after: wireCell,
    delta: z.number().int().nullable().meta({ description: 'After less before in cents, for money' }),
  })
  .meta({ id: 'ComparedCell' });

/** The program's figures at one end of a comparison. */
const comparedFigures = z.object({ asOf: z.string(), total: z.record(z.string(), z.number().nullable()) });

const namedEnd = z.object({ id: z.string(), name: z.string() });

/** What lies between two revisions, cell by cell. */
export const comparison = z
  .object({
    from: wireRevision,
    to: wireRevision,
    changes: z.array(comparedCell),
    money: z
      .record(z.string(), z.record(z.string(), z.number().int()))
      .meta({ description: 'Sum of the deltas in cents, by table and column' }),
    figures: z
      .object({ from: comparedFigures, to: comparedFigures })
      .optional()
      .meta({ description: 'The program’s figures at both ends, where a day or a baseline was asked for.' }),
    baselines: z
      .object({ from: namedEnd.nullable(), to: namedEnd.nullable() })
      .optional()
      .meta({ description: 'The baselines at the ends, where one was asked for; null: that end is none.' }),
  })
  .meta({ id: 'Comparison' });

export type Comparison = z.infer<typeof comparison>;
export type ComparedCell = z.infer<typeof comparedCell>;
