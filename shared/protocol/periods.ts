import { z } from 'zod';
import { isDate } from '../tables/kinds/calendar-dates.ts';
import { seenHash, toldHash, wireRevision } from './cells.ts';
import { explanation } from './totals.ts';

/** What can be done with an accounting month, as it stands in the address. */
export const periodActs = ['soft-close', 'close', 'reopen'] as const;

export type PeriodAct = (typeof periodActs)[number];

const cents = z.number().int();
const askedDay = z.string().refine(isDate, 'A date like 2026-10-31.');
const day = z.string().meta({ description: 'YYYY-MM-DD' });

/** A report that was made of a close and is kept as it was made. */
const keptReport = z
  .object({
    report: z.string().meta({ description: 'Such as variance.' }),
    type: z.string().meta({ description: 'pdf, docx or xlsx' }),
    fileName: z.string(),
    size: z.number().int().meta({ description: 'Bytes' }),
    digest: z.string().meta({ description: 'SHA-256 of the bytes, hex' }),
    receipt: z.string(),
    asOf: day,
    madeAt: z.string(),
  })
  .meta({ id: 'KeptReport' });

export type KeptReport = z.infer<typeof keptReport>;

const reportSet = z
  .object({
    revision: wireRevision.meta({ description: 'Of the close that they are of' }),
    isCurrent: z.boolean().meta({ description: 'False: the month was opened again afterwards.' }),
    due: z.number().int().meta({ description: 'Reports of the close that are still being made' }),
    reports: z.array(keptReport),
  })
  .meta({ id: 'ReportSet' });

export type ReportSet = z.infer<typeof reportSet>;

const month = {
  period: z.string().meta({ example: '2026-10' }),
  status: z.string().meta({ description: 'Open, Soft close or Closed' }),
  asOfDate: day.nullable(),
  cutOff: z.string().nullable(),
  closedBy: z.string().nullable(),
  closedOn: day.nullable(),
  snapshot: z.string().nullable(),
  controlTotal: cents.nullable(),
  expenditures: cents.meta({ description: 'What the plan holds of the month, in cents' }),
  difference: cents.nullable().meta({ description: 'Control total less expenditures; null without one' }),
};

export const periodSummary = z.object(month).meta({ id: 'PeriodSummary' });

export type PeriodSummary = z.infer<typeof periodSummary>;

export const periodsReply = z
  .object({
    revision: wireRevision,
    today: day,
    mayClose: z.boolean().meta({ description: 'Whoever asks may close months' }),
    next: z.string().nullable().meta({ description: 'The month that is to be closed next; null: none is' }),
    periods: z.array(periodSummary).meta({ description: 'The newest first' }),
  })
  .meta({ id: 'Periods' });

export type PeriodsReply = z.infer<typeof periodsReply>;

const closeFlag = z
  .object({
    subject: z.string(),
    difference: cents.meta({ description: 'Sum of the differences, each as a positive amount' }),
    findings: z.number().int(),
    messages: z.array(z.string()).meta({ description: 'The first few' }),
    row: z
      .object({ table: z.string(), row: z.string(), column: z.string().nullable() })
      .nullable()
      .meta({ description: 'The first cell to blame' }),
    explanation: explanation.nullable(),
  })
  .meta({ id: 'CloseFlag' });

export type CloseFlag = z.infer<typeof closeFlag>;

/** A check with what it finds on the month's day. */
const closeCheck = z
  .object({
    id: z.string(),
    title: z.string(),
    severity: z.enum(['error', 'warning']),
    mend: z.string(),
    difference: cents,
    count: z.number().int().meta({ description: 'How many flags there are; the first hundred are told.' }),
    open: z.number().int().meta({ description: 'How many of them are neither cured nor explained' }),
    standing: z
      .string()
      .optional()
      .meta({ description: 'Another one as soon as other flags are open, or worse; absent from older servers.' }),
    flags: z.array(closeFlag),
  })
  .meta({ id: 'CloseCheck' });

export type CloseCheck = z.infer<typeof closeCheck>;

export const periodReply = z
  .object({
    ...month,
    revision: wireRevision,
    hash: toldHash,
    asOf: day.meta({ description: 'The day that the month is closed on' }),
    postings: z.number().int(),
    late: z
      .object({ count: z.number().int(), amount: cents })
      .meta({ description: 'Postings of an earlier month that was closed already' }),
    leftOut: z.number().int().default(0).meta({
      description: 'Rows of the ledger, of any month, that stay outside the plan until somebody mends or explains them',
    }),
    checks: z.array(closeCheck).meta({ description: 'Those that find something, errors first' }),
    passed: z.number().int().meta({ description: 'Checks that find nothing' }),
    forecasts: z.object({
      due: z.number().int().meta({ description: 'Active projects' }),
      missing: z.array(z.object({ project: z.string(), name: z.string(), manager: z.string().nullable() })),
    }),
    waiting: z
      .array(z.object({ number: z.string(), type: z.string(), status: z.string(), submittedOn: z.string().nullable() }))
      .meta({ description: 'Budget changes that wait for a decision' }),
    act: z
      .enum(periodActs)
      .nullable()
      .meta({ description: 'What comes next; null: nothing, an earlier month being first' }),
    refusals: z.array(z.string()).meta({ description: 'Why whoever asks could not do it now; empty: they can' }),
    sets: z.array(reportSet).meta({ description: 'Reports of its closes, the newest first' }),
  })
  .meta({ id: 'Period' });

export type PeriodReply = z.infer<typeof periodReply>;

/** What is said of findings of one check. */
export const explanationRequest = z
  .strictObject({
    checkId: z.string().min(1).max(8),
    subjects: z
      .union([z.literal('open'), z.array(z.string().min(1).max(300)).min(1).max(500)])
      .meta({ description: 'As the check names them; open: all that are neither cured nor explained' }),
    standing: z.string().max(64).optional().meta({
      description:
        '`standing` of the check that the person has looked at: where other flags are open by now, 409. Absent: whatever is open.',
    }),
    explanation: z.string().max(2000).nullable().default(null).meta({ description: 'null: only the owner is said' }),
    owner: z.string().max(60).nullable().default(null).meta({ description: 'null: stays as it is' }),
    state: z
      .enum(['Open', 'Explained'])
      .optional()
      .meta({ description: 'Default: Explained by who closes months, Open by others, who then propose.' }),
  })
  .meta({ id: 'ExplanationRequest' });

export type ExplanationRequest = z.infer<typeof explanationRequest>;

const asked = {
  syncId: z.string().min(1).max(100).meta({ description: 'Names this request: repeated, it is answered the same.' }),
  explanations: z.array(explanationRequest).max(100).default([]),
};

export const explanationsRequest = z
  .strictObject({
    ...asked,
    asOf: askedDay.optional().meta({ description: 'The day of the findings; default: today' }),
  })
  .meta({ id: 'ExplanationsRequest' });

export const periodRequest = z
  .strictObject({
    ...asked,
    seen: wireRevision.optional().meta({
      description: '`revision` of the month that the person has looked at: changed by somebody else since, 409.',
    }),
    hash: seenHash,
    reason: z.string().max(2000).optional().meta({ description: 'Becomes the note of the revision.' }),
    controlTotal: cents.nullable().optional(),
    asOfDate: askedDay.nullable().optional(),
    cutOff: z.string().max(40).nullable().optional(),
  })
  .meta({ id: 'PeriodRequest' });

export type PeriodRequest = z.infer<typeof periodRequest>;
