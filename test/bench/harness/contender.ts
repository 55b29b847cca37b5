import { performance } from 'node:perf_hooks';
import type { PlanSize } from '../workload/plan-rows.ts';
import { startFigures } from './process-figures.ts';

/** What a contender is started with. */
export interface ContenderOptions {
  readonly size: PlanSize;
  /** Distinguishes contenders that share a script. */
  readonly mode: string;
  /** A PostgreSQL database of its own; absent: SQLite in a temporary file. */
  readonly databaseUrl?: string;
}

/** One timed run. `facts` are further figures by name: bytes, counts, milliseconds. */
export interface Sample {
  readonly ms: number;
  readonly facts?: Readonly<Record<string, number>>;
}

/** One of the things compared, ready to run again and again. */
export interface Contender {
  run(): Sample | Promise<Sample>;
  close?(): void | Promise<void>;
}

/** Milliseconds that the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * To be awaited between long synchronous work and a request: a kept connection that the server has closed meanwhile
 * is otherwise used again, and the request fails.
 */
export function noticeClosedSockets(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

/** Fails a contender whose work came out wrong, so that no wrong answer is ever compared for speed. */
export function expectSame(what: string, got: unknown, expected: unknown): void {
  if (got !== expected) throw new Error(`${what}: expected ${String(expected)}, got ${String(got)}.`);
}

/**
 * Main function of a contender's process: prepares once, then runs whenever the bench says so. The process ends with
 * the bench. Its options are its first argument, as JSON.
 */
export async function serveContender(
  prepare: (options: ContenderOptions) => Contender | Promise<Contender>,
): Promise<void> {
  const options: ContenderOptions = JSON.parse(process.argv[2] ?? '{}');
  process.on('disconnect', () => process.exit());
  try {
    const contender = await prepare(options);
    process.on('message', (message) => void answer(contender, message));
    process.send?.({ ready: true });
  } catch (error) {
    process.send?.({ error: textOf(error) });
  }
}

async function answer(contender: Contender, message: unknown): Promise<void> {
  try {
    if (message === 'close') {
      await contender.close?.();
      process.exit();
    }
    const figures = startFigures();
    const sample = await contender.run();
    process.send?.({ sample: { ...sample, ...figures() } });
  } catch (error) {
    process.send?.({ error: textOf(error) });
  }
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : ` Cause: ${textOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
