import { z } from 'zod';
import { wireRevision } from './cells.ts';
import { importReply } from './imports.ts';

const cents = z.number().int();
const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'A month like 2026-10.');
const MOST_MONTHS = 240;

/** What the ledger itself says: what it adds up to, in all and by month. */
export const ledgerControl = z
  .strictObject({
    total: cents.optional().meta({ description: 'What the file adds up to, in cents.' }),
    months: z
      .record(month, cents)
      .refine((months) => Object.keys(months).length <= MOST_MONTHS, 'Too many months.')
      .optional()
      .meta({
        description: 'Expenditures of each month in the ledger, in cents; they become the control totals of Periods.',
      }),
  })
  .meta({ id: 'LedgerControl' });

export type LedgerControl = z.infer<typeof ledgerControl>;

const rowsAndCents = z.object({ rows: z.number().int(), cents });

export const ledgerSums = z
  .object({
    total: rowsAndCents,
    taken: rowsAndCents,
    duplicates: rowsAndCents,
    exceptions: rowsAndCents,
    waiting: rowsAndCents,
    outside: rowsAndCents.meta({ description: 'Not of this plan, by a ledger rule or their account.' }),
    matchedBy: z.object({
      line: z.number().int(),
      commitment: z.number().int(),
      reversal: z.number().int(),
      account: z.number().int(),
      rule: z.number().int(),
    }),
    unread: z.number().int().meta({ description: 'Rows whose amount cannot be read; no sum has them.' }),
  })
  .meta({ id: 'LedgerSums' });

const tieOutMonth = z
  .object({
    period: z.string(),
    status: z.string().nullable(),
    posted: cents,
    ledger: cents.nullable(),
    difference: cents.nullable().meta({ description: 'Ledger less plan; null without a control total.' }),
    cameLate: cents.meta({ description: 'Of what is posted, what is dated in another month.' }),
    wentLate: cents.meta({ description: 'Dated in this month, posted in a later one.' }),
  })
  .meta({ id: 'TieOutMonth' });

export const wireTieOut = z
  .object({
    months: z.array(tieOutMonth),
    through: z.string().nullable(),
    posted: cents,
    ledger: cents,
    difference: cents,
    unsaid: z.array(z.string()),
    since: cents,
    isTied: z.boolean(),
  })
  .meta({ id: 'TieOut' });

const rowMessage = z.object({ row: z.number().int(), message: z.string() });

export const ledgerReply = importReply
  .extend({
    ledger: z.object({
      into: z.enum(['expenditures', 'commitments']),
      sums: ledgerSums,
      control: z
        .object({ total: cents, difference: cents, message: z.string().nullable() })
        .nullable()
        .meta({ description: 'The control total of the file beside its sum; null: nobody has said one.' }),
      months: z
        .array(z.object({ period: z.string(), cents }))
        .meta({ description: 'What the file posts by month, those rows left out that cannot be read.' }),
      late: z.array(rowMessage).meta({ description: 'Rows of closed months, and where they are placed.' }),
      flags: z
        .array(rowMessage.extend({ rule: z.string() }))
        .meta({ description: 'Rows that are taken in though a rule of the budget is broken: to be explained.' }),
      tieOut: wireTieOut.nullable().meta({ description: 'How plan and ledger stand afterwards; null in a preview.' }),
      tieOutWords: z.string().nullable(),
    }),
  })
  .meta({ id: 'LedgerReply' });

export type LedgerReply = z.infer<typeof ledgerReply>;

const ledgerImport = z
  .object({
    id: z.string(),
    kind: z.enum(['expenditures', 'commitments']),
    at: z.string(),
    by: z.string(),
    fileName: z.string(),
    digest: z.string().meta({ description: 'SHA-256 of the file, hex.' }),
    revision: wireRevision.nullable().meta({ description: 'That it made; null: it brought nothing new.' }),
    sums: ledgerSums,
    controlTotal: cents.nullable(),
    tieOut: wireTieOut.nullable(),
    tieOutWords: z.string().nullable(),
  })
  .meta({ id: 'LedgerImport' });

export type WireLedgerImport = z.infer<typeof ledgerImport>;

const ledgerException = z
  .object({
    id: z.string(),
    at: z.string(),
    place: z.string().meta({ description: 'Cell or row of the file, such as "C7".' }),
    document: z.string(),
    dated: z.string().nullable(),
    cents: cents.nullable(),
    why: z.string().meta({ description: 'unreadable, unmatched, ambiguous, differs, twins, tolerance or refused' }),
    message: z.string(),
    candidates: z.array(z.string()).meta({ description: 'Budget lines that it may be.' }),
    owner: z.string().nullable(),
    explanation: z.string().nullable(),
    status: z.enum(['open', 'explained', 'cured']),
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
  })
  .meta({ id: 'LedgerException' });

export type WireLedgerException = z.infer<typeof ledgerException>;

export const ledgerStateReply = z
  .object({
    revision: wireRevision,
    tieOut: wireTieOut.meta({ description: 'How plan and ledger stand now.' }),
    tieOutWords: z.string().meta({ description: 'The same in a sentence, as totals and reports say it.' }),
    imports: z.array(ledgerImport).meta({ description: 'The newest first; at most a hundred.' }),
    exceptions: z.array(ledgerException).meta({ description: 'Those that are open first; at most a thousand.' }),
    openExceptions: z.number().int(),
    mayEdit: z.boolean(),
  })
  .meta({ id: 'LedgerState' });

export type LedgerStateReply = z.infer<typeof ledgerStateReply>;

const LONGEST_OWNER = 120;
const LONGEST_EXPLANATION = 500;

/** Who mends a row that stayed out, or why it may stay out. What is left out here stays as it is; null takes it back. */
export const ledgerExceptionRequest = z
  .strictObject({
    id: z.string().min(1).max(200),
    owner: z.string().trim().max(LONGEST_OWNER).nullable().optional(),
    explanation: z.string().trim().max(LONGEST_EXPLANATION).nullable().optional(),
    seen: z
      .object({
        status: z.string(),
        cents: cents.nullable(),
        why: z.string(),
        owner: z.string().nullable(),
        explanation: z.string().nullable(),
      })
      .optional()
      .meta({ description: 'The row as it was looked at: where it is another by now, 409. Absent: whatever it is.' }),
  })
  .meta({ id: 'LedgerExceptionRequest' });

export type LedgerExceptionRequest = z.infer<typeof ledgerExceptionRequest>;
