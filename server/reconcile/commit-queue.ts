import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { HttpError } from '../errors.ts';
import type { Store } from '../storage/database.ts';
import type { Database } from '../storage/schema.ts';
import { FairTurns, type Waiting } from './fair-turns.ts';

/** What one job leaves behind: its result, and what to do once the result is durable. */
export interface Done<T> {
  readonly value: T;
  readonly afterCommit?: () => void;
}

/** Work inside a transaction that it shares with other jobs. It must query nothing but that transaction. */
export type Work<T> = (transaction: Kysely<Database>) => Promise<Done<T>>;

export interface JobOptions {
  /** False: the work is rolled back when it is done (a preview). */
  readonly keep: boolean;
  /** How many edits it brings, by which programs take turns where they share a queue. Default: a few. */
  readonly edits?: number;
}

export interface CommitQueue {
  /**
   * Runs the work in its turn and gives its result once it is durable. A failing job takes back its own work only.
   * Jobs that wait at the same time share one durable commit; the order of jobs of a program is the order of the calls, and programs
   * that share a queue take turns, so that nobody waits for more than one large job of another program.
   * Rejects with HttpError too_many_requests, and when to come again, while too many of the program wait.
   */
  add<T>(program: string, work: Work<T>, options: JobOptions): Promise<T>;
}

interface Job extends Waiting {
  run(transaction: Kysely<Database>): Promise<void>;
  readonly keep: boolean;
  settle(): void;
  fail(error: unknown): void;
}

/** Enough to make the cost of a commit small, few enough that nobody waits long for the ones before. */
const JOBS_PER_COMMIT = 64;

/** [FG3] What a server works off in a few seconds: who comes later is better told when to come again. */
const MOST_WAITING = 256;
const LONGEST_RETRY_SECONDS = 60;
/** Nor does anybody wait much longer for those before, whose pane would not know what has become of it. One commit's jobs always may. */
const LONGEST_WAIT_MS = 10_000;
/**
 * SQLite answers at once: without a turn for others nobody would be read, answered or told to come again until a commit's jobs are
 * done. A turn after each of them would let whoever asks come before whoever waits for the commit.
 */
const LONGEST_STRETCH_MS = 50;
/** How much the last job counts in the time that one takes. */
const NEWEST_SHARE = 0.2;

/**
 * Turns of the event loop without a newcomer after which those who wait set off. A connection is taken in one turn and its
 * request read in the next ones, so that requests sent at the same moment still come one by one, turn by turn; whoever
 * sets off at the first turn after the first of them commits each alone. Turns in which nothing comes take microseconds.
 */
const QUIET_TURNS = 4;

export interface QueueOptions {
  /** Jobs of one program that may wait or be under way in this process. */
  readonly mostWaiting?: number;
  /** How long one may have to wait for them, by what the last ones took. */
  readonly longestWaitMs?: number;
  readonly clockMs?: () => number;
  /** Is done before each commit of a program, outside of its transaction. Must not fail. */
  readonly before?: (program: string) => Promise<void>;
}

/** What a sync costs besides its edits, in edits. */
const COST_OF_A_SYNC = 10;

/** SQLite has one writer, so one queue; on PostgreSQL programs are written in parallel, each in order. */
export function createCommitQueue(
  store: Store,
  {
    before,
    mostWaiting = MOST_WAITING,
    longestWaitMs = LONGEST_WAIT_MS,
    clockMs = () => performance.now(),
  }: QueueOptions = {},
): CommitQueue {
  const queues = new Map<string, FairTurns<Job>>();
  const waitingOf = new Map<string, number>();
  /** By queue: what the jobs of a program take says nothing of another that is written beside it. */
  const msEach = new Map<string, number>();
  const nameOf = (program: string): string => (store.dialect === 'sqlite' ? '' : program);
  const noteTaken = (name: string, ms: number, jobs: number): void => {
    const known = msEach.get(name) ?? 0;
    // A commit counts as often as it holds jobs: after a whole plan by itself, 64 short ones tell how long the next may take.
    msEach.set(name, known + (1 - (1 - NEWEST_SHARE) ** jobs) * (ms / jobs - known));
  };

  const drain = async (name: string, queue: FairTurns<Job>): Promise<void> => {
    while (queue.size > 0) {
      await gather(queue);
      if (before && store.dialect === 'postgres') await before(name);
      const [first, ...others] = queue.take(JOBS_PER_COMMIT);
      if (!first) continue;
      const began = clockMs();
      await (others.length === 0 ? commitOne(store, first) : commitTogether(store, [first, ...others]));
      noteTaken(name, clockMs() - began, 1 + others.length);
    }
    queues.delete(name);
  };

  const takePlace = (program: string): void => {
    const waiting = waitingOf.get(program) ?? 0;
    const waitMs = waiting * (msEach.get(nameOf(program)) ?? 0);
    const isTooLong = waiting >= JOBS_PER_COMMIT && waitMs > longestWaitMs;
    if (isTooLong || waiting >= mostWaiting) throw comeAgain(waitMs / 1000);
    waitingOf.set(program, waiting + 1);
  };
  const leave = (program: string): void => {
    const left = (waitingOf.get(program) ?? 1) - 1;
    if (left === 0) waitingOf.delete(program);
    else waitingOf.set(program, left);
  };

  return {
    add: async <T>(program: string, work: Work<T>, { keep, edits = 0 }: JobOptions) => {
      takePlace(program);
      const result = new Promise<T>((resolve, reject) => {
        const cost = COST_OF_A_SYNC + edits;
        const job = { program, cost, keep, ...jobFor(work, resolve, reject) };
        const name = nameOf(program);
        const waiting = queues.get(name);
        const queue = waiting ?? new FairTurns<Job>();
        queue.add(job);
        if (waiting) return;
        queues.set(name, queue);
        void drain(name, queue);
      });
      return result.finally(() => leave(program));
    },
  };
}

function comeAgain(seconds: number): HttpError {
  const retryAfterSeconds = Math.min(LONGEST_RETRY_SECONDS, Math.max(1, Math.ceil(seconds)));
  return new HttpError(
    'too_many_requests',
    'Many people are syncing this program at this moment. Nothing of yours was stored; it is still in your workbook. Sync again in a moment.',
    { retryAfterSeconds },
  );
}

/** Waits until nobody joins the queue any more, or a commit is full. */
async function gather(queue: { readonly size: number }): Promise<void> {
  let [waiting, quietTurns] = [0, 0];
  while (quietTurns < QUIET_TURNS && queue.size < JOBS_PER_COMMIT) {
    quietTurns = queue.size > waiting ? 0 : quietTurns + 1;
    waiting = queue.size;
    await nextTurn();
  }
}

function jobFor<T>(
  work: Work<T>,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Pick<Job, 'run' | 'settle' | 'fail'> {
  let done: Done<T> | undefined;
  return {
    run: async (transaction) => void (done = await work(transaction)),
    settle: () => {
      if (!done) return;
      done.afterCommit?.();
      resolve(done.value);
    },
    fail: (error) => reject(error),
  };
}

/** Ends the transaction of work that is not to be kept. */
const takenBack = new Error('Taken back.');

/** A job by itself needs no savepoint: the transaction is its own. */
async function commitOne(store: Store, job: Job): Promise<void> {
  try {
    await store.write.transaction().execute(async (transaction) => {
      await job.run(transaction);
      if (!job.keep) throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) {
      job.fail(error);
      return;
    }
  }
  settle(job);
}

async function commitTogether(store: Store, jobs: readonly Job[]): Promise<void> {
  const finished: Job[] = [];
  try {
    await store.write.transaction().execute(async (transaction) => {
      let turn = performance.now();
      for (const job of jobs) {
        if (await runAlone(transaction, job)) finished.push(job);
        if (performance.now() - turn < LONGEST_STRETCH_MS) continue;
        await nextTurn();
        turn = performance.now();
      }
    });
  } catch (error) {
    // A connection that broke has left jobs half done, and others not begun. Whoever was told already hears nothing more.
    for (const job of jobs) job.fail(error);
    return;
  }
  for (const job of finished) settle(job);
}

/** Others have committed with it: what goes wrong after the commit of one job is told to that job alone. */
function settle(job: Job): void {
  try {
    job.settle();
  } catch (error) {
    job.fail(error);
  }
}

/** Runs one job inside its own savepoint. False when it failed and has been told so. */
async function runAlone(transaction: Kysely<Database>, job: Job): Promise<boolean> {
  await sql`SAVEPOINT job`.execute(transaction);
  try {
    await job.run(transaction);
  } catch (error) {
    await undo(transaction);
    job.fail(error);
    return false;
  }
  if (!job.keep) await undo(transaction);
  else await sql`RELEASE SAVEPOINT job`.execute(transaction);
  return true;
}

async function undo(transaction: Kysely<Database>): Promise<void> {
  await sql`ROLLBACK TO SAVEPOINT job`.execute(transaction);
  await sql`RELEASE SAVEPOINT job`.execute(transaction);
}
