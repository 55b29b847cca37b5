import type { MiddlewareHandler } from 'hono';
import { assertNotArchived } from '../archived-program.ts';
import type { AppEnv } from './route-context.ts';

/** What others see of it can be taken away, and no more be put there. */
const WITHDRAWAL = /^\/api\/programs\/[^/]+\/(?:guide|roll-ups\/[^/]+(?:\/publication)?)$/;

/**
 * What may be asked of an archived program though it is no reading: a sync, which may be a pull and is judged where the
 * program is locked; who is here; and what belongs to who asks alone, their reading tokens and the mail of the day.
 */
const STILL_OPEN = /^\/api\/programs\/[^/]+\/(?:sync|presence|digest|access-tokens(?:\/[^/]+)?)$/;

/** [ADM3] Lets nothing past that would change an archived program. */
export function refuseWhileArchived(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { method, path } = c.req;
    const isReading = method === 'GET' || method === 'HEAD';
    const isWithdrawal = method === 'DELETE' && WITHDRAWAL.test(path);
    if (!isReading && !isWithdrawal && !STILL_OPEN.test(path))
      assertNotArchived({ archived_at: c.get('program').archivedAt });
    await next();
  };
}
