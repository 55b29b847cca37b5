import type { Kysely } from 'kysely';
import type { Door } from '../../shared/protocol/history.ts';
import type { BasketPlace } from '../../shared/sync/history/baskets.ts';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import {
  SEAL,
  sealedRevisionPieces,
  type SealedChange,
  type SealedHeader,
} from '../../shared/sync/history/revision-seal.ts';
import type { ProgramView } from '../../shared/sync/merge/merge-context.ts';
import { writeBaskets } from '../storage/baskets.ts';
import type { SqlValue } from '../storage/each-row.ts';
import { insertMany } from '../storage/insert-many.ts';
import { putHead } from '../storage/put-head.ts';
import type { Database, RevisionRow } from '../storage/schema.ts';
import { hashOf } from './hash-of.ts';
import { writeRows } from './write-rows.ts';

/** What a new revision says about itself. */
export interface NewRevision extends Omit<SealedHeader, 'author' | 'authorName' | 'changes'> {
  readonly person: { readonly id: string; readonly name: string };
  readonly door: Door;
}

/** What a new revision does. */
export interface RevisionContent {
  readonly changes: readonly RowChange[];
  readonly baskets: readonly BasketPlace[];
}

/** [REV1–REV3, REV7] Writes rows, journal, baskets and revision and moves the head. @returns the revision's hash, hex */
export async function writeRevision(
  db: Kysely<Database>,
  met: Pick<ProgramView, 'head'>,
  revision: NewRevision,
  { changes, baskets }: RevisionContent,
): Promise<string> {
  const { person, ...about } = revision;
  const header = { ...about, author: person.id, authorName: person.name, changes: changes.length };
  const sealed = { [Symbol.iterator]: () => sealedChanges(met, changes) };
  const hash = hashOf(sealedRevisionPieces({ header, changes: sealed, baskets }));
  await writeRows(db, met, revision, changes);
  await writeJournal(db, revision, sealed);
  await putHead(db, revisionRow(header, hash, revision.door));
  await writeBaskets(db, revision, baskets);
  return hash;
}

/** One after the other: of a first push there are a hundred thousand. */
function* sealedChanges(met: Pick<ProgramView, 'head'>, changes: readonly RowChange[]): Generator<SealedChange> {
  for (const [ordinal, change] of changes.entries()) {
    const { table, row, kind, before, after } = change;
    yield { table, row, kind, before, after, ordinal, previous: met.head(table, row)?.revision ?? null };
  }
}

function revisionRow(header: SealedHeader, hash: string, door: Door): RevisionRow {
  return {
    program: header.program,
    number: header.revision,
    person: header.author,
    person_name: header.authorName,
    at: header.at,
    workbook: header.workbook,
    sync_id: header.syncId,
    note: header.note,
    door,
    accepted: header.accepted,
    changes: header.changes,
    prev_hash: header.previousHash,
    hash,
    seal: SEAL,
    acts: header.acts,
    acts_hash: header.actsHash,
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
  revision: NewRevision,
  changes: Iterable<SealedChange>,
): Promise<void> {
  await insertMany(db, { table: 'journal', columns: journalColumns, rows: journalRows(revision, changes) });
}

/** In the order of `journalColumns`. */
function* journalRows({ program, revision }: NewRevision, changes: Iterable<SealedChange>): Generator<SqlValue[]> {
  for (const { table, row, kind, before, after, ordinal, previous } of changes) {
    const [from, to] = [JSON.stringify(before), JSON.stringify(after)];
    yield [program, revision, ordinal, table, row, kind, from, to, previous];
  }
}
