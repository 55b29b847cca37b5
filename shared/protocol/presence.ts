import { z } from 'zod';
import { isTableName } from '../tables/all-tables.ts';
import { wireRowId } from './cells.ts';
import { MAX_DRAFT_ROWS } from './presence-limits.ts';

/** Row IDs by table of what somebody is editing but has not sent. Never a value. */
const draftRows = z.record(z.string(), z.array(wireRowId)).meta({
  id: 'DraftRows',
  description: 'Row IDs by table; no values.',
  example: { budgetLines: ['R0A1B2C3D4E5F6G7'] },
});

export type DraftRows = Readonly<Record<string, readonly string[]>>;

export const presenceRequest = z
  .strictObject({
    workbook: z.string().min(1).max(100).meta({ description: 'Id of the workbook, as in a sync.' }),
    drafts: draftRows
      .superRefine((drafts, context) => {
        const unknown = Object.keys(drafts).find((table) => !isTableName(table));
        if (unknown !== undefined) {
          context.addIssue({ code: 'custom', message: 'There is no such table.', path: [unknown] });
        }
        const rows = Object.values(drafts).reduce((sum, ids) => sum + ids.length, 0);
        if (rows > MAX_DRAFT_ROWS) {
          context.addIssue({ code: 'custom', message: `At most ${MAX_DRAFT_ROWS} rows in all, not ${rows}.` });
        }
      })
      .default({})
      .meta({ description: `Rows with changes that are not sent, at most ${MAX_DRAFT_ROWS} in all.` }),
    leaving: z.boolean().optional().meta({ description: 'The workbook closes: forget it now.' }),
  })
  .meta({ id: 'PresenceRequest' });

export type PresenceRequest = z.input<typeof presenceRequest>;

export const presentPerson = z
  .object({
    person: z.string().meta({ description: 'Name, as others see it.' }),
    workbook: z.string(),
    since: z.string().meta({ description: 'When this workbook was first announced, ISO 8601.' }),
    drafts: draftRows,
    isYou: z.literal(true).optional().meta({ description: 'Another workbook of your own.' }),
  })
  .meta({ id: 'PresentPerson' });

export type PresentPerson = z.infer<typeof presentPerson>;

export const presenceReply = z.object({ people: z.array(presentPerson) }).meta({ id: 'Presence' });

export type PresenceReply = z.infer<typeof presenceReply>;
