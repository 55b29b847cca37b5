import { availableParallelism, loadavg } from 'node:os';

/** What a worker has seen of the machine by the time it begins. */
export interface Start {
  /** Since the process was started. */
  readonly wallMs: number;
  /** CPU time that it has got of it. */
  readonly cpuMs: number;
  /** Processes that want a core, over the last minute, and cores there are. */
  readonly load: number;
  readonly cores: number;
}

/** A worker that starts on a quiet machine waits as long again as it computes, for its modules to be read. */
const QUIET_WALL_PER_CPU = 2;
const MOST = 30;
/** Node fires a timer that is set for longer at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How many times longer than on a quiet machine things take here: 1 or more. */
export function slowness({ wallMs, cpuMs, load, cores }: Start): number {
  const waited = wallMs / Math.max(cpuMs, 1) / QUIET_WALL_PER_CPU;
  return Math.min(MOST, Math.max(1, waited, load / cores));
}

/** As the worker begins: later its clock runs on while it waits for others. */
const begun = {
  wallMs: performance.now(),
  cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
};

/**
 * A limit for a wait, in ms: what is plenty on a quiet machine, times how slow this one was found when the worker began, or
 * is now, for a worker plays many files. A wait ends with its condition, so a long limit costs time only where something
 * is broken.
 */
export function patient(ms: number): number {
  const slow = slowness({ ...begun, load: loadavg()[0] ?? 0, cores: availableParallelism() });
  return Math.min(LONGEST_TIMER_MS, Math.round(ms * slow));
}
