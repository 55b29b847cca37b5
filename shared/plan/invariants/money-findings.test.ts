import { describe, expect, test } from 'vitest';
import { blamed, found, told } from '../dirty-plan/findings-of.ts';
import { planOfRows } from '../dirty-plan/plan-of-rows.ts';
import {
  change,
  DIRTY_DAY,
  order,
  payment,
  projectOf,
  row,
  soundGround,
  source,
  work,
} from '../dirty-plan/sound-work.ts';
import type { Cells } from '../../tables/cell.ts';
import { planFacts } from '../figures/plan-facts.ts';
import { invariantFacts, judgePlan } from './judge-plan.ts';
import { salaryObject } from './line-funding.ts';

const line = (id: string, cells: Cells = {}) =>
  row('budgetLines', {
    id,
    project: projectOf(1),
    source: 'BND-A',
    fiscalYear: '2027-28',
    category: 'Equipment',
    original: 10_000_000,
    ...cells,
  });
const changeOrder = (amount: number, cells: Cells = {}) =>
  row('commitmentChanges', {
    number: 'CO-1',
    commitment: 'PO-1',
    commitmentLine: 1,
    date: '2026-05-04',
    amount,
    reason: 'Unforeseen',
    status: 'Approved',
    ...cells,
  });
const approved = { status: 'Approved', effectiveDate: '2026-07-01', approvedBy: 'CFO' };
const board = {
  ...approved,
  type: 'Board Amendment',
  approvedBy: 'Board',
  reportNumber: 'Rep-9',
  boardDate: '2026-06-20',
};
const direct = { commitment: null, commitmentLine: null };

describe('[V20, V21] a change', () => {
  const lines = [work(1, 'A'), line('BL-1B'), line('BL-1C', { source: 'F40' })];

  test('that leaves one source and enters none is out of balance there, by what it takes or gives', () => {
    expect(found(work(1, 'A'), change(1, { 'BL-1': -5 }))).toEqual([['V20', -5]]);
    expect(found(work(1, 'A'), change(1, { 'BL-1': 5 }))).toEqual([['V20', 5]]);
  });

  test('that balances in one source is no transfer out of it or into it', () => {
    expect(found(...lines, change(1, { 'BL-1': -5, 'BL-1B': 5, 'BL-1C': 3 }))).toEqual([['V20', 3]]);
    expect(found(...lines, change(1, { 'BL-1': -5, 'BL-1B': 5, 'BL-1C': -3 }))).toEqual([['V20', -3]]);
    expect(found(...lines, change(1, { 'BL-1': -5, 'BL-1C': 5 }))).toEqual([['V21', 5]]);
  });

  test('without lines moves nothing', () => {
    expect(found(work(1, 'A'), change(1, {}))).toEqual([]);
  });

  test('a line of it on a budget line that is not there is of no source', () => {
    expect(found(work(1, 'A'), change(1, { 'BL-404': 5 }))).toEqual([]);
  });

  test('a board amendment may take what its own source has unallocated, whatever others have', () => {
    const own = [work(1, 'A'), source('X', 'X', { authorized: 20_000_000 }), work(2, 'B', { line: { source: 'X' } })];
    const amendment = (cents: number) => change(1, { 'BL-2': cents }, { type: 'Board Amendment' });
    expect(found(...own, amendment(10_000_000))).toEqual([]);
    expect(found(...own, amendment(10_000_001))).toEqual([['V20', 1]]);
  });

  test('of an amendment that has been approved the source tells what is over, not the change', () => {
    const own = [source('X', 'X', { authorized: 10_000_000 }), work(1, 'A', { line: { source: 'X' } })];
    expect(found(...own, change(1, { 'BL-1': 1 }, board))).toEqual([['V13', 1]]);
  });
});

test('[V23] only staff changes need the board beyond what staff may decide', () => {
  const accounts = [{ account: '21-9010-0-0000-8500-6200-001' }, { account: '21-9010-0-0000-8500-5800-001' }] as const;
  const plan = [work(1, 'A', { line: accounts[0] }), line('BL-1B', accounts[1])];
  const moves = (type: string) => found(...plan, change(1, { 'BL-1': -1, 'BL-1B': 1 }, { type }));
  expect(moves('Staff Modification')).toEqual([['V23', 0]]);
  expect(moves('Technical Correction')).toEqual([]);
});

test('[C09] only staff changes that have been approved and balance per source move money between programs', () => {
  const plan = [
    work(1, 'A'),
    work(2, 'B', { project: { program: 'Classroom Technology' } }),
    line('BL-1C', { source: 'F40' }),
  ];
  const moves = (amounts: Record<string, number>, cells: Cells) => found(...plan, change(1, amounts, cells));
  const across = { 'BL-1': -17, 'BL-2': 17 };
  expect(moves(across, { type: 'Staff Modification', ...approved })).toEqual([['C09', 17]]);
  expect(moves(across, { type: 'Staff Modification' })).toEqual([]);
  expect(moves(across, { type: 'Technical Correction', ...approved })).toEqual([]);
  expect(moves({ ...across, 'BL-1C': 5 }, { type: 'Staff Modification', ...approved })).toEqual([['V20', 5]]);
});

describe('[V26, C05] what is paid on a commitment', () => {
  test('is over by the last payment by its day, the lower one of a day', () => {
    const paid = (document: string, postingDate: string) => payment(1, 200_000, { document, postingDate });
    const plan = [work(1, 'A'), order(1, 500_000)];
    const three = (...days: string[]) => [...plan, ...days.map((day, at) => paid(`V-${at + 1}`, day))];
    expect(blamed('document', ...three('2026-10-12', '2026-10-20', '2026-10-15'))[0]?.[0]).toBe('V-2 amount');
    expect(blamed('document', ...three('2026-10-12', '2026-10-20', '2026-10-20'))[0]?.[0]).toBe('V-3 amount');
    expect(told(...three('2026-10-12', '2026-10-20', '2026-10-15'))).toEqual([
      'Payment V-2, line 1 exceeds the open encumbrance of PO-1, line 1 by 1,000.00.',
    ]);
  });

  test('may be over without a payment, where change orders have taken more than there was', () => {
    const plan = [work(1, 'A'), order(1, 500_000), changeOrder(-500_005, { reason: 'Release' })];
    expect(found(...plan)).toEqual([['V26', 5]]);
    expect(told(...plan)).toEqual(['What is paid exceeds the open encumbrance of PO-1, line 1 by 0.05.']);
    expect(blamed('number', ...plan)).toEqual([['PO-1 original']]);
  });

  test('a posting on no commitment, or on half the name of one, is on none', () => {
    const half = [payment(1, 5, direct), payment(1, 7, { document: 'V-2', commitmentLine: null })];
    expect(found(work(1, 'A'), order(1, 5), ...half)).toEqual([]);
  });

  test('before its award it is over what is open, and no direct cost', () => {
    const rows = planOfRows([
      ...soundGround,
      ...work(1, 'A'),
      order(1, 500_000, { awardDate: '2026-12-01' }),
      payment(1, 200),
    ]);
    const verdicts = judgePlan(invariantFacts(rows, DIRTY_DAY, planFacts(rows, DIRTY_DAY)));
    const ids = verdicts.filter(({ passed }) => !passed).map(({ id, difference }) => [id, difference]);
    expect(ids).toEqual([['V26', 200]]);
  });
});

describe('[V28] change orders', () => {
  test('count once they are approved', () => {
    const plan = (status: string) => found(work(1, 'A'), order(1, 5_000_000), changeOrder(500_001, { status }));
    expect(plan('Approved')).toEqual([['V28', 1]]);
    expect(plan('Pending')).toEqual([]);
    const draft = order(1, 5_000_000, { status: 'Draft' });
    expect(found(work(1, 'A'), draft, changeOrder(500_001))).toEqual([]);
  });

  test('on a contract of nothing are told in money', () => {
    const plan = [work(1, 'A'), order(1, 0), changeOrder(5)];
    expect(told(...plan)).toEqual(['Change orders on PO-1, line 1 have reached 0.05 of the contract.']);
  });
});

describe('[V29] purchases to one vendor that together pass the bid threshold of 114,800.00', () => {
  const plan = (...orders: readonly (readonly [number: string, cents: number, awardDate: string, cells?: Cells])[]) => [
    ...work(1, 'A', { line: { original: 50_000_000 } }),
    ...orders.map(([number, cents, awardDate, cells = {}]) =>
      order(1, cents, { type: 'PO', number, awardDate, ...cells }),
    ),
  ];

  test('are each below it: one that reaches it was to be bid anyway', () => {
    expect(found(...plan(['PO-1', 11_480_000, '2026-03-02'], ['PO-2', 1, '2026-03-02']))).toEqual([]);
    expect(found(...plan(['PO-1', 11_479_999, '2026-03-02'], ['PO-2', 2, '2026-03-02']))).toEqual([['V29', 1]]);
    expect(found(...plan(['PO-1', 11_479_999, '2026-03-02'], ['PO-2', 1, '2026-03-02']))).toEqual([]);
  });

  test('are purchase orders that count, no contracts and no drafts', () => {
    const two = (cells: Cells) =>
      found(...plan(['PO-1', 6_000_000, '2026-03-02', cells], ['PO-2', 6_000_000, '2026-03-02', cells]));
    expect(two({})).toEqual([['V29', 520_000]]);
    expect(two({ type: 'Contract' })).toEqual([]);
    expect(two({ status: 'Draft' })).toEqual([]);
  });

  test('are those of the first days in which they come to most, in the order of their award', () => {
    const orders = plan(
      ['PO-3', 6_000_000, '2026-04-15'],
      ['PO-2', 6_000_000, '2026-02-20'],
      ['PO-1', 6_000_000, '2026-02-01'],
    );
    expect(blamed('number', ...orders)).toEqual([['PO-1 original', 'PO-2 original']]);
    const ofOneDay = plan(['PO-2', 6_000_000, '2026-03-02'], ['PO-1', 6_000_000, '2026-03-02']);
    expect(blamed('number', ...ofOneDay)).toEqual([['PO-2 original', 'PO-1 original']]);
  });
});

test('[V30] awards of open and closed commitments wait for the approval of their project, where there is one', () => {
  const award = (cells: Cells, project: Cells = {}) =>
    found(work(1, 'A', { project }), order(1, 0, { awardDate: '2026-01-19', ...cells }));
  expect(award({})).toEqual([['V30', 0]]);
  expect(award({ status: 'Closed' })).toEqual([['V30', 0]]);
  expect(award({ status: 'Draft' })).toEqual([]);
  expect(award({ status: 'Cancelled' })).toEqual([]);
  expect(award({}, { approvalDate: null })).toEqual([]);
});

describe('what a budget line holds', () => {
  test('[C04, V34] below zero is told once, as below zero; at zero what is obligated is over it', () => {
    const taken = (cents: number) => [
      work(1, 'A'),
      line('BL-1B'),
      change(1, { 'BL-1': -cents, 'BL-1B': cents }, board),
    ];
    expect(found(...taken(10_000_005))).toEqual([['V34', -5]]);
    expect(found(...taken(10_000_000), order(1, 5))).toEqual([['C04', 5]]);
  });

  test('[V22, C04, V34] and what a change on its way would leave is measured by what it owes', () => {
    const plan = (owed: number, taken: number) =>
      found(work(1, 'A'), line('BL-1B'), order(1, owed), change(1, { 'BL-1': -taken, 'BL-1B': taken }));
    expect(plan(10_000_000, 1)).toEqual([['V22', 1]]);
    expect(plan(5, 10_000_000)).toEqual([['V22', 5]]);
    expect(plan(5, 10_000_001)).toEqual([['V34', -1]]);
    expect(plan(10_000_001, 1)).toEqual([['C04', 1]]);
    expect(found(work(1, 'A'), line('BL-1B'), order(1, 10_000_001), change(1, { 'BL-1': 1, 'BL-1B': -1 }))).toEqual([
      ['C04', 1],
    ]);
  });

  test('[V25] a draft fits what is left beside what is ordered', () => {
    const draft = (cents: number) => order(1, cents, { number: 'PO-2', status: 'Draft' });
    expect(found(work(1, 'A'), order(1, 6_000_000), draft(4_000_000))).toEqual([]);
    expect(found(work(1, 'A'), order(1, 6_000_000), draft(4_000_001))).toEqual([['V25', 1]]);
  });
});

describe('[V15] what a source may not fund', () => {
  const restricted = (restriction: string | null) => source('X', 'X', { allowedSystems: 'LAN', restriction });

  test('is told with the words of its restriction, a full stop at its end apart', () => {
    const plan = (restriction: string | null) => told(restricted(restriction), work(1, 'A', { line: { source: 'X' } }));
    const said = 'X · X may not fund School Network Modernization/WLAN (BL-1): ';
    expect(plan('Sec. 3 of the measure.')).toEqual([`${said}Sec. 3 of the measure.`]);
    expect(plan(null)).toEqual([`${said}see its allowed programs and systems.`]);
    expect(told(restricted(null), work(1, 'A', { line: { source: 'X', system: 'LAN' } }))).toEqual([]);
  });

  test('is told of a line whose project is gone, too', () => {
    const gone = line('BL-9', { project: projectOf(9), source: 'X' });
    expect(told(restricted('LAN only'), gone)).toEqual(['X · X may not fund / (BL-9): LAN only.']);
  });
});

test('[V16] salaries and benefits are the objects from 1000 to 3999', () => {
  const object = (code: string) => salaryObject(`21-9010-0-0000-8500-${code}-001`);
  expect(['0999', '1000', '3999', '4000'].map(object)).toEqual([null, '1000', '3999', null]);
});

test('[V16, V17] the account of a posting is judged by the source of its line', () => {
  const posted = (account: string | null, cells: Cells = {}) => payment(1, 5, { ...direct, account, ...cells });
  const salary = [work(1, 'A'), posted('21-9010-0-0000-8500-2200-001')];
  expect(found(...salary)).toEqual([['V16', 0]]);
  expect(blamed('document', ...salary)).toEqual([['V-1 account']]);
  const elsewhere = [work(1, 'A'), posted('40-9010-0-0000-8500-6400-001')];
  expect(told(...elsewhere)).toEqual([
    'V-1, line 1: account 40-9010-0-0000-8500-6400-001 does not match BND-A · Measure A (fund 21, resource 9010).',
  ]);
  expect(found(work(1, 'A'), posted('21-9010-0-0000-8500-6400-001'))).toEqual([]);
  expect(found(work(1, 'A'), posted('40-9010-0-0000-8500-2200-001', { budgetLine: 'BL-404' }))).toEqual([]);
});

describe('[C03, C03W] cash', () => {
  const plan = (available: number, ordered: number, paid: number) =>
    found(source('X', 'X', { type: 'State', available }), work(1, 'A', { line: { source: 'X' } }), [
      order(1, ordered),
      payment(1, paid),
    ]);

  test('that is overspent is told as such, and not as what is still to come besides', () => {
    expect(plan(499_999, 500_000, 500_000)).toEqual([['C03', 1]]);
    expect(plan(500_000, 600_000, 500_000)).toEqual([['C03W', 100_000]]);
    expect(plan(600_000, 600_000, 500_000)).toEqual([]);
  });
});

describe('[V54] the spending of a bond', () => {
  const spent = (cells: Cells, cents = 100) =>
    told(
      source('X', 'X', { issueDate: '2025-11-15', available: 1_000_000, ...cells }),
      work(1, 'A', { line: { source: 'X', original: 600_000 } }),
      order(1, 600_000),
      payment(1, cents),
    );

  test('is told with its series, where it has one', () => {
    const rest = '60% spent 12 months after issue; milestone is 60%.';
    expect(spent({ series: '2025-A' }, 599_000)).toEqual([`X · X, series 2025-A: 59.9${rest.slice(2)}`]);
    expect(spent({ series: null }, 599_000)).toEqual([`X · X: 59.9${rest.slice(2)}`]);
  });

  test('is asked of no other source, of none without an issue, and of no bond before its first months', () => {
    expect(spent({ type: 'State' })).toEqual([]);
    expect(spent({ issueDate: null })).toEqual([]);
    expect(spent({ issueDate: '2026-06-15' })).toEqual([]);
    expect(spent({ issueDate: '2027-06-15' })).toEqual([]);
  });

  test('is none where nothing is there to be spent', () => {
    expect(found(source('Y', 'Y', { issueDate: '2020-01-01', available: 0 }))).toEqual([]);
  });
});

describe('the ledger', () => {
  test('[V31] a posting in a later month is late only where its own was closed', () => {
    const posted = (postingDate: string) =>
      found(
        row('periods', { period: '2026-11', status: 'Open' }),
        work(1, 'A'),
        order(1, 5),
        payment(1, 5, { postingDate, period: '2026-11' }),
      );
    expect(posted('2026-10-30')).toEqual([]);
    expect(posted('2026-09-30')).toEqual([['V31', 5]]);
  });

  test('[V33] a month is held against its control total once it has one', () => {
    const month = (controlTotal: number | null) =>
      found(row('periods', { period: '2026-11', status: 'Open', controlTotal }), work(1, 'A'), order(1, 5), [
        payment(1, 5, { postingDate: '2026-11-02', period: '2026-11' }),
      ]);
    expect(month(null)).toEqual([]);
    expect(month(5)).toEqual([]);
    expect(month(7)).toEqual([['V33', 2]]);
  });
});
