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
  recent.keep({ revision: 4 }, head, remote);
  expect(recent.find(4, head)).toEqual([remote]);
  expect(recent.find(3, head)).toBeUndefined();
  expect(recent.find(4, { ...head, id: 'q' })).toBeUndefined();
  expect(recent.find(4, { ...head, revision: 6 })).toBeUndefined();
  expect(recent.find(4, { ...head, hash: 'other' })).toBeUndefined();
});

test('nothing has changed since the head', () => {
  expect(new RecentRemotes().find(5, head)).toEqual([]);
});

test('single revisions lead on to the ones before, and at last to a longer stretch that begins at the base', () => {
  const recent = new RecentRemotes();
  const [long, fourth, fifth] = [remoteOf(1), remoteOf(2), remoteOf(3)];
  recent.keep({ revision: 1 }, { id: 'p', revision: 3, hash: 'h3' }, long);
  recent.keep({ revision: 3, hash: 'h3' }, { id: 'p', revision: 4, hash: 'h4' }, fourth);
  recent.keep({ revision: 4, hash: 'h4' }, head, fifth);
  expect(recent.find(1, head)).toEqual([long, fourth, fifth]);
  expect(recent.find(3, head)).toEqual([fourth, fifth]);
  expect(recent.find(2, head)).toBeUndefined();
  expect(recent.find(0, head)).toBeUndefined();
});

test('a revision that came to nothing is not led on to', () => {
  const recent = new RecentRemotes();
  recent.keep({ revision: 3, hash: 'h3' }, { id: 'p', revision: 4, hash: 'taken back' }, remoteOf(1));
  recent.keep({ revision: 4, hash: 'h4' }, head, remoteOf(2));
  expect(recent.find(3, head)).toBeUndefined();
});

test('the oldest go when there are too many rows; one that is too large is not kept', () => {
  const recent = new RecentRemotes();
  recent.keep({ revision: 1 }, head, remoteOf(9_000));
  recent.keep({ revision: 2 }, head, remoteOf(9_000));
  recent.keep({ revision: 3 }, head, remoteOf(20_001));
  expect([1, 2, 3].map((base) => recent.find(base, head) !== undefined)).toEqual([true, true, false]);
  recent.keep({ revision: 4 }, head, remoteOf(9_000));
  expect([1, 2, 4].map((base) => recent.find(base, head) !== undefined)).toEqual([false, true, true]);
});

test('the oldest go when there are too many answers', () => {
  const recent = new RecentRemotes();
  const end = { ...head, revision: 2_000 };
  for (let base = 0; base < 1_001; base++) recent.keep({ revision: base }, end, remoteOf(0));
  expect(recent.find(0, end)).toBeUndefined();
  expect(recent.find(1_000, end)).toBeDefined();
});

test('a stretch of several revisions leads on as single ones do, to whoever does not stand within it', () => {
  const recent = new RecentRemotes();
  const [first, learned, own] = [remoteOf(1), remoteOf(2), remoteOf(3)];
  recent.keep({ revision: 0, hash: '' }, { id: 'p', revision: 1, hash: 'h1' }, first);
  recent.keep({ revision: 1, hash: 'h1' }, { id: 'p', revision: 4, hash: 'h4' }, learned);
  recent.keep({ revision: 4, hash: 'h4' }, head, own);
  expect(recent.find(0, head)).toEqual([first, learned, own]);
  expect(recent.find(1, head)).toEqual([learned, own]);
  expect(recent.find(2, head)).toBeUndefined();
  expect(recent.newest('p')).toEqual(head);
});
