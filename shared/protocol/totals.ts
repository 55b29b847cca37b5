import { z } from 'zod';
import { wireRevision } from './cells.ts';

const measured = z.number().nullable();

/** One combination of groups with its measures, in one flat object: {"source":"BND-A","original":…,"percentSpent":…}. */
export const totalsRow = z
  .record(z.string(), z.union([z.string(), measured]))
  .meta({ id: 'TotalsRow', example: { source: 'BND-A', original: 555_000_000, percentSpent: 54.2 } });

export const totalsReply = z
  .object({
    revision: wireRevision,
    asOf: z
      .string()
      .nullable()
      .meta({ description: 'The day the figures are of; null from an older server: everything counts.' }),
    by: z.array(z.string()),
    measures: z.array(z.string()).meta({ description: 'Names of the measures, in report order.' }),
    rows: z.array(totalsRow).meta({ description: 'Money in integer cents, percentages with one decimal, counts.' }),
    total: z.record(z.string(), measured).meta({ description: 'The program; the rows’ money adds up to it.' }),
  })
  .meta({ id: 'Totals' });

export type TotalsReply = z.infer<typeof totalsReply>;

export const checksReply = z
  .object({
    revision: wireRevision,
    asOf: z.string().optional().meta({ description: 'The day the plan is checked as of.' }),
    passed: z.boolean().meta({ description: 'No error; warnings may remain.' }),
    checks: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        severity: z.enum(['error', 'warning']),
        passed: z.boolean(),
        difference: z.number().int().meta({ description: 'Sum of the deviations in cents.' }),
        detail: z.string(),
      }),
    ),
  })
  .meta({ id: 'Checks' });

export type ChecksReply = z.infer<typeof checksReply>;
