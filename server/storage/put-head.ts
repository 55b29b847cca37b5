import type { Kysely } from 'kysely';
import { insertMany } from './insert-many.ts';
import type { Database, RevisionRow } from './schema.ts';
import { isPostgres } from './sql-dialect.ts';
import { updateMany } from './update-many.ts';

const revisionColumns = [
  'program',
  'number',
  'person',
  'person_name',
  'at',
  'workbook',
  'sync_id',
  'note',
  'door',
  'accepted',
  'changes',
  'prev_hash',
  'hash',
  'seal',
  'acts',
  'acts_hash',
] as const satisfies readonly (keyof RevisionRow)[];

/**
 * Writes a revision and moves the head to it: one statement where a database takes both in one. The caller brings the kept sums
 * there in the same transaction.
 */
export async function putHead(db: Kysely<Database>, revision: RevisionRow): Promise<void> {
  const { program, number, hash } = revision;
  if (isPostgres(db)) {
    await db
      .with('head', (head) =>
        head
          .updateTable('programs')
          .set({ revision: number, hash, sums_revision: number })
          .where('id', '=', program)
          .returning('id'),
      )
      .insertInto('revisions')
      .values(revision)
      .execute();
    return;
  }
  const values = revisionColumns.map((column) => revision[column] ?? null);
  await insertMany(db, { table: 'revisions', columns: revisionColumns, rows: [values] });
  await updateMany(db, {
    table: 'programs',
    key: ['id'],
    columns: ['revision', 'hash', 'sums_revision'],
    rows: [[number, hash, number, program]],
  });
}
