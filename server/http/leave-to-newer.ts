import type { MiddlewareHandler } from 'hono';
import { checkNotOutdated } from '../reconcile/outdated-server.ts';
import type { Services } from './route-context.ts';

/** As often as a proxy asks whether a server is ready; a sync looks by itself, once it holds its program. */
const LOOK_AGAIN_MS = 1_000;

/** [FG3] Lets nothing past once a newer server has taken over: what this one would read there may mean what it does not know of. */
export function leaveToNewer({ store, now }: Pick<Services, 'store' | 'now'>): MiddlewareHandler {
  let last: { readonly at: number; readonly look: Promise<void> } | null = null;
  const look = (at: number): Promise<void> => {
    const found = checkNotOutdated(store.read);
    last = { at, look: found };
    found.catch(() => {
      last = null;
    });
    return found;
  };
  return async (_c, next) => {
    const at = now().getTime();
    // A clock that was set back says nothing of how long ago it was.
    const isFresh = last !== null && at >= last.at && at - last.at < LOOK_AGAIN_MS;
    await (isFresh && last !== null ? last.look : look(at));
    await next();
  };
}
