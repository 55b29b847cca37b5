import { z } from 'zod';
import { REPORT_TEXT_LENGTH } from '../plan/report-texts.ts';
import { seenHash, toldHash, wireRevision } from './cells.ts';

/** Every text of the reports that the office writes: what it is now, and what belongs there. */
export const reportTextsReply = z
  .object({
    revision: wireRevision,
    hash: toldHash,
    mayEdit: z.boolean().meta({ description: 'Whether who asks may change them.' }),
    texts: z.array(
      z.object({
        section: z.string(),
        chapter: z.string(),
        says: z.string().meta({ description: 'What belongs there, in a sentence.' }),
        text: z.string().nullable().meta({ description: 'null: not written yet' }),
      }),
    ),
  })
  .meta({ id: 'ReportTexts' });

export type ReportTextsReply = z.infer<typeof reportTextsReply>;
export type WireReportText = ReportTextsReply['texts'][number];

export const reportTextRequest = z
  .strictObject({
    syncId: z.string().min(1).max(100),
    seen: wireRevision.meta({ description: '`revision` of the texts that the person has looked at.' }),
    hash: seenHash,
    section: z.string().max(100),
    text: z
      .string()
      .max(
        REPORT_TEXT_LENGTH,
        `A text has at most ${REPORT_TEXT_LENGTH} characters. Shorten it, or divide it among two sections.`,
      )
      .nullable()
      .meta({ description: 'null, or nothing but white space: the section is emptied.' }),
  })
  .meta({ id: 'ReportTextRequest' });

/** What somebody else has written since: `details` of the 409. */
export const reportTextConflict = z
  .object({
    section: z.string(),
    yours: z.string().nullable(),
    theirs: z.string().nullable(),
    by: z.string(),
    at: z.string(),
    revision: wireRevision,
  })
  .meta({ id: 'ReportTextConflict' });

export type ReportTextConflict = z.infer<typeof reportTextConflict>;
