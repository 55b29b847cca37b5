import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { lineFacts, openEncumbranceOf } from './line-facts.ts';
import { planFacts } from './plan-facts.ts';
import { programRows } from './columns-read.ts';
import type { ProgramRows } from './program-rows.ts';
import { totalsOf } from './totals.ts';

const numbered = (rows: readonly Cells[]) => rows.map((cells, index) => ({ row: `R${index}`, cells }));

const line = { id: 'BL-001', project: '26.00001', source: 'BND-A', fiscalYear: '2025-26', category: 'Equipment' };
const posting = { period: '2026-02', budgetLine: 'BL-001', commitment: null, commitmentLine: null };
const order = { commitment: 'PO-4', commitmentLine: 1, date: '2026-02-01', status: 'Approved', reason: 'Unforeseen' };
const contract = {
  number: 'PO-4',
  line: 1,
  budgetLine: 'BL-001',
  awardDate: '2026-01-10',
  original: 1_000,
  status: 'Open',
};

/** A budget line of 5,000 cents with one contract of 1,000 and these change orders. */
function planWith(
  changeOrders: readonly Cells[],
  commitment: Cells = {},
  more: Parameters<typeof programRows>[0] = {},
): ProgramRows {
  return programRows({
    budgetLines: numbered([{ ...line, original: 5_000 }]),
    commitments: numbered([{ ...contract, ...commitment }]),
    commitmentChanges: numbered(changeOrders.map((cells) => ({ ...order, ...cells }))),
    ...more,
  });
}

function amountsOf(program: ProgramRows, asOf: string | null = null) {
  return lineFacts(program, asOf).lines.get('BL-001')?.amounts;
}

describe('[T22] change orders', () => {
  const withRelease = planWith([{ amount: 70 }, { amount: -250, reason: 'Release' }]);

  test('a release lowers the contract and is no change order', () => {
    expect(amountsOf(withRelease)).toMatchObject({ committed: 820, changeOrders: 70, commitmentOriginal: 1_000 });
    expect(totalsOf(planFacts(withRelease), []).total['changeOrderRate']).toBe(7);
  });

  test('every other reason counts, up and down', () => {
    for (const reason of ['Owner scope', 'Unforeseen', 'Design error/omission', 'Code/agency', 'Credit']) {
      expect([reason, amountsOf(planWith([{ amount: -30, reason }]))?.changeOrders]).toEqual([reason, -30]);
    }
  });

  test('only approved ones change a contract; pending ones are noted, rejected ones are not', () => {
    const program = planWith([{ amount: 1, status: 'Pending' }, { amount: 10, status: 'Rejected' }, { amount: 100 }]);
    expect(amountsOf(program)).toMatchObject({ committed: 1_100, changeOrders: 100 });
    expect(lineFacts(program, null).commitments.get('PO-4 1')).toMatchObject({
      approvedChangeOrders: 100,
      pendingChangeOrders: 1,
      committed: 1_100,
    });
  });

  test.each(['Draft', 'Cancelled'])('those of a contract that is %s count for nothing', (status) => {
    expect(amountsOf(planWith([{ amount: 70 }], { status }))).toMatchObject({
      committed: 0,
      changeOrders: 0,
      commitmentOriginal: 0,
      openEncumbrance: 0,
    });
    const order = lineFacts(planWith([{ amount: 70 }], { status }), null).commitments.get('PO-4 1');
    expect(order).toMatchObject({ counts: false, committed: 0, approvedChangeOrders: 70 });
    expect(order && openEncumbranceOf(order)).toBe(0);
  });
});

describe('[T1–T8] with a cut-off day, what happened on that day counts and the day after does not', () => {
  const program = planWith(
    [{ amount: 70, date: '2026-02-01' }],
    {},
    {
      changes: numbered([
        { number: 'BA-1', type: 'Board Amendment', status: 'Approved', effectiveDate: '2026-03-01' },
        { number: 'SM-1', type: 'Staff Modification', status: 'Approved', effectiveDate: '2026-03-10' },
      ]),
      changeLines: numbered([
        { change: 'BA-1', budgetLine: 'BL-001', amount: 500 },
        { change: 'SM-1', budgetLine: 'BL-001', amount: 25 },
      ]),
      expenditures: numbered([
        { ...posting, postingDate: '2026-02-20', amount: 300, commitment: 'PO-4', commitmentLine: 1 },
        { ...posting, postingDate: '2026-02-25', amount: 40 },
      ]),
    },
  );

  test.each([
    ['2026-01-09', { current: 5_000, committed: 0, commitmentOriginal: 0, expended: 0, directCost: 0 }],
    ['2026-01-10', { committed: 1_000, commitmentOriginal: 1_000, openEncumbrance: 1_000, changeOrders: 0 }],
    ['2026-01-31', { committed: 1_000, changeOrders: 0 }],
    ['2026-02-01', { committed: 1_070, changeOrders: 70, openEncumbrance: 1_070, expended: 0 }],
    ['2026-02-19', { expended: 0 }],
    ['2026-02-20', { expended: 300, openEncumbrance: 770, directCost: 0 }],
    ['2026-02-25', { expended: 340, openEncumbrance: 770, directCost: 40 }],
    ['2026-02-28', { current: 5_000, boardApproved: 5_000 }],
    ['2026-03-01', { current: 5_500, boardApproved: 5_500 }],
    ['2026-03-09', { current: 5_500 }],
    ['2026-03-10', { current: 5_525, boardApproved: 5_500 }],
  ])('as of %s', (asOf, expected) => {
    expect(amountsOf(program, asOf)).toMatchObject(expected);
  });

  test.each([
    ['2026-01-09', { counts: false, committed: 0, approvedChangeOrders: 0, expended: 0 }],
    ['2026-01-10', { counts: true, committed: 1_000, approvedChangeOrders: 0, expended: 0 }],
    ['2026-01-31', { committed: 1_000, approvedChangeOrders: 0 }],
    ['2026-02-01', { committed: 1_070, approvedChangeOrders: 70, expended: 0 }],
    ['2026-02-19', { expended: 0 }],
    ['2026-02-20', { committed: 1_070, expended: 300 }],
    [null, { committed: 1_070, approvedChangeOrders: 70, expended: 300 }],
  ])('of an order as of %s', (asOf, expected) => {
    expect(lineFacts(program, asOf).commitments.get('PO-4 1')).toMatchObject(expected);
  });

  test('without one everything counts', () => {
    expect(amountsOf(program)).toMatchObject({ current: 5_525, committed: 1_070, expended: 340, openEncumbrance: 770 });
  });
});

test('[T16–T19] contingency and reserve are the current budget of their lines, drawn is what left contingency', () => {
  const program = programRows({
    projects: numbered([
      {
        number: '99.00001',
        name: 'Reserve',
        program: 'School Network Modernization',
        primarySystem: 'WLAN',
        class: 'Program Reserve',
        status: 'Active',
        financialStatus: 'Open',
        percentComplete: 0,
      },
    ]),
    budgetLines: numbered([
      { ...line, original: 5_000 },
      { ...line, id: 'BL-002', category: 'Contingency', original: 900 },
      { ...line, id: 'BL-003', project: '99.00001', original: 300 },
    ]),
    changes: numbered([{ number: 'SM-1', type: 'Staff Modification', status: 'Approved', effectiveDate: null }]),
    changeLines: numbered([
      { change: 'SM-1', budgetLine: 'BL-002', amount: -100 },
      { change: 'SM-1', budgetLine: 'BL-001', amount: 100 },
    ]),
  });
  const { lines } = lineFacts(program, null);
  expect(lines.get('BL-002')?.amounts).toMatchObject({ contingencyBudget: 800, contingencyDrawn: 100 });
  expect(lines.get('BL-001')?.amounts).toMatchObject({ contingencyBudget: 0, contingencyDrawn: 0, programReserve: 0 });
  expect(lines.get('BL-003')?.amounts).toMatchObject({ contingencyBudget: 0, programReserve: 300 });
});
