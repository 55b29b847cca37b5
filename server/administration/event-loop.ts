import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How much later than asked for this process does what it is asked to, milliseconds, in the last minutes. */
export interface EventLoopDelay {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const RESOLUTION_MS = 20;
const WINDOW_MS = 10 * 60_000;
const NS_PER_MS = 1_000_000;

/** Measures from now on; what lies more than ten minutes back does not count. Keeps no process alive. */
export function measureEventLoop(): () => EventLoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  setInterval(() => histogram.reset(), WINDOW_MS).unref();
  // What is measured is the whole time from one look to the next.
  const late = (ns: number): number => Math.max(0, Math.round((ns / NS_PER_MS - RESOLUTION_MS) * 10) / 10);
  return () => ({
    p50Ms: late(histogram.percentile(50)),
    p99Ms: late(histogram.percentile(99)),
    maxMs: late(histogram.max),
  });
}
