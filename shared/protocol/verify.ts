import { z } from 'zod';
import { wireRevision } from './cells.ts';

/** A cell, row or sheet of a file that is not as the plan had it. Texts, as a person reads them. */
export const fileDifference = z
  .object({
    place: z.string().meta({ description: 'Where in the file, such as Budget Lines B17.' }),
    about: z.string().meta({ description: 'Which cell of the plan, or what is wrong.' }),
    plan: z.string().nullable(),
    file: z.string().nullable(),
  })
  .meta({ id: 'FileDifference' });

export type FileDifference = z.infer<typeof fileDifference>;

/** [AUD3] What is told of a receipt or file to members of its program alone. */
export const verifiedState = z
  .object({
    program: z.string(),
    name: z.string(),
    revision: wireRevision,
    at: z.string().nullable().meta({ description: 'When the revision was made; null before the first.' }),
    by: z.string().nullable(),
    receipt: z.string().nullable(),
    document: z
      .object({ what: z.string(), at: z.string(), by: z.string() })
      .nullable()
      .meta({ description: 'What was given out; null: the receipt is of a state of the plan.' }),
    compared: z
      .enum(['receipt', 'bytes', 'cells'])
      .meta({ description: 'bytes: not one differs from what was given out; cells: those of its tables.' }),
  })
  .meta({ id: 'VerifiedState' });

export type VerifiedState = z.infer<typeof verifiedState>;

export const verifyReply = z
  .object({
    result: z.enum(['equal', 'notEqual', 'unknown']),
    state: verifiedState.nullable().meta({ description: 'Null for who is not signed in or no member.' }),
    differences: z.array(fileDifference).meta({ description: 'The first of them; of members’ files alone.' }),
    differenceCount: z.number().int(),
  })
  .meta({ id: 'VerifyReply' });

export type VerifyReply = z.infer<typeof verifyReply>;
