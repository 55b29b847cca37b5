import type { Kysely } from 'kysely';
import type { Membership } from '../../shared/access/membership.ts';
import type { ListedProgram } from '../../shared/protocol/people.ts';
import type { Database } from '../storage/schema.ts';
import { isPostgres } from '../storage/sql-dialect.ts';
import { grantedIn } from './granted.ts';
import { membershipNow } from './held-now.ts';
import { acrossPrograms, inProgram } from '../storage/program-scope.ts';

/** A program as a member may use it now. */
export interface MemberProgram {
  readonly membership: Membership;
  /** ISO moment since when it can only be read; null: it can be changed. */
  readonly archivedAt: string | null;
}

/** A program as an account may use it now; undefined when it is no member, or there is no such program [PPL2]. */
export function readMemberProgram(db: Kysely<Database>, who: Member, now: Date): Promise<MemberProgram | undefined> {
  return inProgram(who.program, () => findMember(db, who, now));
}

interface Member {
  readonly program: string;
  readonly account: string;
}

async function findMember(db: Kysely<Database>, who: Member, now: Date): Promise<MemberProgram | undefined> {
  const row = await db
    .selectFrom('memberships')
    .innerJoin('programs', 'programs.id', 'memberships.program')
    .select(['memberships.role', 'memberships.scope', 'memberships.plan_roles', 'memberships.person'])
    .select('programs.archived_at')
    .where('memberships.program', '=', who.program)
    .where('memberships.account', '=', who.account)
    .executeTakeFirst();
  if (!row) return undefined;
  const { archived_at: archivedAt = null, ...granted } = row;
  return { membership: await membershipNow(db, who, grantedIn(granted), now), archivedAt };
}

/** What an account may do in a program now; undefined when it is no member, or there is no such program [PPL2]. */
export async function readMembership(db: Kysely<Database>, who: Member, now: Date): Promise<Membership | undefined> {
  return (await readMemberProgram(db, who, now))?.membership;
}

/** Whether an account is a member of a program by now, and stays it until the transaction ends. */
export async function holdMembership(transaction: Kysely<Database>, { program, account }: Member): Promise<boolean> {
  const query = transaction
    .selectFrom('memberships')
    .select('role')
    .where('program', '=', program)
    .where('account', '=', account);
  const held = isPostgres(transaction) ? query.forUpdate() : query;
  return (await inProgram(program, () => held.executeTakeFirst())) !== undefined;
}

/** The programs an account is a member of, by name; those that are archived where they are asked for. */
export async function listPrograms(
  db: Kysely<Database>,
  account: string,
  withArchived: boolean,
): Promise<ListedProgram[]> {
  const rows = await acrossPrograms('of all programs, those that one person is a member of', () =>
    db
      .selectFrom('memberships')
      .innerJoin('programs', 'programs.id', 'memberships.program')
      .select([
        'programs.id',
        'programs.name',
        'programs.district',
        'programs.fiscal_year',
        'programs.revision',
        'role',
      ])
      .select('programs.archived_at')
      .where('memberships.account', '=', account)
      .$if(!withArchived, (query) => query.where('programs.archived_at', 'is', null))
      .orderBy('programs.name')
      .orderBy('programs.id')
      .execute(),
  );
  return rows.map(({ fiscal_year: fiscalYear, archived_at: archivedAt, ...program }) => ({
    ...program,
    fiscalYear,
    ...(typeof archivedAt === 'string' ? { archivedAt } : {}),
  }));
}
