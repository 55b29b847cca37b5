import { z } from 'zod';
import { accessTokenOf } from './access-tokens.ts';
import { newPassword, personName } from './password-links.ts';
import { person } from './people.ts';

/** The account of who is signed in. */
export const ownAccount = z
  .object({
    person,
    hasPassword: z
      .boolean()
      .meta({ description: 'It can be signed in to with a password, which can be changed here.' }),
  })
  .meta({ id: 'OwnAccount' });

export type OwnAccount = z.infer<typeof ownAccount>;

export const ownNameRequest = z.strictObject({ name: personName }).meta({ id: 'OwnNameRequest' });

export const passwordChangeRequest = z
  .strictObject({ present: z.string().max(1000), next: newPassword })
  .meta({ id: 'PasswordChangeRequest' });

const ownSession = z
  .object({
    id: z.string(),
    device: z.string().nullable().meta({ description: 'Browser and system; null: not known.' }),
    source: z.string().nullable().meta({ description: 'Network address that it was opened from; null: not known.' }),
    createdAt: z.string(),
    lastUsedAt: z.string().meta({ description: 'To within half a day.' }),
    isThis: z.boolean(),
  })
  .meta({ id: 'OwnSession' });

export const ownSessions = z.array(ownSession);

export type OwnSessions = z.infer<typeof ownSessions>;

/** Reading tokens of all programs. */
export const ownTokens = z.array(
  accessTokenOf.extend({ program: z.string(), programName: z.string() }).meta({ id: 'OwnToken' }),
);

export type OwnTokens = z.infer<typeof ownTokens>;
