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
    settings: z
      .record(z.string().max(60), z.string().max(60).nullable())
      .meta({ description: 'Values by name; null: back to the default. Others stay.' }),
  })
  .meta({ id: 'SettingsRequest' });
