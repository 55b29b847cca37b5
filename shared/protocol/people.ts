import { z } from 'zod';

export const role = z.enum(['viewer', 'editor', 'finance', 'admin']);

/** Rows an editor may change; null: all. */
export const rowScope = z
  .object({ regions: z.array(z.string()), projects: z.array(z.string()) })
  .nullable()
  .meta({ id: 'RowScope', description: 'Regions and projects an editor may change; null for all.' });

export const signInRequest = z
  .strictObject({ email: z.string().max(320), password: z.string().max(1000) })
  .meta({ id: 'SignIn' });

export const person = z.object({ id: z.string(), email: z.string(), name: z.string() }).meta({ id: 'Person' });

export type WirePerson = z.infer<typeof person>;

export const signInReply = z.object({ token: z.string(), person }).meta({ id: 'SignedIn' });

export const program = z
  .object({
    id: z.string(),
    name: z.string(),
    district: z.string(),
    fiscalYear: z.string(),
    revision: z.number().int(),
    role,
  })
  .meta({ id: 'Program' });

/** What the person may change in one program; since it was added a pane can judge rights before it sends. */
export const membershipReply = z.object({ role, scope: rowScope }).meta({ id: 'Membership' });

/** Who may do what in one program. */
export const membersReply = z
  .object({
    members: z.array(
      z.object({
        name: z.string(),
        email: z.string().nullable().meta({ description: 'Null for who does not administer the program.' }),
        role,
        scope: rowScope,
      }),
    ),
  })
  .meta({ id: 'Members' });

export type WireProgram = z.infer<typeof program>;
export type MembersReply = z.infer<typeof membersReply>;
