import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig, type Config } from './config.ts';
import { createProgram } from './identity/accounts.ts';
import { createProgramEvents, type ProgramEvents } from './program-events.ts';
import { createSyncService, type SyncService } from './reconcile/sync-program.ts';
import { seedDemoIfEmpty } from './seed-demo-if-empty.ts';
import { openDatabase, type Store } from './storage/database.ts';

let store: Store;
let events: ProgramEvents;
let sync: SyncService;

beforeEach(async () => {
  store = await openDatabase({});
  events = createProgramEvents(store);
  sync = createSyncService({ store, events, now: () => new Date('2026-11-23T10:00:00.000Z') });
});
afterEach(async () => {
  await events.close();
  await store.close();
});

function configWith(demo: string): Config {
  const result = readConfig({ SEP_DEMO: demo });
  if ('problems' in result) throw new Error(result.problems.join(' '));
  return result.config;
}

const programs = async () => (await store.read.selectFrom('programs').select('id').execute()).map(({ id }) => id);
const seed = (demo: string) => seedDemoIfEmpty(configWith(demo), store, sync);

test('an empty database is filled once, and its sign-ins are shown at every start', async () => {
  expect(await seed('mini')).toBe(true);
  expect(await programs()).toEqual(['cedar-basin']);
  const revisions = () => store.read.selectFrom('revisions').select('number').execute();
  const made = await revisions();
  expect(await seed('mini')).toBe(true);
  expect(await revisions()).toEqual(made);
});

test('a database with a program of its own is left alone, and shows no sign-ins', async () => {
  await createProgram(store.write, { id: 'real', name: 'Real', district: 'Cedar Basin', fiscalYear: '2026-27' });
  expect(await seed('mini')).toBe(false);
  expect(await programs()).toEqual(['real']);
});

test('switched off nothing is made and nothing shown, though the demo is there', async () => {
  expect(await seed('off')).toBe(false);
  expect(await programs()).toEqual([]);
  await createProgram(store.write, { id: 'cedar-basin', name: 'Demo', district: 'Cedar Basin', fiscalYear: '2026-27' });
  expect(await seed('off')).toBe(false);
});
