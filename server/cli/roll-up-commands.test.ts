import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quickAccount } from '../identity/testing/quick-passwords.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { rollUpCommands } from './roll-up-commands.ts';
import { callCommand } from './testing/call-command.ts';

let store: Store;
let folder: string;
const run = (name: string, ...args: string[]) => callCommand(store, rollUpCommands, name, ...args);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sep-roll-up-'));
  store = await openDatabase({ file: ':memory:' });
  await quickAccount(store.write, { email: 'ana@state.example', name: 'Ana', password: 'a long enough password' });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

test('a roll-up is made with its manager, listed, and told with what is missing', async () => {
  expect(await run('roll-ups add', 'state', 'ana@state.example', '--name', 'State Office')).toEqual([
    'Added roll-up state. ana@state.example invites districts to it on the web, under Roll-ups.',
  ]);
  expect((await run('roll-ups list')).join()).toMatch(/state +State Office +0 +ana@state\.example/);
  const district = { roll_up: 'state', code: '0417', name: 'Cedar Basin', seat: 'seat', invitation_hash: null };
  await store.write
    .insertInto('roll_up_districts')
    .values({ ...district, invited_until: null })
    .execute();
  const [districts = '', sums = ''] = await run('roll-ups show', 'state', '--by', 'sourceType');
  expect(districts).toContain('0417 Cedar Basin  Not invited');
  expect(sums).toMatch(/Source Type .*\nAll +0\.00/s);
  const file = join(folder, 'sums.csv');
  expect(await run('roll-ups show', 'state', '--csv', file)).toEqual([`Wrote 1 districts to ${file}.`]);
  expect(readFileSync(file, 'utf8')).toContain('0417,Cedar Basin,Not invited');
});

test('what cannot be done is a sentence, and nothing is made', async () => {
  await expect(run('roll-ups add', 'State', 'ana@state.example', '--name', 'x')).rejects.toThrow('cannot be');
  await expect(run('roll-ups add', 'state', 'ana@state.example')).rejects.toThrow('--name is needed.');
  await expect(run('roll-ups add', 'state', 'bo@state.example', '--name', 'x')).rejects.toThrow('Nobody signs in here');
  await expect(run('roll-ups show', 'state')).rejects.toThrow('There is no such roll-up');
  await run('roll-ups add', 'state', 'ana@state.example', '--name', 'x');
  await expect(run('roll-ups add', 'state', 'ana@state.example', '--name', 'x')).rejects.toThrow('already');
  await expect(run('roll-ups show', 'state', '--by', 'project')).rejects.toThrow('Nothing is published by project.');
});
