import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpError } from '../errors.ts';
import type { RequestLimits } from './request-limits.ts';

/** Counts requests in this process. Each call throws HttpError too_many_requests, with the seconds to wait, over its limit. */
export interface RequestCounts {
  source(network: string): Promise<void>;
  request(person: string): Promise<void>;
  long(person: string): Promise<void>;
  push(person: string, program: string): Promise<void>;
}

const OFTEN = 'That was asked very often. Nothing is lost; try again in a moment.';
const PUSHED_OFTEN = 'That was sent very often. Nothing is lost: it stays where it is, and can be sent in a moment.';
const BUSY_PROGRAM = 'Many people are sending to this program just now. Nothing is lost: it can be sent in a moment.';

export function createRequestCounts(limits: RequestLimits): RequestCounts {
  const counter = (points: number | null, sentence: string) => createCounter(points, limits.windowSeconds, sentence);
  const source = counter(limits.requestsPerSource, OFTEN);
  const requests = counter(limits.requestsPerPerson, OFTEN);
  const long = counter(limits.longPerPerson, OFTEN);
  const pushes = counter(limits.pushesPerPerson, PUSHED_OFTEN);
  const ofProgram = counter(limits.pushesPerProgram, BUSY_PROGRAM);
  return {
    source,
    request: requests,
    long,
    push: async (person, program) => {
      // In this order, so that who sends too often uses up nothing of what others may send.
      await pushes(person);
      await ofProgram(program);
    },
  };
}

/** A window begins with the first request in it. */
function createCounter(points: number | null, duration: number, sentence: string): (key: string) => Promise<void> {
  if (points === null) return async () => undefined;
  const limiter = new RateLimiterMemory({ points, duration });
  return async (key) => {
    try {
      await limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw new HttpError('too_many_requests', sentence, { retryAfterSeconds });
    }
  };
}
