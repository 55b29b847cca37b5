import type { Context } from 'hono';
import { HttpError } from '../errors.ts';
import { bearerToken } from './require-sign-in.ts';
import type { AppEnv } from './route-context.ts';

interface RateLimits {
  /** Requests of one asker in a minute. */
  readonly each: number;
  /** Askers that are remembered; where more come, all of them count as one. */
  readonly askers: number;
}

const MINUTE_MS = 60_000;

/** Counts requests by who asks, per minute, in this process. Throws too_many_requests where there are more. */
export function createRateLimit({ each, askers }: RateLimits, now: () => Date): (asker: string) => void {
  let minute = 0;
  const counts = new Map<string, number>();
  return (asker) => {
    const moment = now().getTime();
    if (Math.floor(moment / MINUTE_MS) !== minute) {
      minute = Math.floor(moment / MINUTE_MS);
      counts.clear();
    }
    const counted = counts.has(asker) || counts.size < askers ? asker : '';
    const count = (counts.get(counted) ?? 0) + 1;
    counts.set(counted, count);
    if (count <= each) return;
    const retryAfterSeconds = Math.ceil(((minute + 1) * MINUTE_MS - moment) / 1000);
    throw new HttpError('too_many_requests', 'That was asked very often. Wait a minute and try again.', {
      retryAfterSeconds,
    });
  };
}

/** Who asks: the signed-in person, else the network that the request comes from. */
export function askerOf(c: Context<AppEnv>): string {
  return bearerToken(c) === undefined ? `from ${c.get('sourceNetwork')}` : `person ${c.get('person').id}`;
}
