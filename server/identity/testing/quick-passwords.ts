import type { Kysely } from 'kysely';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import type { Database } from '../../storage/schema.ts';
import { addAccount, personOf } from '../accounts.ts';
import { hashPassword, type PasswordCost } from '../passwords.ts';

/** What a password costs where a test is about who comes in: a hash says its cost, and the server opens it at that. */
export const QUICK: PasswordCost = { N: 2 ** 4, r: 1, p: 1 };

/** `createAccount` with a password that is kept at this cost. */
export async function quickAccount(
  db: Kysely<Database>,
  { email, name, password }: { readonly email: string; readonly name: string; readonly password: string },
): Promise<WirePerson> {
  return personOf(await addAccount(db, { email, name, password: await hashPassword(password, undefined, QUICK) }));
}
