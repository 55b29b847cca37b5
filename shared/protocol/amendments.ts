import { z } from 'zod';
import { isDate } from '../tables/kinds/calendar-dates.ts';
import { changeNumber } from './budget-changes.ts';
import { seenHash, wireRevision } from './cells.ts';

const day = z.string().refine(isDate, 'A date like 2026-10-31.');

/** Changes that go before the Board together under one board report. */
export const amendmentRequest = z
  .strictObject({
    numbers: z.array(changeNumber).min(1).max(200),
    reportNumber: z.string().trim().min(1).max(30).meta({ description: 'Board Report No.', example: 'Rep-110-25/26' }),
    boardDate: day.nullable().optional().meta({ description: 'Date of the meeting.' }),
    resolutionNumber: z.string().max(30).nullable().optional(),
    seen: wireRevision.optional().meta({ description: '`revision` of the list that you have seen.' }),
    hash: seenHash,
  })
  .meta({ id: 'AmendmentRequest' });

export type AmendmentRequest = z.input<typeof amendmentRequest>;
export type ParsedAmendmentRequest = z.output<typeof amendmentRequest>;
