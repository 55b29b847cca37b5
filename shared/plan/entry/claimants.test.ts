import { expect, test } from 'vitest';
import type { ChangedRow } from '../reposted-rows.ts';
import { rowPlace } from '../reposted-rows.ts';
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

test('[FD11] a push with a finding for each of its rows costs as much as they are', () => {
  const rows = Array.from({ length: MANY }, (_, index) => `R${index}`);
  const start = process.cpuUsage();
  const claimants = claimantsOf(rows.map((row) => claimOn(row, [at(row)])));
  const held = rows.reduce((sum, row) => sum + claimants(blames(row)).length, 0);
  expect(process.cpuUsage(start).user / 1_000_000).toBeLessThan(5);
  expect(held).toBe(MANY);
});
