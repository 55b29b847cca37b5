import type { Kysely } from 'kysely';
import { basketPlaces } from '../../shared/sync/history/baskets.ts';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { MergeOutcome } from '../../shared/sync/outcome.ts';
import { programSettings } from '../../shared/tables/program-settings.ts';
import { keepBaselines } from '../baselines/keep-baselines.ts';
import { assertNotArchived } from '../archived-program.ts';
import { HttpError, invalidRequest, notFound } from '../errors.ts';
import { appendAct, type NewAct } from '../audit/append-act.ts';
import type { ProgramChange } from '../program-events.ts';
import { hasMoreSince } from '../storage/journal.ts';
import { lockProgram, programOf, programSelection } from '../storage/programs.ts';
import { readTogether } from '../storage/read-together.ts';
import type { Database, ProgramRow, SyncReplyRow } from '../storage/schema.ts';
import { isPostgres } from '../storage/sql-dialect.ts';
import { readSyncReply, storeSyncReply } from '../storage/sync-replies.ts';
import { keepSums } from '../totals/keep-sums.ts';
import { RowsAtHand } from '../totals/rows-at-hand.ts';
import type { JudgeOf } from './context-request.ts';
import { answerAgain, keptOutcomeText } from './kept-answer.ts';
import { assertInHistory } from './known-history.ts';
import { learnOthers } from './learn-others.ts';
import { mergeWithHead } from './merge-with-head.ts';
import { RecentChanges } from './recent-changes.ts';
import { assertNotOutdated, newerMigrations } from './outdated-server.ts';
import { readStart, type SyncStart } from './read-start.ts';
import type { Days } from './remote-changes.ts';
import { ownSince, remoteSince, type Reached, type SinceRequest } from './remote-since.ts';
import { answerPieces, aroundRemote, type SyncAnswer } from './sync-answer.ts';
import type { Submission } from './submission.ts';
import { conflictId, trackConflicts } from './track-conflicts.ts';
import { wholePlanText } from './whole-plan-text.ts';
import { writeRevision } from './write-revision.ts';
import { writtenRows, type WrittenRows } from './written-rows.ts';

/** One sync: what a person brings to a program. */
export interface SyncJob extends Submission {
  readonly program: string;
  readonly isPreview: boolean;
  /** The answer may leave out computed columns of tables in which none has moved. */
  readonly mayLeaveOut: boolean;
  /** The answer brings rows that were there at the base by the cells that have moved. */
  readonly isByMoved: boolean;
  /** The answer brings what has changed since the base. */
  readonly bringsRows: boolean;
  /** Conflicts stay open until they are decided. False: they are told, and nothing waits. */
  readonly keepsConflicts: boolean;
}

export interface SyncDone {
  readonly answer: SyncAnswer;
  /** What the revision changes, row by row; empty when the sync was answered before. */
  readonly changes: readonly RowChange[];
  /** The new revision, to be announced once it is durable. */
  readonly change: ProgramChange | null;
  /** To be called when the sync is kept: the answer is at hand for the next who asks, in the same transaction already. */
  readonly remember?: () => void;
}

/** What syncs work with besides the database. */
export interface SyncTools {
  readonly now: () => Date;
  readonly recent: RecentChanges;
  readonly judge: JudgeOf;
}

/** A sync without edits and decisions: it changes nothing and is not remembered. */
export function isPull({ edits, decisions = [] }: Submission): boolean {
  return edits.length === 0 && decisions.length === 0;
}

/** Answers a pull in any one snapshot of the database. */
export async function runPull(db: Kysely<Database>, job: SyncJob, recent: RecentChanges): Promise<SyncAnswer> {
  return pulled(db, job, await startPull(db, job), recent);
}

/** The same, or 'much' where what changed is not at hand and more than `most` entries of the journal. */
export async function runShortPull(
  db: Kysely<Database>,
  job: SyncJob,
  { recent, most }: { readonly recent: RecentChanges; readonly most: number },
): Promise<SyncAnswer | 'much'> {
  const program = await startPull(db, job);
  const { base } = job.origin;
  const isMuch = !recent.since(base, program) && (await hasMoreSince(db, { program: job.program, after: base, most }));
  return isMuch ? 'much' : pulled(db, job, program, recent);
}

/**
 * The answer to a pull as it travels, in pieces, for a thread that has nothing at hand: of a whole plan no more is held at once than
 * is being written.
 */
export async function* pullText(db: Kysely<Database>, job: SyncJob): AsyncGenerator<Uint8Array> {
  const program = await startPull(db, job);
  const { revision, hash } = program;
  if (job.origin.base > 0 || revision === 0) {
    for (const { bytes } of answerPieces(await pulled(db, job, program, new RecentChanges()))) yield bytes;
    return;
  }
  const [before, after] = aroundRemote(toldOf(job, { revision, hash }, nothing, null));
  yield before;
  for await (const text of wholePlanText(db, program)) yield text;
  yield after;
}

async function startPull(db: Kysely<Database>, job: SyncJob): Promise<ProgramRow> {
  const [newer = [], [found] = []] = await readTogether(db, [newerMigrations, programSelection(job.program)]);
  assertNotOutdated(newer);
  if (!found) throw notFound('such program');
  const program = programOf(found);
  await checkBase(db, program, job);
  return program;
}

async function pulled(
  db: Kysely<Database>,
  job: SyncJob,
  program: ProgramRow,
  recent: RecentChanges,
): Promise<SyncAnswer> {
  await learnOthers(db, program, recent);
  const { answer, remember } = await answerFor(db, job, { program, outcome: nothing }, recent);
  remember();
  return answer;
}

const nothing: MergeOutcome = { changes: [], accepted: 0, adopted: {}, conflicts: [], refusals: [], warnings: [] };

/** Merges, checks and writes one sync inside the caller's transaction. Throws HttpError; the caller takes the work back. */
export async function runSync(
  db: Kysely<Database>,
  job: SyncJob,
  { now, recent, judge }: SyncTools,
): Promise<SyncDone> {
  // On SQLite the one writer is the lock. On PostgreSQL a statement sees what was committed before it began, so this is one apart.
  if (isPostgres(db)) await lockProgram(db, job.program);
  const at = now().toISOString();
  const start = await readStart(db, { ...startOf(job), at });
  if (!start) throw notFound('such program');
  const { program } = start;
  // A preview asks what would happen now, not what has happened.
  const earlier = start.isAnswered && !job.isPreview ? await readSyncReply(db, keyOf(job)) : undefined;
  if (earlier) {
    assertSameRequest(job, earlier);
    return { answer: await answerAgain(db, program, earlier, job.bringsRows), changes: [], change: null };
  }
  assertNotArchived(program);
  await checkBase(db, program, job);
  // Before anything is written: what was missed before the lock was had.
  if (job.bringsRows) await learnOthers(db, program, recent);
  const { outcome, head, written, hand } = await mergeInto(db, job, { start, at, judge });
  if (job.keepsConflicts || outcome.conflicts.length === 0) {
    const decided = await trackConflicts(db, { ...authorOf(job), at, hasOpen: start.hasOpenConflicts }, outcome);
    // [AUD1] A decision that changes the plan is told by its revision.
    if (decided > 0 && !written) await appendAct(db, decisionOf(job, decided, at));
  }
  const own = written && { written, met: program, days: daysOf(start, written, at), hand };
  const { answer, reached, remember } = await answerFor(db, job, { program: head, outcome, own }, recent);
  const change = written ? changeOf(job, outcome, head.revision) : null;
  if (!job.isPreview) await storeSyncReply(db, replyRow(job, answer, reached, at), change && JSON.stringify(change));
  return { answer, changes: outcome.changes, change, remember };
}

function keyOf({ program, author, origin }: SyncJob) {
  return { program, person: author.id, syncId: origin.syncId };
}

function startOf({ program, author, origin: { workbook, syncId }, edits }: SyncJob) {
  return { program, person: author.id, workbook, syncId, edits };
}

/** The days of the head that a sync met and of its own revision; undefined when it may have moved the time zone itself. */
function daysOf({ dayOf, headAt }: SyncStart, { changes }: WrittenRows, at: string): Days | undefined {
  if (changes.some(({ table }) => table === programSettings.name)) return undefined;
  return { before: headAt === null ? null : dayOf(headAt), after: dayOf(at) };
}

function authorOf({ program, author, origin, edits, decisions = [] }: SyncJob) {
  const { workbook, base } = origin;
  return { program, person: author, workbook, base, edits, decisions };
}

async function checkBase(db: Kysely<Database>, program: ProgramRow, job: SyncJob): Promise<void> {
  const { base, knownBy } = job.origin;
  if (knownBy !== undefined) await assertInHistory(db, program, { revision: base, hash: knownBy.hash });
  checkRevisions(program, job);
}

/** No base and no `seen` may lie above the head: it would count changes as seen that nobody has made yet. */
function checkRevisions({ revision: head }: ProgramRow, { origin, edits }: SyncJob): void {
  const unknown = (what: string) =>
    new HttpError('revision_unknown', `${what} is above the program’s head, ${head}. Sync from a known revision.`, {
      head,
    });
  if (origin.base > head) throw unknown(`Revision ${origin.base}`);
  for (const edit of edits) {
    const seen = edit.kind === 'update' ? Object.values(edit.seen) : [edit.seen];
    for (const revision of seen) {
      if (!Number.isSafeInteger(revision)) throw invalidRequest(`edits.${edit.table}`, 'A revision is a whole number.');
      if (revision > head) throw unknown(`Revision ${revision}, seen by row ${edit.row} of ${edit.table},`);
    }
  }
}

interface Merged {
  readonly outcome: MergeOutcome;
  /** The program as it stands after the sync. */
  readonly head: ProgramRow;
  /** Absent when the sync changes nothing. */
  readonly written?: WrittenRows;
  /** Rows as they are after the sync. */
  readonly hand?: RowsAtHand;
}

interface Met {
  readonly start: SyncStart;
  /** Server time, ISO 8601 UTC. */
  readonly at: string;
  readonly judge: JudgeOf;
}

async function mergeInto(db: Kysely<Database>, job: SyncJob, { start, at, judge }: Met): Promise<Merged> {
  const { program, membership } = start;
  const { edits, author, origin } = job;
  if (edits.length === 0) return { outcome: nothing, head: program };
  if (!membership) throw notFound('such program');
  const { revision: head } = program;
  const { note, door } = origin;
  const isImport = door === 'demo';
  const isBroughtIn = isImport || head === 0;
  const does = { membership, note, isImport, isBroughtIn, revision: head + 1 };
  const who = { person: author.id, name: author.name, at, ...does };
  const areFacts = isImport || origin.isLedger === true;
  const request = { program, now: new Date(at), membership, author: who, edits, areFacts, rows: start.rows, judge };
  const { outcome, met, neverUsed } = await mergeWithHead(db, request);
  if (outcome.changes.length === 0) return { outcome, head: program };
  const revision = head + 1;
  const hash = await writeRevision(
    db,
    met,
    {
      program: program.id,
      revision,
      person: author,
      at,
      door: origin.door,
      workbook: origin.workbook,
      syncId: origin.syncId,
      note,
      previousHash: program.hash,
      acts: program.acts ?? 0,
      actsHash: program.acts_hash ?? '',
      accepted: outcome.accepted,
    },
    { changes: outcome.changes, baskets: basketPlaces(edits, outcome) },
  );
  const written = writtenRows(met, outcome.changes, revision, neverUsed);
  const hand = new RowsAtHand(db, program.id, written, met);
  await keepSums(db, program, written, hand);
  const { isContinued = false } = origin;
  await keepBaselines(db, program, written, { revision, hash, at, person: author, day: start.dayOf(at), isContinued });
  return { outcome, head: { ...program, revision, hash, sums_revision: revision }, written, hand };
}

interface Result {
  /** The program as it stands after the sync. */
  readonly program: ProgramRow;
  readonly outcome: MergeOutcome;
  readonly own?: SinceRequest['own'];
}

async function answerFor(
  db: Kysely<Database>,
  job: SyncJob,
  { program, outcome, own }: Result,
  recent: RecentChanges,
): Promise<{ answer: SyncAnswer; reached: Reached; remember: () => void }> {
  const { base } = job.origin;
  const { mayLeaveOut, isByMoved } = job;
  const since = { base, head: program, own, mayLeaveOut, isByMoved };
  const { text, reached, remember } = await (job.bringsRows ? remoteSince : ownSince)(db, since, recent);
  const told = toldOf(job, program, outcome, own ? program.revision : null);
  return { answer: { outcome: told, remote: text }, reached, remember };
}

/** What became of the edits, as it is told. */
function toldOf(
  job: SyncJob,
  { revision, hash }: Pick<ProgramRow, 'revision' | 'hash'>,
  outcome: MergeOutcome,
  committed: Revision | null,
): SyncAnswer['outcome'] {
  return {
    revision,
    committed,
    accepted: outcome.accepted,
    adopted: outcome.adopted,
    conflicts: outcome.conflicts.map((conflict) => ({ id: conflictId(authorOf(job), conflict), ...conflict })),
    refusals: [...outcome.refusals],
    warnings: [...outcome.warnings],
    receipt: { revision, hash },
  };
}

function replyRow(job: SyncJob, answer: SyncAnswer, reached: Reached, at: string): SyncReplyRow {
  return {
    program: job.program,
    person: job.author.id,
    sync_id: job.origin.syncId,
    digest: job.origin.digest,
    base: job.origin.base,
    revision: answer.outcome.revision,
    outcome: keptOutcomeText(answer, reached, job),
    at,
  };
}

/** [I1] One sync id is one request. */
function assertSameRequest({ origin }: SyncJob, earlier: SyncReplyRow): void {
  if (earlier.digest === origin.digest) return;
  throw new HttpError('sync_id_reused', 'This sync id was used for other edits. Send them under a new id.');
}

function decisionOf({ program, author: { id, name } }: SyncJob, decided: number, at: string): NewAct {
  const what = `Decided ${decided} ${decided === 1 ? 'conflict' : 'conflicts'} for what the plan holds`;
  return { program, at, kind: 'decision', person: { id, name }, door: 'app', what };
}

function changeOf({ program, author }: SyncJob, outcome: MergeOutcome, revision: number): ProgramChange {
  const tables = [...new Set(outcome.changes.map((change) => change.table))];
  return { program, revision, by: author.name, tables, count: outcome.accepted };
}
