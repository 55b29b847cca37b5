import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Store } from '../storage/database.ts';
import type { Database } from '../storage/schema.ts';

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
}

export interface CommitQueue {
  /**
   * Runs the work in its turn and gives its result once it is durable. A failing job takes back its own work only.
   * Jobs that wait at the same time share one durable commit; the order of jobs of a program is the order of the calls.
   */
  add<T>(program: string, work: Work<T>, options: JobOptions): Promise<T>;
}

interface Job {
  run(transaction: Kysely<Database>): Promise<void>;
  readonly keep: boolean;
  settle(): void;
  fail(error: unknown): void;
}

/** Enough to make the cost of a commit small, few enough that nobody waits long for the ones before. */
const JOBS_PER_COMMIT = 64;

/**
 * Turns of the event loop without a newcomer after which those who wait set off. A connection is taken in one turn and its
 * request read in the next ones, so that requests sent at the same moment still come one by one, turn by turn; whoever
 * sets off at the first turn after the first of them commits each alone. Turns in which nothing comes take microseconds.
 */
const QUIET_TURNS = 4;

export interface QueueOptions {
  /** Is done before each commit of a program, outside of its transaction. Must not fail. */
  readonly before?: (program: string) => Promise<void>;
}

/** SQLite has one writer, so one queue; on PostgreSQL programs are written in parallel, each in order. */
export function createCommitQueue(store: Store, { before }: QueueOptions = {}): CommitQueue {
  const queues = new Map<string, Job[]>();

  const drain = async (name: string, queue: Job[]): Promise<void> => {
    while (queue.length > 0) {
      await gather(queue);
      if (before && store.dialect === 'postgres') await before(name);
      const [first, ...others] = queue.splice(0, JOBS_PER_COMMIT);
      if (first) await (others.length === 0 ? commitOne(store, first) : commitTogether(store, [first, ...others]));
    }
    queues.delete(name);
  };

  return {
    add: <T>(program: string, work: Work<T>, { keep }: JobOptions) =>
      new Promise<T>((resolve, reject) => {
        const job = jobFor(work, keep, resolve, reject);
        const name = store.dialect === 'sqlite' ? '' : program;
        const waiting = queues.get(name);
        if (waiting) {
          waiting.push(job);
          return;
        }
        const queue = [job];
        queues.set(name, queue);
        void drain(name, queue);
      }),
  };
}

/** Waits until nobody joins the queue any more, or a commit is full. */
async function gather(queue: readonly Job[]): Promise<void> {
  let [waiting, quietTurns] = [0, 0];
  while (quietTurns < QUIET_TURNS && queue.length < JOBS_PER_COMMIT) {
    quietTurns = queue.length > waiting ? 0 : quietTurns + 1;
    waiting = queue.length;
    await nextTurn();
  }
}

function jobFor<T>(work: Work<T>, keep: boolean, resolve: (value: T) => void, reject: (error: unknown) => void): Job {
  let done: Done<T> | undefined;
  return {
    keep,
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
      for (const job of jobs) if (await runAlone(transaction, job)) finished.push(job);
    });
  } catch (error) {
    for (const job of finished) job.fail(error);
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
