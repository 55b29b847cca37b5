import { sql, type Kysely } from 'kysely';
import type { Database } from '../storage/schema.ts';

/** Failures for one address in a quarter of an hour that are many. */
export const ATTEMPTS = 10;
const WINDOW_MS = 15 * 60_000;

/** Attempts of one kind in the present quarter of an hour. */
export interface Attempts {
  readonly failures: number;
  /** Milliseconds until the quarter of an hour is over. */
  readonly waitMs: number;
}

/** Counts an attempt. @param name hash of an address, or what stands for several */
export async function countAttemptOf(db: Kysely<Database>, name: string, at: Date): Promise<Attempts> {
  const since = at.toISOString();
  const windowStart = new Date(at.getTime() - WINDOW_MS).toISOString();
  const isOver = sql<boolean>`sign_in_attempts.since < ${windowStart}`;
  const row = await db
    .insertInto('sign_in_attempts')
    .values({ email_hash: name, failures: 1, since })
    .onConflict((conflict) =>
      conflict.column('email_hash').doUpdateSet({
        failures: sql<number>`CASE WHEN ${isOver} THEN 1 ELSE sign_in_attempts.failures + 1 END`,
        since: sql<string>`CASE WHEN ${isOver} THEN ${since} ELSE sign_in_attempts.since END`,
      }),
    )
    .returning(['failures', 'since'])
    .executeTakeFirstOrThrow();
  return { failures: row.failures, waitMs: Date.parse(row.since) + WINDOW_MS - at.getTime() };
}
