import type { Database as SqliteDatabase } from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { appendAct } from '../audit/append-act.ts';
import type { ActedBy } from '../identity/administrators.ts';
import type { AccountRow, Database } from '../storage/schema.ts';
import { acrossPrograms } from '../storage/program-scope.ts';

const knownIdentity = z.object({ issuer: z.string(), subject: z.string(), account: z.string().nullable() });
const knownGroup = z.object({
  program: z.string(),
  group_name: z.string(),
  role: z.string(),
  scope: z.string().nullable(),
  plan_roles: z.string().nullable(),
});

/** Who signs in to which account by the provider, and what its groups give, in a database that a backup is to take the place of. */
export interface KnownSignIns {
  readonly identities: readonly z.infer<typeof knownIdentity>[];
  readonly groups: readonly z.infer<typeof knownGroup>[];
}

/** Throws where the database is of a version before sign-ins by a provider. */
export function readSignInsOf(db: SqliteDatabase): KnownSignIns {
  const identities = db.prepare('SELECT issuer, subject, account FROM identities');
  const groups = db.prepare('SELECT program, group_name, role, scope, plan_roles FROM group_roles');
  return {
    identities: z.array(knownIdentity).parse(identities.all()),
    groups: z.array(knownGroup).parse(groups.all()),
  };
}

export interface SignInsSinceBackup {
  /** Their sign-in at the provider was taken from them since, and stays so. */
  readonly disconnected: readonly string[];
  /** The same of who could sign in by nothing else and administers the server of the backup. */
  readonly stillConnected: readonly string[];
  /** Groups that give in a program what they do not give any more. */
  readonly groups: readonly string[];
}

/**
 * [SGN1] Takes in a restored database the sign-in at the provider from accounts from which the present one has taken it since the
 * backup: it may have been somebody else's. Says which groups give again what was taken from them.
 */
export async function keepDisconnected(
  db: Kysely<Database>,
  now: KnownSignIns,
  by: ActedBy,
): Promise<SignInsSinceBackup> {
  const [disconnected, stillConnected]: [string[], string[]] = [[], []];
  const present = new Map(now.identities.map((each) => [nameOf(each), each.account]));
  const then = await db
    .selectFrom('identities')
    .innerJoin('accounts', 'accounts.id', 'identities.account')
    .select(['issuer', 'subject', 'identities.account', 'accounts.email', 'password', 'administers'])
    .orderBy('accounts.email')
    .execute();
  for (const { issuer, subject, account, email, password, administers } of then) {
    if (present.get(nameOf({ issuer, subject })) === account) continue;
    if (isOnlyWayIn({ password, administers })) {
      stillConnected.push(email);
      continue;
    }
    const identity = db.updateTable('identities').set({ account: null });
    await identity.where('issuer', '=', issuer).where('subject', '=', subject).execute();
    await appendAct(db, {
      ...by,
      program: null,
      kind: 'account',
      what: `Took the sign-in at the provider from ${email}`,
    });
    disconnected.push(email);
  }
  return { disconnected, stillConnected, groups: await groupsAgain(db, now) };
}

function isOnlyWayIn({ password, administers }: Pick<AccountRow, 'password' | 'administers'>): boolean {
  return administers === 1 && password === '';
}

async function groupsAgain(db: Kysely<Database>, { groups }: KnownSignIns): Promise<string[]> {
  const then = await acrossPrograms('a backup is of all programs', () =>
    db.selectFrom('group_roles').selectAll().orderBy('program').orderBy('group_name').execute(),
  );
  return then.flatMap(({ program, group_name: group, label, role, scope, plan_roles: planRoles }) => {
    const now = groups.find((each) => each.program === program && each.group_name === group);
    if (now?.role === role && now.scope === scope && now.plan_roles === planRoles) return [];
    return [`${label ?? group} in ${program} (${role})`];
  });
}

function nameOf({ issuer, subject }: { readonly issuer: string; readonly subject: string }): string {
  return JSON.stringify([issuer, subject]);
}
