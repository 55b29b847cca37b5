import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import golden from '../../../test/golden/worked-example.json' with { type: 'json' };
import { completeRows } from '../../../test/golden/complete-rows.ts';
import { storedPrograms } from '../../../test/golden/program-arbitrary.ts';
import { buildProgramWorkbook } from './build-program-workbook.ts';
import type { ReportCell, ReportSheet } from '../../reports/report-sheet.ts';
import { demoSnapshot } from '../testing/demo-snapshot.ts';
import { tries } from '../../../test/run-size.ts';

const mini = demoSnapshot('mini');
const workbook = buildProgramWorkbook(mini);

function report(name: string): ReportSheet {
  const found = workbook.reports.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no report ${name}.`);
  return found;
}

/** A row's cell under a header. */
function under(sheet: ReportSheet, row: readonly ReportCell[], label: string): ReportCell | undefined {
  return row[sheet.columns.findIndex((column) => column.label === label)];
}

describe('the reports of the worked example', () => {
  test('Master Budget shows the figures of every project and of the program', () => {
    const sheet = report('Master Budget');
    const figures = Object.fromEntries(
      [...sheet.rows, sheet.total ?? []].map((row) => [
        row[0],
        ['Original Budget', 'Current Budget', 'Expended', 'Forecast at Completion', '% Spent'].map((label) =>
          under(sheet, row, label),
        ),
      ]),
    );
    const { byProject, program } = golden.expected;
    for (const [number, { original, current, expended, eac, percentSpent }] of Object.entries(byProject)) {
      expect(figures[number]).toEqual([original, current, expended, eac, percentSpent]);
    }
    expect(figures['Program total']).toEqual([
      program.original,
      program.current,
      program.expended,
      program.eac,
      program.percentSpent,
    ]);
  });

  test('By Source shows unallocated money and cash headroom', () => {
    const sheet = report('By Source');
    for (const [source, expected] of Object.entries(golden.expected.bySource)) {
      const row = sheet.rows.find(([group]) => group === source) ?? [];
      expect([under(sheet, row, 'Unallocated'), under(sheet, row, 'Cash Headroom')]).toEqual([
        expected.unallocated,
        expected.cashHeadroom,
      ]);
    }
  });

  test('[FB6] Master Budget and Project by Source name managers and sources beside their codes', () => {
    const master = report('Master Budget');
    const managers = master.rows.map((row) => under(master, row, 'Project Manager')).filter((name) => name !== null);
    expect(new Set(managers)).toEqual(new Set(['PM-07 · Project Manager 07']));
    const headers = report('Project by Source').columns.map(({ label }) => label);
    expect(headers.slice(2, 5)).toEqual(
      ['BND-A', 'ERT-26', 'F40'].map((code) => expect.stringMatching(`^${code} · .+`)),
    );
  });

  test('[FA11] By Source forecasts no source below what it is obligated for', () => {
    const sheet = report('By Source');
    const figures = sheet.rows.map((row) =>
      ['Obligated', 'Forecast at Completion'].map((label) => Number(under(sheet, row, label))),
    );
    expect(figures.filter(([obligated = 0, forecast = 0]) => forecast < obligated)).toEqual([]);
    expect(figures.some(([obligated = 0]) => obligated > 0)).toBe(true);
  });

  test('reports are of the day that is asked for and say so; the tables hold the plan, and everything foots', () => {
    const early = buildProgramWorkbook({ ...demoSnapshot('mini'), asOf: '2026-02-10' });
    const sheetOf = (name: string) => early.reports.find((each) => each.name === name);
    const summary = sheetOf('Summary');
    expect(summary?.lines[1]).toMatch(/^As of 2026-02-10, revision 148, written /);
    const figures = new Map(summary?.rows.map(([, label, amount]) => [label, amount]));
    expect([figures.get('Expended'), figures.get('Current Budget')]).toEqual([0, 755_000_000]);
    const verdicts = sheetOf('Checks')
      ?.rows.filter(([kind]) => kind === 'SUM')
      .map((row) => under(sheetOf('Checks') ?? report('Checks'), row, 'Result'));
    expect(new Set(verdicts?.map((verdict) => (typeof verdict === 'object' ? verdict?.result : verdict)))).toEqual(
      new Set(['PASS']),
    );
    const line = early.tables
      .find(({ table }) => table.name === 'budgetLines')
      ?.rows.find(({ cells }) => cells['id'] === 'BL-001');
    expect(line?.cells['expended']).toBe(135_000_000);
  });

  test('sheets come in the order finance reads them', () => {
    expect(workbook.reports.map(({ name }) => name)).toEqual([
      'Summary',
      'By Source',
      'By Source Type',
      'By Series',
      'By Program',
      'By Fiscal Year',
      'By Region',
      'By Board District',
      'By System',
      'By Category',
      'By Object',
      'By Status',
      'By Manager',
      'By E-Rate Category',
      'By FRN',
      'Master Budget',
      'Project by Source',
      'Bridge',
      'Spending by Month',
      'Region by Status',
      'Contingency & Reserve',
      'Changes Log',
      'E-Rate',
      'Checks',
      'Notes',
    ]);
  });

  test('rows of the tables stand in the order of their keys', () => {
    const lines = workbook.tables.find(({ table }) => table.name === 'budgetLines')?.rows ?? [];
    const ids = lines.map(({ cells }) => String(cells['id']));
    expect(ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)));
  });
});

/** Measures that Checks sums live over the tables, and over each report of the budget that has rows. */
const [OVER_TABLES, OVER_REPORTS] = [11, 4];

test('every money column of every report foots to its total, and every SUM of Checks passes, for any program', () => {
  assert(
    property(storedPrograms, (rows) => {
      const { reports } = buildProgramWorkbook({
        ...mini,
        rows: completeRows(rows),
        projects: ['26.00001'],
        earlier: { revision: 1, asOf: '2025-12-31', rows: completeRows(rows) },
      });
      for (const sheet of reports) {
        for (const { rows: ofBlock, total } of [sheet, ...(sheet.above ? [sheet.above] : [])]) {
          sheet.columns.forEach(({ format, label }, column) => {
            if (format !== 'money' || !total) return;
            const sum = ofBlock.reduce((whole, row) => whole + Number(row[column] ?? 0), 0);
            expect([sheet.name, label, sum]).toEqual([sheet.name, label, total[column]]);
          });
        }
      }
      const sums = reports.find(({ name }) => name === 'Checks')?.rows.filter(([kind]) => kind === 'SUM') ?? [];
      const budgets = reports.filter(({ name, rows: { length } }) => /^By |^Master/.test(name) && length > 0);
      expect(sums.length).toBe(OVER_TABLES + OVER_REPORTS * budgets.length);
      const pass = { formula: expect.stringMatching(/^IF\(E\d+=0,"PASS","FAIL"\)$/), result: 'PASS' };
      for (const [, name, , , , verdict] of sums) expect([name, verdict]).toEqual([name, pass]);
    }),
    { numRuns: tries(60) },
  );
});

test('[FD1] the tables say which of their cells are locked', () => {
  const locked = workbook.tables.flatMap(({ table, locked: cells = [] }) =>
    cells.map(({ table: of, columns, rows }) => ({ isOwn: of === table.name, table: of, columns, count: rows.size })),
  );
  expect(locked.every(({ isOwn, count }) => isOwn && count > 0)).toBe(true);
  expect(locked.find(({ columns }) => columns.includes('original'))).toMatchObject({ table: 'budgetLines' });
});
