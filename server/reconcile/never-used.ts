import type { Kysely } from 'kysely';
import type { Edit } from '../../shared/sync/edit.ts';
import { hasJournal } from '../storage/journal.ts';
import type { Database } from '../storage/schema.ts';

/** From this many edits of a table on, asking whether there is anything to find pays. */
const MANY_EDITS = 200;

/** Asks of the tables with many edits whether the program ever held a row of them: a first push has nothing to look for. */
export async function findNeverUsed(
  db: Kysely<Database>,
  program: string,
  edits: readonly Edit[],
): Promise<ReadonlySet<string>> {
  const counts = new Map<string, number>();
  for (const { table } of edits) counts.set(table, (counts.get(table) ?? 0) + 1);
  const unused = new Set<string>();
  for (const [table, count] of counts) {
    if (count >= MANY_EDITS && !(await hasJournal(db, program, table))) unused.add(table);
  }
  return unused;
}
