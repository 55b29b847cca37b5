import type { Kysely } from 'kysely';
import { appendAct } from '../audit/append-act.ts';
import type { ActedBy } from '../identity/administrators.ts';
import type { AccountRow, Database } from '../storage/schema.ts';

type Account = Pick<AccountRow, 'id' | 'email'>;

/** Ends a session of an account, or with `all` every one, in a transaction. @returns how many there were */
export async function endSession(
  transaction: Kysely<Database>,
  { id, email }: Account,
  session: string,
  by: ActedBy,
): Promise<number> {
  const ofAccount = transaction.deleteFrom('sessions').where('account', '=', id);
  const ended = session === 'all' ? ofAccount : ofAccount.where('token_hash', '=', session);
  const count = Number((await ended.executeTakeFirst()).numDeletedRows);
  if (count === 0) return 0;
  const what = `Ended ${count} ${count === 1 ? 'session' : 'sessions'} of ${email}`;
  await appendAct(transaction, { ...by, program: null, kind: 'account', what });
  return count;
}

/** Ends a reading token of an account, in a transaction. @returns false where it has none of this id */
export async function endToken(
  transaction: Kysely<Database>,
  { id: account, email }: Account,
  id: string,
  by: ActedBy,
): Promise<boolean> {
  const token = await transaction
    .selectFrom('access_tokens')
    .select('program')
    .where('id', '=', id)
    .where('account', '=', account)
    .executeTakeFirst();
  if (!token) return false;
  await transaction.deleteFrom('access_tokens').where('id', '=', id).where('account', '=', account).execute();
  const what = `Ended reading token ${id} of ${email}`;
  await appendAct(transaction, { ...by, program: token.program, kind: 'token', what });
  return true;
}
