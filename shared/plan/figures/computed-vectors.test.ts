import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { computedColumns, computedTables } from './computed-columns.ts';
import { programRows, tablesTogether, withOthers } from './columns-read.ts';
import type { ProgramRows } from './program-rows.ts';
import { goldenProgram } from '../../../test/golden/golden-program.ts';

const program = goldenProgram();

/** Computed cells of the row of the worked example that has this in a column. */
function cellsOf(table: 'budgetLines' | 'commitments' | 'projects', key: string): Cells | undefined {
  const rows: readonly { readonly row: string; readonly cells: { readonly id?: string; readonly number?: string } }[] =
    program[table];
  const row = rows.find(({ cells }) => cells.id === key || cells.number === key)?.row;
  return computedColumns(program)
    .get(table)
    ?.get(row ?? '');
}

describe('the computed columns of the worked example', () => {
  test.each([
    // [original +] board, staff, pending | board-approved, current | committed, open, expended, obligated | uncommitted, unspent
    [
      'BL-001',
      [0, 0, 0],
      [140_000_000, 140_000_000],
      [135_000_000, 0, 135_000_000, 135_000_000],
      [5_000_000, 5_000_000],
    ],
    [
      'BL-002',
      [25_000_000, 0, 0],
      [155_000_000, 155_000_000],
      [128_733_333, 92_483_283, 36_250_050, 128_733_333],
      [26_266_667, 118_749_950],
    ],
    [
      'BL-005',
      [0, -4_000_001, 0],
      [79_000_000, 74_999_999],
      [70_500_000, 0, 70_500_000, 70_500_000],
      [4_499_999, 4_499_999],
    ],
    [
      'BL-007',
      [0, 4_000_001, 10_000_000],
      [120_000_000, 124_000_001],
      [120_000_000, 61_000_000, 59_000_000, 120_000_000],
      [4_000_001, 65_000_001],
    ],
    [
      'BL-008',
      [0, 0, 0],
      [30_000_000, 30_000_000],
      [25_000_000, 12_500_000, 13_734_567, 26_234_567],
      [3_765_433, 16_265_433],
    ],
    ['BL-009', [-25_000_000, 0, -10_000_000], [25_000_000, 25_000_000], [0, 0, 0, 0], [25_000_000, 25_000_000]],
  ])('[T1–T11] of line %s', (id, changes, budgets, spent, left) => {
    const [boardChanges, staffChanges, pending] = changes;
    const [boardApproved, current] = budgets;
    const [committed, openEncumbrance, expended, obligated] = spent;
    const [uncommitted, unspent] = left;
    expect(cellsOf('budgetLines', id)).toEqual({
      boardChanges,
      staffChanges,
      pending,
      boardApproved,
      current,
      committed,
      openEncumbrance,
      expended,
      obligated,
      uncommitted,
      unspent,
    });
  });

  test.each([
    ['PO-2', [8_733_333, 128_733_333, 36_250_050, 92_483_283]],
    ['PO-4', [-1_500_000, 70_500_000, 70_500_000, 0]],
    ['PO-5', [2_000_000, 120_000_000, 59_000_000, 61_000_000]],
  ])('[T6–T8] of order %s', (number, [approvedChangeOrders, committed, expended, openEncumbrance]) => {
    expect(cellsOf('commitments', number)).toEqual({
      approvedChangeOrders,
      pendingChangeOrders: 0,
      committed,
      expended,
      openEncumbrance,
    });
  });

  test('[T1–T15] of a project', () => {
    expect(cellsOf('projects', '26.00003')).toMatchObject({
      original: 150_000_000,
      boardApproved: 150_000_000,
      current: 154_000_001,
      pending: 10_000_000,
      committed: 145_000_000,
      openEncumbrance: 73_500_000,
      expended: 72_734_567,
      obligated: 146_234_567,
      uncommitted: 7_765_434,
      unspent: 81_265_434,
      etc: 75_000_000,
      eac: 147_734_567,
      vac: 6_265_434,
      percentSpent: 472_000,
    });
  });

  test('[§2.3.12] of a project’s scope, to the cent', () => {
    const computed = computedColumns(program).get('scope');
    const rows = program.scope.map(({ row }) => computed?.get(row));
    expect(rows).toEqual([{ allocated: 104_872_881 }, { allocated: 119_322_034 }, { allocated: 270_805_085 }]);
  });
});

const small = programRows({
  periods: [
    { row: 'M1', cells: { period: '2026-02', controlTotal: 1_000 } },
    { row: 'M2', cells: { period: '2026-03', controlTotal: null } },
    { row: 'M3', cells: { period: '2026-06', controlTotal: 5 } },
  ],
  expenditures: [
    { row: 'E1', cells: { postingDate: '2026-07-01', period: '2026-02', budgetLine: 'BL-1', amount: 700 } },
    { row: 'E2', cells: { postingDate: '2026-06-30', period: '2026-02', budgetLine: 'BL-1', amount: 200 } },
  ],
  fundingRequests: [
    {
      row: 'R1',
      cells: {
        frn: '1',
        fundingYear: 2025,
        category: 'C2',
        status: 'Funded',
        preDiscount: 33_333_333,
        discount: 850_000,
      },
    },
  ],
  milestones: [
    {
      row: 'S1',
      cells: { project: 'P', milestone: 'M70', baselineFinish: '2026-08-07', forecastFinish: '2026-08-14' },
    },
  ],
});

test('[V33] a month differs from its ledger by what its control total is above what is posted to it', () => {
  expect(computedColumns(small).get('periods')).toEqual(
    new Map([
      ['M1', { fiscalYear: '2025-26', quarter: 'Q3', difference: 100 }],
      ['M2', { fiscalYear: '2025-26', quarter: 'Q3', difference: null }],
      ['M3', { fiscalYear: '2025-26', quarter: 'Q4', difference: 5 }],
    ]),
  );
});

test('[ER2, ER3] E-Rate’s share is rounded and the district’s is what is left; a posting has the year of its date; late is positive', () => {
  const told = computedColumns(small);
  expect(told.get('fundingRequests')?.get('R1')).toEqual({ erateShare: 28_333_333, districtShare: 5_000_000 });
  expect([...(told.get('expenditures')?.values() ?? [])]).toEqual([
    { fiscalYear: '2026-27' },
    { fiscalYear: '2025-26' },
  ]);
  expect(told.get('milestones')?.get('S1')).toEqual({ finishVariance: 7 });
});

test('columns are worked out of the rows that are asked for, and of no others', () => {
  const { projects, budgetLines, commitments, scope } = program;
  const rows: ProgramRows = { ...program, ...small, projects, budgetLines, commitments, scope };
  const all = computedColumns(rows);
  for (const table of computedTables) {
    const [first] = all.get(table) ?? [];
    if (first === undefined) throw new Error(`${table} has no row.`);
    const asked = computedColumns(rows, { asked: new Map([[table, new Set([first[0]])]]) });
    expect([...asked]).toEqual([[table, new Map([first])]]);
  }
});

describe('what is said of a project by color and percentage', () => {
  const told = (project: Cells, original: number, spent: number) =>
    computedColumns(
      programRows({
        projects: [
          {
            row: 'P',
            cells: {
              number: 'P',
              name: 'P',
              program: 'Safety',
              primarySystem: 'LAN',
              class: 'Site',
              status: 'Active',
              financialStatus: 'Open',
              percentComplete: 0,
              ...project,
            },
          },
        ],
        budgetLines: [
          {
            row: 'L',
            cells: { id: 'BL-1', project: 'P', source: 'S', fiscalYear: '2026-27', category: 'Equipment', original },
          },
        ],
        expenditures: [
          { row: 'E', cells: { postingDate: '2026-07-01', period: '2026-07', budgetLine: 'BL-1', amount: spent } },
        ],
        milestones: [
          {
            row: 'S1',
            cells: { project: 'P', milestone: 'M70', baselineFinish: '2026-08-01', forecastFinish: '2026-08-20' },
          },
          {
            row: 'S0',
            cells: { project: 'P', milestone: 'M50', baselineFinish: '2026-08-01', forecastFinish: '2026-08-01' },
          },
        ],
      }),
    )
      .get('projects')
      ?.get('P');

  test('[§2.5] overall is the worst of three and of the scope, unless somebody has said otherwise', () => {
    expect(told({}, 1_000, 0)).toMatchObject({
      budgetIndicator: 'Green',
      scheduleIndicator: 'Yellow',
      overallIndicator: 'Yellow',
    });
    expect(told({ scopeIndicator: 'Red' }, 1_000, 0)).toMatchObject({ overallIndicator: 'Red' });
    expect(told({ indicatorOverride: 'Green' }, 1_000, 0)).toMatchObject({ overallIndicator: 'Green' });
    expect(told({}, 1_000, 1_001)).toMatchObject({ budgetIndicator: 'Red', overallIndicator: 'Red' });
  });

  test('[T15] a percentage is empty without a budget, and where it is beyond every cell', () => {
    expect(told({}, 1_000, 425)?.['percentSpent']).toBe(425_000);
    expect(told({}, 0, 5)?.['percentSpent']).toBeNull();
    expect(told({}, 1, 999_999_999)?.['percentSpent']).toBe(999_999_999_000_000);
    expect(told({}, 1, 1_000_000_000)?.['percentSpent']).toBeNull();
  });
});

describe('rows of one moment', () => {
  const line = (row: string, source: string) => ({
    row,
    cells: { id: row, project: 'P', source, fiscalYear: '2026-27', category: 'Equipment', original: 5 },
  });
  const lines = (...rows: ReturnType<typeof line>[]) => programRows({ budgetLines: rows });
  const ids = ({ budgetLines }: ProgramRows) => budgetLines.map(({ row, cells }) => [row, cells.source]);

  test('are put together from tables that were read apart; what was not read is empty', () => {
    const whole = tablesTogether(
      new Map([
        ['budgetLines', lines(line('A', 'S1'))],
        ['periods', small],
      ]),
    );
    expect([ids(whole), whole.periods.length, whole.expenditures]).toEqual([[['A', 'S1']], 3, []]);
  });

  test('are those of before with some in the place of others', () => {
    const known = { ...small, budgetLines: lines(line('A', 'S1'), line('B', 'S2')).budgetLines };
    const replaced = withOthers(known, 'budgetLines', new Set(['A', 'C']), lines(line('A', 'S5'), line('D', 'S6')));
    expect(ids(replaced)).toEqual([
      ['B', 'S2'],
      ['A', 'S5'],
      ['D', 'S6'],
    ]);
    expect(replaced.periods).toBe(known.periods);
    expect(ids(withOthers(known, 'budgetLines', new Set(), lines()))).toEqual([
      ['A', 'S1'],
      ['B', 'S2'],
    ]);
  });
});
