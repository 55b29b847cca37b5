import type { Worker } from 'node:worker_threads';
import { HttpError } from '../errors.ts';
import { Abandoned } from './abandoned.ts';
import { isOutOfMemory } from './out-of-memory.ts';

/** What a worker that makes one document answers. */
export type DocumentReply =
  | { readonly kind: 'done'; readonly bytes: Uint8Array }
  /** What it is made with is wrong: a bug of ours. */
  | { readonly kind: 'failed'; readonly message: string };

/** What takes longer is given up. */
const TIME_LIMIT_MS = 120_000;

/** All schools of a state are more pages than one document is set for. */
const TOO_LARGE =
  'The report could not be set in the time and memory there are. Nothing is lost. Try again when the server is less busy; of a very large plan ask for less at once, such as the sheets of some schools, the schedule of a region, or the report as a workbook.';

/** How a wait for a worker ends; whatever comes first counts. */
export interface Settle<Result> {
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
  /** Aborted once the wait has ended, however. */
  readonly over: AbortSignal;
}

/**
 * What a worker comes to; `listen` hears its messages. Throws HttpError unavailable when it takes too long or
 * too much memory, and Abandoned when the client goes meanwhile.
 */
export async function resultOf<Result>(
  worker: Worker,
  client: AbortSignal | undefined,
  listen: (settle: Settle<Result>) => void,
): Promise<Result> {
  const over = new AbortController();
  try {
    return await new Promise<Result>((resolve, reject) => {
      const tooLarge = new HttpError('unavailable', TOO_LARGE);
      const timer = setTimeout(() => reject(tooLarge), TIME_LIMIT_MS).unref();
      over.signal.addEventListener('abort', () => clearTimeout(timer));
      client?.addEventListener('abort', () => reject(new Abandoned()), { signal: over.signal });
      if (client?.aborted === true) reject(new Abandoned());
      listen({ resolve, reject, over: over.signal });
      worker.on('error', (error) => reject(isOutOfMemory(error) ? tooLarge : error));
      worker.on('exit', (code) => reject(new Error(`The worker of a document ended with code ${code}.`)));
    });
  } finally {
    over.abort();
  }
}

/** The document that a worker makes. Throws what `resultOf` throws. */
export function documentOf(worker: Worker, client: AbortSignal | undefined): Promise<Uint8Array> {
  return resultOf<Uint8Array>(worker, client, ({ resolve, reject }) => {
    worker.on('message', (reply: DocumentReply) => {
      if (reply.kind === 'done') resolve(reply.bytes);
      else reject(new Error(`A report could not be set: ${reply.message}`));
    });
  });
}
