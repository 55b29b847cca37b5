import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Store } from '../storage/database.ts';
import { closeSession, endAllBy, findSession, openSession, sessionOf } from './sessions.ts';

const HOUR_MS = 3_600_000;
const START = new Date('2026-11-01T10:00:00.000Z');
const after = (milliseconds: number): Date => new Date(START.getTime() + milliseconds);

let store: Store;
let token: string;

beforeEach(async () => {
  store = await openDatabase({ file: ':memory:' });
  const ana = { id: 'a', email: 'ana@elm.example', name: 'Ana', password: '', disabled: 0, created_at: '' };
  await store.write.insertInto('accounts').values(ana).execute();
  token = await openSession({ store, now: () => START, randomBytes }, 'a');
});
afterEach(() => store.close());

const lastUsed = async () =>
  (await store.read.selectFrom('sessions').select('last_used_at').executeTakeFirstOrThrow()).last_used_at;

test('a session is found by its token, of which only the hash is kept', async () => {
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(await findSession(store, token, START)).toEqual({ id: 'a', email: 'ana@elm.example', name: 'Ana' });
  expect(await store.read.selectFrom('sessions').select('token_hash').execute()).toEqual([
    { token_hash: sessionOf(token) },
  ]);
  expect(await findSession(store, sessionOf(token), START)).toBeUndefined();
});

test('it is over when nobody has used it for more than thirty days', async () => {
  expect(await findSession(store, token, after(30 * 24 * HOUR_MS + 1))).toBeUndefined();
  expect(await findSession(store, token, after(30 * 24 * HOUR_MS))).toBeDefined();
  expect(await findSession(store, token, after(59 * 24 * HOUR_MS))).toBeDefined();
});

test('[SGN5] where passwords are switched off, what was opened by one ends with the hours of the provider', async () => {
  const early = after(HOUR_MS);
  const of = { store, now: () => START, randomBytes };
  const byProvider = await openSession(of, 'a', { device: null, source: null, endsAt: early });
  await endAllBy(store.write, after(12 * HOUR_MS));
  // The next start gives nothing back.
  await endAllBy(store.write, after(24 * HOUR_MS));
  const isOpen = async (bearer: string, at: Date) => (await findSession(store, bearer, at)) !== undefined;
  expect([await isOpen(token, after(12 * HOUR_MS - 1)), await isOpen(token, after(12 * HOUR_MS))]).toEqual([
    true,
    false,
  ]);
  expect([await isOpen(byProvider, after(HOUR_MS - 1)), await isOpen(byProvider, early)]).toEqual([true, false]);
});

test('its use is written down twelve hours after the last time, no sooner', async () => {
  await findSession(store, token, after(12 * HOUR_MS));
  expect(await lastUsed()).toBe(START.toISOString());
  const touched = after(12 * HOUR_MS + 1);
  await findSession(store, token, touched);
  expect(await lastUsed()).toBe(touched.toISOString());
});

test('it ends with its account or by itself, and others go on', async () => {
  const other = await openSession({ store, now: () => START, randomBytes }, 'a');
  await closeSession(store, token);
  expect([await findSession(store, token, START), (await findSession(store, other, START))?.id]).toEqual([
    undefined,
    'a',
  ]);
  await store.write.updateTable('accounts').set({ disabled: 1 }).execute();
  expect(await findSession(store, other, START)).toBeUndefined();
});

test('[FD15] who signs in very often loses the session that was used longest ago, and nobody else loses one', async () => {
  const bo = { id: 'b', email: 'bo@elm.example', name: 'Bo', password: '', disabled: 0, created_at: '' };
  await store.write.insertInto('accounts').values(bo).execute();
  const open = (who: string, at: Date) => openSession({ store, now: () => at, randomBytes }, who);
  const theirs = await open('b', after(-HOUR_MS));
  const second = await open('a', after(1));
  for (let count = 2; count <= 50; count++) await open('a', after(count));
  const found = await Promise.all([token, second, theirs].map((each) => findSession(store, each, after(60))));
  expect(found.map((person) => person?.id)).toEqual([undefined, 'a', 'b']);
});
