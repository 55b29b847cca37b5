import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { issuersOf } from './provider/provider-settings.ts';
import { endAdministration, hasAdministrator, isAdministrator, makeAdministrator } from './administrators.ts';
import { letIn, lockOut } from './lock-out.ts';

const databases = [
  { name: 'SQLite', open: () => Promise.resolve({ address: { file: ':memory:' }, drop: () => Promise.resolve() }) },
  {
    name: 'PostgreSQL',
    open: async () => {
      const { url, ownerUrl, drop } = await freshDatabaseWithRole();
      return { address: { url, ownerUrl }, drop };
    },
  },
];

const by = { at: '2026-11-23T10:00:00.000Z', person: { id: '', name: 'Test' }, door: 'commandLine' } as const;
const demoAdmin = 'admin@cedar-basin.example';

describe.each(databases)('who administers the server on $name', ({ open }) => {
  let store: Store;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    const database = await open();
    ({ drop } = database);
    store = await openDatabase(database.address);
    for (const email of ['ana@elm.example', 'bo@elm.example', demoAdmin]) {
      const row = { id: email, email, name: email, password: 'kept', disabled: 0, created_at: by.at };
      await store.write.insertInto('accounts').values(row).execute();
    }
  });
  afterEach(async () => {
    await store.close();
    await drop();
  });

  const issuers = issuersOf({ issuer: 'https://id.elm.example/' });
  const account = (email: string) => ({ id: email, email });
  const [ana, bo] = [account('ana@elm.example'), account('bo@elm.example')];
  const make = (who: typeof ana) => store.write.transaction().execute((write) => makeAdministrator(write, who, by));
  const end = (who: typeof ana, demo = false) =>
    store.write
      .transaction()
      .execute((write) => endAdministration(write, who, { ...by, demo, passwords: true, issuers }));
  const lock = (who: typeof ana) =>
    store.write.transaction().execute((write) => lockOut(write, who, { ...by, demo: false, passwords: true, issuers }));
  const administer = () => Promise.all([ana, bo, account(demoAdmin)].map(({ id }) => isAdministrator(store.read, id)));

  test('[ADM1] nobody does until it is given, and each giving is in the log of the server', async () => {
    expect(await hasAdministrator(store.read, { demo: true, passwords: true, issuers })).toBe(false);
    await make(ana);
    await make(ana);
    await end(bo);
    expect([await hasAdministrator(store.read, { demo: false, passwords: true, issuers }), await administer()]).toEqual(
      [true, [true, false, false]],
    );
    const acts = await store.read.selectFrom('acts').select(['program', 'kind', 'what']).execute();
    expect(acts).toEqual([
      { program: '', kind: 'account', what: 'Made ana@elm.example an administrator of the server' },
    ]);
  });

  test('[ADM1] who has neither password nor provider yet is no other one who can sign in', async () => {
    await make(ana);
    await make(bo);
    const set = (password: string) =>
      store.write.updateTable('accounts').set({ password }).where('id', '=', bo.id).execute();
    await set('');
    expect([await end(ana), await lock(ana), await administer()]).toEqual([false, false, [true, true, false]]);
    const moments = { first_at: by.at, last_at: by.at };
    const known = { issuer: 'https://id.elm.example', subject: 'bo', name: 'Bo', email: null };
    await store.write
      .insertInto('identities')
      .values({ ...known, ...moments, account: bo.id })
      .execute();
    // By a provider that was set before nobody signs in any more.
    const others = { ...by, demo: false, passwords: true };
    for (const other of [[], issuersOf({ issuer: 'https://new.elm.example' })])
      expect(
        await store.write
          .transaction()
          .execute((write) => endAdministration(write, ana, { ...others, issuers: other })),
      ).toBe(false);
    expect(await end(ana)).toBe(true);
    await make(ana);
    await store.write.deleteFrom('identities').execute();
    await set('kept');
    expect(await lock(ana)).toBe(true);
    await set('');
    expect(await hasAdministrator(store.read, { demo: true, passwords: true, issuers })).toBe(false);
  });

  test('[ADM1] where passwords are off, who has nothing else is no other one who can sign in', async () => {
    await make(ana);
    await make(bo);
    await store.write.deleteFrom('identities').execute();
    const ways = { demo: false, passwords: false, issuers };
    expect(await hasAdministrator(store.read, ways)).toBe(false);
    const endWithout = () =>
      store.write.transaction().execute((write) => endAdministration(write, ana, { ...by, ...ways }));
    expect(await endWithout()).toBe(false);
    const found = { issuer: 'https://id.elm.example', subject: 'bo', account: bo.id, email: bo.email, name: 'Bo' };
    await store.write
      .insertInto('identities')
      .values({ ...found, first_at: by.at, last_at: by.at })
      .execute();
    expect([await hasAdministrator(store.read, ways), await endWithout()]).toEqual([true, true]);
  });

  test('[ADM1] the last one keeps it, and is not locked out', async () => {
    await make(ana);
    expect([await end(ana), await lock(ana)]).toEqual([false, false]);
    expect(await administer()).toEqual([true, false, false]);
    await make(bo);
    expect([await end(ana), await end(bo)]).toEqual([true, false]);
  });

  test('[ADM1] of two who take it from each other at the same time, one keeps it', async () => {
    await make(ana);
    await make(bo);
    const ended = await Promise.all([end(ana), end(bo)]);
    expect(ended.filter(Boolean)).toHaveLength(1);
    expect((await administer()).filter(Boolean)).toHaveLength(1);
  });

  test('[ADM1, FD7] people of the demo do not count where they cannot sign in', async () => {
    await make(account(demoAdmin));
    expect(
      await Promise.all([true, false].map((demo) => hasAdministrator(store.read, { demo, passwords: true, issuers }))),
    ).toEqual([true, false]);
    await make(ana);
    expect([await end(ana), await end(ana, true)]).toEqual([false, true]);
  });

  test('[ADM1] who is locked out and let in again administers nothing', async () => {
    await make(ana);
    await make(bo);
    expect(await lock(ana)).toBe(true);
    await store.write.transaction().execute((write) => letIn(write, ana, by));
    expect(await administer()).toEqual([false, true, false]);
    expect((await store.read.selectFrom('accounts').select('disabled').where('id', '=', ana.id).execute())[0]).toEqual({
      disabled: 0,
    });
  });
});
