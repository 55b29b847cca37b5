import type { Kysely } from 'kysely';
import type { Database, ProgramRow } from './schema.ts';
import { isPostgres } from './sql-dialect.ts';

/** A program's name and head, or undefined. */
export async function readProgram(db: Kysely<Database>, id: string): Promise<ProgramRow | undefined> {
  return db.selectFrom('programs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The program, locked until the transaction ends: on SQLite the one writer is the lock. */
export async function lockProgram(db: Kysely<Database>, id: string): Promise<ProgramRow | undefined> {
  const query = db.selectFrom('programs').selectAll().where('id', '=', id);
  return (isPostgres(db) ? query.forUpdate() : query).executeTakeFirst();
}

/** Moves the head. The caller brings the kept sums there in the same transaction. */
export async function setHead(
  db: Kysely<Database>,
  head: { program: string; revision: number; hash: string },
): Promise<void> {
  const { program, revision, hash } = head;
  await db.updateTable('programs').set({ revision, hash, sums_revision: revision }).where('id', '=', program).execute();
}
