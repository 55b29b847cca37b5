import { z } from 'zod';
import { planRole, role, rowScope } from './people.ts';

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'Something has to stand here.')
    .max(most, `No more than ${most} characters.`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'This is one line of text.');

/** Which of the groups of the provider, and where it gives something. */
export const groupRoleName = z.strictObject({
  program: z.string().min(1).max(100),
  group: line(200).meta({ description: 'As the provider’s tokens name it' }),
});

const seenGroupRole = z
  .object({ label: z.string().nullable(), role, scope: rowScope, planRoles: z.array(planRole) })
  .meta({ id: 'SeenGroupRole' });

export type SeenGroupRole = z.infer<typeof seenGroupRole>;

/** What a group or app role of the provider is to give in a program. */
export const groupRoleRequest = groupRoleName
  .extend({
    label: line(120).nullable().default(null).meta({ description: 'What people call the group' }),
    role: role.optional().meta({ description: 'Absent: what the roles of the plan need.' }),
    scope: rowScope.default(null),
    planRoles: z.array(planRole).max(20).default([]),
    seen: seenGroupRole.nullable().optional().meta({
      description:
        'What it gave when it was looked at; null: nothing. Where it is something else by now, 409. Absent: whatever.',
    }),
  })
  .meta({ id: 'GroupRoleRequest' });

export type GroupRoleRequest = z.infer<typeof groupRoleRequest>;

/** Connects an account with who has come from the provider. */
export const connectRequest = z
  .strictObject({
    issuer: z.string().max(2000),
    subject: z.string().max(255),
    email: z.string().max(320).meta({ description: 'Of the account' }),
  })
  .meta({ id: 'ConnectRequest' });

export type ConnectRequest = z.infer<typeof connectRequest>;

const waitingPerson = z
  .object({
    issuer: z.string(),
    subject: z.string(),
    name: z.string(),
    email: z.string().nullable().meta({ description: 'As the provider tells it; no proof of anything.' }),
    lastAt: z.string(),
  })
  .meta({ id: 'WaitingPerson' });

export type WaitingPerson = z.infer<typeof waitingPerson>;

const groupRole = z
  .object({
    program: z.string(),
    group: z.string(),
    label: z.string().nullable(),
    role,
    scope: rowScope,
    planRoles: z.array(planRole).meta({ description: 'None: it is not limited to such.' }),
  })
  .meta({ id: 'GroupRole' });

export type WireGroupRole = z.infer<typeof groupRole>;

export const signInAdministration = z
  .object({
    provider: z.string().nullable().meta({ description: 'What people call it; null: there is none.' }),
    waiting: z.array(waitingPerson),
    groups: z.array(groupRole),
  })
  .meta({ id: 'SignInAdministration' });

export type SignInAdministration = z.infer<typeof signInAdministration>;
