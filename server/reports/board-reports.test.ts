import { describe, expect, test } from 'vitest';
import { bridgeFigure } from '../../shared/plan/bridge/bridge-figure.ts';
import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import { totalsOf } from '../../shared/plan/figures/totals.ts';
import { buildProgramWorkbook } from '../workbook/write/build-program-workbook.ts';
import { demoSnapshot } from '../workbook/testing/demo-snapshot.ts';
import type { ReportCell, ReportSheet } from './report-sheet.ts';

const demo = { ...demoSnapshot('demo'), asOf: '2026-11-28', receipt: 'r148-0a1b2c3d' };
const EARLIER = '2026-02-28';
const [first = '', second = ''] = (demo.rows['projects'] ?? []).map(({ cells }) => String(cells['number']));
const { reports, stamp } = buildProgramWorkbook({
  ...demo,
  projects: [second, first],
  earlier: { revision: 100, asOf: EARLIER, rows: demo.rows },
});
const totals = totalsOf(planFacts(programRows(demo.rows), demo.asOf), []).total;

function sheetOf(name: string): ReportSheet {
  const found = reports.find((each) => each.name === name);
  if (!found) throw new Error(`There is no sheet ${name}.`);
  return found;
}

function under(
  { columns }: ReportSheet,
  row: readonly ReportCell[] | undefined,
  label: string,
): ReportCell | undefined {
  return row?.[columns.findIndex((column) => column.label === label)];
}

describe('Spending by Month', () => {
  const sheet = sheetOf('Spending by Month');
  const expended = (row: readonly ReportCell[] | undefined) => Number(under(sheet, row, 'Expended'));

  test('ends in the month of the day with the program’s own totals', () => {
    const last = sheet.rows.at(-1);
    const labels = ['Month', 'Current Budget', 'Committed (contract value)', 'Expended'];
    expect(labels.map((label) => under(sheet, last, label))).toEqual([
      '2026-11',
      totals['current'],
      totals['committed'],
      totals['expended'],
    ]);
  });

  test('has every month once, each as the plan was at its end', () => {
    const months = sheet.rows.flatMap(([month]) => (typeof month === 'string' ? [month] : []));
    expect(months).toHaveLength(sheet.rows.length);
    expect(months).toEqual([...new Set(months)].sort());
    const february = sheet.rows.find(([month]) => month === '2026-02');
    const then = totalsOf(planFacts(programRows(demo.rows), EARLIER), []).total;
    expect([expended(february), under(sheet, february, 'Current Budget')]).toEqual([then['expended'], then['current']]);
    const spent = sheet.rows.map((row) => Number(under(sheet, row, 'Expended in the Month')));
    const before = expended(sheet.rows[0]) - (spent[0] ?? 0);
    expect(before + spent.reduce((sum, cents) => sum + cents, 0)).toBe(totals['expended']);
  });
});

test('the bridge leads from the original to the proposed budget, project by project', () => {
  const sheet = sheetOf('Bridge');
  const steps = (row: readonly ReportCell[]) =>
    ['Original Budget', 'Board Changes', 'Staff Changes', 'Pending Changes'].map((label) =>
      Number(under(sheet, row, label)),
    );
  expect(sheet.rows.length).toBeGreaterThan(30);
  for (const row of [...sheet.rows, sheet.total ?? []]) {
    expect([row[0], steps(row).reduce((sum, step) => sum + step, 0)]).toEqual([
      row[0],
      under(sheet, row, 'Proposed Budget'),
    ]);
  }
});

test('the sheet says of each project what its bridge says from the original to the proposed budget', () => {
  const sheet = sheetOf('Bridge');
  const program = programRows(demo.rows);
  const moment = { program, facts: planFacts(program, demo.asOf) };
  for (const row of sheet.rows.slice(0, 10)) {
    const [project] = row;
    if (typeof project !== 'string') throw new Error('A row of the sheet names no project.');
    const { end, steps } = bridgeFigure({ from: null, to: moment, measure: 'proposed', part: { project } });
    const sum = (...accounts: readonly string[]) =>
      steps.filter(({ account }) => accounts.includes(account)).reduce((cents, { amount }) => cents + amount, 0);
    const labels = ['Original Budget', 'Board Changes', 'Staff Changes', 'Pending Changes', 'Proposed Budget'];
    expect([project, ...labels.map((label) => under(sheet, row, label))]).toEqual([
      project,
      sum('original', 'requested'),
      sum('board'),
      sum('staff'),
      sum('pending'),
      end,
    ]);
  }
});

test('What Moved begins with the project whose budget has moved most, and names the baseline it compares with', () => {
  const named = buildProgramWorkbook({
    ...demo,
    earlier: { revision: 100, asOf: EARLIER, name: 'Adopted plan (B0)', rows: demo.rows },
  }).reports.find(({ name }) => name === 'What Moved');
  if (!named) throw new Error('There is no sheet What Moved.');
  expect(named.lines.join('\n')).toContain('Compared with Adopted plan (B0), revision 100, as of 2026-02-28');
  const moved = named.rows.slice(0, -1).map((row) => Math.abs(Number(under(named, row, 'Current Budget moved'))));
  expect(moved).toEqual(moved.toSorted((a, b) => b - a));
});

test('the log of changes has every line of every change, with names beside codes', () => {
  const sheet = sheetOf('Changes Log');
  expect(sheet.rows.length).toBeGreaterThanOrEqual(demo.rows['changeLines']?.length ?? 0);
  const numbers = new Set(sheet.rows.map(([number]) => number));
  for (const { cells } of demo.rows['changes'] ?? []) expect(numbers).toContain(cells['number']);
  const projects = sheet.rows.map((row) => under(sheet, row, 'Project')).filter((name) => typeof name === 'string');
  expect(projects.length).toBeGreaterThan(0);
  expect(projects.every((name) => / · /.test(name))).toBe(true);
});

test('E-Rate lists every request once, with its deadlines and both shares', () => {
  const sheet = sheetOf('E-Rate');
  const requests = demo.rows['fundingRequests'] ?? [];
  expect(new Set(sheet.rows.map(([frn]) => frn))).toEqual(new Set(requests.map(({ cells }) => cells['frn'])));
  const [row] = sheet.rows;
  const request = requests.find(({ cells }) => cells['frn'] === row?.[0])?.cells;
  expect(under(sheet, row, 'Invoice Deadline')).toBe(request?.['invoiceDeadline'] ?? null);
  for (const each of sheet.rows) {
    const [gross, ours, theirs] = ['E-Rate Gross Cost', 'E-Rate Share', 'District Share'].map((label) =>
      Number(under(sheet, each, label)),
    );
    expect((ours ?? 0) + (theirs ?? 0)).toBe(gross);
  }
});

test('What Moved tells every project of which a figure differs, the others in one row, and foots', () => {
  const sheet = sheetOf('What Moved');
  expect(sheet.lines).toContain(`Compared with revision 100, as of ${EARLIER}: before, now, and the difference.`);
  const moved = sheet.rows.map((row) =>
    ['Current Budget', 'Committed (contract value)', 'Expended', 'Forecast at Completion'].map((label) =>
      Number(under(sheet, row, `${label} moved`)),
    ),
  );
  const others = sheet.rows.findIndex(([number]) => number === 'Projects that did not move');
  expect(others).toBe(sheet.rows.length - 1);
  expect(moved.map((cents) => cents.some((each) => each !== 0))).toEqual(moved.map((_, index) => index !== others));
  expect(under(sheet, sheet.total, 'Expended now')).toBe(totals['expended']);
});

test('a project that is asked for has its money by source above its cost lines, both to the same total', () => {
  const sheet = sheetOf(first);
  expect([sheet.above?.title, sheet.above?.total]).toEqual(['Funding', sheet.total]);
  expect(sheet.above?.rows[0]?.[0]).toMatch(/ · /);
  const lines = (demo.rows['budgetLines'] ?? []).filter(({ cells }) => cells['project'] === first);
  expect(sheet.rows.map(([id]) => id)).toEqual(expect.arrayContaining(lines.map(({ cells }) => cells['id'])));
});

test('[FA13] headings and feet say day, revision and receipt, in minutes', () => {
  expect(sheetOf('By Source').lines[1]).toBe(
    'As of 2026-11-28, revision 148, receipt r148-0a1b2c3d, written 2026-11-24 08:30 UTC',
  );
  expect(stamp).toBe('As of 2026-11-28 · Receipt r148-0a1b2c3d');
});
