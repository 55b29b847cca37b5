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
    ledger: z.object({ isTied: z.boolean(), words: z.string() }).optional().meta({
      description: 'Of the plan as it is now: whether its expenditures are tied to the ledger, in a sentence.',
    }),
    span: z.object({ begun: z.string(), today: z.string() }).optional().meta({
      description:
        'Where a day was asked about: the day on which the plan’s first revision was made, and today, both where the program is. Of a day outside them the figures say little.',
    }),
  })
  .meta({ id: 'Totals' });

export type TotalsReply = z.infer<typeof totalsReply>;

/** What is said of a finding that is not cured. */
export const explanation = z
  .object({
    owner: z.string().nullable(),
    explanation: z.string().nullable(),
    explainedBy: z.string().nullable(),
    explainedOn: z.string().nullable(),
    holds: z.boolean().meta({ description: 'Finance lets it stand, and it has not become worse since.' }),
  })
  .meta({ id: 'Explanation' });

export type WireExplanation = z.infer<typeof explanation>;

/** What an invariant says, and where it does not hold. */
export const wireInvariant = z
  .object({
    id: z.string(),
    title: z.string(),
    subject: z
      .string()
      .meta({ description: 'row, line, commitment, source, project, change, period, site or program' }),
    severity: z.enum(['error', 'warning']),
    passed: z.boolean(),
    difference: z.number().int().meta({ description: 'Sum of the differences in cents, each as a positive amount.' }),
    mend: z.string().meta({ description: 'How to mend a breach.' }),
    count: z.number().int().meta({ description: 'How many findings there are; the first hundred are told.' }),
    findings: z.array(
      z.object({
        subject: z.string(),
        difference: z.number().int().meta({ description: 'Cents; 0 where what is wrong is no amount.' }),
        message: z.string(),
        cells: z
          .array(z.object({ table: z.string(), row: z.string(), column: z.string().nullable() }))
          .meta({ description: 'To blame, the first one first; column null: the whole row.' }),
        explanation: explanation.optional().meta({ description: 'What is said of it; absent: nothing is.' }),
      }),
    ),
  })
  .meta({ id: 'Invariant' });

export type WireInvariant = z.infer<typeof wireInvariant>;

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
    invariants: z
      .array(wireInvariant)
      .optional()
      .meta({ description: 'The same in full; `checks` has them as panes of every age know them.' }),
  })
  .meta({ id: 'Checks' });

export type ChecksReply = z.infer<typeof checksReply>;
