import { expect, test } from 'vitest';
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
