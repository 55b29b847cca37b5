import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProgram, grant } from '../identity/accounts.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { keepSinceBackup, readPeople, sinceBackupWords } from './since-backup.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sep-since-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const by = { at: '2026-11-29T10:00:00.000Z', person: { id: '', name: 'Test' }, door: 'commandLine' } as const;

/** A database with these people, each a member of the program by `member` and an administrator by `administers`. */
async function database(
  name: string,
  people: Readonly<Record<string, { disabled?: 0 | 1; administers?: 0 | 1; password?: string; member?: boolean }>>,
): Promise<Store> {
  const store = await openDatabase({ file: join(folder, name) });
  await createProgram(store.write, { id: 'elm', name: 'Elm', district: 'Elm', fiscalYear: '2026-27' });
  for (const [id, { member = false, ...more }] of Object.entries(people)) {
    const account = { id, email: `${id}@elm.example`, name: id, password: 'kept', disabled: 0, created_at: '' };
    await store.write
      .insertInto('accounts')
      .values({ ...account, ...more })
      .execute();
    if (member) await grant(store.write, { program: 'elm', account: id, role: 'viewer', scope: null });
  }
  return store;
}

test('[REV8] whom the present database has locked out stays out, newer passwords hold, and what else comes back is said', async () => {
  const present = await database('now', {
    ana: { disabled: 1 },
    bo: { password: 'newer' },
    cy: { administers: 0 },
    dee: { administers: 1 },
    eve: {},
  });
  await present.close();
  const restored = await database('then', {
    ana: { administers: 1, member: true },
    bo: { member: true },
    cy: { administers: 1 },
    dee: { administers: 1 },
  });
  const people = readPeople(join(folder, 'now'));
  if (people === null) throw new Error('It cannot be read.');
  const since = await restored.write.transaction().execute((write) => keepSinceBackup(write, people, by));
  const words = sinceBackupWords(since);
  expect(words).toEqual([
    'Locked out since the backup, and kept so: ana@elm.example.',
    'The password that was set since the backup holds for: bo@elm.example.',
    'Administer the server again, which was taken from them since the backup: cy@elm.example.',
    'Open again, though closed since the backup: look whether that is right: ana@elm.example in elm, bo@elm.example in elm.',
    'Made since the backup, and to be invited again: eve@elm.example.',
  ]);
  const accounts = restored.read.selectFrom('accounts').select(['id', 'disabled', 'password']).orderBy('id');
  expect((await accounts.execute()).map(({ id, disabled, password }) => [id, disabled, password])).toEqual([
    ['ana', 1, 'kept'],
    ['bo', 0, 'newer'],
    ['cy', 0, 'kept'],
    ['dee', 0, 'kept'],
  ]);
  await restored.close();
});

test('[REV8] the only administrator of the backup is let in although locked out since, and that is said', async () => {
  const restored = await database('then', { ana: { administers: 1 } });
  const accounts = [{ id: 'ana', email: 'ana@elm.example', password: 'kept', disabled: 1, administers: 0 }];
  const since = await restored.write
    .transaction()
    .execute((write) => keepSinceBackup(write, { accounts, memberships: [] }, by));
  expect(sinceBackupWords(since)).toEqual([
    'Locked out since the backup, and the only administrator in it, so not kept out: see to it: ana@elm.example.',
  ]);
  await restored.close();
});

test('a database that is broken does not say, and stops nothing', () => {
  const file = join(folder, 'broken');
  writeFileSync(file, 'no database');
  expect(readPeople(file)).toBeNull();
  expect(readPeople(join(folder, 'none'))).toBeNull();
});
