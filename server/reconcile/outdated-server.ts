import type { Kysely } from 'kysely';
import { HttpError } from '../errors.ts';
import { NEWEST_MIGRATION } from '../storage/migrate.ts';
import { readTogether, type Selection, type Values } from '../storage/read-together.ts';
import type { Database } from '../storage/schema.ts';

/** As long as a proxy takes to send people to the other one. */
const RETRY_SECONDS = 5;

/**
 * Steps that a newer server has brought the database up to: what it keeps from then on may mean what this one does not know of,
 * such as an answer to be given again. To be read once the program is locked: whatever another server writes of it comes after.
 */
export const newerMigrations: Selection = {
  from: 'kysely_migration',
  columns: ['name'],
  where: [{ column: 'name', above: NEWEST_MIGRATION }],
};

/** [FG3] Throws unavailable where there are any: this server leaves the plan to the newer one. */
export function assertNotOutdated(newer: readonly Values[]): void {
  if (newer.length === 0) return;
  throw new HttpError(
    'unavailable',
    'A newer version of the server has taken over, and this one is to be stopped. Nothing of yours was stored here; it is still where you entered it. Try again in a moment.',
    { retryAfterSeconds: RETRY_SECONDS },
  );
}

/** The same for whoever reads nothing else beside. */
export async function checkNotOutdated(db: Kysely<Database>): Promise<void> {
  const [newer = []] = await readTogether(db, [newerMigrations]);
  assertNotOutdated(newer);
}
