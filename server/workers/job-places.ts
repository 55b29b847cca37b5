import { HttpError } from '../errors.ts';
import { Abandoned } from './abandoned.ts';

/** Whose job it is, and what ends it early. */
export interface JobOwner {
  /** Account of the person; one person's jobs run one after another. */
  readonly person?: string;
  /** Aborted when the client has gone. */
  readonly signal?: AbortSignal;
}

export interface PlaceLimits {
  /** Jobs at once. */
  readonly places: number;
  /** Jobs that wait. */
  readonly waiting: number;
  /** Jobs of one person that wait. */
  readonly waitingEach: number;
  /** What is said when too many wait: of one person, and of all; default: about files. */
  readonly words?: { readonly own: string; readonly all: string };
  /** After how long who was refused may ask again; default: as long as a file takes. */
  readonly retryAfterSeconds?: number;
}

export interface JobPlaces {
  /**
   * Waits for a place, first come, first served. Throws HttpError too_many_requests or unavailable when too many wait, and
   * Abandoned when the client goes meanwhile. @returns a function that gives the place back
   */
  take(owner: JobOwner): Promise<() => void>;
  /** How many run, how many may, and how many wait. */
  counts(): { readonly running: number; readonly places: number; readonly waiting: number };
}

interface Waiting {
  readonly owner: JobOwner;
  start(): void;
}

const FILE_SECONDS = 20;

const ofFiles = {
  own: 'Several files of yours are being worked on. Wait until they are done, then try again.',
  all: 'The server is busy with other files. Nothing of yours is lost; try again in a moment.',
};

/** [FD5] A bounded number of places with a bounded queue, so that one person can neither hold all places nor fill the queue. */
export function createJobPlaces(limits: PlaceLimits): JobPlaces {
  const { places, waiting: mostWaiting, waitingEach, words = ofFiles, retryAfterSeconds = FILE_SECONDS } = limits;
  const queue: Waiting[] = [];
  const running: JobOwner[] = [];

  const mayStart = ({ person }: JobOwner): boolean =>
    running.length < places && (person === undefined || running.every((other) => other.person !== person));

  const startNext = (): void => {
    const next = queue.find(({ owner }) => mayStart(owner));
    if (next === undefined) return;
    queue.splice(queue.indexOf(next), 1);
    next.start();
    startNext();
  };

  const started = (owner: JobOwner): (() => void) => {
    running.push(owner);
    return () => {
      running.splice(running.indexOf(owner), 1);
      startNext();
    };
  };

  const assertRoom = ({ person }: JobOwner): void => {
    const own = queue.filter(({ owner }) => person !== undefined && owner.person === person);
    const details = { retryAfterSeconds };
    if (own.length >= waitingEach) throw new HttpError('too_many_requests', words.own, details);
    if (queue.length >= mostWaiting) throw new HttpError('unavailable', words.all, details);
  };

  return {
    counts: () => ({ running: running.length, places, waiting: queue.length }),
    take: async (owner) => {
      if (owner.signal?.aborted === true) throw new Abandoned();
      if (mayStart(owner)) return started(owner);
      assertRoom(owner);
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          queue.splice(queue.indexOf(job), 1);
          reject(new Abandoned());
        };
        const job: Waiting = {
          owner,
          start: () => {
            owner.signal?.removeEventListener('abort', leave);
            resolve(started(owner));
          },
        };
        owner.signal?.addEventListener('abort', leave);
        queue.push(job);
      });
    },
  };
}
