import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Door } from '../../shared/protocol/history.ts';
import type { JournalEntry, RowChange } from '../../shared/sync/history/journal.ts';
import { revisionDigestPieces, type RevisionHeader } from '../../shared/sync/history/revision-digest.ts';
import type { ProgramView } from '../../shared/sync/merge/merge-context.ts';
import type { SqlValue } from '../storage/each-row.ts';
import { insertMany } from '../storage/insert-many.ts';
import { setHead } from '../storage/programs.ts';
import type { Database } from '../storage/schema.ts';
import { writeRows } from './write-rows.ts';

/** What a new revision says about itself. */
export interface NewRevision extends Omit<RevisionHeader, 'author'> {
  readonly person: { readonly id: string; readonly name: string };
  readonly door: Door;
  /** Cells and whole-row deletes accepted. */
  readonly accepted: number;
}

/** [REV1–REV3] Writes rows, journal and revision and moves the head. @returns the revision's hash, hex */
export async function writeRevision(
  db: Kysely<Database>,
  met: Pick<ProgramView, 'head'>,
  revision: NewRevision,
  changes: readonly RowChange[],
): Promise<string> {
  const hash = revisionHash({ ...revision, author: revision.person.id }, changes);
  await writeRows(db, met, revision, changes);
  await writeJournal(db, met, revision, changes);
  await db
    .insertInto('revisions')
    .values(revisionRow(revision, changes.length, hash))
    .execute();
  await setHead(db, { program: revision.program, revision: revision.revision, hash });
  return hash;
}

/** SHA-256 over the canonical text of header and changes, hex: each revision seals the one before. */
export function revisionHash(header: RevisionHeader, changes: readonly (RowChange | JournalEntry)[]): string {
  const hash = createHash('sha256');
  for (const piece of revisionDigestPieces(header, changes)) hash.update(piece);
  return hash.digest('hex');
}

function revisionRow(revision: NewRevision, changes: number, hash: string) {
  return {
    program: revision.program,
    number: revision.revision,
    person: revision.person.id,
    person_name: revision.person.name,
    at: revision.at,
    workbook: revision.workbook,
    sync_id: revision.syncId,
    note: revision.note,
    door: revision.door,
    accepted: revision.accepted,
    changes,
    prev_hash: revision.previousHash,
    hash,
  };
}

const journalColumns = [
  'program',
  'revision',
  'ordinal',
  'table_name',
  'row_id',
  'kind',
  'before',
  'after',
  'previous',
] as const;

async function writeJournal(
  db: Kysely<Database>,
  met: Pick<ProgramView, 'head'>,
  revision: NewRevision,
  changes: readonly RowChange[],
): Promise<void> {
  await insertMany(db, { table: 'journal', columns: journalColumns, rows: journalRows(met, revision, changes) });
}

/** In the order of `journalColumns`. */
function* journalRows(
  met: Pick<ProgramView, 'head'>,
  { program, revision }: NewRevision,
  changes: readonly RowChange[],
): Generator<SqlValue[]> {
  let ordinal = 0;
  for (const { table, row, kind, before, after } of changes) {
    const previous = met.head(table, row)?.revision ?? null;
    const [from, to] = [JSON.stringify(before), JSON.stringify(after)];
    yield [program, revision, ordinal++, table, row, kind, from, to, previous];
  }
}
