import { createHash, randomBytes, scryptSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HttpError } from '../errors.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { pruneGuesses } from './guesses.ts';
import { createPasswordThreads } from './password-threads.ts';
import { findSession } from './sessions.ts';
import { signIn } from './sign-in.ts';

const MINUTE_MS = 60_000;
const ANA = 'ana@elm.example';

const passwordThreads = createPasswordThreads();
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
async function attempt(
  email: string,
  password: string,
  { demo = false, source = null }: { demo?: boolean; source?: string | null } = {},
): Promise<[string, unknown]> {
  try {
    const { token, person: found } = await signIn(
      { store, now: () => clock, randomBytes, demo, passwordThreads, log: () => undefined },
      { email, password },
      { device: null, source },
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
    expect(await attempt(admin, 'right', { demo: true })).toEqual(['in', true]);
  });
});

test('[FD14] who guesses at ever more addresses, and is sent away, leaves nothing behind', async () => {
  const source = '198.51.100.1';
  const counted = async () => (await store.read.selectFrom('sign_in_attempts').select('email_hash').execute()).length;
  const network = createHash('sha256').update(`guesses from ${source}`).digest('hex');
  const row = { email_hash: network, failures: 300, since: clock.toISOString() };
  await store.write.insertInto('sign_in_attempts').values(row).execute();
  for (let i = 0; i < 20; i++)
    expect((await attempt(`nobody${i}@elm.example`, 'wrong', { source }))[0]).toBe('too_many_requests');
  expect(await counted()).toBe(1);
  later(15 * MINUTE_MS);
  // Of one that is looked at: itself, its address, and all addresses without an account together.
  await attempt('nobody@elm.example', 'wrong', { source });
  await expect.poll(counted).toBe(4);
});

describe('[FD6] of wrong guesses at an account', () => {
  const HOME = '203.0.113.7';
  const CAFE = '198.51.100.1';
  const failures = async (count: number, source: string | null = null) => {
    for (let i = 0; i < count; i++) expect((await attempt(ANA, 'wrong', { source }))[0]).toBe('sign_in_failed');
  };
  const waits = async (source: string | null, password = 'wrong'): Promise<number> => {
    const [code, details] = await attempt(ANA, password, { source });
    if (code !== 'too_many_requests') throw new Error(`${code} where there was to be a wait.`);
    return z.object({ retryAfterSeconds: z.number() }).parse(details).retryAfterSeconds;
  };

  test('ten are free, then each waits twice as long as the one before, to a quarter of an hour, with the right password too', async () => {
    await person(ANA);
    await person('bo@elm.example');
    await failures(10, CAFE);
    for (const seconds of [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]) {
      expect([seconds, await waits(CAFE), await waits(CAFE, 'right')]).toEqual([seconds, seconds, seconds]);
      expect((await attempt('bo@elm.example', 'right', { source: CAFE }))[0]).toBe('in');
      later(seconds * 1000 - 500);
      // To the last moment there is a second to wait, and asking meanwhile makes it no longer.
      expect(await waits(CAFE)).toBe(1);
      later(500);
      await failures(1, CAFE);
    }
    later(15 * MINUTE_MS);
    expect((await attempt(ANA, 'right', { source: CAFE }))[0]).toBe('in');
    await failures(10, CAFE);
  });

  test('none makes somebody wait who signs in from where they have before, however many come from elsewhere', async () => {
    await person(ANA);
    expect((await attempt(ANA, 'right', { source: HOME }))[0]).toBe('in');
    for (let network = 1; network <= 40; network++) await attempt(ANA, 'wrong', { source: `198.51.100.${network}` });
    for (let i = 0; i < 300; i++) await attempt(ANA, 'wrong', { source: CAFE });
    expect((await attempt(ANA, 'right', { source: HOME }))[0]).toBe('in');
    await failures(9, HOME);
    expect((await attempt(ANA, 'right', { source: HOME }))[0]).toBe('in');
  });

  test('those from many networks are counted together for who comes from a new one', async () => {
    await person(ANA);
    for (let network = 1; network <= 50; network++)
      expect((await attempt(ANA, 'wrong', { source: `198.51.100.${network}` }))[0]).toBe('sign_in_failed');
    expect(await waits('192.0.2.1', 'right')).toBe(5);
    later(5000);
    expect((await attempt(ANA, 'right', { source: '192.0.2.1' }))[0]).toBe('in');
  });

  test('those of one network at many accounts are counted together, and known ones sign in all the same', async () => {
    await person(ANA);
    expect((await attempt(ANA, 'right', { source: CAFE }))[0]).toBe('in');
    for (let each = 0; each <= 200; each++) await person(`x${each}@elm.example`);
    for (let each = 0; each < 200; each++)
      expect((await attempt(`x${each}@elm.example`, 'wrong', { source: CAFE }))[0]).toBe('sign_in_failed');
    expect((await attempt('x200@elm.example', 'right', { source: CAFE }))[0]).toBe('too_many_requests');
    expect((await attempt(ANA, 'right', { source: CAFE }))[0]).toBe('in');
  });

  test('right ones are none, however many people sign in from one network for the first time', async () => {
    for (let each = 0; each < 210; each++) {
      await person(`x${each}@elm.example`);
      expect((await attempt(`x${each}@elm.example`, 'right', { source: CAFE }))[0]).toBe('in');
    }
  });

  test('all are forgotten after a day without one, and the counts of then are taken away', async () => {
    await person(ANA);
    await failures(10, CAFE);
    later(24 * 60 * MINUTE_MS + 1);
    await failures(10, CAFE);
    later(24 * 60 * MINUTE_MS + 1);
    const left = async () => {
      await pruneGuesses(store.write, clock);
      return store.read.selectFrom('sign_in_attempts').selectAll().execute();
    };
    // What is written down after an answer comes a moment later.
    await expect.poll(left).toEqual([]);
  });

  test('from where an account is known is kept for ninety days', async () => {
    await person(ANA);
    await attempt(ANA, 'right', { source: HOME });
    for (const [days, rows] of [
      [90, 1],
      [1, 0],
    ] as const) {
      later(days * 24 * 60 * MINUTE_MS);
      await pruneGuesses(store.write, clock);
      expect(await store.read.selectFrom('sign_in_attempts').selectAll().execute()).toHaveLength(rows);
    }
  });

  test('many at once are counted one by one', async () => {
    await person(ANA);
    const all = await Promise.all(Array.from({ length: 30 }, () => attempt(ANA, 'wrong', { source: CAFE })));
    expect(all.filter(([code]) => code === 'sign_in_failed')).toHaveLength(10);
  });
});
