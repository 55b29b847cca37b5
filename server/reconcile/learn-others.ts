import type { Kysely } from 'kysely';
import type { Database } from '../storage/schema.ts';
import type { Head } from './late-changes.ts';
import { MOST_ROWS_AT_ONCE, type RecentChanges } from './recent-changes.ts';
import { remoteChanges } from './remote-changes.ts';
import { toldRowsOf } from './told-rows.ts';

/**
 * [FG3] Learns what others wrote since this process last looked, other server processes as a rule: once for all who sync next, where
 * each of them would read it again. Costs nothing when the head is known. The database must stand at the head.
 */
export async function learnOthers(db: Kysely<Database>, head: Head, recent: RecentChanges): Promise<void> {
  const known = recent.newest(head.id);
  if (!known || known.revision >= head.revision) return;
  recent.noteShared(head.id);
  const since = await db
    .selectFrom('revisions')
    .select(['number', 'hash', 'changes'])
    .where('program', '=', head.id)
    .where('number', '>=', known.revision)
    .where('number', '<=', head.revision)
    .execute();
  const isSamePast =
    known.revision === 0 || since.some(({ number, hash }) => number === known.revision && hash === known.hash);
  const changes = since.reduce((sum, { number, changes: count }) => sum + (number === known.revision ? 0 : count), 0);
  if (!isSamePast || changes > MOST_ROWS_AT_ONCE) return;
  const { id: program, revision: to } = head;
  const remote = await remoteChanges(db, { program, base: known.revision, to, head: to, mayLeaveOut: true });
  recent.keepStep(known, head, toldRowsOf(remote, to));
}
