import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig, type Config } from './config.ts';
import { createProgram } from './identity/accounts.ts';
import { openStore } from './open-store.ts';
import { seedDemoIfEmpty } from './seed-demo-if-empty.ts';
import type { Store } from './storage/database.ts';

let folder: string;
let store: Store;
const now = new Date('2026-11-23T10:00:00.000Z');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sep-seed-'));
  store = await openStore(configWith('off'));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function configWith(demo: string): Config {
  const result = readConfig({ SEP_DEMO: demo, SEP_DATA: folder });
  if ('problems' in result) throw new Error(result.problems.join(' '));
  return result.config;
}

const programs = async () => (await store.read.selectFrom('programs').select('id').execute()).map(({ id }) => id);
const seed = (demo: string) => seedDemoIfEmpty(configWith(demo), store, now);

test('[FC9] an empty database is filled once, with a history in the weeks before, and its sign-ins are shown at every start', async () => {
  expect(await seed('mini')).toBe(true);
  expect(await programs()).toEqual(['cedar-basin']);
  const revisions = () => store.read.selectFrom('revisions').select(['number', 'at']).orderBy('number').execute();
  const made = await revisions();
  expect(await seed('mini')).toBe(true);
  expect(await revisions()).toEqual(made);
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
