import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { totalsReply } from '../../../shared/protocol/totals.ts';
import { totalsOf } from '../../../shared/plan/figures/totals.ts';
import { workedExample } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { readPdf, withoutSpaces } from '../../pdf/testing/read-pdf.ts';
import { cellText } from '../document/cell-text.ts';
import { tablesOf, type ReportDocument, type ReportTable } from '../document/report-document.ts';
import { readFacts, readWork } from '../document/report-moment.ts';
import { drawnCharts, wordsOf } from '../testing/charts-of.ts';
import { demoMoment } from '../testing/demo-moment.ts';
import { setReport } from '../testing/pdf-tells.ts';
import { scoredMoney, scoredPercents } from './scorecard.ts';
import { varianceDocument } from './variance-document.ts';

const moment = demoMoment('demo', '2026-10-31');
let report: ReportDocument;

function table(sheet: string): ReportTable {
  const found = tablesOf(report).find((candidate) => candidate.sheet === sheet);
  if (!found) throw new Error(`There is no table ${sheet}.`);
  return found;
}

/** Cells of a column. */
function column(sheet: string, label: string) {
  const { columns, rows } = table(sheet);
  const place = columns.findIndex((candidate) => candidate.label === label);
  return rows.map((row) => row[place] ?? null);
}

describe('variance and accountability', () => {
  beforeAll(async () => void (report = await varianceDocument(moment)));

  test('tells every cell in its order, on tagged pages with day, receipt and number', async () => {
    const { pdf, missing, texts } = await setReport(report);
    expect(missing).toBeNull();
    expect(texts).toBeGreaterThan(500);
    expect(pdf.roles).toEqual(expect.arrayContaining(['H1', 'H2', 'H3', 'Table', 'THead', 'TH', 'TD', 'L', 'LI']));
    expect(pdf.bookmarks).toEqual(
      expect.arrayContaining(['Scorecard', 'Key indicators', 'Exceptions', 'Change orders']),
    );
    for (const [index, page] of pdf.pages.entries()) {
      expect(page).toContain('Figures as of 2026-10-31');
      expect(page).toContain('148-7KQ2-M9XD-04TR-B6HV');
      expect(page).toContain(`page ${index + 1} of ${pdf.pages.length}`);
    }
  });

  test('the scorecard has the totals of its day and of the end of the month before', async () => {
    const before = await moment.before();
    const [now, last] = [await readFacts(moment), before === null ? null : await readFacts(before)];
    const totals = totalsOf(now, []).total;
    const earlier = last === null ? null : totalsOf(last, []).total;
    expect(column('Scorecard money', 'Current')).toEqual(scoredMoney.map((name) => totals[name]));
    expect(column('Scorecard percent', 'Current')).toEqual(scoredPercents.map((name) => totals[name]));
    expect(column('Scorecard money', '2026-09-30')).toEqual(scoredMoney.map((name) => earlier?.[name]));
  });

  test('spending and status are drawn from the figures of the tables beside, and said to who does not see them', async () => {
    const { pdf } = await setReport(report);
    const [status, spending] = drawnCharts(report);
    if (status === undefined || spending === undefined) throw new Error('The report has no two charts.');
    const said = withoutSpaces(pdf.pages.join(''));
    for (const words of [...wordsOf(status), ...wordsOf(spending)]) expect(said).toContain(withoutSpaces(words));
    expect(wordsOf(status)).toEqual(expect.arrayContaining(column('Status by region', 'Region')));
    expect(wordsOf(status)).toContain(`G ${String(column('Status by region', 'G On time')[0])}`);
    expect(pdf.alternatives).toEqual([status.instead, spending.instead]);
    expect(spending.svg).toContain('Source Sans 3');
  });

  test('the months end at the day with all that is expended, and the regions have every open line of work', async () => {
    const { expended } = totalsOf(await readFacts(moment), []).total;
    const today = column('Spending by month', 'Month').indexOf('2026-10');
    expect(column('Spending by month', 'Spent')[today]).toBe(expended);
    expect(column('Spending by month', 'Forecast')[today]).toBe(expended);
    const open = (await readWork(moment)).filter(({ finish }) => finish?.isActual !== true);
    const counts = table('Status by region').rows.flatMap(([, ...cells]) => cells.map(Number));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(open.length);
  });

  test('exceptions come by the size of their variance, and each is over budget, late or lit', () => {
    const variances = column('Exceptions', 'Variance').map((cents) => Math.abs(Number(cents)));
    expect(variances.length).toBeGreaterThan(5);
    expect(variances).toEqual([...variances].sort((a, b) => b - a));
    const days = column('Exceptions', 'Days');
    for (const [index, light] of column('Exceptions', 'Overall').entries()) {
      const isOver = Number(column('Exceptions', 'Variance')[index]) < 0;
      expect(light === 'Yellow' || light === 'Red' || isOver || Number(days[index]) > 14).toBe(true);
    }
  });

  test('change orders by reason add up to the rate of the totals', async () => {
    const { total, columns } = table('Change orders');
    const rate = totalsOf(await readFacts(moment), []).total['changeOrderRate'];
    expect(total?.[columns.findIndex(({ label }) => label === 'Of original contracts')]).toBe(rate);
    const orders = column('Change orders', 'Amount').slice(0, -1);
    expect(orders.reduce((sum: number, cents) => sum + Number(cents), 0)).toBe(
      total?.[columns.findIndex(({ label }) => label === 'Amount')],
    );
  });

  test('what a change did to a project is what its board-approved and current budgets moved by since', async () => {
    const before = await moment.before();
    const last = before === null ? null : await readFacts(before);
    const numbers = column('Changes by project', 'Project No.').map(String);
    expect(numbers.length).toBeGreaterThan(0);
    for (const [index, number] of numbers.entries()) {
      const then = last?.projects.get(number)?.amounts;
      const board = Number(column('Changes by project', 'Board, this period')[index]);
      const staff = Number(column('Changes by project', 'Staff, this period')[index]);
      expect(column('Changes by project', 'Board-Approved Budget')[index]).toBe((then?.boardApproved ?? 0) + board);
      expect(column('Changes by project', 'Current Budget')[index]).toBe((then?.current ?? 0) + board + staff);
    }
  });

  test('only funded requests with money left whose deadline is within 120 days are told', () => {
    const left = column('E-Rate deadlines', 'Days left').map(Number);
    expect(left.length).toBeGreaterThan(3);
    expect(left.every((days) => days >= 0 && days <= 120)).toBe(true);
    expect(column('E-Rate deadlines', 'Unclaimed').every((cents) => Number(cents) > 0)).toBe(true);
  });
});

describe('GET reports/variance.pdf', () => {
  let server: TestServer;
  let viewer: TestClient;
  beforeAll(async () => {
    server = await startTestServer({ file: ':memory:' });
    const admin = await server.member(await server.program(), 'admin');
    await admin.sync(workedExample());
    viewer = await server.member(admin.program, 'viewer');
  });
  afterAll(() => server.close());

  test('a viewer gets the figures that /totals has on the same day, and is told that it is the first issue', async () => {
    const totals = totalsReply.parse(await (await viewer.fetch('/totals?asOf=2026-06-30')).json());
    const response = await viewer.fetch('/reports/variance.pdf?asOf=2026-06-30');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const { pages } = await readPdf(new Uint8Array(await response.arrayBuffer()));
    const text = withoutSpaces(pages.join(''));
    for (const name of scoredMoney) expect(text).toContain(cellText('money', Number(totals.total[name])));
    expect(text).toContain('Thisisthefirstissue');
  });

  test('as a workbook it has the same tables', async () => {
    const response = await viewer.fetch('/reports/variance.xlsx');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('Variance and Accountability');
  });

  test('a revision that is not there is refused with a sentence', async () => {
    const response = await viewer.fetch('/reports/variance.pdf?at=99');
    expect(response.status).toBe(409);
    expect(JSON.stringify(await response.json())).toContain('above the program’s head');
  });
});
