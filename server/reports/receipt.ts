import type { Kysely } from 'kysely';
import type { Database } from '../storage/schema.ts';

const RECEIPT_DIGITS = 8;

/** Revision and the beginning of its hash: enough to find the state of the plan that a page shows. */
export async function receiptOf(db: Kysely<Database>, program: string, revision: number): Promise<string> {
  const row = await db
    .selectFrom('revisions')
    .select('hash')
    .where('program', '=', program)
    .where('number', '=', revision)
    .executeTakeFirst();
  return row === undefined ? `r${revision}` : `r${revision}-${row.hash.slice(0, RECEIPT_DIGITS)}`;
}
