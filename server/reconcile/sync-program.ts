import type { RowChange } from '../../shared/sync/history/journal.ts';
import { planJudge } from '../../shared/plan/entry/judge-entry.ts';
import type { SyncReply } from '../../shared/protocol/sync.ts';
import type { ProgramEvents } from '../program-events.ts';
import type { Store } from '../storage/database.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { createCommitQueue } from './commit-queue.ts';
import type { JudgeOf } from './context-request.ts';
import { learnOthers } from './learn-others.ts';
import { RecentChanges } from './recent-changes.ts';
import { isPull, runPull, runShortPull, runSync, type SyncJob } from './run-sync.ts';
import { sparingMemory } from './sparing-memory.ts';
import type { Submission } from './submission.ts';
import { replyOf, type SyncAnswer } from './sync-answer.ts';
import { inProgram, takingLong } from '../storage/program-scope.ts';

export interface SyncServiceDeps {
  readonly store: Store;
  readonly events: ProgramEvents;
  readonly now: () => Date;
  /** What judges the plan as a whole. Absent: its invariants, as everywhere but where a server without them is looked at. */
  readonly judge?: JudgeOf;
  /** How long a sync may have to wait for others; longer ones are told when to come again. Absent: ten seconds. */
  readonly longestWaitMs?: number;
  /** A pull of more entries of the journal, none of them at hand, is much. Absent: some thousand. */
  readonly mostPulled?: number;
}

/** In which form rows are told. */
export interface PullOptions {
  /** Computed columns in the answer: all, or none of a table in which none has moved. Default: all. */
  readonly computed?: 'all' | 'moved' | undefined;
  /** Cells of rows that were there at the base: all, or those that have moved. Default: all. */
  readonly cells?: 'all' | 'moved' | undefined;
}

export interface SyncOptions extends PullOptions {
  /** Work it all out anew, whatever this sync id was answered before, and keep nothing. */
  readonly preview?: boolean;
  /** False: nobody is there whose sheet is to be brought to the head, so that the answer brings no rows. Default: true. */
  readonly bringRows?: boolean;
  /**
   * False: what was asked is all or nothing, and whoever asked decides anew on seeing the answer. No conflict of it is kept
   * open, since there is no sheet in which the value would wait. Default: true.
   */
  readonly keepConflicts?: boolean;
}

export interface SyncService {
  /**
   * Brings one person's edits into the program and answers with what became of them, once the result is durable.
   * Throws HttpError invalid_request, revision_unknown, sync_id_reused or not_found; then nothing is stored.
   */
  answer(program: string, submission: Submission, options?: SyncOptions): Promise<SyncAnswer>;
  /**
   * The answer to a pull that nobody else waits for: 'much' where so much has changed, and is not at hand, that another thread is to
   * read it.
   */
  pull(program: string, submission: Submission, options?: PullOptions): Promise<SyncAnswer | 'much'>;
  /** The same as `answer`, as an object for whoever looks at it. */
  sync(program: string, submission: Submission, options?: SyncOptions): Promise<SyncReply>;
  /** Works it all out by the same steps and keeps nothing; tells what the revision would change, row by row. */
  preview(program: string, submission: Submission): Promise<SyncPreview>;
}

export interface SyncPreview {
  readonly reply: SyncReply;
  readonly changes: readonly RowChange[];
}

/**
 * Learns what other processes wrote before the lock of the program is asked for, so that nobody waits for it. What goes wrong
 * here goes wrong again within the transaction, which tells whom it concerns.
 */
async function catchUp(store: Store, id: string, recent: RecentChanges): Promise<void> {
  if (!recent.isShared(id)) return;
  await inSnapshot(store.read, async (snapshot) => {
    const program = await readProgram(snapshot, id);
    if (program) await learnOthers(snapshot, program, recent);
  }).catch(() => undefined);
}

/** From this many edits on, what a sync leaves behind in memory is worth collecting early. */
const MANY_EDITS = 5_000;

/** Rows that are read and told of in a tenth of a second, with what is computed of them. */
const MOST_PULLED = 3_000;

/** The one way into a program’s rows: sheets, uploaded workbooks, reverts and the demo all come through here. */
export function createSyncService(deps: SyncServiceDeps): SyncService {
  const { store, events, now, judge = planJudge, longestWaitMs, mostPulled = MOST_PULLED } = deps;
  const recent = new RecentChanges();
  const queue = createCommitQueue(store, {
    before: (program) => catchUp(store, program, recent),
    ...(longestWaitMs !== undefined && { longestWaitMs }),
  });
  const run = (job: SyncJob): Promise<Brought> =>
    inProgram(job.program, () =>
      takingLong('it waits its turn, and may be the first of a whole plan', () =>
        job.edits.length > MANY_EDITS ? sparingMemory(() => bring(job)) : bring(job),
      ),
    );
  const short = { recent, most: mostPulled };
  const bring = async (job: SyncJob): Promise<Brought> => {
    if (isPull(job)) {
      return { answer: await inSnapshot(store.read, (snapshot) => runPull(snapshot, job, recent)), changes: [] };
    }
    return queue.add(
      job.program,
      async (transaction) => {
        const { answer, changes, change, remember } = await runSync(transaction, job, { now, recent, judge });
        if (!job.isPreview) remember?.();
        const afterCommit = (): void => {
          if (!job.isPreview && change && store.dialect === 'sqlite') events.publish(change);
        };
        return { value: { answer, changes }, afterCommit };
      },
      { keep: !job.isPreview, edits: job.edits.length },
    );
  };
  return answering({
    answer: async (program, submission, options = {}) => {
      const { preview = false, bringRows = true, keepConflicts = true } = options;
      const how = { isPreview: preview, bringsRows: bringRows, keepsConflicts: keepConflicts };
      return (await run({ ...pullJob(program, submission, options), ...how })).answer;
    },
    pull: (program, submission, options = {}) => {
      const job = pullJob(program, submission, options);
      return inProgram(program, () =>
        takingLong('it may be asked from long ago', () =>
          inSnapshot(store.read, (snapshot) => runShortPull(snapshot, job, short)),
        ),
      );
    },
    preview: async (program, submission) => {
      const told = { mayLeaveOut: false, isByMoved: false, bringsRows: true };
      const how = { isPreview: true, ...told, keepsConflicts: true };
      const { answer, changes } = await run({ program, ...submission, ...how });
      return { reply: replyOf(answer), changes };
    },
  });
}

/** What a pull asks for, and a sync as far as it is one. */
export function pullJob(
  program: string,
  submission: Submission,
  { computed = 'all', cells = 'all' }: PullOptions,
): SyncJob {
  const told = { mayLeaveOut: computed === 'moved', isByMoved: cells === 'moved', bringsRows: true };
  return { program, ...submission, isPreview: false, ...told, keepsConflicts: true };
}

/** What a sync comes to. */
interface Brought {
  readonly answer: SyncAnswer;
  readonly changes: readonly RowChange[];
}

/** A service whose answers are given as objects as well. */
export function answering(service: Omit<SyncService, 'sync'>): SyncService {
  return { ...service, sync: async (...asked) => replyOf(await service.answer(...asked)) };
}
