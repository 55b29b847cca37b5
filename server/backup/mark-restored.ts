import type { Kysely } from 'kysely';
import { appendAct, type NewAct } from '../audit/append-act.ts';
import type { Store } from '../storage/database.ts';
import { acrossPrograms } from '../storage/program-scope.ts';
import type { Database } from '../storage/schema.ts';

/** Who has restored a database, and in which words that is written down. */
export type Restored = Pick<NewAct, 'at' | 'person' | 'door' | 'what'>;

/**
 * [REV8] Begins a new epoch of every program in a database that has just come out of a backup: revisions are numbered on from
 * here, so a workbook that knows higher ones is of another history. Whatever lets somebody in ends, since it may have been
 * taken away after the backup was made. @returns the programs, each with the revision it stands at
 */
export async function markRestored(
  { write }: Pick<Store, 'write'>,
  restored: Restored,
): Promise<{ readonly id: string; readonly revision: number }[]> {
  return await write.transaction().execute(async (db) => {
    const programs = await acrossPrograms('a backup is of all programs', () =>
      db.selectFrom('programs').selectAll().orderBy('id').execute(),
    );
    for (const { id, revision, hash, epoch = 0 } of programs) {
      const number = epoch + 1;
      await db.insertInto('epochs').values({ program: id, number, revision, hash, at: restored.at }).execute();
      await db.updateTable('programs').set({ epoch: number }).where('id', '=', id).execute();
    }
    await endWaysIn(db);
    // [AUD1] Who looks for what came after the backup is to find why it is not there.
    for (const program of [null, ...programs.map(({ id }) => id)])
      await appendAct(db, { ...restored, program, kind: 'restore' });
    return programs.map(({ id, revision }) => ({ id, revision }));
  });
}

async function endWaysIn(db: Kysely<Database>): Promise<void> {
  for (const table of waysIn) await db.deleteFrom(table).execute();
}

/** Tables of what lets its bearer in without a password. */
const waysIn = [
  'sessions',
  'access_tokens',
  'device_sign_ins',
  'provider_sign_ins',
  'password_links',
  'setup_codes',
] as const;
