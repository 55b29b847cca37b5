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
    .execute((write) => keepSinceBackup(write, { accounts, memberships: [], rollUps: null, signIns: null }, by));
  expect(sinceBackupWords(since)).toEqual([
    'Locked out since the backup, and the only administrator in it, so not kept out: see to it: ana@elm.example.',
  ]);
  await restored.close();
});

test('[REV8] [RUP1] totals withdrawn since, places ended and roles taken do not come back unsaid', async () => {
  const holding = async (name: string, role: 'viewer' | 'finance') => {
    const store = await database(name, { ana: {} });
    await grant(store.write, { program: 'elm', account: 'ana', role, scope: null });
    for (const id of ['left', 'withdrawn', 'ended', 'kept']) {
      const of = { roll_up: id, code: '0417' };
      await store.write
        .insertInto('roll_ups')
        .values({ id, name: id, stale_days: 60, open_to_districts: 0, made_at: '' })
        .execute();
      await store.write
        .insertInto('roll_up_districts')
        .values({ ...of, name: 'Elm', seat: id, invitation_hash: id === 'kept' ? 'old' : null, invited_until: null })
        .execute();
      await store.write
        .insertInto('roll_up_shares')
        .values({ program: 'elm', roll_up: id, seat: id, joined_at: '', monthly: 1, published: '{}' })
        .execute();
      await store.write
        .insertInto('published_totals')
        .values({ program: 'elm', roll_up: id, cut: '', totals: '[]' })
        .execute();
    }
    return store;
  };
  const present = await holding('now', 'viewer');
  await present.write.deleteFrom('roll_up_shares').where('roll_up', '=', 'left').execute();
  await present.write
    .updateTable('roll_up_shares')
    .set({ published: null })
    .where('roll_up', '=', 'withdrawn')
    .execute();
  await present.write.updateTable('roll_up_districts').set({ seat: 'new' }).where('roll_up', '=', 'ended').execute();
  await present.write
    .updateTable('roll_up_districts')
    .set({ invitation_hash: 'new' })
    .where('roll_up', '=', 'kept')
    .execute();
  await present.close();
  const restored = await holding('then', 'finance');
  const people = readPeople(join(folder, 'now'));
  if (people === null) throw new Error('It cannot be read.');
  const since = await restored.write.transaction().execute((write) => keepSinceBackup(write, people, by));
  expect(sinceBackupWords(since)).toEqual([
    'Hold again what they held at the backup: look whether that is right: ana@elm.example in elm (finance; had viewer).',
    'Ended between programs and roll-ups since the backup, and kept so: elm has left left, elm has withdrawn its totals from withdrawn, ended has ended the place of 0417, the invitation of 0417 to kept is used or replaced.',
  ]);
  const published = await restored.read.selectFrom('published_totals').select('roll_up').orderBy('roll_up').execute();
  expect(published.map(({ roll_up: rollUp }) => rollUp)).toEqual(['ended', 'kept']);
  const places = await restored.read
    .selectFrom('roll_up_districts')
    .select(['roll_up', 'seat', 'invitation_hash'])
    .execute();
  expect(places.find(({ roll_up: rollUp }) => rollUp === 'ended')?.seat).not.toBe('ended');
  expect(places.find(({ roll_up: rollUp }) => rollUp === 'kept')?.invitation_hash).toBeNull();
  await restored.close();
});

test('[REV8] [SGN1] a sign-in at the provider, a limit and a group that were taken since do not come back unsaid', async () => {
  const holding = async (name: string) => {
    const store = await database(name, { ana: {}, bo: { password: '', administers: 1 }, cy: {} });
    for (const account of ['ana', 'bo', 'cy']) {
      const said = { email: null, name: account, first_at: '', last_at: '' };
      await store.write
        .insertInto('identities')
        .values({ issuer: 'https://id.example', subject: account, account, ...said })
        .execute();
    }
    for (const group of ['kept', 'taken', 'other']) {
      const gives = { role: 'finance', scope: null, plan_roles: null, label: null } as const;
      await store.write
        .insertInto('group_roles')
        .values({ program: 'elm', group_name: group, ...gives })
        .execute();
    }
    return store;
  };
  const present = await holding('now');
  const limited = { always: ['CIO' as const], whileAssigned: [] };
  await grant(present.write, { program: 'elm', account: 'cy', role: 'editor', scope: null, planRoles: limited });
  await present.write.updateTable('identities').set({ account: null }).where('subject', '!=', 'cy').execute();
  await present.write.deleteFrom('group_roles').where('group_name', '=', 'taken').execute();
  await present.write.updateTable('group_roles').set({ role: 'viewer' }).where('group_name', '=', 'other').execute();
  await present.close();
  const restored = await holding('then');
  await grant(restored.write, { program: 'elm', account: 'cy', role: 'editor', scope: null, person: 'PM-07' });
  const people = readPeople(join(folder, 'now'));
  if (people === null) throw new Error('It cannot be read.');
  const since = await restored.write.transaction().execute((write) => keepSinceBackup(write, people, by));
  expect(sinceBackupWords(since)).toEqual([
    'Hold again what they held at the backup: look whether that is right: cy@elm.example in elm (editor, as PM-07; had editor, limited to roles of the plan).',
    'The sign-in at the provider was taken from them since the backup, and stays so: ana@elm.example.',
    'The sign-in at the provider was taken from them since the backup, and they could administer the server of the backup by nothing else, so it was left: see to it: bo@elm.example.',
    'Groups that give again what was taken from them since the backup: look whether that is right: other in elm (finance), taken in elm (finance).',
  ]);
  const connected = restored.read.selectFrom('identities').select('account').where('account', 'is not', null);
  expect((await connected.orderBy('account').execute()).map(({ account }) => account)).toEqual(['bo', 'cy']);
  await restored.close();
});

test('a database that is broken does not say, and stops nothing', () => {
  const file = join(folder, 'broken');
  writeFileSync(file, 'no database');
  expect(readPeople(file)).toBeNull();
  expect(readPeople(join(folder, 'none'))).toBeNull();
});
