import type { Kysely } from 'kysely';
import type { Database } from '../storage/schema.ts';

/** What the public sees of a program. */
export interface Publication {
  readonly program: string;
  readonly revision: number;
  /** The day of its figures: `YYYY-MM-DD`. */
  readonly asOf: string;
  /** ISO moment. */
  readonly at: string;
  /** Name of the person who published it. */
  readonly by: string;
}

export async function readPublication(db: Kysely<Database>, program: string): Promise<Publication | undefined> {
  const row = await db.selectFrom('guides').selectAll().where('program', '=', program).executeTakeFirst();
  return row && { program, revision: row.revision, asOf: row.as_of, at: row.at, by: row.by_name };
}

/** Publishes a moment of the program in place of the one before. */
export async function writePublication(db: Kysely<Database>, publication: Publication): Promise<void> {
  const { program, revision, asOf, at, by } = publication;
  await db
    .insertInto('guides')
    .values({ program, revision, as_of: asOf, at, by_name: by })
    .onConflict((conflict) => conflict.column('program').doUpdateSet({ revision, as_of: asOf, at, by_name: by }))
    .execute();
}

/** Withdraws the guide. */
export async function deletePublication(db: Kysely<Database>, program: string): Promise<void> {
  await db.deleteFrom('guides').where('program', '=', program).execute();
}
