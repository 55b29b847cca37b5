import { z } from 'zod';
import { seenHash, toldHash, wireRevision } from './cells.ts';

/** Every setting of a program: what holds now, and what would hold without it. */
export const settingsReply = z
  .object({
    revision: wireRevision,
    hash: toldHash,
    mayEdit: z.boolean().optional().meta({ description: 'Whether who asks may change them.' }),
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
        group: z.string().optional().meta({ description: 'Heading under which it stands with others.' }),
        changed: z
          .object({ by: z.string(), at: z.string(), revision: wireRevision })
          .nullable()
          .optional()
          .meta({ description: 'Who has set it last, and when; null: it has its default.' }),
      }),
    ),
  })
  .meta({ id: 'Settings' });

export type SettingsReply = z.infer<typeof settingsReply>;
export type WireSetting = SettingsReply['settings'][number];

export const settingsRequest = z
  .strictObject({
    syncId: z.string().min(1).max(100),
    seen: wireRevision
      .optional()
      .meta({ description: '`revision` of the settings that the person has looked at; absent: the newest.' }),
    hash: seenHash,
    settings: z
      .record(z.string().max(60), z.string().max(60).nullable())
      .meta({ description: 'Values by name; null: back to the default. Others stay.' }),
  })
  .meta({ id: 'SettingsRequest' });

export type SettingsRequest = z.infer<typeof settingsRequest>;

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

/** What is wrong with values that were refused: `details` of the 400. */
export const settingsRefusals = z
  .object({
    refused: z.array(z.object({ setting: z.string(), value: z.string(), message: z.string() })),
  })
  .meta({ id: 'SettingsRefusals' });

export type SettingsRefusals = z.infer<typeof settingsRefusals>;
