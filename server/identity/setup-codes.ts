import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../storage/schema.ts';
import { newUserCode, readUserCode } from './user-code.ts';

/** Whoever has started the server is there. A restart writes another. */
const LIFE_MS = 7 * 86_400_000;
/** Letters of a half with its hyphen. */
const HALF = 9;

/** True as long as nobody has an account. Once somebody has, this is over for good. */
export async function hasNoAccount(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) === undefined;
}

/**
 * A code by which the first administrator is made, such as BCDF-GHJK-LMNP-QRST: 69 bits. Only its hash is kept; each process that
 * starts over an empty database makes its own. Null where there is an account.
 */
export async function makeSetupCode(
  db: Kysely<Database>,
  { now, randomBytes }: { readonly now: Date; readonly randomBytes: (count: number) => Uint8Array },
): Promise<string | null> {
  await db
    .deleteFrom('setup_codes')
    .where('made_at', '<', new Date(now.getTime() - LIFE_MS).toISOString())
    .execute();
  if (!(await hasNoAccount(db))) return null;
  const code = `${newUserCode(randomBytes)}-${newUserCode(randomBytes)}`;
  await db
    .insertInto('setup_codes')
    .values({ code_hash: hashOf(code), made_at: now.toISOString() })
    .execute();
  return code;
}

/** True for a code that is good now, however it was typed. */
export async function isSetupCode(db: Kysely<Database>, typed: string, now: Date): Promise<boolean> {
  const code = readSetupCode(typed);
  if (code === null || !(await hasNoAccount(db))) return false;
  const found = await db
    .selectFrom('setup_codes')
    .select('made_at')
    .where('code_hash', '=', hashOf(code))
    .executeTakeFirst();
  return found !== undefined && now.getTime() - Date.parse(found.made_at) <= LIFE_MS;
}

/**
 * Ends all codes, in a transaction, since one of them is used. Of two that come at the same time the second waits here for the first.
 * @returns false where this one was not among them any more
 */
export async function takeSetupCode(transaction: Kysely<Database>, typed: string): Promise<boolean> {
  const ended = await transaction.deleteFrom('setup_codes').returning('code_hash').execute();
  const code = readSetupCode(typed);
  return code !== null && ended.some(({ code_hash: hash }) => hash === hashOf(code)) && hasNoAccount(transaction);
}

function readSetupCode(typed: string): string | null {
  const letters = typed.replaceAll(/[\s–—-]/g, '');
  const halves = [letters.slice(0, HALF - 1), letters.slice(HALF - 1)].map(readUserCode);
  return halves.includes(null) ? null : halves.join('-');
}

function hashOf(code: string): string {
  return createHash('sha256').update(`setup code ${code}`).digest('hex');
}
