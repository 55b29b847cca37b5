import { z } from 'zod';
import { seenHash } from './cells.ts';

/** What the public sees of a program. */
export const publication = z
  .object({
    revision: z.number().int(),
    asOf: z.string().meta({ description: 'Day of its figures.', example: '2026-10-31' }),
    at: z.string().meta({ description: 'When it was published.', example: '2026-11-03T16:20:00.000Z' }),
    by: z.string().meta({ description: 'Who published it.' }),
  })
  .meta({ id: 'Publication' });

export const guideReply = z
  .object({
    published: publication.nullable(),
    path: z.string().meta({ description: 'Where the public finds it.', example: '/guide/cedar-basin/' }),
    mayPublish: z.boolean(),
  })
  .meta({ id: 'Guide' });

export type GuideReply = z.infer<typeof guideReply>;

export const guideRequest = z
  .strictObject({
    at: z.number().int().min(1).optional(),
    asOf: z.iso.date().optional(),
    hash: seenHash.meta({ description: 'Hash of the revision `at`.' }),
    seen: z.string().max(40).nullable().optional().meta({
      description:
        'When what you saw there was published (its `at`), null: nothing was there. Where another publication stands there, nothing is done. Absent: whatever stands there.',
    }),
  })
  .meta({ id: 'PublishGuide', description: 'Which moment; nothing: the plan as it is now, today.' });
