import { randomBytes, scryptSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HttpError } from '../errors.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { findSession } from './sessions.ts';
import { signIn } from './sign-in.ts';

const MINUTE_MS = 60_000;
const ANA = 'ana@elm.example';

let store: Store;
let clock: Date;

beforeEach(async () => {
  store = await openDatabase({ file: ':memory:' });
  clock = new Date('2026-11-23T10:00:00.000Z');
});
afterEach(() => store.close());

/** An account with this password, kept at a cost that is no cost. */
async function person(email: string, password = 'right', disabled: 0 | 1 = 0): Promise<void> {
  const hash = scryptSync(password, 'salt', 32, { N: 2, r: 1, p: 1 }).toString('base64url');
  const kept = `scrypt$2$1$1$${Buffer.from('salt').toString('base64url')}$${hash}`;
  const row = { id: email, email, name: 'Ana', password: kept, disabled, created_at: clock.toISOString() };
  await store.write.insertInto('accounts').values(row).execute();
}

/** The code an attempt is refused with, or 'in'; with what it is told beside. */
async function attempt(email: string, password: string, demo = false): Promise<[string, unknown]> {
  try {
    const { token, person: found } = await signIn(
      { store, now: () => clock, randomBytes, demo, log: () => undefined },
      { email, password },
      { device: null, source: null },
    );
    return ['in', (await findSession(store, token, clock))?.id === found.id];
  } catch (error) {
    if (error instanceof HttpError) return [error.code, error.details];
    throw error;
  }
}

const later = (milliseconds: number): void => {
  clock = new Date(clock.getTime() + milliseconds);
};

describe('an account is opened', () => {
  test('by its email, however it is written, and its password as it is', async () => {
    await person(ANA);
    expect(await attempt(' Ana@ELM.example ', 'right')).toEqual(['in', true]);
    expect(await attempt(ANA, 'Right')).toEqual(['sign_in_failed', undefined]);
  });

  test('not where it is disabled, and not where there is none, with the same words', async () => {
    await person(ANA, 'right', 1);
    expect(await attempt(ANA, 'right')).toEqual(['sign_in_failed', undefined]);
    expect(await attempt('nobody@elm.example', 'right')).toEqual(['sign_in_failed', undefined]);
  });

  test('[FD7] of the demo only where the demo is on', async () => {
    const admin = 'admin@cedar-basin.example';
    await person(admin);
    expect((await attempt(admin.toUpperCase(), 'right'))[0]).toBe('sign_in_failed');
    expect(await attempt(admin, 'right', true)).toEqual(['in', true]);
  });
});

describe('of attempts for one email', () => {
  const failures = async (count: number) => {
    for (let i = 0; i < count; i++) expect((await attempt(ANA, 'wrong'))[0]).toBe('sign_in_failed');
  };

  test('the eleventh in a quarter of an hour has to wait until it is over, with the right password too', async () => {
    await person(ANA);
    await person('bo@elm.example');
    await failures(10);
    expect(await attempt(ANA, 'right')).toEqual(['too_many_requests', { retryAfterSeconds: 900 }]);
    expect((await attempt('bo@elm.example', 'right'))[0]).toBe('in');
    later(14 * MINUTE_MS + 500);
    expect(await attempt(ANA, 'right')).toEqual(['too_many_requests', { retryAfterSeconds: 60 }]);
    // To the last moment of the window there is a second to wait.
    later(MINUTE_MS - 500);
    expect(await attempt(ANA, 'right')).toEqual(['too_many_requests', { retryAfterSeconds: 1 }]);
    later(1);
    expect((await attempt(ANA, 'right'))[0]).toBe('in');
  });

  test('the window begins with its first, and a later one begins another', async () => {
    await person(ANA);
    await failures(1);
    later(10 * MINUTE_MS);
    await failures(9);
    later(5 * MINUTE_MS + 1);
    await failures(10);
    expect((await attempt(ANA, 'right'))[0]).toBe('too_many_requests');
  });

  test('those before a right one are forgotten', async () => {
    await person(ANA);
    await failures(9);
    expect((await attempt(ANA, 'right'))[0]).toBe('in');
    await failures(10);
  });
});
