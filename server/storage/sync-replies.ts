import type { Kysely } from 'kysely';
import type { Database, SyncReplyRow } from './schema.ts';

/** [I1] The answer that this person's sync got before, or undefined. */
export async function readSyncReply(
  db: Kysely<Database>,
  key: { program: string; person: string; syncId: string },
): Promise<SyncReplyRow | undefined> {
  return db
    .selectFrom('sync_replies')
    .selectAll()
    .where('program', '=', key.program)
    .where('person', '=', key.person)
    .where('sync_id', '=', key.syncId)
    .executeTakeFirst();
}

export async function storeSyncReply(db: Kysely<Database>, reply: SyncReplyRow): Promise<void> {
  await db.insertInto('sync_replies').values(reply).execute();
}
