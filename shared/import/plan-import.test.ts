import { expect, test } from 'vitest';
import { finish } from '../sync/steps.ts';
import type { Cells, RowId } from '../tables/cell.ts';
import type { Grid } from './grid.ts';
import type { ImportMapping } from './import-mapping.ts';
import type { ImportPlan } from './import-plan.ts';
import { headedSheet, importSource } from './import-source.ts';
import { planImport } from './plan-import.ts';

/** What a sheet brings into a plan whose rows have the ids r0, r1 and so on; new ones are named by their key. */
function planOf(
  [...texts]: readonly (readonly (string | number)[])[],
  mapping: ImportMapping,
  rows: readonly Cells[] = [],
): ImportPlan {
  const grid: Grid = {
    sheet: 'Ledger',
    rows: texts.map((cells, index) => ({ number: index + 1, cells })),
    merged: [],
    date1904: false,
  };
  const headed = finish(headedSheet([grid], mapping));
  if (!headed) throw new Error('No headers.');
  const source = importSource(headed, mapping, null);
  const inPlan = new Map<RowId, Cells>(rows.map((cells, index) => [`r${index}`, cells]));
  const input = { source, mapping, revision: 1, nameRow: (key: string) => `new ${key}` };
  return finish(planImport({ ...input, rows: new Map([[source.table.name, inPlan]]) }));
}

const heads = ['Document No.', 'Posting Date', 'Period', 'Budget Line ID', 'Amount', 'Type'];
const posting = (document: string, amount: number) => [document, '2026-02-03', '2026-02', 'BL-1', amount, 'Invoice'];
const oneLine = { table: 'expenditures', defaults: { line: '1' } };

test('[V02] two rows that the same number is given to are both told, and neither is lost sight of', () => {
  const plan = planOf([heads, posting('V100', 100), posting('V100', 250)], oneLine);
  expect(plan.edits).toEqual([]);
  expect(plan.exceptions.map(({ row, cell, rule }) => ({ row, cell, rule }))).toEqual([
    { row: 2, cell: 'A2', rule: 'V02' },
    { row: 3, cell: 'A3', rule: 'V02' },
  ]);
});

test('[V02] of thousands of rows under one key each is told beside three others, and rows that say the same are none', () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => posting('V100', index + 1));
  const plan = planOf([heads, ...rows, posting('V100', 1)], oneLine);
  expect(plan.skipped).toEqual([{ row: 20_002, why: 'repeated', text: 'row 2' }]);
  expect(plan.exceptions).toHaveLength(20_000);
  const beside = plan.exceptions.map(({ message }) => /row ([\d, ]+) too/.exec(message)?.[1]);
  expect([beside[0], beside[2], beside.at(-1)]).toEqual(['3, 4, 5', '2, 3, 5', '2, 3, 4']);
});

test('a row whose key is completed is the row of the plan that has it, and nothing comes in twice', () => {
  const before = { document: 'V100', line: 1, postingDate: '2026-02-03', period: '2026-02', amount: 10_000 };
  const plan = planOf([heads, posting('V100', 100), posting('V200', 250)], oneLine, [
    { ...before, budgetLine: 'BL-1', type: 'Invoice' },
  ]);
  expect(plan).toMatchObject({
    unchanged: 1,
    exceptions: [],
    edits: [{ kind: 'insert', cells: { document: 'V200' } }],
  });
});

test('a row whose key is completed is no row of totals, though its amount is that of the rows above', () => {
  const plan = planOf([heads, posting('V1', 100), posting('V2', 250), posting('V3', 350)], oneLine);
  expect(plan.skipped).toEqual([]);
  expect(plan.edits).toHaveLength(3);
});

const dated = (...days: string[]) => [
  ['Document No.', 'Line', 'Posting Date'],
  ...days.map((day, index) => [`V${index}`, 1, day]),
];

test.each([
  [
    ['03/04/2026', '25/12/2026', '1.2.26'],
    ['dayFirstDate 2026-04-03', 'dayFirstDate 2026-12-25', 'dayFirstDate 2026-02-01'],
  ],
  [
    ['03/04/2026', '12/25/2026'],
    ['usDate 2026-03-04', 'usDate 2026-12-25'],
  ],
  // By such a column nobody can tell: what is no date month first is told.
  [
    ['03/04/2026', '25/12/2026', '12/26/2026'],
    ['usDate 2026-03-04', 'usDate 2026-12-26'],
  ],
])('dates %j are read as their column is written', (days, read) => {
  const { proposals } = planOf(dated(...days), { table: 'expenditures' });
  expect(proposals.map(({ kind, reads }) => `${kind} ${String(reads)}`)).toEqual(read);
});

test('[V02] two rows that tell of one school by different numbers are both told', () => {
  const plan = planOf(
    [
      ['Location Code', 'NCES School ID', 'Site Name'],
      ['0417', '', 'One'],
      ['', '123456789012', 'Two'],
    ],
    { table: 'sites' },
    [{ code: '0417', ncesId: '123456789012', name: 'Alder' }],
  );
  expect(plan.edits).toEqual([]);
  expect(plan.exceptions.map(({ row, rule }) => ({ row, rule }))).toEqual([
    { row: 2, rule: 'V02' },
    { row: 3, rule: 'V02' },
  ]);
});

test('[V02] a row that becomes another’s by what new rows get is told', () => {
  const plan = planOf(
    [
      ['Project Number', 'Location Code', 'Milestone', 'Forecast Finish'],
      ['26.00001', '0417', 'M30 Design complete', '2026-06-30'],
      ['26.00001', '', 'M30 Design complete', '2026-09-30'],
    ],
    { table: 'milestones', defaults: { location: '0417', baselineNumber: '0' } },
  );
  expect(plan.edits).toHaveLength(1);
  expect(plan.exceptions.map(({ row, rule }) => ({ row, rule }))).toEqual([{ row: 3, rule: 'V02' }]);
});
