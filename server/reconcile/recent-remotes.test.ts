import { expect, test } from 'vitest';
import type { Remote } from './remote-changes.ts';
import { RecentRemotes } from './recent-remotes.ts';

const head = { id: 'p', revision: 5, hash: 'h5' };

function remoteOf(rows: number): Remote {
  const row: [string, number] = ['R000000000000001', 5];
  return {
    tables: { sites: { columns: [], rows: Array.from({ length: rows }, () => row), deleted: [] } },
    recomputed: {},
  };
}

test('what was kept is found again, for the same program, base, revision and hash only', () => {
  const recent = new RecentRemotes();
  const remote = remoteOf(1);
  recent.keep(4, head, remote);
  expect(recent.find(4, head)).toBe(remote);
  expect(recent.find(3, head)).toBeUndefined();
  expect(recent.find(4, { ...head, id: 'q' })).toBeUndefined();
  expect(recent.find(4, { ...head, revision: 6 })).toBeUndefined();
  expect(recent.find(4, { ...head, hash: 'other' })).toBeUndefined();
});

test('the oldest go when there are too many rows; one that is too large is not kept', () => {
  const recent = new RecentRemotes();
  recent.keep(1, head, remoteOf(9_000));
  recent.keep(2, head, remoteOf(9_000));
  recent.keep(3, head, remoteOf(20_001));
  expect([1, 2, 3].map((base) => recent.find(base, head) !== undefined)).toEqual([true, true, false]);
  recent.keep(4, head, remoteOf(9_000));
  expect([1, 2, 4].map((base) => recent.find(base, head) !== undefined)).toEqual([false, true, true]);
});

test('the oldest go when there are too many answers', () => {
  const recent = new RecentRemotes();
  for (let base = 0; base < 40; base++) recent.keep(base, head, remoteOf(0));
  expect(recent.find(0, head)).toBeUndefined();
  expect(recent.find(39, head)).toBeDefined();
});
