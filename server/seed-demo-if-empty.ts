import type { Config } from './config.ts';
import { seedDemo } from './demo/seed-demo.ts';
import type { SyncService } from './reconcile/sync-program.ts';
import type { Store } from './storage/database.ts';

/** Id of the invented program that `seedDemo` makes. */
const DEMO_PROGRAM = 'cedar-basin';

/**
 * Fills a database without programs with the demo district, unless that is switched off.
 * True when the database holds the demo and its sign-ins may be shown.
 */
export async function seedDemoIfEmpty(config: Config, store: Store, sync: SyncService): Promise<boolean> {
  if (config.demo === 'off') return false;
  const programs = await store.read.selectFrom('programs').select('id').execute();
  if (programs.length === 0) await seedDemo(store, sync, config.demo);
  return programs.length === 0 || programs.some(({ id }) => id === DEMO_PROGRAM);
}
