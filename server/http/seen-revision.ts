import type { Kysely } from 'kysely';
import type { Revision } from '../../shared/sync/edit.ts';
import { notFound } from '../errors.ts';
import { assertSeenHere, hashAt } from '../reconcile/known-history.ts';
import type { Database } from '../storage/schema.ts';
import { readProgram } from '../storage/programs.ts';

/** What a form was filled in by, as its request says it. */
export interface Seen {
  /** Absent: whatever holds now. */
  readonly seen?: Revision | undefined;
  readonly hash?: string | undefined;
}

/** [REV8] The revision that a form was filled in by, or the head. Throws HttpError revision_unknown for one of another history. */
export async function seenRevision(db: Kysely<Database>, id: string, { seen, hash }: Seen): Promise<Revision> {
  const program = await readProgram(db, id);
  if (program === undefined) throw notFound('such program');
  if (seen === undefined) return program.revision;
  await assertSeenHere(db, program, { revision: seen, hash });
  return seen;
}

/** A revision to be told, absent: the head, with the hash that a form sends back with it. */
export async function toldRevision(
  db: Kysely<Database>,
  id: string,
  at?: Revision,
): Promise<{ readonly revision: Revision; readonly hash: string }> {
  const program = await readProgram(db, id);
  if (program === undefined) throw notFound('such program');
  const revision = at ?? program.revision;
  return { revision, hash: revision === 0 ? '' : ((await hashAt(db, program, revision)) ?? '') };
}
