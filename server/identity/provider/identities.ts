import type { Kysely } from 'kysely';
import type { Database, IdentityRow } from '../../storage/schema.ts';
import type { ProviderPerson } from './provider-person.ts';

/** What names an identity. */
export type IdentityName = Pick<IdentityRow, 'issuer' | 'subject'>;

/**
 * Keeps that somebody has proven who they are at the provider, in a transaction, and holds others who come as the same person
 * until its end. @returns what is known of them; `first_at` is `at` for who comes the first time
 */
export async function meetIdentity(
  transaction: Kysely<Database>,
  { issuer, subject, email, name }: Pick<ProviderPerson, 'issuer' | 'subject' | 'email' | 'name'>,
  at: string,
): Promise<IdentityRow> {
  return transaction
    .insertInto('identities')
    .values({ issuer, subject, account: null, email, name, first_at: at, last_at: at })
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doUpdateSet({ email, name, last_at: at }))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Connects an identity with an account: from now on who proves to be the one signs in as the other. */
export async function connectIdentity(
  db: Kysely<Database>,
  { issuer, subject }: IdentityName,
  account: string,
): Promise<void> {
  await db
    .updateTable('identities')
    .set({ account })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .execute();
}

/** Those whom the provider knows and nobody has connected with an account, the latest first. */
export async function waitingIdentities(db: Kysely<Database>): Promise<IdentityRow[]> {
  return db.selectFrom('identities').selectAll().where('account', 'is', null).orderBy('last_at', 'desc').execute();
}

/** By which identities an account is signed in to. */
export async function identitiesOf(db: Kysely<Database>, account: string): Promise<IdentityRow[]> {
  return db.selectFrom('identities').selectAll().where('account', '=', account).orderBy('first_at').execute();
}

/** Takes all identities from an account: they wait to be connected again. @returns how many */
export async function disconnectIdentities(db: Kysely<Database>, account: string): Promise<number> {
  const done = await db
    .updateTable('identities')
    .set({ account: null })
    .where('account', '=', account)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}
