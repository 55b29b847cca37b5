import type { Kysely } from 'kysely';
import { HttpError } from '../errors.ts';
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

/** Throws changed_meanwhile where what is published is not what somebody saw, by the moment at which it was; undefined: they did not say. */
export function assertSeenPublication(found: Publication | undefined, seen: string | null | undefined): void {
  if (seen === undefined || seen === (found?.at ?? null)) return;
  const what =
    found === undefined
      ? 'The guide was withdrawn'
      : `${found.by} published the guide as of ${found.asOf}, revision ${found.revision},`;
  throw new HttpError(
    'changed_meanwhile',
    `${what} since you looked. Nothing of yours was published. Look at what stands there now, and publish again if yours is to stand.`,
  );
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
