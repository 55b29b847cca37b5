import type { Kysely } from 'kysely';
import type {
  AdministeredPeople,
  AdministeredPerson,
  HeldMembership,
  PersonDetails,
} from '../../shared/protocol/administration.ts';
import { grantedIn } from '../identity/granted.ts';
import { hasEnded } from '../identity/sessions.ts';
import { isAmong } from '../storage/sql-dialect.ts';
import type { AccountRow, Database } from '../storage/schema.ts';
import { holdsText } from './holds-text.ts';

/** People of a page. */
const PAGE = 50;

interface AskedPeople {
  /** Part of a name or an address; '': all. */
  readonly find: string;
  /** Members of this program alone; absent: everybody. */
  readonly program?: string | undefined;
  /** Address of the last one of the page before; ''. */
  readonly after: string;
}

/** Everybody who has an account, by address, a page at a time, with what they may do in which program. */
export async function listPeople(
  db: Kysely<Database>,
  { find, program, after }: AskedPeople,
  now: Date,
): Promise<AdministeredPeople> {
  let query = db
    .selectFrom('accounts')
    .selectAll()
    .where('email', '>', after)
    .where((where) => where.or(['email', 'name'].map((column) => holdsText(column, find))));
  if (program !== undefined) {
    const members = db.selectFrom('memberships').select('account').where('program', '=', program);
    query = query.where('id', 'in', members);
  }
  const found = await query
    .orderBy('email')
    .limit(PAGE + 1)
    .execute();
  const people = await described(db, found.slice(0, PAGE), now);
  return { people, next: found.length > PAGE ? (people.at(-1)?.email ?? null) : null };
}

/** One account with the sessions that go on and its tokens, newest first; undefined where there is none. */
export async function readPerson(db: Kysely<Database>, id: string, now: Date): Promise<PersonDetails | undefined> {
  const account = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
  if (!account) return undefined;
  const [person] = await described(db, [account], now);
  if (person === undefined) return undefined;
  const sessions = await db
    .selectFrom('sessions')
    .selectAll()
    .where('account', '=', id)
    .orderBy('last_used_at', 'desc')
    .execute();
  const tokens = await db
    .selectFrom('access_tokens')
    .select(['id', 'name', 'program', 'created_at', 'expires_at', 'last_used_at'])
    .where('account', '=', id)
    .orderBy('created_at', 'desc')
    .execute();
  return {
    person,
    sessions: sessions
      .filter((session) => !hasEnded(session, now))
      .map(({ token_hash: session, created_at: createdAt, last_used_at: lastUsedAt, device = null, source = null }) => {
        return { id: session, device, source, createdAt, lastUsedAt };
      }),
    tokens: tokens.map(({ created_at: createdAt, expires_at: expiresAt, last_used_at: lastUsedAt, ...token }) => {
      return { ...token, createdAt, expiresAt, lastUsedAt };
    }),
  };
}

async function described(
  db: Kysely<Database>,
  accounts: readonly AccountRow[],
  now: Date,
): Promise<AdministeredPerson[]> {
  const ids = accounts.map(({ id }) => id);
  const memberships = await db
    .selectFrom('memberships as m')
    .innerJoin('programs as p', 'p.id', 'm.program')
    .select(['m.account', 'm.program', 'm.role', 'm.scope', 'm.plan_roles', 'm.person', 'p.name'])
    .where(isAmong(db, 'm.account', ids))
    .orderBy('m.program')
    .execute();
  const sessions = await db
    .selectFrom('sessions')
    .select(['account', 'created_at', 'last_used_at', 'ends_at'])
    .where(isAmong(db, 'account', ids))
    .orderBy('last_used_at')
    .execute();
  const open = sessions.filter((session) => !hasEnded(session, now));
  const usedAt = new Map(open.map(({ account, last_used_at: at }) => [account, at]));
  const identities = await db
    .selectFrom('identities')
    .select('account')
    .where(isAmong(db, 'account', ids))
    .execute();
  const connected = new Set(identities.map(({ account }) => account));
  return accounts.map(({ id, name, email, password, disabled, administers, created_at: createdAt }) => ({
    id,
    name,
    email,
    isDisabled: disabled !== 0,
    isInvited: password === '' && !connected.has(id),
    administers: administers === 1,
    createdAt,
    lastUsedAt: usedAt.get(id) ?? null,
    memberships: memberships.filter(({ account }) => account === id).map(membershipOnWire),
  }));
}

function membershipOnWire({
  program,
  name,
  ...row
}: { readonly program: string; readonly name: string } & Parameters<typeof grantedIn>[0]): HeldMembership {
  const { role, scope, planRoles, person } = grantedIn(row);
  const { always, whileAssigned } = planRoles ?? { always: [], whileAssigned: [] };
  return {
    program,
    programName: name,
    role,
    scope: scope && { regions: [...scope.regions], projects: [...scope.projects] },
    planRoles: [...always],
    whileAssigned: [...whileAssigned],
    person,
  };
}
