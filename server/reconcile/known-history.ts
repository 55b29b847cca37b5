import type { Kysely } from 'kysely';
import { restoredDetails } from '../../shared/protocol/restored.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { HttpError } from '../errors.ts';
import type { Database, EpochRow, ProgramRow } from '../storage/schema.ts';

/** A revision that a client stands at, and the hash by which it knows it. */
export interface Standing {
  readonly revision: Revision;
  /** Undefined: the client has never heard of hashes. '': it knows none, its workbook being from before them. */
  readonly hash: string | undefined;
}

/**
 * [REV8] Throws HttpError revision_unknown unless the revision is one of this program's history: none above the head, and
 * none of a history that went another way before the database was restored from a backup, whose numbers have been given
 * again. Its details say which revision both histories have in common, as far as that is known.
 */
export async function assertInHistory(db: Kysely<Database>, program: ProgramRow, standing: Standing): Promise<void> {
  if (await isInHistory(db, program, standing)) return;
  const { revision, hash } = standing;
  if (hash === undefined && revision <= program.revision) throw new HttpError('protocol_unsupported', TOO_OLD);
  throw await unknownRevision(db, program, standing);
}

/**
 * [REV8] Throws HttpError revision_unknown where what somebody has looked at on a page is, or without its hash may be, of a history
 * that ended with a restore: what they decided on may not be what the plan holds.
 */
export async function assertSeenHere(db: Kysely<Database>, program: ProgramRow, seen: Standing): Promise<void> {
  const { revision: head } = program;
  if (seen.revision <= head && (await isInHistory(db, program, seen))) return;
  const unknown = await unknownRevision(db, program, seen);
  const at = restoredDetails.safeParse(unknown.details).data?.restored.at;
  if (at === undefined) throw unknown;
  const message = `The plan was restored from a backup on ${at.slice(0, 10)}, and what you looked at may be from before. Nothing of yours was saved. Look at it again and decide.`;
  throw new HttpError('revision_unknown', message, unknown.details);
}

async function isInHistory(db: Kysely<Database>, program: ProgramRow, { revision, hash }: Standing): Promise<boolean> {
  if (revision === 0) return true;
  if (revision > program.revision) return false;
  if (hash === undefined || hash === '') return !(await mayBeOfAnother(db, program, revision));
  return (await hashAt(db, program, revision)) === hash;
}

const TOO_OLD =
  'The plan was restored from a backup, and this add-in is too old to tell whether its workbook is from before. Nothing was changed. Reload the add-in; a program of your own names the hash of its base.';

/** Without a hash nobody knows which of two histories a revision above their parting is of. */
async function mayBeOfAnother(db: Kysely<Database>, { id, epoch = 0 }: ProgramRow, at: Revision): Promise<boolean> {
  if (epoch === 0) return false;
  const [first] = await readEpochs(db, id);
  return first !== undefined && at > first.revision;
}

/** What a form that is filled in by the head sends back with what it asks. */
export function toldFrom({ revision, hash }: ProgramRow): { readonly revision: Revision; readonly hash: string } {
  return { revision, hash: revision === 0 ? '' : hash };
}

/** Hash of a revision from 1 to the head; undefined where it is not there. */
export async function hashAt(db: Kysely<Database>, program: ProgramRow, at: Revision): Promise<string | undefined> {
  if (at === program.revision) return program.hash;
  const row = await db
    .selectFrom('revisions')
    .select('hash')
    .where('program', '=', program.id)
    .where('number', '=', at)
    .executeTakeFirst();
  return row?.hash;
}

async function unknownRevision(
  db: Kysely<Database>,
  { id, revision: head, epoch = 0 }: ProgramRow,
  { revision }: Standing,
): Promise<HttpError> {
  // Of several partings below it the first is safe: what has changed since comes as a conflict at worst.
  const parting = epoch === 0 ? undefined : (await readEpochs(db, id)).find((each) => each.revision <= revision);
  if (parting === undefined) {
    const message =
      revision > head
        ? `Revision ${revision} is above the program’s head, ${head}.`
        : `Revision ${revision} is another one in this program’s history.`;
    return new HttpError('revision_unknown', message, { head });
  }
  const { at, revision: common, hash } = parting;
  return new HttpError(
    'revision_unknown',
    `The plan was restored from a backup on ${at.slice(0, 10)}. It does not know revision ${revision} as this workbook does; both know revision ${common}.`,
    { head, restored: { at, common: { revision: common, hash } } },
  );
}

/** Where the program's history went on out of backups, the first one first. */
async function readEpochs(db: Kysely<Database>, program: string): Promise<EpochRow[]> {
  return db.selectFrom('epochs').selectAll().where('program', '=', program).orderBy('number').execute();
}
