// Serves the API over HTTP on a free port, on the SQLite file named first, with the person named there already. Prints its
// address. Run as a process of its own, so that what it asks of the system can be counted.
import { randomBytes } from 'node:crypto';
import { serve } from '@hono/node-server';
import { createApp } from '../../app.ts';
import { createProgramEvents } from '../../program-events.ts';
import { openDatabase } from '../../storage/database.ts';
import { createSyncService } from '../sync-program.ts';

const store = await openDatabase({ file: process.argv[2] ?? '' });
const events = createProgramEvents(store);
const now = (): Date => new Date();
const app = createApp({
  store,
  events,
  // Nobody who counts comes again when told to, however slow the machine.
  sync: createSyncService({ store, events, now, longestWaitMs: Infinity }),
  now,
  randomBytes,
  version: '0.0.0-test',
  log: () => undefined,
  demo: false,
});
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
