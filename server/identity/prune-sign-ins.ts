import type { MiddlewareHandler } from 'hono';
import type { AppEnv, Log } from '../http/route-context.ts';
import type { Store } from '../storage/database.ts';
import { pruneGuesses } from './guesses.ts';
import { prunePasswordLinks } from './password-links.ts';
import { pruneSessions } from './sessions.ts';

const EVERY_MS = 3_600_000;

interface Pruning {
  readonly store: Pick<Store, 'write'>;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * [FD6] Takes away sessions, links and counted guesses that say nothing any more: once an hour while people sign in, or try to, by
 * whichever way. It is waited for by nobody.
 */
export function pruneSignIns(pruning: Pruning): MiddlewareHandler<AppEnv> {
  const prune = createSignInPruning(pruning);
  return async (_c, next) => {
    try {
      await next();
    } finally {
      void prune();
    }
  };
}

function createSignInPruning({ store: { write }, now, log }: Pruning): () => Promise<void> {
  let prunedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const at = now();
    if (at.getTime() - prunedAt < EVERY_MS) return;
    prunedAt = at.getTime();
    try {
      await pruneGuesses(write, at);
      await pruneSessions(write, at);
      await prunePasswordLinks(write, at);
    } catch (error) {
      const stack = error instanceof Error ? error.stack : String(error);
      log('error', 'Old sign-ins could not be taken away.', { stack });
    }
  };
}
