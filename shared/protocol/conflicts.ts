import { z } from 'zod';
import { wireConflict } from './sync.ts';

export const conflictStatus = z.enum(['open', 'decided', 'superseded']);

const keptConflict = wireConflict
  .extend({
    kind: z.string(),
    person: z.string().meta({ description: 'Whose value `local` is' }),
    workbook: z.string(),
    reportedAt: z.string(),
    status: conflictStatus,
    outcome: z.string().nullable().meta({ description: 'mine, theirs, both or other; null while open or superseded' }),
    decidedAt: z.string().nullable(),
  })
  .meta({ id: 'KeptConflict' });

export type KeptConflict = z.infer<typeof keptConflict>;

/** Reported conflicts and what became of them. */
export const conflictsReply = z.object({ conflicts: z.array(keptConflict) });

export type ConflictsReply = z.infer<typeof conflictsReply>;
