import { describe, expect, test } from 'vitest';
import { planOfRows } from '../dirty-plan/plan-of-rows.ts';
import {
  change,
  DIRTY_DAY,
  order,
  payment,
  projectOf,
  row,
  siteOf,
  soundGround,
  source,
  work,
  type PlantedRow,
} from '../dirty-plan/sound-work.ts';
import type { Cells } from '../../tables/cell.ts';
import { planFacts } from '../figures/plan-facts.ts';
import { totalsOf } from '../figures/totals.ts';
import { invariantFacts, judgePlan } from './judge-plan.ts';

/** What is found in a plan of these rows: rule and cents. */
function found(...rows: readonly (PlantedRow | readonly PlantedRow[])[]): unknown[] {
  const verdicts = judgePlan(invariantFacts(planOfRows([...soundGround, ...rows.flat()]), DIRTY_DAY));
  return verdicts.flatMap(({ id, findings }) => findings.map(({ difference }) => [id, difference]));
}

const setting = (key: string, value: string) => row('programSettings', { key, value });
const request = (cells: Cells) =>
  row('fundingRequests', {
    frn: '9900000001',
    fundingYear: 2025,
    category: 'C2',
    serviceType: 'Internal Connections',
    discount: 800_000,
    preDiscount: 2_500_000,
    status: 'Funded',
    ...cells,
  });
const second = (cells: Cells = {}) =>
  row('budgetLines', {
    id: 'BL-1B',
    project: projectOf(1),
    source: 'BND-A',
    fiscalYear: '2027-28',
    category: 'Equipment',
    original: 10_000_000,
    ...cells,
  });
const approved = { status: 'Approved', effectiveDate: '2026-07-01', approvedBy: 'CFO' };

describe('what is just within a rule is no finding', () => {
  const cases: readonly (readonly [string, ...(readonly (PlantedRow | readonly PlantedRow[])[])])[] = [
    [
      '[C03, C03W] the last cent of the cash',
      source('X', 'X', { type: 'State', available: 500_000 }),
      work(1, 'A', { line: { source: 'X' } }),
      order(1, 500_000),
      payment(1, 500_000),
    ],
    ['[C04] the last cent of the line', work(1, 'A'), order(1, 10_000_000)],
    [
      '[C05] a closed commitment that is used up',
      work(1, 'A'),
      order(1, 500_000, { status: 'Closed' }),
      payment(1, 500_000),
    ],
    [
      '[C09] a staff change within a program',
      work(1, 'A'),
      work(2, 'B'),
      change(1, { 'BL-1': -17, 'BL-2': 17 }, { type: 'Staff Modification', ...approved }),
    ],
    [
      '[C12] one basis, and what is removed on another',
      work(1, 'A'),
      row('systems', { code: 'LAN', name: 'LAN', program: 'Business Systems', erateCategory: 'C2' }),
      row('scope', {
        project: projectOf(1),
        location: siteOf(1),
        system: 'LAN',
        item: 'x',
        status: 'Removed',
        basis: 'Quantity',
        removedBy: 'BC-1',
      }),
    ],
    ['[C15] an open month without a control total', row('periods', { period: '2026-11', status: 'Open' })],
    [
      '[C16] complete with the date of its completion',
      work(1, 'A', {
        project: { status: 'Complete' },
        milestones: {
          M70: { actualFinish: '2026-10-01', forecastFinish: null, percentComplete: 1_000_000 },
          M50: { actualFinish: '2026-08-01' },
          M60: { actualFinish: '2026-09-01' },
        },
      }),
    ],
    [
      '[C17] a proposed project may wait for its budget',
      work(1, 'A', { project: { status: 'Proposed' }, without: ['line'] }),
    ],
    [
      '[C18] a cancelled project that keeps what was spent',
      work(1, 'A', { project: { status: 'Cancelled' }, line: { original: 500_000 } }),
      order(1, 500_000),
      payment(1, 500_000),
    ],
    [
      '[V08] a district code at an office',
      work(1, 'A', { site: { cdsCode: '99999990000000', erateClass: 'Not eligible' } }),
    ],
    [
      '[V10] closed on the day it was opened',
      work(1, 'A', {
        site: { status: 'Closed', openDate: '2001-01-01', closedDate: '2001-01-01' },
        scope: { status: 'Accepted' },
      }),
    ],
    [
      '[V11] what was done before the site was merged',
      work(1, 'A', { site: { status: 'Merged' }, scope: { status: 'Installed' } }),
    ],
    [
      '[V13] all that is authorized',
      source('X', 'X', { type: 'State', authorized: 10_000_000 }),
      work(1, 'A', { line: { source: 'X' } }),
    ],
    ['[V14] the reserve is on no list', work(1, 'A', { project: { class: 'Program Reserve', bondListRef: null } })],
    [
      '[V15] one of several programs, one of several systems',
      source('X', 'X', {
        type: 'State',
        allowedPrograms: 'Business Systems; School Network Modernization',
        allowedSystems: 'LAN; WLAN',
      }),
      work(1, 'A', { line: { source: 'X' } }),
    ],
    [
      '[V16] salaries from another source, and the first code after them',
      work(1, 'A', { line: { source: 'F40', account: '40-9010-0-0000-8500-2200-001' } }),
      work(2, 'B', { line: { account: '21-9010-0-0000-8500-4000-002' } }),
    ],
    ['[V17] fund and resource of the source', work(1, 'A', { line: { account: '21-9010-0-0000-8500-6400-001' } })],
    [
      '[V20] what is still a draft, and a board amendment out of what is unallocated',
      work(1, 'A'),
      change(1, { 'BL-1': 5 }, { status: 'Draft' }),
      change(2, { 'BL-1': 4_990_000_000 }, { type: 'Board Amendment' }),
    ],
    [
      '[V22] the last cent that is not owed',
      work(1, 'A'),
      second(),
      order(1, 4_000_000),
      change(1, { 'BL-1': -6_000_000, 'BL-1B': 6_000_000 }),
    ],
    [
      '[V23] the whole delegated limit, within one class',
      work(1, 'A', { line: { original: 50_000_000, account: '21-9010-0-0000-8500-6200-001' } }),
      second({ account: '21-9010-0-0000-8500-6400-001' }),
      change(1, { 'BL-1': -25_000_000, 'BL-1B': 25_000_000 }, { type: 'Staff Modification' }),
    ],
    ['[V24] approved by another', work(1, 'A'), second(), change(1, { 'BL-1': -5, 'BL-1B': 5 }, approved)],
    ['[V25] a draft of all that is left', work(1, 'A'), order(1, 10_000_000, { status: 'Draft' })],
    ['[V26] the last cent of the order', work(1, 'A'), order(1, 500_000), payment(1, 500_000)],
    [
      '[V27] a cancelled order on contingency',
      work(1, 'A', { line: { category: 'Contingency' } }),
      order(1, 5, { status: 'Draft' }),
    ],
    [
      '[V28] the whole tenth, and a release',
      work(1, 'A'),
      order(1, 5_000_000),
      ...(['Unforeseen', 'Release'] as const).map((reason, i) =>
        row('commitmentChanges', {
          number: `CO-${i}`,
          commitment: 'PO-1',
          commitmentLine: 1,
          date: '2026-05-04',
          amount: 500_000,
          reason,
          status: 'Approved',
        }),
      ),
    ],
    [
      '[V29] at the threshold together, or over it a day too late',
      work(1, 'A', { line: { original: 30_000_000 } }),
      order(1, 5_740_000, { type: 'PO' }),
      order(1, 5_740_000, { type: 'PO', number: 'PO-1B', awardDate: '2026-04-01' }),
      order(1, 5_740_001, { type: 'PO', number: 'PO-1C', awardDate: '2026-05-02' }),
    ],
    [
      '[V30] awarded on the day of approval, or ratified',
      work(1, 'A'),
      order(1, 5, { awardDate: '2026-01-20' }),
      work(2, 'B'),
      order(2, 5, { awardDate: '2026-01-19', ratified: '2026-02-17' }),
    ],
    ['[V31] a later day of the same month', work(1, 'A'), order(1, 5), payment(1, 5, { postingDate: '2026-10-31' })],
    [
      '[V33] a month that ties',
      row('periods', { period: '2026-07', status: 'Closed', controlTotal: 5 }),
      work(1, 'A'),
      order(1, 5),
      payment(1, 5, { postingDate: '2026-07-31', period: '2026-07' }),
    ],
    [
      '[V34] the last cent of the line',
      work(1, 'A'),
      second(),
      change(1, { 'BL-1': -10_000_000, 'BL-1B': 10_000_000 }),
    ],
    [
      '[V35, V36] forecast at the budget, and at what is under contract',
      work(1, 'A'),
      order(1, 10_000_000),
      row('forecasts', {
        project: projectOf(1),
        category: 'Equipment',
        period: '2026-11',
        etc: 10_000_000,
        updatedOn: '2026-11-02',
      }),
    ],
    [
      '[V37] 45 days old',
      work(1, 'A'),
      row('forecasts', {
        project: projectOf(1),
        category: 'Equipment',
        period: '2026-10',
        etc: 10_000_000,
        updatedOn: '2026-10-01',
      }),
    ],
    [
      '[V38] 15 points ahead',
      work(1, 'A', { project: { percentComplete: 150_000 }, line: { category: 'Contingency' } }),
      second(),
      change(1, { 'BL-1': -3_000_000, 'BL-1B': 3_000_000 }, approved),
    ],
    ['[V39] two steps on one day', work(1, 'A', { milestones: { M70: { forecastFinish: '2027-08-01' } } })],
    ['[V40] done today', work(1, 'A', { milestones: { M50: { actualStart: DIRTY_DAY } } })],
    [
      '[V41] due on the first of this month',
      work(1, 'A', { milestones: { M50: { forecastStart: '2026-11-01', forecastFinish: '2026-11-01' } } }),
    ],
    [
      '[V42] a window from the day after, one elsewhere, and one that only warns',
      work(1, 'A'),
      ...[
        { start: '2027-08-02', target: '0001' },
        { start: '2027-07-01', target: '0002' },
        { start: '2027-07-01', target: '0001', severity: 'Warn' },
      ].map((cells, i) =>
        row('calendar', {
          id: `CAL-${i}`,
          end: '2027-08-03',
          appliesTo: 'Location list',
          type: 'Exam',
          severity: 'Block',
          ...cells,
        }),
      ),
    ],
    [
      '[V43] 14 days late, or later for a reason',
      work(1, 'A', { milestones: { M70: { forecastFinish: '2027-08-29' } } }),
      work(2, 'B', {
        project: { remark: 'Late.' },
        milestones: { M70: { forecastFinish: '2027-09-30', delayReason: 'Contractor' } },
      }),
    ],
    ['[V45] 99.9999 %', work(1, 'A', { milestones: { M50: { percentComplete: 999_999 } } })],
    ['[V46] districtwide work is at no site', work(1, 'A', { project: { class: 'Districtwide' }, without: ['scope'] })],
    [
      '[V47] closed, used up and done',
      work(1, 'A', {
        project: { financialStatus: 'Closed' },
        milestones: {
          M50: { actualFinish: '2026-08-01' },
          M60: { actualFinish: '2026-09-01' },
          M70: { actualFinish: '2026-10-01' },
        },
      }),
      order(1, 10_000_000),
      payment(1, 10_000_000),
    ],
    ['[V48] all of it', work(1, 'A', { scope: { basis: 'Manual %', share: 1_000_000 } })],
    [
      '[V49] on the 28th day',
      work(1, 'A', {
        milestones: {
          M35: { milestone: 'M35 Form 470 posted', forecastFinish: '2027-01-15' },
          M45: { milestone: 'M45 Form 471 filed', forecastFinish: '2027-02-12' },
        },
      }),
    ],
    [
      '[V50] due in 60 days, or all claimed',
      request({ category: 'C1', invoiceDeadline: '2027-01-14' }),
      request({ frn: '9900000002', category: 'C1', invoiceDeadline: '2026-12-01', disbursed: 2_000_000 }),
    ],
    [
      '[V51] the whole budget of the cycle, and what was denied',
      request({}),
      request({ frn: '9900000002', status: 'Denied' }),
    ],
    [
      '[V52, V53] one mode, and a reimbursement under BEAR',
      request({ category: 'C1', invoiceMode: 'BEAR' }),
      work(1, 'A'),
      order(1, 500_000, { frn: '9900000001' }),
      payment(1, 500_000, { invoiceMode: 'BEAR' }),
      payment(1, -5, { document: 'V-2', type: 'E-Rate reimbursement' }),
    ],
    [
      '[V54] 60 % on the day, and a day too early to tell',
      source('X', 'X', { issueDate: '2025-11-15', available: 1_000_000 }),
      work(1, 'A', { line: { source: 'X', original: 600_000 } }),
      order(1, 600_000),
      payment(1, 600_000),
      source('Y', 'Y', { issueDate: '2026-05-16' }),
    ],
    [
      '[V55] the same site in a project that is over',
      work(1, 'A'),
      work(2, 'B', {
        project: { status: 'Complete' },
        scope: { location: siteOf(1) },
        milestones: {
          M50: { actualFinish: '2026-08-01' },
          M60: { actualFinish: '2026-09-01' },
          M70: { actualFinish: '2026-10-01' },
        },
      }),
    ],
    ['[V56] removed by an amendment', work(1, 'A', { scope: { status: 'Removed', removedBy: 'BC-1' } })],
    ['[V57] red with a remark', work(1, 'A', { project: { indicatorOverride: 'Red', remark: 'The crane is late.' } })],
  ];

  test.each(cases.map(([name, ...rows]) => ({ name, rows })))('$name', ({ rows }) => {
    expect(found(...rows)).toEqual([]);
  });
});

describe('settings of the program', () => {
  test('move the limits', () => {
    const many = row('commitmentChanges', {
      number: 'CO-1',
      commitment: 'PO-1',
      commitmentLine: 1,
      date: '2026-05-04',
      amount: 250_001,
      reason: 'Unforeseen',
      status: 'Approved',
    });
    const plan = [work(1, 'A'), order(1, 5_000_000), many];
    expect(found(...plan)).toEqual([]);
    expect(found(...plan, setting('Change orders of a contract', '5 %'))).toEqual([['V28', 1]]);
    const staff = [work(1, 'A'), second(), change(1, { 'BL-1': -501, 'BL-1B': 501 }, { type: 'Staff Modification' })];
    expect(found(...staff)).toEqual([]);
    expect(found(...staff, setting('Delegated limit of staff changes', '5.00'))).toEqual([['V23', 1]]);
    const old = [
      work(1, 'A'),
      row('forecasts', {
        project: projectOf(1),
        category: 'Equipment',
        period: '2026-10',
        etc: 10_000_000,
        updatedOn: '2026-10-01',
      }),
    ];
    expect(found(...old, setting('Age of a forecast', '44'))).toEqual([['V37', 0]]);
  });

  test('say how severe salaries and blocked work are, and which schedule bonds are spent by', () => {
    const severity = (rule: string, ...rows: PlantedRow[]) =>
      judgePlan(invariantFacts(planOfRows(rows), DIRTY_DAY)).find(({ id }) => id === rule)?.severity;
    expect([severity('V16'), severity('V16', setting('Bond money on salaries', 'Error'))]).toEqual([
      'warning',
      'error',
    ]);
    expect([severity('V42'), severity('V42', setting('Work in a blocked window', 'Error'))]).toEqual([
      'warning',
      'error',
    ]);
    const bond = [
      source('X', 'X', { issueDate: '2025-11-15', available: 1_000_000 }),
      work(1, 'A', { line: { source: 'X', original: 450_000 } }),
      order(1, 450_000),
      payment(1, 450_000),
    ];
    expect(found(...bond)).toEqual([['V54', 0]]);
    expect(found(...bond, setting('Bond spend-down schedule', '24 months'))).toEqual([]);
  });
});

describe('one breach is told once', () => {
  test('[C05] negative payments, and a posting directly on a contingency line', () => {
    expect(found(work(1, 'A'), order(1, 500_000), payment(1, -1))).toEqual([['C05', -1]]);
    const direct = payment(1, 5, { commitment: null, commitmentLine: null });
    expect(found(work(1, 'A', { line: { category: 'Contingency' } }), direct)).toEqual([['V27', 5]]);
  });

  test.each(['Draft', 'Cancelled'])('[FG5, C05] what is paid on a commitment that is %s is direct cost', (status) => {
    const plan = [work(1, 'A'), order(1, 500_000, { status }), payment(1, 200)].flat();
    expect(found(plan)).toEqual([['C05', 200]]);
    const { total } = totalsOf(planFacts(planOfRows(plan), DIRTY_DAY), []);
    // T6 = T8 + payments on commitments, of which there are none.
    expect([total['committed'], total['openEncumbrance'], total['expended']]).toEqual([0, 0, 200]);
  });

  test('[V20, V21] board amendments over what is unallocated, and between sources', () => {
    const amendment = { type: 'Board Amendment' };
    expect(found(work(1, 'A'), change(1, { 'BL-1': 4_990_000_001 }, amendment))).toEqual([['V20', 1]]);
    const across = [work(1, 'A'), second({ source: 'F40' }), change(1, { 'BL-1': -100, 'BL-1B': 100 }, amendment)];
    expect(found(...across)).toEqual([['V21', 100]]);
  });

  test('[V23] money between object classes needs the board, however little', () => {
    const lines = [
      work(1, 'A', { line: { account: '21-9010-0-0000-8500-6200-001' } }),
      second({ account: '21-9010-0-0000-8500-5800-001' }),
    ];
    expect(found(...lines, change(1, { 'BL-1': -1, 'BL-1B': 1 }, { type: 'Staff Modification' }))).toEqual([
      ['V23', 0],
    ]);
  });

  test('[C13] students of closed sites give no budget', () => {
    const sites = (status: string) => [
      work(1, 'A', { site: { enrollment: 200, status, closedDate: '2026-07-01' }, scope: { status: 'Accepted' } }),
      request({ preDiscount: 3_340_000 }),
    ];
    expect(found(...sites('Active').flat())).toEqual([]);
    expect(found(...sites('Closed').flat())).toEqual([['V51', 840_000]]);
  });

  test('[V39] a finish before its start, in any table', () => {
    expect(found(work(1, 'A', { milestones: { M50: { forecastStart: '2027-06-16' } } }))).toEqual([['V39', 0]]);
    expect(
      found(
        row('calendar', {
          id: 'C',
          start: '2027-01-02',
          end: '2027-01-01',
          appliesTo: 'All',
          type: 'Exam',
          severity: 'Warn',
        }),
      ),
    ).toEqual([['V39', 0]]);
  });

  test('[C16] complete with a site that is not done', () => {
    const done = { M50: { actualFinish: '2026-08-01' }, M60: { actualFinish: '2026-09-01' } };
    expect(found(work(1, 'A', { project: { status: 'Complete' }, milestones: done }))).toEqual([['C16', 0]]);
  });
});
