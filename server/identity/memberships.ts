import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Membership } from '../../shared/access/membership.ts';
import { role, rowScope, type WireProgram } from '../../shared/protocol/people.ts';
import type { Database } from '../storage/schema.ts';

/** What an account may do in a program; undefined when it is no member, or there is no such program [PPL2]. */
export async function readMembership(
  db: Kysely<Database>,
  { program, account }: { program: string; account: string },
): Promise<Membership | undefined> {
  const row = await db
    .selectFrom('memberships')
    .innerJoin('programs', 'programs.id', 'memberships.program')
    .select(['memberships.role', 'memberships.scope'])
    .where('memberships.program', '=', program)
    .where('memberships.account', '=', account)
    .executeTakeFirst();
  return row && membershipOf(row);
}

const membershipRow = z.object({ role, scope: z.string().nullable() });

/** The membership of a database row. Throws when somebody has put something else there. */
export function membershipOf(row: { readonly role: unknown; readonly scope: unknown }): Membership {
  const { role: found, scope } = membershipRow.parse(row);
  return { role: found, scope: scope === null ? null : rowScope.parse(JSON.parse(scope)) };
}

export interface Member extends Membership {
  readonly name: string;
  readonly email: string;
}

/** Everybody who can sign in and is a member of the program, by name. */
export async function listMembers(db: Kysely<Database>, program: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account')
    .select(['accounts.name', 'accounts.email', 'memberships.role', 'memberships.scope'])
    .where('memberships.program', '=', program)
    .where('accounts.disabled', '=', 0)
    .orderBy('accounts.name')
    .orderBy('accounts.email')
    .execute();
  return rows.map(({ name, email, ...granted }) => ({ name, email, ...membershipOf(granted) }));
}

/** The programs an account is a member of, by name. */
export async function listPrograms(db: Kysely<Database>, account: string): Promise<WireProgram[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('programs', 'programs.id', 'memberships.program')
    .select(['programs.id', 'programs.name', 'programs.district', 'programs.fiscal_year', 'programs.revision', 'role'])
    .where('memberships.account', '=', account)
    .orderBy('programs.name')
    .orderBy('programs.id')
    .execute();
  return rows.map(({ fiscal_year: fiscalYear, ...program }) => ({ ...program, fiscalYear }));
}
