import { z } from 'zod';
import { figureAccounts } from '../plan/postings/accounts.ts';
import { wireRevision } from './cells.ts';

const cents = z.number().int();

/** A moment of the plan, with the baseline that it is. */
export const bridgeEnd = z.object({
  revision: wireRevision,
  asOf: z.string().meta({ description: 'The day that the figure is of.' }),
  baseline: z.object({ id: z.string(), name: z.string() }).nullable(),
});

const entryBasis = z.object({ before: z.string().nullable(), after: z.string().nullable() });

export const bridgeEntry = z
  .object({
    account: z.enum(figureAccounts),
    table: z.string(),
    row: z.string().meta({ description: 'Row ID' }),
    key: z.string().nullable().meta({ description: 'Key of that row now; null: it is gone.' }),
    line: z.string().nullable().meta({ description: 'Budget Line ID' }),
    project: z.string().nullable(),
    source: z.string().nullable(),
    change: z.string().nullable(),
    date: z.string().nullable().meta({ description: 'The day from which it counts; null: always.' }),
    before: cents,
    after: cents,
    amount: cents.meta({ description: 'After less before.' }),
    basis: entryBasis.nullable().meta({ description: 'Of an estimate: what it went by, in words.' }),
    revision: wireRevision.nullable().meta({ description: 'Revision that last changed what says so.' }),
    by: z.string().nullable(),
    at: z.string().nullable(),
    note: z.string().nullable().meta({ description: 'What its author said of that revision.' }),
  })
  .meta({ id: 'BridgeEntry' });

export type WireBridgeEntry = z.infer<typeof bridgeEntry>;

export const bridgeStep = z
  .object({
    key: z.string().meta({ description: '`step` that lists its rows.' }),
    kind: z.enum(['change', 'rows', 'estimate', 'moved']),
    account: z.enum(figureAccounts),
    category: z.string().nullable().meta({ description: 'Of an estimate: the cost category of its forecasts.' }),
    change: z.string().nullable().meta({ description: 'Number of the budget change.' }),
    type: z.string().nullable(),
    title: z.string().nullable(),
    reportNumber: z.string().nullable(),
    reason: z.string().nullable(),
    date: z.string().nullable().meta({ description: 'The day from which the change counts.' }),
    by: z.string().nullable().meta({ description: 'Who approved it; while it waits, who asked for it.' }),
    amount: cents,
    count: z.number().int().meta({ description: 'Rows that it is made of.' }),
  })
  .meta({ id: 'BridgeStep' });

export type WireBridgeStep = z.infer<typeof bridgeStep>;

export const bridgeReply = z
  .object({
    measure: z.string(),
    from: bridgeEnd.nullable().meta({ description: 'Null: from nothing.' }),
    to: bridgeEnd,
    start: cents,
    end: cents,
    steps: z.array(bridgeStep).meta({ description: 'They lead from `start` to `end`, to the cent.' }),
    entries: z.array(bridgeEntry).meta({ description: 'Rows of `step`, the largest first; empty without one.' }),
    next: z.string().nullable().meta({ description: '`cursor` of the next page of rows; null on the last.' }),
  })
  .meta({ id: 'Bridge' });

export type BridgeReply = z.infer<typeof bridgeReply>;
