import type { Kysely } from 'kysely';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { groupBy } from '../../shared/sync/group-by.ts';
import type { RowChange, StoredRow } from '../../shared/sync/history/journal.ts';
import type { SealedChange } from '../../shared/sync/history/revision-seal.ts';
import { applyChange, type ProgramDraft } from '../../shared/sync/history/replay.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { keyOf } from '../../shared/tables/table.ts';
import { actsWalker, type ActsWalker } from '../audit/walk-acts.ts';
import { readBasketsSince } from '../storage/baskets.ts';
import { readStoredEntries, sealedChange } from '../storage/journal.ts';
import { readKeyedPortions } from '../storage/rows.ts';
import type { Database, JournalRow, ProgramRow, RevisionRow } from '../storage/schema.ts';
import { asSealed, readSealedTexts, type SealedTexts } from '../storage/sealed-texts.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import { compareSums } from '../totals/compare-sums.ts';
import { sumsAreKept } from '../totals/keep-sums.ts';
import { readProgram as readPlan } from '../totals/read-program.ts';
import { revisionHashOf, sealOf, type KeptContent } from './revision-hash.ts';

/** One thing found wrong. `revision` is the bad revision, or the one that last changed the bad row. */
export interface Fault {
  readonly kind: 'hash' | 'acts' | 'journal' | 'rows' | 'head' | 'sums';
  readonly revision: number;
  readonly table: string | null;
  readonly row: RowId | null;
  readonly message: string;
}

export interface Verification {
  readonly revisions: number;
  readonly entries: number;
  /** Acts of the program. */
  readonly acts: number;
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
/** What a state is taken up with stands in revisions of ten thousand rows, a hundred thousand cells each. */
const CELLS_AT_A_TIME = 200_000;
/** Rows compared at a time. */
const ROWS_AT_A_TIME = 1_000;

/**
 * [REV2, REV5, REV7, AUD2] Walks the chain of hashes of revisions and acts from the first on and replays the journal; then
 * compares the result with the rows, cell for cell, and the kept sums with what the rows add up to. Call it inside a snapshot.
 */
export async function verifyProgram(db: Kysely<Database>, program: ProgramRow): Promise<Verification> {
  const sealed = await readSealedTexts(db, program.id);
  const acts = actsWalker(db, program.id);
  const nothing = { seal: 0, faultCount: 0, entries: 0, places: 0, walked: 0, revisions: 0, hash: '' };
  const walk: Walk = { ...nothing, state: new Map(), sealed, acts, faults: [] };
  await walkHistory(db, program, walk);
  await checkActs(db, program, walk);
  checkHead(program, walk);
  await checkStrays(db, program, walk);
  await checkRows(db, program, walk);
  await checkSums(db, program, walk);
  const { revisions, entries, faults, faultCount } = walk;
  const { revision: head, hash } = program;
  return { revisions, entries, acts: acts.at.acts, head, hash, fault: faults[0] ?? null, faults, faultCount };
}

/** How far the history has been walked, and what was found on the way. It goes on after a fault. */
interface Walk {
  readonly state: ProgramDraft;
  readonly sealed: ReadonlyMap<number, SealedTexts>;
  readonly acts: ActsWalker;
  readonly faults: Fault[];
  faultCount: number;
  entries: number;
  /** Places in baskets. */
  places: number;
  /** Revisions looked at. */
  walked: number;
  /** Number, hash and seal of the last of them. */
  revisions: number;
  hash: string;
  seal: number;
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
    const few = upToCells(revisions);
    const last = few.at(-1);
    if (!last) return;
    const range = { program: program.id, after: walk.revisions, upTo: last.number };
    const entries = groupBy(await readStoredEntries(db, range), ({ revision }) => revision);
    const baskets = groupBy(await readBasketsSince(db, range), ({ revision }) => revision);
    for (const revision of few) {
      const changes = sealedChanges(walk, entries.get(revision.number) ?? []);
      await step(walk, revision, { changes, baskets: baskets.get(revision.number) ?? [] });
    }
  }
}

/** The first of the revisions, as many as say that they hold so much together; one in any case. */
function upToCells(revisions: readonly RevisionRow[]): readonly RevisionRow[] {
  let cells = 0;
  const end = revisions.findIndex(({ accepted }) => (cells += accepted) > CELLS_AT_A_TIME);
  return end === -1 ? revisions : revisions.slice(0, Math.max(1, end));
}

/** The entries of a revision; one that cannot be read is noted and left out. */
function sealedChanges(walk: Walk, entries: readonly JournalRow[]): SealedChange[] {
  return entries.flatMap((entry) => {
    const { revision, table_name: table, row_id: row } = entry;
    walk.entries++;
    try {
      return [sealedChange(entry)];
    } catch {
      const message = `Entry ${entry.ordinal} of revision ${revision} cannot be read.`;
      note(walk, { kind: 'journal', revision, table, row, message });
      return [];
    }
  });
}

async function step(walk: Walk, revision: RevisionRow, content: KeptContent): Promise<void> {
  const { number } = revision;
  const broken = (kind: Fault['kind'], message: string): void => {
    note(walk, { kind, revision: number, table: null, row: null, message });
  };
  const next = walk.revisions + 1;
  if (number !== next) broken('hash', missingRevisions(next, number - 1));
  else if (revision.prev_hash !== walk.hash) broken('hash', `Revision ${number} does not follow the one before.`);
  if (sealOf(revision) < walk.seal) broken('hash', `Revision ${number} has an older seal than the one before.`);
  if (revisionHashOf(asSealed(revision, walk.sealed.get(number)), content) !== revision.hash) {
    broken('hash', `Revision ${number} or its journal is not what was committed.`);
  }
  await followActs(walk, revision, (message) => broken('acts', message));
  for (const change of content.changes) apply(walk, change, number);
  walk.walked++;
  walk.revisions = number;
  walk.places += content.baskets.length;
  walk.hash = revision.hash;
  walk.seal = sealOf(revision);
}

/** [AUD2] The acts between this revision and the one before, and whether the revision names the last of them. */
async function followActs(walk: Walk, revision: RevisionRow, broken: (message: string) => void): Promise<void> {
  const upTo = revision.acts ?? 0;
  await walk.acts.walk({ revision: walk.revisions, hash: walk.hash }, upTo, broken);
  const { acts, hash } = walk.acts.at;
  if (acts === upTo && hash === (revision.acts_hash ?? '')) return;
  broken(`Revision ${revision.number} was made after act ${upTo}, which is not there as it was.`);
}

/** [AUD2] The acts since the last revision, and whether the program's end of them is theirs. */
async function checkActs(db: Kysely<Database>, program: ProgramRow, walk: Walk): Promise<void> {
  const broken = (message: string): void => {
    note(walk, { kind: 'acts', revision: walk.revisions, table: null, row: null, message });
  };
  await walk.acts.walk({ revision: walk.revisions, hash: walk.hash }, undefined, broken);
  const { acts, hash } = walk.acts.at;
  if (acts !== (program.acts ?? 0) || hash !== (program.acts_hash ?? '')) {
    broken(`The program has had ${program.acts ?? 0} acts, the log ends at ${acts}.`);
  }
  const found = await countOf(db, 'acts', program.id);
  if (found !== acts) broken(`The log holds ${found} acts and numbers ${acts}.`);
}

/** What stands in no revision that there is. */
async function checkStrays(db: Kysely<Database>, program: ProgramRow, walk: Walk): Promise<void> {
  const counted = [
    ['revisions', walk.walked],
    ['journal', walk.entries],
    ['baskets', walk.places],
  ] as const;
  for (const [table, known] of counted) {
    const found = await countOf(db, table, program.id);
    if (found === known) continue;
    const message = `The history holds ${found - known} records (${table}) that belong to none of its revisions.`;
    note(walk, { kind: 'journal', revision: walk.revisions, table: null, row: null, message });
  }
}

async function countOf(
  db: Kysely<Database>,
  table: 'acts' | 'revisions' | 'journal' | 'baskets',
  program: string,
): Promise<number> {
  const query = db.selectFrom(table).where('program', '=', program);
  const { count } = await query.select((one) => one.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return count;
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

function checkHead(program: ProgramRow, walk: Walk): void {
  if (program.revision === walk.revisions && program.hash === walk.hash) return;
  const message = `The head says revision ${program.revision}, the history ends at ${walk.revisions}.`;
  note(walk, { kind: 'head', revision: walk.revisions + 1, table: null, row: null, message });
}

async function checkRows(db: Kysely<Database>, program: ProgramRow, walk: Walk): Promise<void> {
  for (const table of tables) {
    const expected = walk.state.get(table.name) ?? new Map<RowId, StoredRow>();
    const found = new Set<RowId>();
    for await (const rows of readKeyedPortions(db, { program: program.id, table, size: ROWS_AT_A_TIME })) {
      for (const { row, key } of rows) {
        const replayed = expected.get(row.row);
        found.add(row.row);
        if (replayed && isSame(row, replayed) && key === keyOf(table, row.cells)) continue;
        noteRow(walk, table.name, row, `Row ${row.row} of ${table.label} is not what its history says.`);
      }
    }
    for (const missing of expected.values()) {
      if (found.has(missing.row)) continue;
      noteRow(walk, table.name, missing, `Row ${missing.row} of ${table.label} is missing.`);
    }
  }
}

/** Of a program whose sums are kept, and only where the history holds: a broken one adds up to anything. */
async function checkSums(db: Kysely<Database>, program: ProgramRow, walk: Walk): Promise<void> {
  if (!sumsAreKept(program) || walk.faults.some(({ kind }) => kind !== 'rows')) return;
  for (const fault of await compareSums(db, program.id, await rowsOfHistory(db, program, walk)))
    note(walk, { kind: 'sums', revision: program.revision, ...fault });
}

/** Where nothing was found wrong the rows are those of the history, and take a third of the memory without it. */
async function rowsOfHistory(db: Kysely<Database>, { id }: ProgramRow, { state, faultCount }: Walk) {
  if (faultCount > 0) {
    const stored = [...state].map(([table, rows]) => [table, [...rows.values()]] as const);
    return programRows(Object.fromEntries(stored));
  }
  state.clear();
  return readPlan(db, id);
}

function noteRow(walk: Walk, table: string, { row, revision }: StoredRow, message: string): void {
  note(walk, { kind: 'rows', revision, table, row, message });
}

/** `stored` has every column; a replayed row has only the filled ones. */
function isSame(stored: StoredRow, replayed: StoredRow): boolean {
  if (stored.revision !== replayed.revision) return false;
  return Object.entries(stored.cells).every(([column, value]) => value === (replayed.cells[column] ?? null));
}
