import type { Config } from './config.ts';
import { seedInWorker } from './demo/seed-in-worker.ts';
import type { Store } from './storage/database.ts';
import { acrossPrograms } from './storage/program-scope.ts';

/** Id of the invented program that `seedInWorker` makes. */
const DEMO_PROGRAM = 'cedar-basin';

/**
 * Fills a database without programs with the demo district, unless that is switched off.
 * Its history lies in the two years before `now`.
 * True when the database holds the demo and its sign-ins may be shown.
 */
export async function seedDemoIfEmpty(config: Config, store: Store, now: Date): Promise<boolean> {
  if (config.demo === 'off') return false;
  const programs = await acrossPrograms('whether there is any', () =>
    store.read.selectFrom('programs').select('id').execute(),
  );
  if (programs.length === 0) await seedInWorker({ config, size: config.demo, until: now });
  return programs.length === 0 || programs.some(({ id }) => id === DEMO_PROGRAM);
}
