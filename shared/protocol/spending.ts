import { z } from 'zod';
import { wireRevision } from './cells.ts';

const cents = z.number().int();

/** Spending against the plan, month by month. */
export const spendingReply = z
  .object({
    revision: wireRevision,
    asOf: z.string(),
    months: z
      .array(
        z.object({
          month: z.string().meta({ description: 'Such as 2026-11.' }),
          planned: cents.meta({ description: 'Budgets spread evenly over the months of their projects’ baselines.' }),
          spent: cents.nullable().meta({ description: 'Null: the month is still to come.' }),
          forecast: cents.nullable().meta({
            description: 'From the month of the day on: what is spent, and estimates spread until the expected finish.',
          }),
        }),
      )
      .meta({ description: 'Every month from the first to the last, added up since the first, in cents.' }),
    undatedBudget: cents.meta({
      description: 'Budget of projects without planned dates, which no month has a part of.',
    }),
    undatedToCome: cents.meta({ description: 'Still to come of projects that say no later month for it.' }),
  })
  .meta({ id: 'Spending' });

export type SpendingReply = z.infer<typeof spendingReply>;
