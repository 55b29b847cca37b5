import { z } from 'zod';
import { wireRevision } from './cells.ts';

/** [REV8] Details of `revision_unknown` where the program has come out of a backup after the revision was given. */
export const restoredDetails = z.object({
  restored: z.object({
    at: z.string().meta({ description: 'When it was restored, ISO 8601.' }),
    common: z
      .object({ revision: wireRevision, hash: z.string() })
      .meta({ description: 'The last revision that both histories are sure to have.' }),
  }),
});

export type Restored = z.infer<typeof restoredDetails>['restored'];
