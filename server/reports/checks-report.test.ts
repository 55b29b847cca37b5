import { expect, test } from 'vitest';
import { tableNamed, tables } from '../../shared/tables/all-tables.ts';
import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import { demoSnapshot } from '../workbook/testing/demo-snapshot.ts';
import type { WorkbookRow } from '../workbook/write/program-workbook.ts';
import { checksReport } from './checks-report.ts';
import type { ReportInput } from './report-input.ts';
import type { ReportCell, ReportSheet } from './report-sheet.ts';

const snapshot = demoSnapshot('mini');

/** Checks over these budget lines as they stand in the workbook, and over a program without anything in it. */
function checksOf(lines: readonly WorkbookRow[], reports: readonly ReportSheet[] = []): ReportSheet {
  const program = programRows({});
  const workbookTables = tables.map((table) => ({ table, rows: table.name === 'budgetLines' ? lines : [] }));
  const input: ReportInput = {
    snapshot,
    program,
    facts: planFacts(program),
    inTables: planFacts(program),
    tables: workbookTables,
  };
  return checksReport(input, reports);
}

const textIn = (cell: ReportCell | undefined): string => (typeof cell === 'string' ? cell : '');
const line = (index: number, cells: WorkbookRow['cells']): WorkbookRow => ({ row: `R${index}`, cells });
const sums = ({ rows }: ReportSheet) => rows.filter(([kind]) => kind === 'SUM');
const named = (sheet: ReportSheet, words: string) =>
  sums(sheet).find(([, name]) => typeof name === 'string' && name.includes(words)) ?? [];

test('a column is summed by its name, or by its range where the name has signs that formulas take for their own', () => {
  const sheet = checksOf([
    line(1, { original: 500, committed: 7 }),
    line(2, { original: 1, committed: null }),
    line(3, {}),
  ]);
  expect(named(sheet, 'Original Budget: program total = Budget Lines')[3]).toEqual({
    formula: 'SUM(SEP_BudgetLines[Original Amount])',
    result: 501,
  });
  // Its sheet has the Row ID in A, so the 16th column of the table is Q.
  expect(Object.keys(tableNamed('budgetLines').columns).indexOf('committed')).toBe(15);
  expect(named(sheet, 'Committed')[3]).toEqual({ formula: "SUM('Budget Lines'!$Q$2:$Q$4)", result: 7 });
  // An empty table keeps a blank row, which is summed.
  expect(named(checksOf([]), 'Committed')[3]).toEqual({ formula: "SUM('Budget Lines'!$Q$2:$Q$2)", result: 0 });
});

test('a figure that is another than its live sum fails, by what it is more or less', () => {
  const sheet = checksOf([line(1, { original: 500 })]);
  const at = sheet.rows.indexOf(named(sheet, 'Original Budget')) + sheet.lines.length + 4;
  expect(named(sheet, 'Original Budget').slice(2)).toEqual([
    0,
    expect.anything(),
    { formula: `ROUND(D${at}-C${at},2)`, result: 500 },
    { formula: `IF(E${at}=0,"PASS","FAIL")`, result: 'FAIL' },
    null,
  ]);
  expect(named(checksOf([]), 'Original Budget')[5]).toMatchObject({ result: 'PASS' });
});

test('the rows of a report are summed where it has the column, and rows', () => {
  const report = (rows: readonly (readonly ReportCell[])[], label = 'Expended'): ReportSheet => ({
    name: "Bo's",
    title: 'Bo',
    lines: ['one', 'two'],
    rows,
    columns: [
      { label: 'Group', width: 9, format: 'text' },
      { label, width: 9, format: 'money' },
    ],
  });
  const none = sums(checksOf([])).length;
  expect(sums(checksOf([], [report([]), report([['a', 1]], 'Other')]))).toHaveLength(none);
  const sheet = checksOf(
    [],
    [
      report([
        ['a', 100],
        ['b', null],
        ['c', 30],
      ]),
    ],
  );
  expect(sums(sheet)).toHaveLength(none + 1);
  expect(named(sheet, "rows of Bo's").slice(1, 4)).toEqual([
    "Expended: program total = rows of Bo's",
    0,
    { formula: "SUM('Bo''s'!B6:B8)", result: 130 },
  ]);
});

test('an invariant passes, fails or is to be explained, and one without anything to say has an empty detail', () => {
  const verdicts = checksOf([]).rows.filter(([kind]) => kind !== 'SUM');
  expect(verdicts.length).toBeGreaterThan(5);
  for (const [id, , , , difference, verdict, detail] of verdicts) {
    expect([
      id,
      ['PASS', 'FAIL', 'EXPLAIN'].some((known) => known === verdict),
      difference === 0 || verdict !== 'PASS',
    ]).toEqual([id, true, true]);
    expect(detail).not.toBe('');
  }
});

test('[EXP1] a finding that finance lets stand is told as explained, with who says why', () => {
  const stored = snapshot.rows;
  const found = (rows: ReportInput['snapshot']['rows']) => {
    const program = programRows(rows);
    const facts = planFacts(program);
    const input = { snapshot: { ...snapshot, asOf: '2026-10-31', rows }, program, facts, inTables: facts, tables: [] };
    return checksReport({ ...input, tables: tables.map((table) => ({ table, rows: [] })) }, []).rows;
  };
  const flagged = found(stored).find(([, name, , , , result]) => name !== null && result === 'EXPLAIN') ?? [];
  const of = found(stored).filter(([id, , , , , result]) => id === flagged[0] && result === null);
  expect(of.length).toBeGreaterThan(0);
  const explanations = of.map(([checkId, subject], index) => ({
    row: `E${index}`,
    cells: {
      checkId: textIn(checkId),
      subject: textIn(subject).trim(),
      status: 'Explained',
      explanation: 'As agreed.',
      explainedBy: 'Ana Ruiz',
      explainedOn: '2026-11-03',
      difference: 1e15,
      findings: of.length,
    },
  }));
  const told = found({ ...stored, explanations }).filter(([id]) => id === flagged[0]);
  expect(told.map(([, , , , , result]) => result)).toEqual(told.map(() => 'EXPLAINED'));
  expect(textIn(told[1]?.[6])).toContain('Explained by Ana Ruiz on 2026-11-03: As agreed.');
});
