import { expect, test } from 'vitest';
import type { ChangedRow } from '../postings/reposted-rows.ts';
import { rowPlace } from '../postings/reposted-rows.ts';
import { claimantsOf, type Claim } from './claimants.ts';

const MANY = 20_000;

function claimOn(row: string, places: readonly string[]): Claim {
  const change: ChangedRow['change'] = { table: 'sites', row, kind: 'update', before: {}, after: {} };
  return { row: { change, before: {}, after: {} }, columns: ['name'], places };
}
const at = (row: string) => rowPlace('sites', row);
const blames = (...rows: string[]) => ({ cells: rows.map((row) => ({ table: 'sites', row, column: 'name' })) });

test('a finding is held against the edit of the row that it names, and without one against all that claim to be about it', () => {
  const [first, second, both] = [
    claimOn('R1', [at('R1')]),
    claimOn('R2', [at('R3')]),
    claimOn('R9', [at('R1'), at('R3')]),
  ];
  const claimants = claimantsOf([first, second, both]);
  expect(claimants(blames('R1'))).toEqual([first]);
  expect(claimants(blames('R3'))).toEqual([second, both]);
  expect(claimants(blames('R3', 'R1'))).toEqual([first]);
  expect(claimants(blames('R2', 'R4'))).toEqual([]);
});

test('whoever is held against a finding is told in the order of the claims, each once', () => {
  const claims = Array.from({ length: 12 }, (_, index) => claimOn(`R${20 + index}`, [at('R2'), at('R1')]));
  const claimants = claimantsOf(claims.toReversed());
  expect(claimants(blames('R1', 'R2'))).toEqual(claims.toReversed());
  const uneven = claimantsOf([claimOn('A', [at('R3')]), claimOn('B', [at('R4')]), claimOn('C', [at('R3')])]);
  expect(uneven(blames('R4', 'R3')).map(({ row }) => row.change.row)).toEqual(['A', 'B', 'C']);
  // Between them the finding names a row that nobody claims to be about.
  expect(uneven(blames('R4', 'R9', 'R3')).map(({ row }) => row.change.row)).toEqual(['A', 'B', 'C']);
});

test('an edit of a row answers for it only where its claim is about that row', () => {
  const [ownElsewhere, about] = [claimOn('R1', [at('R2')]), claimOn('R5', [at('R5'), at('R1')])];
  const claimants = claimantsOf([ownElsewhere, about]);
  expect(claimants(blames('R1'))).toEqual([about]);
  expect(claimants(blames('R1', 'R2'))).toEqual([ownElsewhere, about]);
  expect(claimants(blames('R2', 'R5'))).toEqual([about]);
});

test('[FD11] a push with a finding for each of its rows costs as much as they are', () => {
  const rows = Array.from({ length: MANY }, (_, index) => `R${index}`);
  const start = process.cpuUsage();
  const claimants = claimantsOf(rows.map((row) => claimOn(row, [at(row)])));
  const held = rows.reduce((sum, row) => sum + claimants(blames(row)).length, 0);
  expect(process.cpuUsage(start).user / 1_000_000).toBeLessThan(5);
  expect(held).toBe(MANY);
});
