import { z } from 'zod';
import { role, rowScope } from './people.ts';
import { plainName } from './plain-name.ts';

/** The part of a link that opens it: 128 random bits or more, base64url. */
const linkToken = z.string().regex(/^[\w-]{20,100}$/, 'The end of the link is missing: copy all of it.');

/** A name as others see it. */
export const personName = plainName;

/** Longer than any password that is taken, since what is too long is told in a sentence of its own. */
export const newPassword = z.string().max(1000);

/** What a link is for: a first password, or a new one. */
export const linkKind = z.enum(['invitation', 'reset']);

export type LinkKind = z.infer<typeof linkKind>;

export const openedLinkRequest = z.strictObject({ token: linkToken }).meta({ id: 'OpenedLinkRequest' });

export const openedLink = z
  .object({ kind: linkKind, email: z.string(), name: z.string(), expiresAt: z.string() })
  .meta({ id: 'OpenedLink' });

export type OpenedLink = z.infer<typeof openedLink>;

export const usedLinkRequest = z
  .strictObject({
    token: linkToken,
    password: newPassword,
    name: personName.optional().meta({ description: 'Name as others see it; absent: as it is.' }),
  })
  .meta({ id: 'UsedLinkRequest' });

export const givenLink = z
  .object({
    kind: linkKind,
    expiresAt: z.string(),
    mailedTo: z.string().nullable().meta({ description: 'Where it was mailed to; null: hand over `link` yourself.' }),
    link: z.string().nullable().meta({ description: 'Shown this once; null where it was mailed.' }),
  })
  .meta({ id: 'GivenLink' });

export type WireGivenLink = z.infer<typeof givenLink>;

export const givenLinkRequest = z.strictObject({ email: z.email().max(320) }).meta({ id: 'GivenLinkRequest' });

export const invitationRequest = z
  .strictObject({
    email: z.email('An e-mail address is needed.').max(320),
    name: personName,
    role,
    scope: rowScope.default(null),
  })
  .meta({ id: 'InvitationRequest' });

export const invitationReply = z
  .object({
    account: z.string(),
    given: givenLink.nullable().meta({ description: 'Null: there was an account already, which signs in as before.' }),
  })
  .meta({ id: 'InvitationReply' });

export type InvitationReply = z.infer<typeof invitationReply>;
