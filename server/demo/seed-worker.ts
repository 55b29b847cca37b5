import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../open-store.ts';
import { createProgramEvents } from '../program-events.ts';
import { takingLong } from '../storage/program-scope.ts';
import { seedPast } from './seed-past.ts';
import type { SeedJob } from './seed-in-worker.ts';

async function seed({ config, size, until }: SeedJob): Promise<void> {
  const store = await openStore(config);
  try {
    const events = createProgramEvents(store);
    await takingLong('a district or a state is taken up', () => seedPast(store, events, size, until));
    await events.close();
  } finally {
    await store.close();
  }
}

function isJob(value: unknown): value is SeedJob {
  return typeof value === 'object' && value !== null && 'config' in value && 'size' in value && 'until' in value;
}

const port = parentPort;
const job: unknown = workerData;
if (port === null || !isJob(job)) throw new Error('The worker that seeds the demo was given no job.');
// With its cause and where it arose: the command line says by them what went wrong.
const tell = (failure: Error | null): void => port.postMessage(failure);
void seed(job).then(
  () => tell(null),
  (error: unknown) => tell(error instanceof Error ? error : new Error(String(error))),
);
