import { z } from 'zod';
import { wireRevision } from './cells.ts';
import { figureAccounts } from '../plan/postings/accounts.ts';

const account = z.enum(figureAccounts);
const cents = z.number().int();

export const wirePosting = z
  .object({
    account,
    amount: cents.meta({ description: 'What it adds to the figure, in cents; below 0 it takes away.' }),
    date: z.string().nullable().meta({ description: 'The day from which it counts; null: always.' }),
    line: z.string().nullable().meta({ description: 'Budget Line ID' }),
    project: z.string().nullable(),
    source: z.string().nullable(),
    change: z.string().nullable().meta({ description: 'Number of the budget change it belongs to.' }),
    table: z.string(),
    row: z.string().meta({ description: 'Row ID of the row that says so.' }),
    key: z.string().nullable().meta({ description: 'Key of that row now; null: it is gone.' }),
    revision: wireRevision.nullable().meta({ description: 'Revision that last changed that row.' }),
    by: z.string().nullable(),
    at: z.string().nullable(),
  })
  .meta({ id: 'Posting' });

export type WirePosting = z.infer<typeof wirePosting>;

export const postingsReply = z
  .object({
    revision: wireRevision,
    asOf: z.string().nullable().meta({ description: 'The day the figure is of.' }),
    measure: z.string(),
    total: cents.meta({ description: 'The figure in cents, as totals show it. All postings add up to it.' }),
    groups: z
      .array(
        z.object({
          account,
          change: z.string().nullable(),
          title: z.string().nullable(),
          reportNumber: z.string().nullable(),
          amount: cents,
          count: z.number().int(),
        }),
      )
      .meta({ description: 'The postings added up by account and change; they add up to the figure.' }),
    postings: z.array(wirePosting),
    next: z.string().nullable().meta({ description: '`cursor` of the next page; null on the last.' }),
  })
  .meta({ id: 'Postings' });

export type PostingsReply = z.infer<typeof postingsReply>;
