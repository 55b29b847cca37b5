import type { Kysely } from 'kysely';
import type { RowChange, StoredRow } from '../../shared/sync/history/journal.ts';
import { applyChange, type ProgramDraft } from '../../shared/sync/history/replay.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { readJournalSince, type JournalRecord } from '../storage/journal.ts';
import { readRows } from '../storage/rows.ts';
import type { Database, ProgramRow, RevisionRow } from '../storage/schema.ts';
import { revisionHash } from './write-revision.ts';

/** The first thing found wrong. `revision` is the first bad revision, or the one that last changed the bad row. */
export interface Fault {
  readonly kind: 'hash' | 'journal' | 'rows' | 'head';
  readonly revision: number;
  readonly table: string | null;
  readonly row: RowId | null;
  readonly message: string;
}

export interface Verification {
  readonly revisions: number;
  readonly entries: number;
  readonly head: number;
  readonly hash: string;
  readonly fault: Fault | null;
}

/** Revisions read at a time, so that memory follows the rows and not the history. */
const REVISIONS_AT_A_TIME = 50;

/**
 * [REV2, REV5] Walks the chain of hashes from the first revision and replays the journal; then compares the result with the
 * rows, cell for cell. To be called inside a snapshot.
 */
export async function verifyProgram(db: Kysely<Database>, program: ProgramRow): Promise<Verification> {
  const walk: Walk = { state: new Map(), entries: 0, revisions: 0, hash: '' };
  const fault =
    (await walkHistory(db, program, walk)) ?? headFault(program, walk) ?? (await rowsFault(db, program, walk));
  return { revisions: walk.revisions, entries: walk.entries, head: program.revision, hash: program.hash, fault };
}

interface Walk {
  readonly state: ProgramDraft;
  entries: number;
  revisions: number;
  hash: string;
}

async function walkHistory(db: Kysely<Database>, program: ProgramRow, walk: Walk): Promise<Fault | null> {
  for (;;) {
    const revisions = await db
      .selectFrom('revisions')
      .selectAll()
      .where('program', '=', program.id)
      .where('number', '>', walk.revisions)
      .orderBy('number')
      .limit(REVISIONS_AT_A_TIME)
      .execute();
    const last = revisions.at(-1);
    if (!last) return null;
    const entries = await readJournalSince(db, { program: program.id, after: walk.revisions, upTo: last.number });
    const byRevision = groupByRevision(entries);
    for (const revision of revisions) {
      const fault = stepFault(walk, revision, byRevision.get(revision.number) ?? []);
      if (fault) return fault;
    }
  }
}

/** Ascending within each revision. */
function groupByRevision(newestFirst: readonly JournalRecord[]): Map<number, JournalRecord[]> {
  const found = new Map<number, JournalRecord[]>();
  for (const entry of newestFirst.toReversed()) {
    const list = found.get(entry.revision);
    if (list) list.push(entry);
    else found.set(entry.revision, [entry]);
  }
  return found;
}

function stepFault(walk: Walk, revision: RevisionRow, changes: readonly RowChange[]): Fault | null {
  const fault = (kind: Fault['kind'], message: string, change?: RowChange): Fault => ({
    kind,
    revision: revision.number,
    table: change?.table ?? null,
    row: change?.row ?? null,
    message,
  });
  if (revision.number !== walk.revisions + 1) return fault('hash', `Revision ${walk.revisions + 1} is missing.`);
  if (revision.prev_hash !== walk.hash)
    return fault('hash', `Revision ${revision.number} does not follow the one before.`);
  if (hashOf(revision, changes) !== revision.hash) {
    return fault('hash', `Revision ${revision.number} or its journal is not what was committed.`);
  }
  for (const change of changes) {
    try {
      applyChange(walk.state, change, revision.number);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return fault('journal', error.message, change);
    }
  }
  walk.revisions = revision.number;
  walk.entries += changes.length;
  walk.hash = revision.hash;
  return null;
}

function hashOf(revision: RevisionRow, changes: readonly RowChange[]): string {
  const header = {
    program: revision.program,
    revision: revision.number,
    author: revision.person,
    at: revision.at,
    workbook: revision.workbook,
    syncId: revision.sync_id,
    note: revision.note,
    previousHash: revision.prev_hash,
  };
  return revisionHash(header, changes);
}

function headFault(program: ProgramRow, walk: Walk): Fault | null {
  if (program.revision === walk.revisions && program.hash === walk.hash) return null;
  const message = `The head says revision ${program.revision}, the history ends at ${walk.revisions}.`;
  return { kind: 'head', revision: walk.revisions + 1, table: null, row: null, message };
}

async function rowsFault(db: Kysely<Database>, program: ProgramRow, walk: Walk): Promise<Fault | null> {
  for (const table of tables) {
    const expected = new Map(walk.state.get(table.name));
    for (const row of await readRows(db, program.id, table)) {
      const replayed = expected.get(row.row);
      expected.delete(row.row);
      if (replayed && isSame(row, replayed)) continue;
      return rowFault(table.name, row, `Row ${row.row} of ${table.label} is not what its history says.`);
    }
    for (const missing of expected.values()) {
      return rowFault(table.name, missing, `Row ${missing.row} of ${table.label} is missing.`);
    }
  }
  return null;
}

function rowFault(table: string, { row, revision }: StoredRow, message: string): Fault {
  return { kind: 'rows', revision, table, row, message };
}

/** `stored` has every column; a replayed row has only the filled ones. */
function isSame(stored: StoredRow, replayed: StoredRow): boolean {
  if (stored.revision !== replayed.revision) return false;
  return Object.entries(stored.cells).every(([column, value]) => value === (replayed.cells[column] ?? null));
}
