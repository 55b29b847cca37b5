import { z } from 'zod';
import { planRole } from './people.ts';

/** Somebody whom something waits for. */
export const awaited = z
  .object({
    id: z.string().meta({ description: 'Account.' }),
    name: z.string(),
    planRole: planRole.nullable().meta({ description: 'Role of the plan by which; null: by the role of the account.' }),
  })
  .meta({ id: 'Awaited' });

/** A decision that somebody has asked for and somebody else has to take. */
export const waitingDecision = z
  .object({
    table: z.string(),
    row: z.string(),
    key: z.string().meta({ description: 'How people know the row, such as BC-0031.' }),
    title: z.string().nullable(),
    state: z.string().meta({ description: 'What it is now, such as Pending.' }),
    becomes: z.string().meta({ description: 'What the decision would make of it, such as Approved.' }),
    since: z.string().nullable().meta({ description: 'When it came to its state, ISO 8601.' }),
    duty: z.string(),
    who: z.string().meta({ description: 'Who has the duty, in words, such as "finance".' }),
    people: z
      .array(awaited)
      .meta({ description: 'Whom it waits for: those nearest to it. Empty: nobody is left who may.' }),
    others: z.array(awaited).meta({ description: 'Who may do it as well.' }),
    isYours: z.boolean().meta({ description: 'You may decide on it.' }),
  })
  .meta({ id: 'WaitingDecision' });

/** What waits for whom in one program. */
export const waitingReply = z
  .object({ revision: z.number().int(), decisions: z.array(waitingDecision) })
  .meta({ id: 'Waiting' });

export type WaitingReply = z.infer<typeof waitingReply>;
export type WaitingDecision = z.infer<typeof waitingDecision>;
