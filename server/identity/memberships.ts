import type { Kysely } from 'kysely';
import type { Membership } from '../../shared/access/membership.ts';
import type { WireProgram } from '../../shared/protocol/people.ts';
import type { Database } from '../storage/schema.ts';
import { grantedIn } from './granted.ts';
import { membershipNow } from './held-now.ts';

/** What an account may do in a program now; undefined when it is no member, or there is no such program [PPL2]. */
export async function readMembership(
  db: Kysely<Database>,
  who: { readonly program: string; readonly account: string },
  now: Date,
): Promise<Membership | undefined> {
  const row = await db
    .selectFrom('memberships')
    .innerJoin('programs', 'programs.id', 'memberships.program')
    .select(['memberships.role', 'memberships.scope', 'memberships.plan_roles', 'memberships.person'])
    .where('memberships.program', '=', who.program)
    .where('memberships.account', '=', who.account)
    .executeTakeFirst();
  return row && membershipNow(db, who, grantedIn(row), now);
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
