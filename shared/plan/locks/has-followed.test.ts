import { expect, test } from 'vitest';
import { tableNamed } from '../../tables/all-tables.ts';
import type { ForeignKey } from '../../tables/table.ts';
import { hasFollowed, referenceBy } from './has-followed.ts';

const posted = tableNamed('expenditures');
const toCommitment = referenceBy(posted, 'commitmentLine');

function reference(): ForeignKey {
  if (toCommitment === undefined) throw new Error('A posting names its commitment.');
  return toCommitment;
}

const followed = {
  kind: 'update',
  revision: 7,
  before: { commitment: 'PO-1', commitmentLine: 1 },
  after: { commitment: 'PO-2', commitmentLine: 3 },
} as const;
const renamed = {
  kind: 'update',
  revision: 7,
  before: { number: 'PO-1', line: 1 },
  after: { number: 'PO-2', line: 3 },
} as const;

test('a column names the row of the reference that it is part of', () => {
  expect(reference()).toMatchObject({ columns: ['commitment', 'commitmentLine'], table: 'commitments' });
  expect(referenceBy(posted, 'commitment')).toBe(toCommitment);
  expect(referenceBy(posted, 'amount')).toBeUndefined();
});

test('cells have followed a row that was given another key in the same revision', () => {
  expect(hasFollowed(reference(), followed, [{ ...renamed, revision: 6 }, renamed])).toBe(true);
});

test.each([
  ['nothing is known of the row', followed, []],
  ['the row was renamed in another revision', followed, [{ ...renamed, revision: 6 }]],
  ['a row of that key came instead', followed, [{ ...renamed, kind: 'insert' as const }]],
  ['the row had another key', followed, [{ ...renamed, before: { number: 'PO-1', line: 2 } }]],
  ['the row became another', followed, [{ ...renamed, after: { number: 'PO-2', line: 4 } }]],
  ['half of the key became another', followed, [{ ...renamed, after: { number: 'PO-3', line: 3 } }]],
  ['the posting itself is new', { ...followed, kind: 'insert' as const }, [renamed]],
])('cells were set by somebody where %s', (_what, entry, named) => {
  expect(hasFollowed(reference(), entry, named)).toBe(false);
});
