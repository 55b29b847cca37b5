import { z } from 'zod';
import { wireRevision } from './cells.ts';

/** Every setting of a program: what holds now, and what would hold without it. */
export const settingsReply = z
  .object({
    revision: wireRevision,
    settings: z.array(
      z.object({
        name: z.string(),
        label: z.string().meta({ description: 'What it is called in the table Program Settings.' }),
        says: z.string(),
        kind: z.string().meta({ description: 'money, days, percent, points, choice or timeZone' }),
        unit: z.string().nullable(),
        values: z.array(z.string()).optional().meta({ description: 'What a choice may be.' }),
        value: z.string().meta({ description: 'As a person writes it.' }),
        default: z.string(),
        isDefault: z.boolean(),
        note: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Settings' });

export type SettingsReply = z.infer<typeof settingsReply>;

export const settingsRequest = z
  .strictObject({
    syncId: z.string().min(1).max(100),
    seen: wireRevision
      .optional()
      .meta({ description: '`revision` of the settings that the person has looked at; absent: the newest.' }),
    settings: z
      .record(z.string().max(60), z.string().max(60).nullable())
      .meta({ description: 'Values by name; null: back to the default. Others stay.' }),
  })
  .meta({ id: 'SettingsRequest' });

/** What stands in the way of settings that somebody else has changed since they were looked at: `details` of the 409. */
export const settingsConflicts = z
  .object({
    conflicts: z.array(
      z.object({
        setting: z.string(),
        label: z.string(),
        yours: z.string().nullable().meta({ description: 'What was asked for; null: the default.' }),
        theirs: z.string().nullable().meta({ description: 'What holds now; null: the default.' }),
        by: z.string(),
        at: z.string(),
        revision: wireRevision,
      }),
    ),
  })
  .meta({ id: 'SettingsConflicts' });

export type SettingsConflicts = z.infer<typeof settingsConflicts>;
