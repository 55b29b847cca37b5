import { expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { programRows } from './columns-read.ts';
import { planFacts } from './plan-facts.ts';

const numbered = (rows: readonly Cells[]) => rows.map((cells, index) => ({ row: `R${index}`, cells }));
const line = { project: 'P', source: 'BND-A', fiscalYear: '2026-27', category: 'Equipment', original: 100 };
const payment = { budgetLine: 'BL-1', period: '2026-07' };
const project = {
  number: 'P',
  name: 'P',
  program: 'Safety',
  primarySystem: 'LAN',
  class: 'Site',
  status: 'Active',
  financialStatus: 'Open',
  percentComplete: 0,
};

test('[ER1–ER4] a request counts once it is funded, from the day of its letter, and each share of it once', () => {
  const request = {
    frn: '1',
    fundingYear: 2026,
    category: 'C2',
    status: 'Funded',
    preDiscount: 1_001,
    discount: 850_000,
    disbursed: 40,
  };
  const said = (cells: Cells, asOf: string | null = null) =>
    planFacts(programRows({ fundingRequests: numbered([{ ...request, ...cells }]) }), asOf).requests.get('1');
  const counts = { category: 'C2', gross: 1_001, erateShare: 851, districtShare: 150, disbursed: 40 };
  const nothing = { category: 'C2', gross: 0, erateShare: 0, districtShare: 0, disbursed: 0 };
  expect(said({})).toEqual(counts);
  expect(said({ disbursed: null })).toEqual({ ...counts, disbursed: 0 });
  expect(said({ status: 'Pending' })).toEqual(nothing);
  expect(said({ status: 'Pending' }, '2026-07-01')).toEqual(nothing);
  const dated = { fcdlDate: '2026-07-01' };
  expect([said(dated, '2026-06-30'), said(dated, '2026-07-01'), said({}, '2020-01-01'), said(dated)]).toEqual([
    nothing,
    counts,
    counts,
    counts,
  ]);
});

test('[T20] what a source has is available with its interest, from the later of the days that it says', () => {
  const source = { code: 'BND-A', type: 'GO Bond', series: '2022-A', authorized: 900, available: 500 };
  const available = (cells: Cells, asOf: string | null) =>
    planFacts(programRows({ fundingSources: numbered([{ ...source, ...cells }]) }), asOf).sources.get('BND-A')
      ?.available;
  expect(available({ interest: 7 }, null)).toBe(507);
  const dated = { availableFrom: '2026-07-01', issueDate: '2026-08-01', interest: 7 };
  expect(['2026-07-31', '2026-08-01'].map((day) => available(dated, day))).toEqual([0, 507]);
  const turned = { availableFrom: '2026-08-01', issueDate: '2026-07-01' };
  expect(['2026-07-31', '2026-08-01'].map((day) => available(turned, day))).toEqual([0, 500]);
  expect(available(dated, null)).toBe(507);
});

test('[T23] spending is told by the fiscal year of its day, up to the day asked about, of lines that are there', () => {
  const expenditures = numbered([
    { ...payment, postingDate: '2026-06-30', amount: 5 },
    { ...payment, postingDate: '2026-07-01', amount: 7 },
    { ...payment, postingDate: '2026-07-20', amount: 10 },
    { ...payment, postingDate: '2027-07-01', amount: 3 },
    { ...payment, postingDate: '2028-07-01', amount: 4 },
    { ...payment, postingDate: '2028-08-01', amount: -4 },
    { ...payment, postingDate: '2026-07-01', budgetLine: 'BL-9', amount: 1_000 },
  ]);
  const byYear = (asOf: string | null) => {
    const program = programRows({ budgetLines: numbered([{ ...line, id: 'BL-1' }]), expenditures });
    return Object.fromEntries(planFacts(program, asOf).postedByYear);
  };
  // What came and went within a year is no spending of it.
  expect(byYear(null)).toEqual({ '2025-26': 5, '2026-27': 17, '2027-28': 3 });
  expect(byYear('2026-07-01')).toEqual({ '2025-26': 5, '2026-27': 7 });
  expect(byYear('2026-06-29')).toEqual({});
});

test('a project has its lines in the order of their ids, and lines of a project that is gone stay together', () => {
  const budgetLines = numbered([
    { ...line, id: 'BL-3' },
    { ...line, id: 'BL-1' },
    { ...line, id: 'BL-2', project: 'Q' },
    { ...line, id: 'BL-4', project: 'Q' },
  ]);
  const { projects } = planFacts(
    programRows({ projects: numbered([project, { ...project, number: 'R' }]), budgetLines }),
  );
  expect(
    [...projects].map(([number, { lines, amounts }]) => [number, lines.map(({ id }) => id), amounts.current]),
  ).toEqual([
    ['P', ['BL-1', 'BL-3'], 200],
    ['R', [], 0],
    ['Q', ['BL-2', 'BL-4'], 200],
  ]);
  expect([projects.get('P')?.cells?.name, projects.get('Q')?.cells]).toEqual(['P', undefined]);
});

test('[T12] what is forecast for a project without lines stands on a line of its own, which is of no year and no source', () => {
  const forecasts = numbered([{ project: 'P', category: 'Equipment', period: '2026-07', etc: 40 }]);
  const { projects } = planFacts(programRows({ projects: numbered([project]), forecasts }));
  expect(projects.get('P')).toMatchObject({
    lines: [{ row: null, id: '', source: null, fiscalYear: null, location: null, requests: [], amounts: { etc: 40 } }],
    amounts: { etc: 40, current: 0 },
  });
  const closed = numbered([{ ...project, financialStatus: 'Closed' }]);
  expect(planFacts(programRows({ projects: closed, forecasts })).projects.get('P')?.lines).toEqual([]);
});

test('a line is of the type and series of its source, of the object of its account, and of the request of its orders', () => {
  const order = { number: 'PO-1', budgetLine: 'BL-1', awardDate: '2026-07-01', original: 5, status: 'Open' };
  const budgetLines = numbered([
    { ...line, id: 'BL-1', account: '21-9010-0-1110-8500-6400-041' },
    { ...line, id: 'BL-2', source: 'GONE', account: '21-9010' },
    { ...line, id: 'BL-3' },
  ]);
  const factsWith = (...orders: readonly Cells[]) => {
    const { projects } = planFacts(
      programRows({
        fundingSources: numbered([{ code: 'BND-A', type: 'GO Bond', series: '2022-A', authorized: 0, available: 0 }]),
        fundingRequests: ['C1', 'C2', 'C2'].map((category, i) => ({
          row: `F${i}`,
          cells: { frn: `${i}`, fundingYear: 2026, category, status: 'Pending', preDiscount: 0, discount: 0 },
        })),
        commitments: numbered(orders.map((cells, i) => ({ ...order, line: i + 1, ...cells }))),
        budgetLines,
      }),
    );
    return projects.get('P')?.lines ?? [];
  };
  expect(factsWith().map(({ sourceType, series, object }) => [sourceType, series, object])).toEqual([
    ['GO Bond', '2022-A', '6400'],
    [null, null, null],
    ['GO Bond', '2022-A', null],
  ]);
  const requestsWith = (...frns: readonly (string | null)[]) => {
    const [first] = factsWith(...frns.map((frn) => ({ frn })));
    return [first?.requests, first?.frn, first?.erateCategory];
  };
  expect(requestsWith(null)).toEqual([[], null, null]);
  expect(requestsWith('1')).toEqual([['1'], '1', 'C2']);
  expect(requestsWith('2', '1', '2')).toEqual([['1', '2'], 'Several FRNs', 'C2']);
  expect(requestsWith('0', '1')).toEqual([['0', '1'], 'Several FRNs', 'Several FRNs']);
  // A request that the plan does not have is of no category.
  expect(requestsWith('9')).toEqual([['9'], '9', null]);
  expect(factsWith({ frn: '1', status: 'Cancelled' })[0]?.requests).toEqual([]);
});
