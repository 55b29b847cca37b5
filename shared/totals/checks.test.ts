import { describe, expect, test } from 'vitest';
import type { Cells } from '../tables/cell.ts';
import type { CodeNames } from '../tables/code-names.ts';
import { internalWordsIn } from '../../test/internal-words.ts';
import type { CheckResult } from './check.ts';
import { checks } from './checks.ts';
import { planFacts } from './plan-facts.ts';
import { programRows, type ReadTable } from './program-rows.ts';

const project = {
  number: '26.00001',
  name: 'Refresh',
  program: 'School Network Modernization',
  primarySystem: 'WLAN',
  class: 'Site',
  bondListRef: 'IT-04',
  status: 'Active',
  financialStatus: 'Open',
  percentComplete: 0,
};
const source = { code: 'BND-A', type: 'GO Bond', authorized: 100_000, available: 80_000 };
const line = {
  id: 'BL-1',
  project: '26.00001',
  source: 'BND-A',
  fiscalYear: '2025-26',
  category: 'Equipment',
  original: 60_001,
};
const commitment = {
  number: 'PO-1',
  line: 10,
  budgetLine: 'BL-1',
  awardDate: '2026-01-01',
  original: 50_000,
  status: 'Open',
};
const payment = {
  postingDate: '2026-02-11',
  period: '2026-02',
  budgetLine: 'BL-1',
  commitment: 'PO-1',
  commitmentLine: 10,
  amount: 20_000,
};
const scope = { project: '26.00001', location: '0417', system: 'WLAN', status: 'Planned', basis: 'Equal' };

const sound: { readonly [T in ReadTable]?: readonly Cells[] } = {
  sites: [{ code: '0417', region: 'North', boardDistrict: '1', enrollment: 225, status: 'Active' }],
  projects: [project],
  scope: [scope],
  fundingSources: [source],
  budgetLines: [line],
  commitments: [commitment],
  expenditures: [payment],
  periods: [{ period: '2026-02', controlTotal: 20_000 }],
};

function results(changed: { readonly [T in ReadTable]?: readonly Cells[] }): CheckResult[] {
  const rows = Object.entries({ ...sound, ...changed }).map(([table, cells]) => [
    table,
    cells.map((row, i) => ({ row: `R${i}`, cells: row })),
  ]);
  return checks(programRows(Object.fromEntries(rows)), names);
}

const names: CodeNames = { of: (table, code) => named[table]?.[code] };
const named: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  projects: { '26.00001': 'Refresh' },
  fundingSources: { 'BND-A': 'Measure A Bond' },
};

/** The checks that fail, as id, cents and detail. */
function failing(changed: { readonly [T in ReadTable]?: readonly Cells[] }): unknown[] {
  return results(changed)
    .filter(({ passed }) => !passed)
    .map(({ id, difference, detail }) => [id, difference, detail]);
}

describe('checks', () => {
  test('a sound program passes every check, each named once and in order', () => {
    const all = results({});
    expect(all.filter(({ passed }) => !passed)).toEqual([]);
    expect(all.map(({ id }) => id)).toEqual([...new Set(all.map(({ id }) => id))].sort());
    expect(all.every(({ difference, detail }) => difference === 0 && detail === '')).toBe(true);
  });

  test('[C02] budgets over the authorized amount', () => {
    const lines = [line, { ...line, id: 'BL-2', original: 50_000 }];
    expect(failing({ budgetLines: lines })).toEqual([
      ['C02', 10_001, 'BND-A · Measure A Bond: the current budget exceeds the authorized amount by 100.01.'],
    ]);
  });

  test('[C03] obligations over the cash are a warning, expenditures an error', () => {
    expect(failing({ fundingSources: [{ ...source, available: 30_000 }] }).map(String)).toEqual([
      'C03W,20000,BND-A · Measure A Bond: what is obligated exceeds the available amount by 200.00.',
    ]);
    expect(failing({ fundingSources: [{ ...source, available: 19_999 }] }).map(String)).toContain(
      'C03,1,BND-A · Measure A Bond: what is expended exceeds the available amount by 0.01.',
    );
  });

  test('[C04] a line obligated over its budget', () => {
    expect(failing({ commitments: [{ ...commitment, original: 60_002 }] })).toEqual([
      ['C04', 1, 'BL-1 is obligated 0.01 over its current budget.'],
    ]);
  });

  test('[C05] payments over a commitment, and a closed one with an open encumbrance', () => {
    expect(failing({ commitments: [{ ...commitment, original: 19_000 }] })).toEqual([
      ['C05', 1_000, 'PO-1, line 10 is paid 10.00 over its commitment.'],
    ]);
    expect(failing({ commitments: [{ ...commitment, status: 'Closed' }] })).toEqual([
      ['C05', 30_000, 'PO-1, line 10 is closed with 300.00 still encumbered.'],
    ]);
  });

  test('[C08, C09] a staff change that does not net to zero', () => {
    const changes = [{ number: 'BC-1', type: 'Staff Modification', status: 'Approved' }];
    const changeLines = [{ change: 'BC-1', budgetLine: 'BL-1', amount: -17 }];
    expect(failing({ changes, changeLines })).toEqual([
      ['C08', 17, 'BC-1 is out of balance by -0.17 in BND-A · Measure A Bond.'],
      ['C09', 17, 'Staff changes moved -0.17 into BND-A · Measure A Bond.'],
    ]);
  });

  test('[C11] a source that may not pay, and a bond project without its list reference', () => {
    const limited = { ...source, allowedPrograms: 'Classroom Technology; Business Systems' };
    expect(failing({ fundingSources: [limited] })).toEqual([
      ['C11', 0, 'BND-A · Measure A Bond may not pay for BL-1 of 26.00001 · Refresh.'],
    ]);
    expect(failing({ fundingSources: [{ ...source, allowedSystems: 'VOIP' }] }).length).toBe(1);
    expect(failing({ projects: [{ ...project, bondListRef: null }] })).toEqual([
      ['C11B', 0, '26.00001 · Refresh uses BND-A · Measure A Bond without a list reference.'],
    ]);
  });

  test('[C12] manual shares that miss 100 percent, and mixed bases', () => {
    expect(failing({ scope: [{ ...scope, basis: 'Manual %', share: 999_999 }] })).toEqual([
      ['C12', 0, 'Site shares of 26.00001 · Refresh add to 99.9999%.'],
    ]);
    expect(failing({ scope: [scope, { ...scope, system: 'LAN', basis: 'Quantity' }] }).map(String)).toEqual([
      'C12,0,26.00001 · Refresh mixes Equal and Quantity, so it is shared equally.',
    ]);
  });

  test('[C13] Category Two requests over the budget of the cycle', () => {
    const request = {
      frn: '9900000001',
      fundingYear: 2026,
      category: 'C2',
      discount: 850_000,
      preDiscount: 4_535_326,
      status: 'Funded',
    };
    expect(failing({ fundingRequests: [request] })).toEqual([
      ['C13', 1, 'Category Two requests of 2026–2030 exceed the budget by 0.01.'],
    ]);
    expect(failing({ fundingRequests: [{ ...request, status: 'Denied' }] })).toEqual([]);
  });

  test('[C15] a month that differs from its control total', () => {
    expect(failing({ periods: [{ period: '2026-02', controlTotal: 19_999 }] })).toEqual([
      ['C15', 1, '2026-02 differs from its control total by -0.01.'],
    ]);
  });

  test('[C16] complete without an actual completion, and closed with an encumbrance', () => {
    const milestones = [{ project: '26.00001', milestone: 'M70 Substantial completion' }];
    expect(failing({ projects: [{ ...project, status: 'Complete', financialStatus: 'Closed' }], milestones })).toEqual([
      [
        'C16',
        30_000,
        '26.00001 · Refresh is complete without the actual date of completion; 26.00001 · Refresh is closed with 300.00 encumbered.',
      ],
    ]);
  });

  test('[C17, C18] a project without a line, and a cancelled one with money left', () => {
    expect(failing({ projects: [project, { ...project, number: '26.00002' }] })).toEqual([
      ['C17', 0, '26.00002 has no budget line.'],
    ]);
    expect(failing({ projects: [{ ...project, status: 'Cancelled' }] })).toEqual([
      ['C18', 40_001, '26.00001 · Refresh is cancelled with 400.01 left.'],
    ]);
  });

  test('more than three places are counted, not listed', () => {
    const projects = ['1', '2', '3', '4', '5'].map((n) => ({ ...project, number: `27.0000${n}` }));
    expect(failing({ projects: [project, ...projects] }).map(String)).toEqual([
      'C17,0,27.00001 has no budget line; 27.00002 has no budget line; 27.00003 has no budget line; and 2 more.',
    ]);
  });
});

test('[FA11] C06W: a forecast below what is under contract has to be explained', () => {
  const forecast = { project: '26.00001', category: 'Equipment', period: '2026-03', etc: 29_999 };
  const found = (etc: number) => results({ forecasts: [{ ...forecast, etc }] }).find(({ id }) => id === 'C06W');
  expect(found(29_999)).toMatchObject({ passed: false, severity: 'warning', difference: 1 });
  expect(found(29_999)?.detail).toBe('26.00001 · Refresh is forecast to need 299.99, while 300.00 is under contract.');
  expect(found(30_000)?.passed).toBe(true);
});

describe('[FB12] what a check says', () => {
  test('holds no internal word, in its name and wherever it fails', () => {
    const wrong = { ...project, status: 'Complete', financialStatus: 'Closed', bondListRef: null };
    const everything = results({
      projects: [wrong, { ...project, number: '26.00002', status: 'Cancelled' }],
      scope: [{ ...scope, basis: 'Manual %', share: 999_999 }],
      fundingSources: [{ ...source, authorized: 1, available: 1, allowedSystems: 'VOIP' }],
      budgetLines: [line, { ...line, id: 'BL-2', project: '26.00002' }],
      commitments: [{ ...commitment, original: 70_000, status: 'Closed' }],
      expenditures: [payment, { ...payment, commitment: null, commitmentLine: null, amount: 90_000 }],
      periods: [{ period: '2026-02', controlTotal: 1 }],
      changes: [{ number: 'BC-1', type: 'Staff Modification', status: 'Approved' }],
      changeLines: [{ change: 'BC-1', budgetLine: 'BL-1', amount: -17 }],
      milestones: [{ project: '26.00001', milestone: 'M70 Substantial completion' }],
      forecasts: [{ project: '26.00002', category: 'Equipment', period: '2026-03', etc: 1 }],
      fundingRequests: [
        {
          frn: '9900000001',
          fundingYear: 2026,
          category: 'C2',
          discount: 850_000,
          preDiscount: 9_000_000,
          status: 'Funded',
        },
      ],
    });
    expect(everything.filter(({ passed }) => !passed).length).toBeGreaterThan(10);
    expect(everything.flatMap(({ name, detail }) => internalWordsIn(`${name}. ${detail}`))).toEqual([]);
  });

  test('[C01, C07] is in the words of the reports where totals do not foot, which no data can bring about', () => {
    const program = programRows(
      Object.fromEntries(
        Object.entries(sound).map(([table, cells]) => [table, cells.map((row, i) => ({ row: `R${i}`, cells: row }))]),
      ),
    );
    const whole = planFacts(program);
    const projects = [...whole.projects].map(([number, facts]) => {
      const amounts = { ...facts.amounts, committed: facts.amounts.committed + 1 };
      return [number, { ...facts, amounts }] as const;
    });
    const facts = { ...whole, projects: new Map(projects) };
    const told = checks(program, names, facts).filter(({ passed }) => !passed);
    expect(told.map(({ id }) => id)).toEqual(['C01', 'C07']);
    expect(told[0]?.detail).toMatch(
      /^Committed \(contract value\) by \w+ ?\w* adds up to [0-9.]+, the program to [0-9.]+;/,
    );
    expect(told[1]?.detail).toBe('What is committed is 0.01 more than open encumbrance and payments on commitments.');
    expect(told.flatMap(({ detail }) => internalWordsIn(detail))).toEqual([]);
  });
});
