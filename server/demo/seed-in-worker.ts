import type { Config } from '../config.ts';
import { startWorker } from '../workers/start-worker.ts';
import type { DemoSizeName } from './demo-size.ts';

/**
 * What the rows of a state take before the first is entered, and room to work. Without a bound V8 lets garbage of the same size
 * stand beside them before it collects any.
 */
const HEAP_MB = 600;

export interface SeedJob {
  readonly config: Pick<Config, 'database' | 'dataFolder'>;
  readonly size: DemoSizeName;
  readonly until: Date;
}

/** `seedPast` in a thread of its own, whose memory has a bound. Rejects with what went wrong there. */
export async function seedInWorker({ config: { database, dataFolder }, size, until }: SeedJob): Promise<void> {
  const worker = await startWorker(import.meta.url, 'seed-worker', {
    workerData: { config: { database, dataFolder }, size, until } satisfies SeedJob,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  try {
    const failure = await new Promise<unknown>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The worker that seeds the demo ended with ${code}.`)));
    });
    if (failure instanceof Error) throw failure;
  } finally {
    await worker.terminate();
  }
}
