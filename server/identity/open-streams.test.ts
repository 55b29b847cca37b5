import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Store } from '../storage/database.ts';
import { createProgram, grant } from './accounts.ts';
import { createOpenStreams, type OpenStreams } from './open-streams.ts';
import { openSession, sessionOf } from './sessions.ts';

let store: Store;
let streams: OpenStreams;
let failures: unknown[];
let clock: Date;

beforeEach(async () => {
  store = await openDatabase({ file: ':memory:' });
  failures = [];
  clock = new Date();
  streams = createOpenStreams({
    store,
    now: () => clock,
    accessCheckMs: 5,
    onFailure: (error) => failures.push(error),
  });
  for (const id of ['elm', 'oak']) {
    await createProgram(store.write, { id, name: id, district: 'Elm', fiscalYear: '2026-27' });
  }
  for (const id of ['ana', 'bo']) {
    const row = { id, email: id, name: id, password: '', disabled: 0, created_at: '' };
    await store.write.insertInto('accounts').values(row).execute();
    await grant(store.write, { program: 'elm', account: id, role: 'viewer', scope: null });
    await grant(store.write, { program: 'oak', account: id, role: 'viewer', scope: null });
  }
});
afterEach(async () => {
  for (const leave of left.splice(0)) leave();
  await store.close();
});

/** Takes out what a test has opened. */
const left: (() => void)[] = [];
const ended: string[] = [];
beforeEach(() => void ended.splice(0));

/** Opens a stream of a new session; its name is told in `ended` when it is ended. */
async function opened(
  account: string,
  program = 'elm',
  name = account,
): Promise<{ session: string; leave: () => void }> {
  const session = sessionOf(await openSession({ store, now: () => new Date(), randomBytes }, account));
  const leave = streams.open({ session, account, program }, () => ended.push(name));
  left.push(leave);
  return { session, leave };
}

test('[SGN5, FD8] a stream ends with the hours of its session', async () => {
  const endsAt = new Date(clock.getTime() + 1000);
  const of = { store, now: () => clock, randomBytes };
  const session = sessionOf(await openSession(of, 'ana', { device: null, source: null, endsAt }));
  left.push(streams.open({ session, account: 'ana', program: 'elm' }, () => ended.push('ana')));
  await opened('bo');
  clock = endsAt;
  await expect.poll(() => ended).toEqual(['ana']);
});

test('[FD9] the twenty-first stream of one person ends the oldest, and nobody else’s', async () => {
  await opened('bo');
  const all = [];
  for (let index = 0; index < 21; index++) all.push(await opened('ana', 'elm', `ana ${index}`));
  expect(ended).toEqual(['ana 0']);
  // One that has been left makes room.
  all[5]?.leave();
  await opened('ana', 'elm', 'another');
  expect(ended).toEqual(['ana 0']);
  await opened('ana', 'elm', 'one more');
  expect(ended).toEqual(['ana 0', 'ana 1']);
});

test('[FD8] a stream ends with its session at once, and with its membership or account soon, and others go on', async () => {
  const ana = await opened('ana');
  await opened('ana', 'oak', 'oak');
  await opened('bo');
  streams.endSession(ana.session);
  streams.endSession(ana.session);
  expect(ended).toEqual(['ana']);
  await store.write.deleteFrom('memberships').where('account', '=', 'ana').where('program', '=', 'oak').execute();
  await expect.poll(() => ended).toEqual(['ana', 'oak']);
  await store.write.updateTable('accounts').set({ disabled: 1 }).where('id', '=', 'bo').execute();
  await expect.poll(() => ended).toEqual(['ana', 'oak', 'bo']);
  expect(failures).toEqual([]);
});

test('a look that fails is told and ends nothing', async () => {
  await opened('ana');
  await store.write.schema.alterTable('memberships').renameTo('gone').execute();
  await expect.poll(() => failures.length).toBeGreaterThan(0);
  expect(ended).toEqual([]);
});
