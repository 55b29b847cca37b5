// Starts the server: reads the settings, opens and migrates the database, fills an empty one with the demo district,
// listens, and stops cleanly when asked to.
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { startAnchorClock, type AnchorClock } from './anchor/anchor-clock.ts';
import { anchorPlaces } from './anchor/anchor-places.ts';
import { startBackupClock, type BackupClock } from './backup/backup-clock.ts';
import { processEnvironment, readConfig, type AnchorConfig, type Config } from './config.ts';
import { startDigestClock } from './digest/digest-clock.ts';
import { seedDemoIfEmpty } from './seed-demo-if-empty.ts';
import { endAllBy } from './identity/sessions.ts';
import { makeSetupCode } from './identity/setup-codes.ts';
import { openStore } from './open-store.ts';
import { createProgramEvents } from './program-events.ts';
import { createSyncService } from './reconcile/sync-program.ts';
import type { Log } from './http/route-context.ts';
import { startRetentionClock } from './retention/retention-clock.ts';
import { startServer, type RunningServer } from './start-server.ts';
import type { Store } from './storage/database.ts';
import { welcome } from './welcome.ts';

async function main(): Promise<void> {
  const result = readConfig(processEnvironment());
  if ('problems' in result) return fail(result.problems);
  const { config } = result;
  const logger = pino({ level: config.logLevel });
  const log: Log = (level, message, fields) => logger[level](fields, message);
  const store = await openStore(config);
  try {
    const events = createProgramEvents(store);
    const sync = createSyncService({ store, events, now: () => new Date() });
    const hasDemo = await seedDemoIfEmpty(config, store, new Date());
    const anchors = config.anchors && startAnchors(config.anchors, store, log);
    const backups = startBackups(config, store, log);
    const retention = startRetentionClock({ store, log });
    const services = {
      store,
      events,
      sync,
      log,
      retention: () => retention.status(),
      ...(anchors && { anchors: () => anchors.status() }),
      ...(backups && { backups: () => backups.status() }),
    };
    await endPasswordSessions(config, store, new Date());
    const running = await startServer(config, services, hasDemo);
    const setupCode = config.passwords ? await makeSetupCode(store.write, { now: new Date(), randomBytes }) : null;
    console.log(welcome(running, config, hasDemo, setupCode));
    const { publicUrl } = running;
    const stopDigests = config.digest && startDigestClock({ store, log, publicUrl, digest: config.digest });
    stopOnSignal(running, store, [
      stopDigests,
      () => retention.stop(),
      anchors && (() => anchors.stop()),
      backups && (() => backups.stop()),
    ]);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** [SGN5] Where nobody has a password any more, what was opened by one ends as the provider's sessions do. */
async function endPasswordSessions({ passwords, provider }: Config, { write }: Store, now: Date): Promise<void> {
  if (passwords || provider === null) return;
  await endAllBy(write, new Date(now.getTime() + provider.sessionHours * 3_600_000));
}

function startAnchors(config: AnchorConfig, store: Store, log: Log): AnchorClock {
  return startAnchorClock({ store, log, places: anchorPlaces(config), everyMs: config.everyMinutes * 60_000 });
}

function startBackups({ backups, database }: Config, store: Store, log: Log): BackupClock | null {
  if (backups === null || !('file' in database)) return null;
  const { folder, everyHours, keep } = backups;
  return startBackupClock({ store, log, database: database.file, folder, keep, everyMs: everyHours * 3_600_000 });
}

/** What runs beside the server: how it ends, or null where it has not been started. */
type StopClock = (() => Promise<void>) | null;

function stopOnSignal(running: RunningServer, store: Store, clocks: readonly StopClock[]): void {
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) process.exit(1);
    isStopping = true;
    await running.stop();
    await Promise.all(clocks.map(async (stopClock) => stopClock?.()));
    await store.close();
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

function fail(problems: readonly string[]): void {
  for (const problem of problems) console.error(problem);
  process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  // What we throw with a sentence is a plain Error; anything else is a bug, and its stack helps whoever mends it.
  const isOurs = error instanceof Error && error.constructor === Error;
  fail([isOurs ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)]);
}
