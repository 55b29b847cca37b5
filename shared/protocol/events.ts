import { z } from 'zod';
import { wireRevision } from './cells.ts';
import { presenceReply } from './presence.ts';

/** Data of the event `revision`: somebody has synced. The event's id is the revision. */
export const revisionEvent = z
  .object({
    revision: wireRevision,
    by: z.string().meta({ description: 'Name of the person.' }),
    tables: z.array(z.string()),
    count: z.number().int().meta({ description: 'Cells accepted.' }),
  })
  .meta({ id: 'RevisionEvent' });

export type RevisionEvent = z.infer<typeof revisionEvent>;

/** Data of the event `presence`: who else is in the program now, all of them each time. */
export const presenceEvent = presenceReply;

export type PresenceEvent = z.infer<typeof presenceEvent>;
