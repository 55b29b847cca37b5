import type { Kysely } from 'kysely';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { RowChange, StoredRow } from '../../shared/sync/history/journal.ts';
import { applyChange, type ProgramDraft } from '../../shared/sync/history/replay.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { readJournalSince, type JournalRecord } from '../storage/journal.ts';
import { readRows } from '../storage/rows.ts';
import type { Database, ProgramRow, RevisionRow } from '../storage/schema.ts';
import { asSealed, readSealedTexts, type SealedTexts } from '../storage/sealed-texts.ts';
import { programRows } from '../../shared/plan/figures/program-rows.ts';
import { compareSums } from '../totals/compare-sums.ts';
import { sumsAreKept } from '../totals/keep-sums.ts';
import { revisionHash } from './write-revision.ts';

/** One thing found wrong. `revision` is the bad revision, or the one that last changed the bad row. */
export interface Fault {
  readonly kind: 'hash' | 'journal' | 'rows' | 'head' | 'sums';
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
  /** The first of `faults`. */
  readonly fault: Fault | null;
  /** Everything found wrong, along the history and then through the tables; the first FAULTS_TOLD. */
  readonly faults: readonly Fault[];
  /** How many there are in all. */
  readonly faultCount: number;
}

/** Faults told one by one: a history that somebody has rewritten has one per revision. */
export const FAULTS_TOLD = 1_000;

/** Revisions read at a time, so that memory follows the rows and not the history. */
const REVISIONS_AT_A_TIME = 50;

/**
 * [REV2, REV5] Walks the chain of hashes from the first revision and replays the journal; then compares the result with the
 * rows, cell for cell, and the kept sums with what the rows add up to. To be called inside a snapshot.
 */
export async function verifyProgram(db: Kysely<Database>, program: ProgramRow): Promise<Verification> {
  const sealed = await readSealedTexts(db, program.id);
  const walk: Walk = { state: new Map(), sealed, faults: [], faultCount: 0, entries: 0, revisions: 0, hash: '' };
  await walkHistory(db, program, walk);
  checkHead(program, walk);
  await checkRows(db, program, walk);
  await checkSums(db, program, walk);
  const { revisions, entries, faults, faultCount } = walk;
  const { revision: head, hash } = program;
  return { revisions, entries, head, hash, fault: faults[0] ?? null, faults, faultCount };
}

/** How far the history has been walked, and what was found on the way. It goes on after a fault. */
interface Walk {
  readonly state: ProgramDraft;
  readonly sealed: ReadonlyMap<number, SealedTexts>;
  readonly faults: Fault[];
  faultCount: number;
  entries: number;
  revisions: number;
  hash: string;
}

function note(walk: Walk, fault: Fault): void {
  walk.faultCount++;
  if (walk.faults.length < FAULTS_TOLD) walk.faults.push(fault);
}

async function walkHistory(db: Kysely<Database>, program: ProgramRow, walk: Walk): Promise<void> {
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
    if (!last) return;
    const entries = await readJournalSince(db, { program: program.id, after: walk.revisions, upTo: last.number });
    const byRevision = groupByRevision(entries);
    for (const revision of revisions) step(walk, revision, byRevision.get(revision.number) ?? []);
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

function step(walk: Walk, revision: RevisionRow, changes: readonly RowChange[]): void {
  const { number } = revision;
  const broken = (message: string): void => {
    note(walk, { kind: 'hash', revision: number, table: null, row: null, message });
  };
  const next = walk.revisions + 1;
  if (number !== next) broken(missingRevisions(next, number - 1));
  else if (revision.prev_hash !== walk.hash) broken(`Revision ${number} does not follow the one before.`);
  if (revisionHashOf(asSealed(revision, walk.sealed.get(number)), changes) !== revision.hash) {
    broken(`Revision ${number} or its journal is not what was committed.`);
  }
  for (const change of changes) apply(walk, change, number);
  walk.revisions = number;
  walk.entries += changes.length;
  walk.hash = revision.hash;
}

function missingRevisions(first: number, last: number): string {
  return first === last ? `Revision ${first} is missing.` : `Revisions ${first} to ${last} are missing.`;
}

/** Applies a change; one that does not fit is noted and counts all the same, so that it is told once. */
function apply(walk: Walk, change: RowChange, revision: number): void {
  try {
    applyChange(walk.state, change, revision);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { table, row, kind, after } = change;
    note(walk, { kind: 'journal', revision, table, row, message: error.message });
    const rows = getOrMake(walk.state, table, () => new Map<RowId, StoredRow>());
    if (kind === 'delete') rows.delete(row);
    else rows.set(row, { row, revision, cells: { ...rows.get(row)?.cells, ...after } });
  }
}

/** The hash that a revision of this content has. */
export function revisionHashOf(revision: RevisionRow, changes: readonly RowChange[]): string {
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

function checkHead(program: ProgramRow, walk: Walk): void {
  if (program.revision === walk.revisions && program.hash === walk.hash) return;
  const message = `The head says revision ${program.revision}, the history ends at ${walk.revisions}.`;
  note(walk, { kind: 'head', revision: walk.revisions + 1, table: null, row: null, message });
}

async function checkRows(db: Kysely<Database>, program: ProgramRow, walk: Walk): Promise<void> {
  for (const table of tables) {
    const expected = new Map(walk.state.get(table.name));
    for (const row of await readRows(db, program.id, table)) {
      const replayed = expected.get(row.row);
      expected.delete(row.row);
      if (replayed && isSame(row, replayed)) continue;
      noteRow(walk, table.name, row, `Row ${row.row} of ${table.label} is not what its history says.`);
    }
    for (const missing of expected.values()) {
      noteRow(walk, table.name, missing, `Row ${missing.row} of ${table.label} is missing.`);
    }
  }
}

/** Of a program whose sums are kept, and only where the history holds: a broken one adds up to anything. */
async function checkSums(db: Kysely<Database>, program: ProgramRow, walk: Walk): Promise<void> {
  if (!sumsAreKept(program) || walk.faults.some(({ kind }) => kind !== 'rows')) return;
  const stored = [...walk.state].map(([table, rows]) => [table, [...rows.values()]] as const);
  for (const fault of await compareSums(db, program.id, programRows(Object.fromEntries(stored))))
    note(walk, { kind: 'sums', revision: program.revision, ...fault });
}

function noteRow(walk: Walk, table: string, { row, revision }: StoredRow, message: string): void {
  note(walk, { kind: 'rows', revision, table, row, message });
}

/** `stored` has every column; a replayed row has only the filled ones. */
function isSame(stored: StoredRow, replayed: StoredRow): boolean {
  if (stored.revision !== replayed.revision) return false;
  return Object.entries(stored.cells).every(([column, value]) => value === (replayed.cells[column] ?? null));
}
