import { describe, expect, test } from 'vitest';
import type { Verdict } from '../invariants/judge-plan.ts';
import { planRows } from '../invariants/plan-rows.ts';
import { payment, row, soundGround, work, type PlantedRow } from '../dirty-plan/sound-work.ts';
import { planOfRows } from '../dirty-plan/plan-of-rows.ts';
import { lastClosed, monthFlags, monthForecasts, monthLedger, nextToClose, waitingChanges } from './month-state.ts';

const PERIOD = '2026-10';
const posted = (amount: number, postingDate: string, period = PERIOD): PlantedRow =>
  payment(1, amount, { document: `V-${amount}`, postingDate, period });

test('the ledger of a month is what is posted to it, and what of that is dated in an earlier one came late', () => {
  const rows = planOfRows([
    posted(100, '2026-10-01'),
    posted(20, '2026-09-30'),
    posted(-5, '2025-12-31'),
    posted(7, '2026-11-01'),
    posted(1000, '2026-10-15', '2026-11'),
  ]);
  expect(monthLedger(rows, PERIOD)).toEqual({ postings: 4, expenditures: 122, late: { count: 2, amount: 15 } });
  expect(monthLedger(rows, '2026-12')).toEqual({ postings: 0, expenditures: 0, late: { count: 0, amount: 0 } });
});

test('forecasts are due of active projects, of a reserve never, and missing where the month has none', () => {
  const active = (n: number, more: object = {}) => work(n, `P${n}`, { project: { status: 'Active', ...more } });
  const forecast = (project: string, period: string) => row('forecasts', { project, category: 'All', period, etc: 5 });
  const rows = planOfRows([
    ...soundGround,
    ...active(1),
    ...active(2),
    ...active(3, { class: 'Program Reserve' }),
    ...work(4, 'P4', { project: { status: 'On Hold' } }),
    forecast('27.00001', PERIOD),
    forecast('27.00002', '2026-09'),
  ]);
  const { due, missing } = monthForecasts(rows, PERIOD);
  expect([due, missing.map(({ number }) => number)]).toEqual([2, ['27.00002']]);
  expect(monthForecasts(rows, '2026-11').missing).toHaveLength(2);
});

test('changes wait while they are pending or recommended', () => {
  const statuses = ['Draft', 'Pending', 'BOC Recommended', 'Approved', 'Rejected', 'Withdrawn'];
  const changes = statuses.map((status) => ({
    row: status,
    cells: { number: status, type: 'Transfer', title: 'x', reason: 'x', status },
  }));
  expect(waitingChanges(planRows({ changes })).map(({ number }) => number)).toEqual(['Pending', 'BOC Recommended']);
});

describe('the months', () => {
  const months = ['2026-09', '2026-07', '2026-10', '2026-08'].map((period) => ({
    period,
    status: period <= '2026-08' ? 'Closed' : period === '2026-09' ? 'Soft close' : 'Open',
  }));

  test('are closed one after the other: next is the first that is not, and only the last that is opens again', () => {
    expect([nextToClose(months), lastClosed(months)]).toEqual(['2026-09', '2026-08']);
  });

  test('are all closed, or none is', () => {
    const all = months.map((month) => ({ ...month, status: 'Closed' }));
    const none = months.map((month) => ({ ...month, status: 'Open' }));
    expect([nextToClose(all), lastClosed(all)]).toEqual([null, '2026-10']);
    expect([nextToClose(none), lastClosed(none)]).toEqual(['2026-07', null]);
    expect([nextToClose([]), lastClosed([])]).toEqual([null, null]);
  });
});

test('the flags of a check come with their findings, open ones first', () => {
  const unsaid = { owner: null, explanation: null, explainedBy: null, explainedOn: null };
  const finding = (subject: string, difference: number, holds?: boolean): Verdict['findings'][number] => ({
    subject,
    difference,
    message: subject,
    cells: [],
    ...(holds === undefined ? {} : { explanation: { ...unsaid, holds } }),
  });
  const findings = [finding('A', 1, true), finding('B', 2), finding('A', 3, true), finding('C', 4, false)];
  const words = { id: 'V29', title: '', subject: 'row', mend: '' } as const;
  const verdict: Verdict = { ...words, severity: 'warning', passed: false, difference: 10, findings };
  expect(monthFlags(verdict).map(({ subject, isOpen, findings: own }) => [subject, isOpen, own.length])).toEqual([
    ['B', true, 1],
    ['C', true, 1],
    ['A', false, 2],
  ]);
});
