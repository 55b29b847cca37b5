import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig, type Config } from './config.ts';
import { createProgram } from './identity/accounts.ts';
import { createProgramEvents, type ProgramEvents } from './program-events.ts';
import { seedDemoIfEmpty } from './seed-demo-if-empty.ts';
import { openDatabase, type Store } from './storage/database.ts';

let store: Store;
let events: ProgramEvents;
const now = new Date('2026-11-23T10:00:00.000Z');

beforeEach(async () => {
  store = await openDatabase({});
  events = createProgramEvents(store);
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
const seed = (demo: string) => seedDemoIfEmpty(configWith(demo), store, events, now);

test('an empty database is filled once, and its sign-ins are shown at every start', async () => {
  expect(await seed('mini')).toBe(true);
  expect(await programs()).toEqual(['cedar-basin']);
  const revisions = () => store.read.selectFrom('revisions').select('number').execute();
  const made = await revisions();
  expect(await seed('mini')).toBe(true);
  expect(await revisions()).toEqual(made);
});

test('[FC9] the history of the demo lies in the weeks before its making, a step after the other', async () => {
  await seed('mini');
  const made = await store.read.selectFrom('revisions').select('at').orderBy('number').execute();
  const times = made.map(({ at }) => new Date(at).getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(new Set(times).size).toBe(times.length);
  expect(Math.max(...times)).toBeLessThan(now.getTime());
  expect(now.getTime() - Math.min(...times)).toBeGreaterThan(20 * 24 * 60 * 60 * 1000);
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
