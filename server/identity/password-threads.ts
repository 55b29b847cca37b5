import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { createJobPlaces, type JobOwner } from '../workers/job-places.ts';
import { startWorker } from '../workers/start-worker.ts';
import { hashPassword, isPassword, type Derive, type PasswordCost } from './passwords.ts';

/** What a thread is given, and what it answers. */
export interface ScryptJob {
  readonly password: string;
  readonly salt: Uint8Array;
  /** Bytes of the hash. */
  readonly bytes: number;
  readonly cost: PasswordCost;
}
export type ScryptReply = { readonly hash: Uint8Array } | { readonly failure: string };

/** Whose password is looked at: the network they ask from, and what ends it early. */
export interface PasswordAsker {
  /** '': not known. */
  readonly network: string;
  /** Aborted when the client has gone. */
  readonly signal?: AbortSignal | undefined;
  /** What is done when it is one's turn, before the password is looked at; what it throws ends it. */
  readonly onTurn?: () => Promise<void>;
}

/**
 * Passwords of a server, hashed beside everything else it does. Each call throws HttpError too_many_requests or unavailable where too
 * many wait, and Abandoned when the client goes meanwhile.
 */
export interface PasswordThreads {
  hash(password: string, asker: PasswordAsker): Promise<string>;
  isPassword(password: string, kept: string, asker: PasswordAsker): Promise<boolean>;
}

/** 32 MiB each while they work. */
const THREADS = Math.max(2, Math.min(4, availableParallelism()));
/** A quarter of a second each: who is the last of them waits a quarter of a minute for one thread. */
const WAITING_EACH = 60;
const WAITING = 240;
const IDLE_MS = 30_000;

const words = {
  own: 'Many people are signing in from where you are just now. Try again in a moment.',
  all: 'Many people are signing in just now. Try again in a moment.',
};

/**
 * [FD6] Threads for scrypt alone, a few at a time and one for each network, with a bounded queue: Node's own four threads, which scrypt
 * would fill, also pack answers and read files. Threads start with the first password and end when none has come for a while.
 * @param cost of a password that is hashed from now on: that of `hashPassword`, unless a test is about something else
 */
export function createPasswordThreads(cost?: PasswordCost): PasswordThreads {
  const places = createJobPlaces({ places: THREADS, waiting: WAITING, waitingEach: WAITING_EACH, words });
  const idle: ScryptThread[] = [];

  const deriveFor =
    ({ network, signal, onTurn }: PasswordAsker): Derive =>
    async (password, salt, bytes, cost) => {
      const giveBack = await places.take(ownerOf(network, signal));
      try {
        await onTurn?.();
        const thread = idle.pop() ?? (await startThread(idle));
        return await thread.run({ password, salt: new Uint8Array(salt), bytes, cost });
      } finally {
        giveBack();
      }
    };
  return {
    hash: (password, asker) => hashPassword(password, deriveFor(asker), cost),
    isPassword: (password, kept, asker) => isPassword(password, kept, deriveFor(asker)),
  };
}

function ownerOf(network: string, signal: AbortSignal | undefined): JobOwner {
  return { ...(network === '' ? {} : { person: network }), ...(signal === undefined ? {} : { signal }) };
}

interface ScryptThread {
  /** One at a time. */
  run(job: ScryptJob): Promise<Uint8Array>;
}

/** A thread that puts itself among the idle ones after each job, and ends when it has been there for long. */
async function startThread(idle: ScryptThread[]): Promise<ScryptThread> {
  const worker = await startWorker(import.meta.url, 'scrypt-worker', {});
  worker.unref();
  let ending: NodeJS.Timeout | undefined;
  const leave = (): void => {
    clearTimeout(ending);
    const place = idle.indexOf(thread);
    if (place !== -1) idle.splice(place, 1);
  };
  const thread: ScryptThread = {
    run: async (job) => {
      clearTimeout(ending);
      const reply = await replyOf(worker, job);
      idle.push(thread);
      ending = setTimeout(() => {
        leave();
        void worker.terminate();
      }, IDLE_MS).unref();
      if ('failure' in reply) throw new Error(`A password could not be hashed: ${reply.failure}`);
      return reply.hash;
    },
  };
  worker.once('error', leave);
  worker.once('exit', leave);
  return thread;
}

function replyOf(worker: Worker, job: ScryptJob): Promise<ScryptReply> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      worker.off('message', answered);
      worker.off('error', failed);
      worker.off('exit', ended);
      worker.unref();
      end();
    };
    const answered = (reply: ScryptReply): void => settle(() => resolve(reply));
    const failed = (error: Error): void => settle(() => reject(error));
    const ended = (): void => settle(() => reject(new Error('The thread for passwords has ended.')));
    worker.on('message', answered);
    worker.on('error', failed);
    worker.on('exit', ended);
    // A process waits for an answer that is under way, and not for a thread that is idle.
    worker.ref();
    worker.postMessage(job, []);
  });
}
