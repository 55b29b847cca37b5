import { randomBytes, scryptSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HttpError } from '../errors.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { makeAccessToken } from './access-tokens.ts';
import { createProgram, findAccount, grant, revoke } from './accounts.ts';
import { changePassword } from './change-password.ts';
import { letIn, lockOut } from './lock-out.ts';
import { makePasswordLink } from './password-links.ts';
import { createPasswordThreads, type PasswordThreads } from './password-threads.ts';
import { closeSession, findSession, openSession, sessionOf } from './sessions.ts';
import { setPassword } from './set-password.ts';
import { signIn } from './sign-in.ts';
import { QUICK } from './testing/quick-passwords.ts';
import { useLink } from './use-link.ts';

const NEW = 'seven slow herons at dusk';
const THIEF = 'nine brown otters swim';
const person = { id: 'ana', email: 'ana@elm.example', name: 'Ana' };
const nowhere = { device: null, source: null };
const now = () => new Date('2026-11-23T10:00:00.000Z');
const by = {
  at: now().toISOString(),
  person: { id: '', name: 'IT' },
  door: 'commandLine',
  demo: false,
  passwords: true,
  issuers: 'any',
} as const;

let store: Store;

beforeEach(async () => {
  store = await openDatabase({ file: ':memory:' });
  const row = { ...person, password: cheaply('right'), disabled: 0, created_at: now().toISOString() };
  await store.write.insertInto('accounts').values(row).execute();
  await createProgram(store.write, { id: 'elm', name: 'Elm', district: 'Elm', fiscalYear: '2026-27' });
  await grant(store.write, { program: 'elm', account: 'ana', role: 'editor', scope: null }, now());
});
afterEach(() => store.close());

/** A password as it is kept, at a cost that is no cost. */
function cheaply(password: string): string {
  const hash = scryptSync(password, 'salt', 32, { N: 2, r: 1, p: 1 }).toString('base64url');
  return `scrypt$2$1$1$${Buffer.from('salt').toString('base64url')}$${hash}`;
}

/** What a server has, where something happens after a password was looked at or hashed, and before anything is done with it. */
function depsWhile(meanwhile: () => Promise<void>) {
  const threads = createPasswordThreads(QUICK);
  const then = async <T>(looking: Promise<T>): Promise<T> => {
    const seen = await looking;
    await meanwhile();
    return seen;
  };
  const passwordThreads: PasswordThreads = {
    hash: (...asked) => then(threads.hash(...asked)),
    isPassword: (...asked) => threads.isPassword(...asked),
  };
  const looking = {
    ...passwordThreads,
    isPassword: (...asked: Parameters<PasswordThreads['isPassword']>) => then(threads.isPassword(...asked)),
  };
  const deps = { store, now, randomBytes, demo: false, log: () => undefined };
  return { hashing: { ...deps, passwordThreads }, looking: { ...deps, passwordThreads: looking } };
}

const lockedOut = async (): Promise<void> => {
  await store.write.transaction().execute((write) => lockOut(write, person, by));
};
const letInAgain = async (): Promise<void> => {
  await store.write.transaction().execute((write) => letIn(write, person, by));
};
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof HttpError) return error.code;
    throw error;
  }
};
const sessions = async () => (await store.read.selectFrom('sessions').select('token_hash').execute()).length;

describe('[FD8] what ends a way in ends those who are on their way as well', () => {
  test('a sign-in that overlaps a lock-out opens no session that would live again afterwards', async () => {
    const { looking } = depsWhile(lockedOut);
    const { email } = person;
    expect(await codeOf(signIn(looking, { email, password: 'right' }, nowhere))).toBe('sign_in_failed');
    await letInAgain();
    expect(await sessions()).toBe(0);
  });

  test('a sign-in by the old password that overlaps a new one opens nothing', async () => {
    const { looking } = depsWhile(() => setPassword(store.write, { account: 'ana', kept: cheaply(NEW) }));
    const { email } = person;
    expect(await codeOf(signIn(looking, { email, password: 'right' }, nowhere))).toBe('sign_in_failed');
    expect(await sessions()).toBe(0);
  });

  test('who changes the password from a session that ends meanwhile changes nothing', async () => {
    const open = () => openSession({ store, now, randomBytes }, 'ana');
    const change = (meanwhile: (token: string) => Promise<void>) => async () => {
      const token = await open();
      const { hashing } = depsWhile(() => meanwhile(token));
      const asked = { person, session: sessionOf(token), present: 'right', next: THIEF };
      return codeOf(changePassword(hashing, asked, nowhere));
    };
    expect(await change((token) => closeSession(store, token))()).toBe('not_signed_in');
    expect(await change(lockedOut)()).toBe('sign_in_failed');
    await letInAgain();
    // The owner has reset it by a link, which has ended all sessions, and is in by a new one.
    let owner = '';
    const reset = async (): Promise<void> => {
      await setPassword(store.write, { account: 'ana', kept: cheaply(NEW) });
      owner = await open();
    };
    expect(await change(reset)()).toBe('sign_in_failed');
    expect((await findAccount(store.read, person.email))?.password).toBe(cheaply(NEW));
    expect(await findSession(store, owner, now())).toEqual(person);
  });

  test('a link sets no password where the account is locked out meanwhile', async () => {
    const { token } = await makePasswordLink(
      store.write,
      { id: 'ana', password: '' },
      { at: now(), randomBytes, giver: '' },
    );
    const { hashing } = depsWhile(lockedOut);
    expect(await codeOf(useLink(hashing, { token, password: THIEF }, nowhere))).toBe('not_found');
    expect((await findAccount(store.read, person.email))?.password).toBe(cheaply('right'));
  });

  test('no reading token is made for who has been locked out, or out of the program, since they were let in', async () => {
    const make = () =>
      codeOf(makeAccessToken({ store, now, randomBytes }, { person, program: 'elm' }, { name: 'BI', days: 30 }));
    expect(await make()).toBe('done');
    await lockedOut();
    expect(await make()).toBe('not_signed_in');
    await letInAgain();
    await revoke(store.write, { program: 'elm', account: 'ana' }, now());
    expect(await make()).toBe('not_found');
  });
});
