import { z } from 'zod';
import { roles } from '../tables/lists.ts';

export const role = z.enum(['viewer', 'editor', 'finance', 'admin']);

/** Rows an editor may change; null: all. */
export const rowScope = z
  .object({ regions: z.array(z.string()), projects: z.array(z.string()) })
  .nullable()
  .meta({ id: 'RowScope', description: 'Regions and projects an editor may change; null for all.' });

export const planRole = z
  .enum(roles)
  .meta({ id: 'PlanRole', description: 'A role as the table Assignments names it.' });

/** Rows that a role is held for; null: all. */
export const planRoleReach = z
  .array(z.object({ project: z.string().nullable(), program: z.string().nullable(), region: z.string().nullable() }))
  .nullable()
  .meta({ id: 'PlanRoleReach', description: 'A row must belong to all that one of these names; null for all rows.' });

/** A role of the plan that somebody holds on a day. */
export const heldRole = z.object({ planRole, reach: planRoleReach }).meta({ id: 'HeldRole' });

export type WireHeldRole = z.infer<typeof heldRole>;

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

/** A program in the list of who is a member: old panes know nothing of archives and ask for none. */
export const listedProgram = program
  .extend({
    archivedAt: z.string().optional().meta({
      description: 'Moment since when the program can be read and not changed; absent: it is not archived.',
    }),
  })
  .meta({ id: 'ListedProgram' });

export type ListedProgram = z.infer<typeof listedProgram>;

/** What the person may change in one program; since it was added a pane can judge rights before it sends. */
export const membershipReply = z
  .object({
    role,
    scope: rowScope,
    holds: z.array(heldRole).optional().meta({
      description:
        'The roles of the plan that you hold today, each a part of what your role may do; absent: all of it.',
    }),
    person: z.string().optional().meta({ description: 'Your Person ID in the plan; absent: not said.' }),
  })
  .meta({ id: 'Membership' });

/** Who may do what in one program. */
export const membersReply = z
  .object({
    members: z.array(
      z.object({
        name: z.string(),
        email: z.string().nullable().meta({ description: 'Null for who does not administer the program.' }),
        role,
        scope: rowScope,
        since: z
          .string()
          .nullable()
          .optional()
          .meta({ description: 'Day on which this was granted; null: before grants were kept.' }),
        person: z.string().nullable().optional().meta({ description: 'Person ID in the plan; null: not said.' }),
        planRoles: z
          .array(
            z.object({ planRole, isAssigned: z.boolean(), holds: heldRole.nullable(), from: z.string().nullable() }),
          )
          .nullable()
          .optional()
          .meta({
            description:
              'Roles of the plan that the member is limited to, and whether each is held on the day; null: all that the role may do.',
          }),
      }),
    ),
    asOf: z.string().optional().meta({ description: 'The day of which it is told.' }),
    revision: z.number().int().optional().meta({
      description: 'The plan as it was known at the end of the day; absent: the head.',
    }),
  })
  .meta({ id: 'Members' });

export type WireProgram = z.infer<typeof program>;
export type MembersReply = z.infer<typeof membersReply>;
