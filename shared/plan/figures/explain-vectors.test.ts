import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { explainFigure, type FigurePart } from './explain-figure.ts';
import { programRows } from './columns-read.ts';
import { planFacts } from './plan-facts.ts';

const project = (number: string) => ({
  row: `P${number}`,
  cells: {
    number,
    name: number,
    program: 'Safety',
    primarySystem: 'LAN',
    class: 'Site',
    status: 'Active',
    financialStatus: 'Open',
    percentComplete: 0,
  },
});
const line = (id: string, of: string, source: string, fiscalYear: string, original: number) => ({
  row: id,
  cells: { id, project: of, source, fiscalYear, category: 'Equipment', original },
});
const paid = (row: string, budgetLine: string, postingDate: string, amount: number) => ({
  row,
  cells: { postingDate, period: postingDate.slice(0, 7), budgetLine, amount },
});
const moved = (row: string, change: string, budgetLine: string, amount: number) => ({
  row,
  cells: { change, budgetLine, amount },
});
const request = (frn: string, category: string, preDiscount: number) => ({
  row: `F${frn}`,
  cells: { frn, fundingYear: 2025, category, status: 'Funded', preDiscount, discount: 850_000 },
});
const source = (code: string, type: string, authorized: number) => ({
  row: code,
  cells: { code, type, authorized, available: 0 },
});
const site = (code: string, region: string) => ({
  row: code,
  cells: { code, region, boardDistrict: '1', status: 'Active' },
});
const scope = (of: string, location: string) => ({
  row: `${of}/${location}`,
  cells: { project: of, location, system: 'LAN', status: 'Planned', basis: 'Equal' },
});

const programOf = () =>
  programRows({
    projects: [project('P'), project('Q')],
    sites: [site('0417', 'North'), site('0420', 'South')],
    scope: [scope('P', '0417'), scope('P', '0420')],
    fundingSources: [source('BND-A', 'GO Bond', 9_000), source('F40', 'General/Other', 700)],
    budgetLines: [
      line('B1', 'P', 'BND-A', '2025-26', 1_000),
      line('B2', 'P', 'F40', '2026-27', 201),
      line('B3', 'Q', 'BND-A', '2026-27', 30),
    ],
    changes: ['BC-1', 'BC-2'].map((number) => ({
      row: number,
      cells: {
        number,
        type: 'Board Amendment',
        status: 'Approved',
        effectiveDate: '2026-02-01',
        submittedOn: '2026-01-01',
      },
    })),
    changeLines: [moved('C1', 'BC-1', 'B1', 50), moved('C2', 'BC-1', 'B3', -5), moved('C3', 'BC-2', 'B1', 7)],
    expenditures: [
      paid('E1', 'B1', '2026-06-30', 40),
      paid('E2', 'B1', '2026-07-01', 60),
      paid('E3', 'B3', '2026-07-01', 8),
    ],
    fundingRequests: [request('1', 'C2', 333), request('2', 'C1', 100)],
  });

test.each<[string, FigurePart, readonly (readonly [row: string, cents: number])[]]>([
  [
    'current',
    { line: 'B1' },
    [
      ['B1', 1_000],
      ['C1', 50],
      ['C3', 7],
    ],
  ],
  [
    'current',
    { project: 'Q' },
    [
      ['B3', 30],
      ['C2', -5],
    ],
  ],
  ['current', { project: 'P', source: 'F40' }, [['B2', 201]]],
  // One change, or one account, of a figure.
  [
    'current',
    { change: 'BC-1' },
    [
      ['C1', 50],
      ['C2', -5],
    ],
  ],
  ['current', { change: 'BC-1', line: 'B1' }, [['C1', 50]]],
  [
    'current',
    { account: 'original', project: 'P' },
    [
      ['B1', 1_000],
      ['B2', 201],
    ],
  ],
  ['current', { account: 'paid' }, []],
  // What takes away is below 0.
  [
    'unspent',
    { line: 'B3' },
    [
      ['B3', 30],
      ['C2', -5],
      ['E3', -8],
    ],
  ],
  // [T7, T23] The year of the line, and that of the posting.
  [
    'expended',
    { fiscalYear: '2025-26' },
    [
      ['E1', 40],
      ['E2', 60],
    ],
  ],
  ['expendedByPostingYear', { fiscalYear: '2025-26' }, [['E1', 40]]],
  [
    'expendedByPostingYear',
    { fiscalYear: '2026-27' },
    [
      ['E2', 60],
      ['E3', 8],
    ],
  ],
  [
    'expendedByPostingYear',
    {},
    [
      ['E1', 40],
      ['E2', 60],
      ['E3', 8],
    ],
  ],
  // [T20] What sources say, and what is allocated of it.
  [
    'authorized',
    {},
    [
      ['BND-A', 9_000],
      ['F40', 700],
    ],
  ],
  ['authorized', { source: 'F40' }, [['F40', 700]]],
  ['authorized', { sourceType: 'GO Bond' }, [['BND-A', 9_000]]],
  ['authorized', { source: 'F40', sourceType: 'GO Bond' }, []],
  ['authorized', { project: 'P' }, []],
  ['authorized', { line: 'B1' }, []],
  [
    'unallocated',
    { source: 'F40' },
    [
      ['F40', 700],
      ['B2', -201],
    ],
  ],
  ['unallocated', { source: 'F40', account: 'authorized' }, [['F40', 700]]],
  ['unallocated', { source: 'F40', account: 'original' }, [['B2', -201]]],
  // [ER1–ER3] What requests say.
  [
    'erateGross',
    {},
    [
      ['F1', 333],
      ['F2', 100],
    ],
  ],
  ['erateGross', { frn: '1' }, [['F1', 333]]],
  ['erateGross', { erateCategory: 'C1' }, [['F2', 100]]],
  ['erateGross', { frn: '1', erateCategory: 'C1' }, []],
  ['erateGross', { source: 'BND-A' }, []],
  // [§2.2] A project’s money by the sites of its scope, 6.29 each; of the 2.01 of F40 the odd cent evens out that of BND-A.
  ['current', { site: '0417', project: 'P' }, [['PP', 629]]],
  ['current', { region: 'South', source: 'F40' }, [['PP', 101]]],
  ['current', { site: '0420', change: 'BC-1' }, []],
  [
    'current',
    { site: 'Districtwide' },
    [
      ['B3', 30],
      ['C2', -5],
    ],
  ],
])('%s of %j is made of %j', (measure, part, made) => {
  const program = programOf();
  const { total, entries } = explainFigure({ program, facts: planFacts(program), asOf: null, measure, part });
  const told = entries.map(({ row, amount }): [string, number] => [row, amount]);
  const byRow = (a: readonly [string, number], b: readonly [string, number]) => (a[0] < b[0] ? -1 : 1);
  expect(told.sort(byRow)).toEqual([...made].sort(byRow));
  expect(total).toBe(made.reduce((sum, [, cents]) => sum + cents, 0));
});

describe('what a figure is made of', () => {
  const one = (cells: Cells) => ({
    row: 'C',
    cells: { number: 'PO-1', line: 1, budgetLine: 'B1', awardDate: '2026-01-10', ...cells },
  });
  const told = (
    stored: Parameters<typeof programRows>[0],
    measure: string,
    part: FigurePart = {},
    asOf: string | null = null,
  ) => {
    const rows = programRows({ projects: [project('P')], ...stored });
    return explainFigure({ program: rows, facts: planFacts(rows, asOf), asOf, measure, part });
  };
  const lines = [line('B1', 'P', 'BND-A', '2026-27', 100)];

  test('leaves out what a row posts and takes back, and of what is moved again keeps what stays', () => {
    const cancelled = told(
      { budgetLines: lines, commitments: [one({ original: 60, status: 'Cancelled', statusDate: '2026-02-01' })] },
      'committed',
    );
    expect([cancelled.entries, cancelled.groups, cancelled.total]).toEqual([[], [], 0]);
    const before = told(
      { budgetLines: lines, commitments: [one({ original: 60, status: 'Cancelled', statusDate: '2026-02-01' })] },
      'committed',
      {},
      '2026-01-31',
    );
    expect(before.entries.map(({ row, amount, cents }) => [row, amount, cents])).toEqual([['C', 60, 60]]);
    // Of an approved change that waits for its day only what counts then is told.
    const waiting = {
      number: 'BC-1',
      type: 'Transfer',
      status: 'Approved',
      submittedOn: '2026-01-01',
      effectiveDate: '2026-03-01',
    };
    const changes = [{ row: 'BC', cells: waiting }];
    const changeLines = [moved('CL1', 'BC-1', 'B1', 25)];
    const pending = (asOf: string | null) =>
      told({ budgetLines: lines, changes, changeLines }, 'pending', {}, asOf).total;
    expect([
      pending('2025-12-31'),
      pending('2026-01-01'),
      pending('2026-02-28'),
      pending('2026-03-01'),
      pending(null),
    ]).toEqual([0, 25, 25, 0, 0]);
  });

  test('stands in the order of accounts and changes, the largest first, and is gathered by them', () => {
    const changes = ['BC-2', 'BC-1'].map((number) => ({
      row: number,
      cells: { number, type: 'Board Amendment', status: 'Approved', effectiveDate: '2026-02-01' },
    }));
    const changeLines = [
      moved('C4', 'BC-2', 'B1', 5),
      moved('C3', 'BC-1', 'B1', 2),
      moved('C2', 'BC-1', 'B1', -9),
      moved('C1', 'BC-1', 'B1', 2),
    ];
    const expenditures = [paid('E2', 'B1', '2026-03-01', 8), paid('E1', 'B1', '2026-03-01', 8)];
    const { entries, groups, total } = told({ budgetLines: lines, changes, changeLines, expenditures }, 'unspent');
    expect(entries.map(({ row, amount }) => [row, amount])).toEqual([
      ['B1', 100],
      ['C2', -9],
      ['C1', 2],
      ['C3', 2],
      ['C4', 5],
      ['E1', -8],
      ['E2', -8],
    ]);
    expect(groups).toEqual([
      { account: 'original', change: null, amount: 100, count: 1 },
      { account: 'board', change: 'BC-1', amount: -5, count: 3 },
      { account: 'board', change: 'BC-2', amount: 5, count: 1 },
      { account: 'direct', change: null, amount: -16, count: 2 },
    ]);
    expect(total).toBe(84);
  });

  test('says of each entry whose it is: project and source of its line, and of a source or a request none', () => {
    const sources = [source('BND-A', 'GO Bond', 9_000)];
    const [allocated, authorized] = told({ budgetLines: lines, fundingSources: sources }, 'unallocated').entries;
    expect([allocated, authorized]).toMatchObject([
      {
        account: 'original',
        table: 'budgetLines',
        row: 'B1',
        line: 'B1',
        project: 'P',
        source: 'BND-A',
        amount: -100,
        cents: 100,
      },
      {
        account: 'authorized',
        table: 'fundingSources',
        row: 'BND-A',
        project: null,
        source: 'BND-A',
        date: null,
        amount: 9_000,
      },
    ]);
    const dated = {
      ...request('1', 'C2', 333),
      cells: { ...request('1', 'C2', 333).cells, fcdlDate: '2026-02-01', disbursed: 5 },
    };
    expect(told({ fundingRequests: [dated] }, 'erateDistrictShare').entries).toMatchObject([
      {
        account: 'eligible',
        table: 'fundingRequests',
        row: 'F1',
        project: null,
        source: null,
        date: '2026-02-01',
        amount: 333,
      },
      { account: 'discount', row: 'F1', amount: -283 },
    ]);
    expect(told({ fundingRequests: [dated] }, 'erateDistrictShare', { account: 'discount' }).total).toBe(-283);
    expect(told({ fundingRequests: [dated] }, 'erateDisbursed').entries).toMatchObject([
      { account: 'disbursed', amount: 5 },
    ]);
    expect(told({ fundingRequests: [dated] }, 'erateGross', {}, '2026-01-31').entries).toEqual([]);
  });

  test('[T20] of what is available is the interest, too, from the day of the money on', () => {
    const [bond] = [source('BND-A', 'GO Bond', 9_000)].map(({ row, cells }) => ({
      row,
      cells: { ...cells, available: 500, interest: 7, issueDate: '2026-02-01', series: '2022-A' },
    }));
    const available = (part: FigurePart, asOf: string | null) =>
      told({ fundingSources: bond ? [bond] : [] }, 'available', part, asOf).total;
    expect([available({}, '2026-01-31'), available({}, '2026-02-01'), available({}, null)]).toEqual([0, 507, 507]);
    expect([available({ series: '2022-A' }, null), available({ series: '2022-B' }, null)]).toEqual([507, 0]);
    expect([available({ account: 'available' }, null), available({ account: 'authorized' }, null)]).toEqual([507, 0]);
  });

  test('[T12] what is forecast for a project without lines stands on the project itself', () => {
    const forecasts = [{ row: 'F', cells: { project: 'P', category: 'Equipment', period: '2026-07', etc: 40 } }];
    expect(told({ forecasts }, 'eac').entries).toMatchObject([
      {
        account: 'estimate',
        table: 'projects',
        row: 'PP',
        line: '',
        project: 'P',
        source: null,
        amount: 40,
        date: null,
      },
    ]);
    expect(told({ forecasts, budgetLines: lines }, 'etc').entries).toMatchObject([
      { account: 'estimate', table: 'budgetLines', row: 'B1', line: 'B1', amount: 40 },
    ]);
    expect(told({ forecasts, budgetLines: lines }, 'current').entries.map(({ account }) => account)).toEqual([
      'original',
    ]);
  });

  test('[T23] of a year are the payments of its days, whatever year their line is of', () => {
    const expenditures = [paid('E1', 'B1', '2026-06-30', 1), paid('E2', 'B1', '2026-07-01', 2)];
    const year = (fiscalYear: string) =>
      told({ budgetLines: lines, expenditures }, 'expendedByPostingYear', { fiscalYear }).entries.map(({ row }) => row);
    expect([year('2025-26'), year('2026-27'), year('2027-28')]).toEqual([['E1'], ['E2'], []]);
  });

  test('[§2.2] of a site is what lies there, and a share of what its project has at no site, of a line or of the whole', () => {
    const stored = {
      sites: [site('0417', 'North'), site('0420', 'South')],
      scope: [scope('P', '0417'), scope('P', '0420')],
      budgetLines: [
        line('B1', 'P', 'BND-A', '2026-27', 101),
        line('B2', 'P', 'F40', '2026-27', 101),
        { row: 'B3', cells: { ...line('B3', 'P', 'F40', '2026-27', 40).cells, location: '0420' } },
        { row: 'B4', cells: { ...line('B4', 'P', 'F40', '2026-27', 10).cells, location: '9999' } },
      ],
    };
    const of = (part: FigurePart) =>
      told(stored, 'current', part).entries.map(({ account, row, amount }) => [account, row, amount]);
    expect(of({ site: '0420' })).toEqual([
      ['original', 'B3', 40],
      ['share', 'PP', 106],
    ]);
    expect(of({ site: '0417', line: 'B1' })).toEqual([['share', 'PP', 51]]);
    expect(of({ site: '0420', line: 'B1' })).toEqual([['share', 'PP', 50]]);
    expect(of({ site: '0420', account: 'share' })).toEqual([['share', 'PP', 106]]);
    expect(of({ site: '0420', account: 'original' })).toEqual([['original', 'B3', 40]]);
    expect(of({ site: 'Districtwide' })).toEqual([]);
    expect(of({ site: '0417', source: 'BND-A' })).toEqual([['share', 'PP', 51]]);
    expect(told(stored, 'current', { site: '0417' }).entries).toMatchObject([
      { table: 'projects', line: '', project: 'P', source: null, date: null, change: null, cents: 106 },
    ]);
    expect(told(stored, 'pending', { site: '0417' }).entries).toEqual([]);
  });
});
