import Sqlite from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ActedBy } from '../identity/administrators.ts';
import { lockOut } from '../identity/lock-out.ts';
import type { Database } from '../storage/schema.ts';
import { acrossPrograms } from '../storage/program-scope.ts';
import { keepRollUpsEnded, readRollUpsOf, type KnownRollUps } from './roll-ups-since-backup.ts';
import {
  keepDisconnected,
  readSignInsOf,
  type KnownSignIns,
  type SignInsSinceBackup,
} from './sign-ins-since-backup.ts';

const knownAccount = z.object({
  id: z.string(),
  email: z.string(),
  password: z.string(),
  disabled: z.number(),
  administers: z.number(),
});
const knownMembership = z.object({
  account: z.string(),
  program: z.string(),
  role: z.string(),
  scope: z.string().nullable(),
  /** Absent: of a version before roles of the plan. */
  plan_roles: z.string().nullable().default(null),
  person: z.string().nullable().default(null),
});

/** Who can do what in a database, as far as a restore could give it back to somebody from whom it was taken. */
export interface KnownPeople {
  readonly accounts: readonly z.infer<typeof knownAccount>[];
  readonly memberships: readonly z.infer<typeof knownMembership>[];
  /** null: it is of a version before roll-ups. */
  readonly rollUps: KnownRollUps | null;
  /** null: it is of a version before sign-ins by a provider. */
  readonly signIns: KnownSignIns | null;
}

/** Reads them from the database that a backup is to take the place of; null: it does not say. */
export function readPeople(file: string): KnownPeople | null {
  try {
    const db = new Sqlite(file, { readonly: true, fileMustExist: true });
    try {
      const accounts = db.prepare('SELECT id, email, password, disabled, administers FROM accounts ORDER BY email');
      const memberships = db.prepare('SELECT * FROM memberships ORDER BY program, account');
      return {
        accounts: z.array(knownAccount).parse(accounts.all()),
        memberships: z.array(knownMembership).parse(memberships.all()),
        rollUps: unlessOlder(() => readRollUpsOf(db)),
        signIns: unlessOlder(() => readSignInsOf(db)),
      };
    } finally {
      db.close();
    }
  } catch {
    // Broken, or of another version: that may be why it is replaced.
    return null;
  }
}

function unlessOlder<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** What a restore would have undone, by e-mail. */
export interface SinceBackup extends SignInsSinceBackup {
  /** Locked out since, and kept so. */
  readonly lockedOut: readonly string[];
  /** The newer password was kept. */
  readonly passwords: readonly string[];
  /** Locked out since, but nobody else administers the server of the backup. */
  readonly stillIn: readonly string[];
  /** Administer the server again, which was taken from them since. */
  readonly administerAgain: readonly string[];
  /** Open again, though closed since: e-mail and program. */
  readonly openAgain: readonly string[];
  /** Have another role, part of a program or role of the plan again, or are another person of it: e-mail, program, then and now. */
  readonly otherRole: readonly string[];
  /** Ended since by programs or roll-ups, and kept so. */
  readonly rollUps: readonly string[];
  /** Accounts that were made since, and are no more. */
  readonly gone: readonly string[];
}

/**
 * Keeps out, in a restored database, whom the present one has locked out since the backup was made, keeps newer passwords, and says
 * what else comes back that was taken from somebody.
 */
export async function keepSinceBackup(db: Kysely<Database>, now: KnownPeople, by: ActedBy): Promise<SinceBackup> {
  const then = await peopleIn(db);
  const known = new Map(now.accounts.map((account) => [account.id, account]));
  const open = new Map(now.memberships.map((each) => [`${each.account} ${each.program}`, each]));
  const lockedOut: string[] = [];
  const stillIn: string[] = [];
  const passwords: string[] = [];
  const administerAgain: string[] = [];
  for (const account of then.accounts) {
    const present = known.get(account.id);
    if (present === undefined) continue;
    if (present.password !== '' && present.password !== account.password) {
      await db.updateTable('accounts').set({ password: present.password }).where('id', '=', account.id).execute();
      passwords.push(account.email);
    }
    if (present.disabled === 1 && account.disabled === 0) {
      const isOut = await lockOut(db, account, { ...by, demo: true, passwords: true, issuers: 'any' });
      (isOut ? lockedOut : stillIn).push(account.email);
    } else if (account.administers === 1 && present.administers === 0) administerAgain.push(account.email);
  }
  const emails = new Map(then.accounts.map(({ id, email }) => [id, email]));
  const openAgain = then.memberships
    .filter(({ account, program }) => known.has(account) && !open.has(`${account} ${program}`))
    .map(({ account, program }) => `${emails.get(account) ?? account} in ${program}`);
  const otherRole = then.memberships.flatMap((held) => {
    const { account, program } = held;
    const present = open.get(`${account} ${program}`);
    if (present === undefined || isSame(present, held)) return [];
    return [`${emails.get(account) ?? account} in ${program} (${heldWords(held)}; had ${heldWords(present)})`];
  });
  const noSignIns = { disconnected: [], stillConnected: [], groups: [] };
  const signIns = now.signIns === null ? noSignIns : await keepDisconnected(db, now.signIns, by);
  const rollUps = now.rollUps === null ? [] : await keepRollUpsEnded(db, now.rollUps, by);
  const gone = now.accounts.filter(({ id }) => !emails.has(id)).map(({ email }) => email);
  return { lockedOut, stillIn, passwords, administerAgain, openAgain, otherRole, rollUps, gone, ...signIns };
}

type Held = Omit<z.infer<typeof knownMembership>, 'account' | 'program'>;

function isSame(one: Held, other: Held): boolean {
  return (['role', 'scope', 'plan_roles', 'person'] as const).every((name) => one[name] === other[name]);
}

/** "editor of a part, limited to roles of the plan, as PM-07" */
function heldWords({ role, scope, plan_roles: planRoles, person }: Held): string {
  const part = scope === null ? '' : ' of a part';
  const limit = planRoles === null ? '' : ', limited to roles of the plan';
  return `${role}${part}${limit}${person === null ? '' : `, as ${person}`}`;
}

async function peopleIn(db: Kysely<Database>): Promise<Pick<KnownPeople, 'accounts' | 'memberships'>> {
  const accounts = await db
    .selectFrom('accounts')
    .select(['id', 'email', 'password', 'disabled', 'administers'])
    .orderBy('email')
    .execute();
  const memberships = await acrossPrograms('a backup is of all programs', () =>
    db
      .selectFrom('memberships')
      .select(['account', 'program', 'role', 'scope', 'plan_roles', 'person'])
      .orderBy('program')
      .orderBy('account')
      .execute(),
  );
  return {
    accounts: accounts.map(({ administers = 0, ...account }) => ({ ...account, administers })),
    memberships,
  };
}

/** Each in a sentence; what did not happen is left out. */
export function sinceBackupWords(since: SinceBackup): string[] {
  const says: readonly (readonly [readonly string[], string])[] = [
    [since.lockedOut, 'Locked out since the backup, and kept so'],
    [since.stillIn, 'Locked out since the backup, and the only administrator in it, so not kept out: see to it'],
    [since.passwords, 'The password that was set since the backup holds for'],
    [since.administerAgain, 'Administer the server again, which was taken from them since the backup'],
    [since.openAgain, 'Open again, though closed since the backup: look whether that is right'],
    [since.otherRole, 'Hold again what they held at the backup: look whether that is right'],
    [since.disconnected, 'The sign-in at the provider was taken from them since the backup, and stays so'],
    [
      since.stillConnected,
      'The sign-in at the provider was taken from them since the backup, and they could administer the server of the backup by nothing else, so it was left: see to it',
    ],
    [since.groups, 'Groups that give again what was taken from them since the backup: look whether that is right'],
    [since.rollUps, 'Ended between programs and roll-ups since the backup, and kept so'],
    [since.gone, 'Made since the backup, and to be invited again'],
  ];
  return says.flatMap(([who, words]) => (who.length === 0 ? [] : [`${words}: ${who.join(', ')}.`]));
}
