import { sql, type Kysely } from 'kysely';
import { insertMany } from './insert-many.ts';
import { CHANNEL } from './listen.ts';
import type { Database, SyncReplyRow } from './schema.ts';
import { packText, unpackText } from './packed-text.ts';
import { isPostgres } from './sql-dialect.ts';

/** [I1] The answer that this person's sync got before, or undefined. */
export async function readSyncReply(
  db: Kysely<Database>,
  key: { program: string; person: string; syncId: string },
): Promise<SyncReplyRow | undefined> {
  const kept = await db
    .selectFrom('sync_replies')
    .selectAll()
    .where('program', '=', key.program)
    .where('person', '=', key.person)
    .where('sync_id', '=', key.syncId)
    .executeTakeFirst();
  return kept && { ...kept, outcome: await unpackText(kept.outcome) };
}

/** What was kept of the syncs that made these revisions, in order; undefined of one of which nothing is kept any more. */
export async function readOutcomesBetween(
  db: Kysely<Database>,
  { program, after, upTo }: { program: string; after: number; upTo: number },
): Promise<{ readonly revision: number; readonly outcome: string | undefined }[]> {
  const found = await db
    .selectFrom('revisions')
    .leftJoin('sync_replies', (join) =>
      join
        .onRef('sync_replies.program', '=', 'revisions.program')
        .onRef('sync_replies.person', '=', 'revisions.person')
        .onRef('sync_replies.sync_id', '=', 'revisions.sync_id'),
    )
    .select(['revisions.number', 'sync_replies.outcome'])
    .where('revisions.program', '=', program)
    .where('revisions.number', '>', after)
    .where('revisions.number', '<=', upTo)
    .orderBy('revisions.number')
    .execute();
  const unpacked = async (outcome: string | null) => (outcome === null ? undefined : await unpackText(outcome));
  return Promise.all(
    found.map(async ({ number, outcome }) => ({ revision: number, outcome: await unpacked(outcome) })),
  );
}

/**
 * Keeps the answer, packed where it is long: refusals are kept as long as their sync is, and are much the same [FD10].
 * @param news what other processes hear once the transaction is durable; PostgreSQL only, where it is part of the same statement
 */
export async function storeSyncReply(db: Kysely<Database>, reply: SyncReplyRow, news: string | null): Promise<void> {
  const row = { ...reply, outcome: await packText(reply.outcome) };
  if (news === null || !isPostgres(db)) {
    await insertMany(db, { table: 'sync_replies', columns: Object.keys(row), rows: [Object.values(row)] });
    return;
  }
  const kept = db.insertInto('sync_replies').values(row).returning('revision');
  await sql`WITH kept AS (${kept}) SELECT pg_notify(${CHANNEL}, ${news}) FROM kept`.execute(db);
}
