import type { Kysely } from 'kysely';
import { appendAct, type NewAct } from '../audit/append-act.ts';
import { isDemoAccount } from '../demo/demo-sign-ins.ts';
import type { AccountRow, Database } from '../storage/schema.ts';
import { isPostgres } from '../storage/sql-dialect.ts';

/** Who acts, when and by which way. */
export type ActedBy = Pick<NewAct, 'at' | 'person' | 'door'>;

type Account = Pick<AccountRow, 'id' | 'email'>;

/** By which ways people sign in to this server. */
export interface WaysIn {
  /** The demo is on: its people can sign in as well. */
  readonly demo: boolean;
  /** Passwords are on: false, and whoever has nothing else cannot sign in. */
  readonly passwords: boolean;
  /**
   * Names of the provider by which people sign in by now: of one that was set before nobody does any more. `any`: it is not known
   * which will be set.
   */
  readonly issuers: readonly string[] | 'any';
}

/**
 * [ADM1] Whether somebody who can sign in administers the server.
 */
export async function hasAdministrator(db: Kysely<Database>, ways: WaysIn): Promise<boolean> {
  return (await administrators(db, ways)).some((each) => canSignIn(each, ways));
}

/** Whether the account administers the server; a disabled one does not. */
export async function isAdministrator(db: Kysely<Database>, account: string): Promise<boolean> {
  return (await administratorQuery(db).where('id', '=', account).executeTakeFirst()) !== undefined;
}

/** [ADM1] Makes an account an administrator of the server, in a transaction. */
export async function makeAdministrator(transaction: Kysely<Database>, account: Account, by: ActedBy): Promise<void> {
  if (!(await setAdministers(transaction, account.id, 1))) return;
  const what = `Made ${account.email} an administrator of the server`;
  await appendAct(transaction, { program: null, kind: 'account', ...by, what });
}

/**
 * [ADM1] Takes the administration of the server from an account, in a transaction.
 * @returns false, with nothing done, where nobody else who can sign in has it
 */
export async function endAdministration(
  transaction: Kysely<Database>,
  account: Account,
  by: ActedBy & WaysIn,
): Promise<boolean> {
  if (await isLastAdministrator(transaction, account.id, by)) return false;
  const { at, person, door } = by;
  if (!(await setAdministers(transaction, account.id, 0))) return true;
  const what = `${account.email} is no administrator of the server any more`;
  await appendAct(transaction, { program: null, kind: 'account', at, person, door, what });
  return true;
}

/**
 * [ADM1] Whether the account administers the server and nobody else who can sign in does. The administrators are locked until
 * the transaction ends, so that two who go at the same time do not each count on the other.
 */
export async function isLastAdministrator(
  transaction: Kysely<Database>,
  account: string,
  ways: WaysIn,
): Promise<boolean> {
  const found = await administrators(transaction, ways, 'locked');
  const others = found.filter((each) => each.id !== account && canSignIn(each, ways));
  return others.length === 0 && found.some(({ id }) => id === account);
}

/** @returns false where it was so before */
async function setAdministers(db: Kysely<Database>, account: string, administers: 0 | 1): Promise<boolean> {
  const set = db.updateTable('accounts').set({ administers }).where('id', '=', account);
  return (await set.where('administers', '!=', administers).executeTakeFirst()).numUpdatedRows === 1n;
}

function administratorQuery(db: Kysely<Database>) {
  return db.selectFrom('accounts').select(['id', 'email']).where('administers', '=', 1).where('disabled', '=', 0);
}

interface Administrator extends Account, Pick<AccountRow, 'password'> {
  /** Somebody signs in to it with the provider. */
  readonly isConnected: unknown;
}

/** Who is invited and has never come cannot yet: a link may run out, or never arrive. */
function canSignIn({ email, password, isConnected }: Administrator, { demo, passwords }: WaysIn): boolean {
  return (demo || !isDemoAccount(email)) && ((passwords && password !== '') || Boolean(isConnected));
}

async function administrators(
  db: Kysely<Database>,
  { issuers }: Pick<WaysIn, 'issuers'>,
  how: 'locked' | 'read' = 'read',
): Promise<Administrator[]> {
  const query = administratorQuery(db)
    .select('password')
    .select((from) => {
      const identities = from
        .selectFrom('identities')
        .select('subject')
        .whereRef('identities.account', '=', 'accounts.id');
      // PostgreSQL takes no empty list; nobody names itself by nothing.
      const now = issuers === 'any' ? identities : identities.where('issuer', 'in', ['', ...issuers]);
      return from.exists(now).as('isConnected');
    })
    .orderBy('id');
  return (how === 'locked' && isPostgres(db) ? query.forUpdate() : query).execute();
}
