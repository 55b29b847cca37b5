import { z } from 'zod';
import { baselineKinds } from '../plan/baselines/baseline.ts';
import { wireRevision } from './cells.ts';

const given = z.object({
  name: z.string(),
  at: z.string().meta({ description: 'When it was given.' }),
  by: z.string(),
});

export const wireBaseline = z
  .object({
    id: z.string().meta({ example: 'B3' }),
    name: z.string().meta({ example: 'Amendment Rep-110-25/26' }),
    kind: z.enum(baselineKinds),
    revision: wireRevision,
    asOf: z.string().meta({ description: 'Day of its figures.', example: '2026-10-31' }),
    reportNumber: z.string().nullable().meta({ description: 'Board report that approved it.' }),
    period: z.string().nullable().meta({ description: 'Accounting month that it closed.', example: '2026-10' }),
    reason: z.string(),
    at: z.string().meta({ description: 'When it was made.' }),
    by: z.string(),
    earlierNames: z.array(given).meta({ description: 'What it was called before, the oldest first.' }),
  })
  .meta({ id: 'Baseline' });

export type WireBaseline = z.infer<typeof wireBaseline>;

export const baselinesReply = z
  .object({
    baselines: z.array(wireBaseline).meta({ description: 'In the order in which they were made.' }),
    mayName: z.boolean().meta({ description: 'Whether the person may name one.' }),
  })
  .meta({ id: 'Baselines' });

export type BaselinesReply = z.infer<typeof baselinesReply>;

const NAME_LIMIT = 80;
const REASON_LIMIT = 400;

/** What would be taken for an id, a revision or a day is no name. */
const baselineName = z
  .string()
  .trim()
  .min(1, 'Give it a name.')
  .max(NAME_LIMIT)
  .refine(
    (name) => !/^(?:B?\d+|\d{4}-\d{2}-\d{2}|today)$/i.test(name),
    'Choose a name that says more than a number or a day.',
  );

export const baselineRequest = z
  .strictObject({
    name: baselineName,
    at: z.number().int().min(1).optional(),
    asOf: z.iso.date().optional(),
    reason: z.string().trim().max(REASON_LIMIT).default(''),
  })
  .meta({ id: 'NameBaseline', description: 'Which moment; without one: the plan as it is now, today.' });

export const baselineRenaming = z.strictObject({ name: baselineName }).meta({ id: 'RenameBaseline' });
