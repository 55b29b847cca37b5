import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { WirePerson } from '../../shared/protocol/people.ts';
import { appendAct, type NewAct } from '../audit/append-act.ts';
import type { AccountRow, Database } from '../storage/schema.ts';
import { inProgram } from '../storage/program-scope.ts';
import { isPostgres } from '../storage/sql-dialect.ts';
import { grantedColumns, type Granted } from './granted.ts';
import { keepGrant } from './grants.ts';
import { hashPassword } from './passwords.ts';

/** Emails are compared without regard to case. */
export function normalizeEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** Makes an account that may sign in but is a member of nothing yet. Throws when the email is taken. */
export async function createAccount(
  db: Kysely<Database>,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<WirePerson> {
  return personOf(await addAccount(db, { email, name, password: await hashPassword(password) }));
}

/**
 * Makes an account whose password is kept as given by `hashPassword`; '': it has none yet, so that its owner sets the first one by
 * a link. It is a member of nothing. Throws when the email is taken.
 */
export async function addAccount(
  db: Kysely<Database>,
  { email, name, password }: Pick<AccountRow, 'email' | 'name' | 'password'>,
  at: Date = new Date(),
): Promise<AccountRow> {
  const account: AccountRow = {
    id: randomUUID(),
    email: normalizeEmail(email),
    name,
    password,
    disabled: 0,
    created_at: at.toISOString(),
  };
  await db.insertInto('accounts').values(account).execute();
  return account;
}

/** Number of the lock that whoever gives away an address holds. */
const ADDRESSES = 53_670_030;

/**
 * Addresses are given away by one transaction after another, so that one which was found free still is when it is taken.
 * To be asked for before looking; on SQLite there is one writer anyway.
 */
export async function holdAddresses(transaction: Kysely<Database>): Promise<void> {
  if (isPostgres(transaction)) await sql`SELECT pg_advisory_xact_lock(${ADDRESSES})`.execute(transaction);
}

/** Gives an account another name, in a transaction. What was done under the one before keeps it. */
export async function renameAccount(
  transaction: Kysely<Database>,
  { id, email, name }: WirePerson,
  by: Pick<NewAct, 'at' | 'person' | 'door'>,
): Promise<void> {
  await transaction.updateTable('accounts').set({ name }).where('id', '=', id).execute();
  await appendAct(transaction, { ...by, program: null, kind: 'account', what: `Named the account ${email} ${name}` });
}

export async function findAccount(db: Kysely<Database>, email: string): Promise<AccountRow | undefined> {
  return db.selectFrom('accounts').selectAll().where('email', '=', normalizeEmail(email)).executeTakeFirst();
}

/**
 * [FD8] An account that is about to be entered, as it is by now, and held as such until the transaction ends: who is locked out or gets
 * a new password at the same time comes before, and is seen here, or after, and ends what was opened. Undefined where it is locked.
 */
export async function holdOpenAccount(transaction: Kysely<Database>, id: string): Promise<AccountRow | undefined> {
  const query = transaction.selectFrom('accounts').selectAll().where('id', '=', id).where('disabled', '=', 0);
  return (isPostgres(transaction) ? query.forUpdate() : query).executeTakeFirst();
}

export function personOf({ id, email, name }: Pick<AccountRow, 'id' | 'email' | 'name'>): WirePerson {
  return { id, email, name };
}

/**
 * Makes an account (by id) a member of a program, or changes what the member may do: from now on it stands as it was granted,
 * whatever groups of the provider say. Throws when the person is another member's.
 */
export function grant(db: Kysely<Database>, request: GrantRequest, at: Date = new Date()): Promise<void> {
  return inProgram(request.program, () => grantIn(db, request, at));
}

async function grantIn(
  db: Kysely<Database>,
  { program, account, role, scope, planRoles = null, person = null }: GrantRequest,
  at: Date,
): Promise<void> {
  const granted = grantedColumns({ role, scope, planRoles, person });
  await db
    .insertInto('memberships')
    .values({ program, account, ...granted })
    .onConflict((conflict) => conflict.columns(['program', 'account']).doUpdateSet(granted))
    .execute();
  await db.deleteFrom('group_memberships').where('program', '=', program).where('account', '=', account).execute();
  const owner = await db.selectFrom('accounts').select('disabled').where('id', '=', account).executeTakeFirst();
  // An account that is locked out holds nothing until it is let in again.
  await keepGrant(db, { program, account, at, granted: owner?.disabled === 1 ? null : granted });
}

interface GrantRequest extends Pick<Granted, 'role' | 'scope'>, Partial<Pick<Granted, 'planRoles' | 'person'>> {
  readonly program: string;
  readonly account: string;
}

/** Takes away what an account may do in a program: it stays closed to it until it is granted anew, whatever groups say. */
export async function revoke(
  db: Kysely<Database>,
  { program, account }: { readonly program: string; readonly account: string },
  at: Date = new Date(),
): Promise<void> {
  await db.deleteFrom('memberships').where('program', '=', program).where('account', '=', account).execute();
  await db
    .insertInto('group_memberships')
    .values({ program, account, state: 'closed', group_names: '[]' })
    .onConflict((conflict) =>
      conflict.columns(['program', 'account']).doUpdateSet({ state: 'closed', group_names: '[]' }),
    )
    .execute();
  await keepGrant(db, { program, account, at, granted: null });
}

interface NewProgram {
  readonly id: string;
  readonly name: string;
  readonly district: string;
  readonly fiscalYear: string;
}

/** Makes an empty program at revision 0. Throws when the id is taken. */
export async function createProgram(db: Kysely<Database>, program: NewProgram): Promise<void> {
  if (!(await makeProgram(db, program))) throw new Error(`There is a program ${program.id} already.`);
}

/** Makes an empty program at revision 0. @returns false where the id is taken, also by somebody who takes it at this moment */
export async function makeProgram(
  db: Kysely<Database>,
  { id, name, district, fiscalYear }: NewProgram,
): Promise<boolean> {
  const made = await inProgram(id, () =>
    db
      .insertInto('programs')
      .values({ id, name, district, fiscal_year: fiscalYear, revision: 0, hash: '' })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst(),
  );
  return made.numInsertedOrUpdatedRows === 1n;
}
