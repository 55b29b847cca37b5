import type { Kysely } from 'kysely';
import { documentReceipt, revisionReceipt } from '../../shared/receipts/receipt.ts';
import type { Database } from '../storage/schema.ts';

/** [AUD3] Names the state of the plan that a page shows, and the document where it has bytes of its own. */
export async function receiptOf(
  db: Kysely<Database>,
  program: string,
  revision: number,
  document?: Uint8Array,
): Promise<string> {
  const row = await db
    .selectFrom('revisions')
    .select('hash')
    .where('program', '=', program)
    .where('number', '=', revision)
    .executeTakeFirst();
  const hash = row?.hash ?? '';
  return document === undefined ? revisionReceipt(revision, hash) : documentReceipt(revision, hash, document);
}
