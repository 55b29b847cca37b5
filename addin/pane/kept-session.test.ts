import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keptSession } from './kept-session.ts';

/** A store as browsers have it. */
class Store implements Storage {
  readonly #items = new Map<string, string>();
  [name: string]: unknown;
  get length(): number {
    return this.#items.size;
  }
  clear(): void {
    this.#items.clear();
  }
  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }
  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }
  removeItem(key: string): void {
    this.#items.delete(key);
  }
  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
}

const session = { token: 't-1', person: { id: 'p', email: 'ann@cedar-basin.example', name: 'Ann' } };
const KEY = 'excel.sep-sync.session';
let sessionStorage: Store;
let localStorage: Store;

beforeEach(() => {
  [sessionStorage, localStorage] = [new Store(), new Store()];
  vi.stubGlobal('window', { sessionStorage, localStorage });
});
afterEach(() => vi.unstubAllGlobals());

const kept = () => keptSession('excel.');

describe('a sign-in', () => {
  test('is kept by the window alone, unless the person stays signed in', () => {
    kept().keep(session, false);
    expect([sessionStorage.length, localStorage.length]).toEqual([1, 0]);
    expect(kept().read()).toEqual(session);
  });

  test('is kept by the computer, and no longer by the window, where the person stays', () => {
    kept().keep(session, false);
    kept().keep(session, true);
    expect([sessionStorage.length, localStorage.length]).toEqual([0, 1]);
    expect(kept().read()).toEqual(session);
  });

  test('is forgotten everywhere', () => {
    kept().keep(session, true);
    sessionStorage.setItem(KEY, JSON.stringify(session));
    kept().forget(session);
    expect([sessionStorage.length, localStorage.length, kept().read()]).toEqual([0, 0, null]);
  });

  test('of somebody else, in another window, is neither forgotten nor overwritten by the one before', () => {
    const ben = { token: 't-2', person: { id: 'b', email: 'ben@cedar-basin.example', name: 'Ben' } };
    kept().keep(ben, true);
    kept().rename({ ...session, person: { ...session.person, name: 'Anna' } });
    kept().forget(session);
    expect(kept().read()).toEqual(ben);
  });

  test('has the new name of its person where it is kept', () => {
    kept().keep(session, true);
    const renamed = { ...session, person: { ...session.person, name: 'Anna' } };
    kept().rename(renamed);
    expect([sessionStorage.length, kept().read()]).toEqual([0, renamed]);
  });

  test('of this window comes before that of the computer', () => {
    localStorage.setItem(KEY, JSON.stringify({ ...session, token: 'old' }));
    sessionStorage.setItem(KEY, JSON.stringify(session));
    expect(kept().read()?.token).toBe('t-1');
  });

  test('of another site that shares the stores is not read', () => {
    keptSession('other.').keep(session, true);
    expect(kept().read()).toBeNull();
  });

  test('holds the token and the person and nothing else', () => {
    const more = { ...session, password: 'secret' };
    kept().keep(more, true);
    expect(localStorage.getItem(KEY)).not.toContain('secret');
  });
});

test.each([
  ['nothing', null],
  ['no JSON', 'hello'],
  ['null', 'null'],
  ['a text', '"t-1"'],
  ['no token', JSON.stringify({ person: session.person })],
  ['a token that is no text', JSON.stringify({ ...session, token: 1 })],
  ['no person', JSON.stringify({ token: 't-1' })],
  ['null for a person', JSON.stringify({ token: 't-1', person: null })],
  ['a person without an email', JSON.stringify({ token: 't-1', person: { id: 'p', name: 'Ann' } })],
])('under our name is %s: nobody is signed in', (_what, text) => {
  if (text !== null) localStorage.setItem(KEY, text);
  expect(kept().read()).toBeNull();
});

test('a browser that forbids its stores keeps nobody out', () => {
  vi.stubGlobal('window', {
    get sessionStorage(): Storage {
      throw new Error('forbidden');
    },
  });
  expect(() => kept().keep(session, true)).not.toThrow();
  expect(kept().read()).toBeNull();
});
