import type { Kysely } from 'kysely';
import type { Membership } from '../../shared/access/membership.ts';
import { rowScope, type WireProgram } from '../../shared/protocol/people.ts';
import type { Database, MembershipRow } from '../storage/schema.ts';

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

function membershipOf({ role, scope }: Pick<MembershipRow, 'role' | 'scope'>): Membership {
  return { role, scope: scope === null ? null : rowScope.parse(JSON.parse(scope)) };
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
