import { expect, test } from 'vitest';
import { approvingAmendment, approvingLine } from '../../../test/contracts/plan-rows.ts';
import type { Cells } from '../../tables/cell.ts';
import type { ChangedRow } from '../reposted-rows.ts';
import type { FindRows, FoundRow } from './entry-view.ts';
import { noDatedSums } from './dated-sums.ts';
import { movedSums } from './moved-sums.ts';

const LINES = 30_000;
const CENTS = 700;
const lines: readonly FoundRow[] = Array.from({ length: LINES }, (_, index) => ({
  row: `R${index}`,
  cells: { ...approvingLine('BC-1', `BL-${index}`), line: index + 1, amount: CENTS },
}));

function finds(cells: Cells): FindRows {
  return (table) => (table === 'changeLines' ? lines : table === 'changes' ? [{ row: 'RC', cells }] : []);
}

test('[FD11] one row that moves many lines costs as much as they are, and its part in each is told', () => {
  const after = approvingAmendment('BC-1');
  const before = { ...after, status: 'Draft' };
  const approved: ChangedRow = {
    change: { table: 'changes', row: 'RC', kind: 'update', before: { status: 'Draft' }, after: { status: 'Approved' } },
    before,
    after,
  };
  const view = { asItWas: finds(before), asItBecomes: finds(after), sums: () => noDatedSums() };
  const start = process.cpuUsage();
  const { byLine, byChange } = movedSums([approved], view, '2026-11-23');
  // To put what has been gathered together anew with each line takes minutes.
  expect(process.cpuUsage(start).user / 1_000_000).toBeLessThan(10);
  expect([byLine.size, byChange.get(approved)?.length]).toEqual([LINES, LINES]);
  const [, last] = byChange.get(approved)?.at(-1) ?? [];
  expect(last?.all).toMatchObject({ boardApproved: CENTS, current: CENTS });
});
