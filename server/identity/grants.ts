import type { Kysely } from 'kysely';
import { compareText } from '../../shared/sync/compare-text.ts';
import { dayOfMoment } from '../totals/plan-time.ts';
import { readTogether } from '../storage/read-together.ts';
import type { Database, GrantRow, MembershipRow } from '../storage/schema.ts';
import { grantedIn, type Granted } from './granted.ts';
import { zoneSelection } from './held-now.ts';
import { acrossPrograms, inProgram } from '../storage/program-scope.ts';

interface GrantMade {
  readonly program: string;
  readonly account: string;
  readonly at: Date;
  /** Null: it was taken away. */
  readonly granted: Omit<MembershipRow, 'program' | 'account'> | null;
}

const nothing = { role: null, scope: null, plan_roles: null, person: null };

/** [PPL6] Keeps what was granted and when. What says the same as before is no new grant. */
export async function keepGrant(db: Kysely<Database>, { program, account, at, granted }: GrantMade): Promise<void> {
  const last = await db
    .selectFrom('grants')
    .selectAll()
    .where('program', '=', program)
    .where('account', '=', account)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const values = granted ?? nothing;
  if (isSame(last ?? nothing, values)) return;
  const number = (last?.number ?? 0) + 1;
  await db
    .insertInto('grants')
    .values({ program, account, number, at: at.toISOString(), ...values })
    .execute();
}

function isSame(a: Omit<GrantRow, 'program' | 'account' | 'number' | 'at'>, b: typeof a): boolean {
  return a.role === b.role && a.scope === b.scope && a.plan_roles === b.plan_roles && a.person === b.person;
}

/** Keeps that an account was locked out of all its programs, or let in again. */
export async function keepLockOut(
  db: Kysely<Database>,
  account: string,
  how: 'out' | 'in',
  at: Date = new Date(),
): Promise<void> {
  const memberships = await acrossPrograms('whatever the account is a member of', () =>
    db.selectFrom('memberships').selectAll().where('account', '=', account).execute(),
  );
  for (const { program, account: _, ...granted } of memberships)
    await inProgram(program, () => keepGrant(db, { program, account, at, granted: how === 'out' ? null : granted }));
}

/** A member as an administrator has granted it. */
export interface GrantedMember {
  readonly account: string;
  readonly name: string;
  readonly email: string;
  readonly granted: Granted;
  /** When this was granted, ISO 8601; null: before grants were kept. */
  readonly since: string | null;
}

/** Everybody who could sign in and was a member of the program at the end of a day of its time zone, by name. */
export async function grantedOn(db: Kysely<Database>, program: string, day: string): Promise<GrantedMember[]> {
  const rows = await db
    .selectFrom('grants')
    .innerJoin('accounts', 'accounts.id', 'grants.account')
    .select(['account', 'name', 'email', 'at', 'role', 'scope', 'plan_roles', 'person'])
    .where('grants.program', '=', program)
    .orderBy('number')
    .execute();
  const [zones = []] = await readTogether(db, [zoneSelection(program)]);
  const last = new Map<string, (typeof rows)[number]>();
  for (const row of rows)
    if (row.at === '' || dayOfMoment(zones[0]?.[0] ?? null, row.at) <= day) last.set(row.account, row);
  return inOrder([...last.values()].filter(({ role }) => role !== null).map(grantedMember));
}

/** Everybody who can sign in and is a member of the program now, by name. */
export async function grantedNow(db: Kysely<Database>, program: string): Promise<GrantedMember[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account')
    .select(['account', 'name', 'email', 'role', 'scope', 'plan_roles', 'person'])
    .select((from) =>
      from
        .selectFrom('grants')
        .select(({ fn }) => fn.max('at').as('last'))
        .where('grants.program', '=', program)
        .whereRef('grants.account', '=', 'memberships.account')
        .as('at'),
    )
    .where('memberships.program', '=', program)
    .where('accounts.disabled', '=', 0)
    .execute();
  return inOrder(rows.map(grantedMember));
}

function grantedMember(
  row: Pick<GrantRow, 'account' | 'role' | 'scope' | 'plan_roles' | 'person'> & {
    readonly name: string;
    readonly email: string;
    readonly at: string | null;
  },
): GrantedMember {
  const { account, name, email, at } = row;
  return { account, name, email, granted: grantedIn(row), since: at === '' ? null : at };
}

/** By name, then by address, as every database orders texts. */
function inOrder(members: readonly GrantedMember[]): GrantedMember[] {
  return members.toSorted((a, b) => compareText(a.name, b.name) || compareText(a.email, b.email));
}
