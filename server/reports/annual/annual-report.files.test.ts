import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourcesChart } from '../../../shared/charts/funding-charts.ts';
import { shortDollars } from '../../../shared/charts/short-amount.ts';
import { totalsReply } from '../../../shared/protocol/totals.ts';
import { totalsOf } from '../../../shared/plan/figures/totals.ts';
import { workedExample } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { readPdf, withoutSpaces } from '../../pdf/testing/read-pdf.ts';
import { validationErrors } from '../../workbook/testing/ooxml-validator.ts';
import { cellText } from '../document/cell-text.ts';
import { tablesOf, type ReportDocument } from '../document/report-document.ts';
import { readFacts } from '../document/report-moment.ts';
import { drawnCharts, wordsOf } from '../testing/charts-of.ts';
import { demoMoment } from '../testing/demo-moment.ts';
import { setReport } from '../testing/pdf-tells.ts';
import { annualDocument } from './annual-document.ts';
import { sourceFigures, useFigures } from './funding.ts';

const moment = demoMoment('demo', '2026-10-31');
let report: ReportDocument;

/** Sum of a money column over all tables of a sheet, in cents. */
function summed(sheet: string, label: string): number {
  return tablesOf(report)
    .filter((table) => table.sheet === sheet)
    .reduce((sum, { columns, rows }) => {
      const place = columns.findIndex((column) => column.label === label);
      return sum + rows.reduce((ofTable, row) => ofTable + Number(row[place]), 0);
    }, 0);
}

describe('the annual plan', () => {
  beforeAll(async () => void (report = await annualDocument(moment)));

  test('tells every text and cell in its order, on tagged pages with day, receipt and number', async () => {
    const { pdf, missing, texts } = await setReport(report);
    expect(missing).toBeNull();
    expect(texts).toBeGreaterThan(1000);
    expect(pdf.roles).toEqual(expect.arrayContaining(['H1', 'H2', 'H3', 'P', 'Table', 'THead', 'TH', 'TD', 'TOC']));
    expect(pdf.bookmarks.filter((name) => /^([1-7] |Appendix)/.test(name))).toEqual([
      '1 Executive summary',
      '2 Programs',
      '3 Funding and cost',
      '4 Management',
      '5 Accountability',
      '6 Accomplishments',
      '7 Deliverables planned',
      'Appendix A: Projects by program',
      'Appendix B: Schools by region',
      'Appendix C: Amendments in 2026-27',
      'Appendix D: Systems in service',
    ]);
    for (const [index, page] of pdf.pages.entries()) {
      expect(page).toContain('Updated 2026-10-31');
      expect(page).toContain('Figures as of 2026-10-31 · Receipt 148-7KQ2-M9XD-04TR-B6HV');
      expect(page).toContain(`page ${index + 1} of ${pdf.pages.length}`);
    }
  });

  test('draws sources, uses and months from the figures of their tables, in its own letters', async () => {
    const { pdf } = await setReport(report);
    const charts = drawnCharts(report);
    expect(charts.map(({ instead }) => instead.split(':')[0])).toEqual([
      'Chart by funding source',
      'Chart by program',
      'Chart by month',
      'Chart by region',
    ]);
    expect(pdf.alternatives).toEqual(charts.map(({ instead }) => instead));
    const said = withoutSpaces(pdf.pages.join(''));
    for (const words of charts.flatMap(wordsOf)) expect(said).toContain(withoutSpaces(words));
    const { rows } = totalsOf(await readFacts(moment), ['source']);
    const told = ['authorized', 'available', 'current', 'expended'];
    const amounts = rows.flatMap(({ values }) => told.map((name) => values[name]));
    expect(charts.flatMap(wordsOf)).toEqual(expect.arrayContaining(amounts.map((cents) => shortDollars(cents ?? 0))));
  });

  test('a chart of many groups stays on one page', () => {
    const groups = Array.from({ length: 40 }, (_, index) => ({ group: `Source ${index}`, values: { current: index } }));
    const part = { kind: 'chart', chart: sourcesChart(groups) } as const;
    const [chart] = drawnCharts({ ...report, sections: [{ orientation: 'landscape', parts: [part] }] });
    const [, , width = 0, height = 0] = (/viewBox="([^"]*)"/.exec(chart?.svg ?? '')?.[1] ?? '').split(' ').map(Number);
    expect(height).toBeGreaterThan(2000);
    expect(((chart?.width ?? 0) * height) / width).toBeLessThanOrEqual(400);
  });

  test('sources, uses, projects and schools add up to the totals of the day', async () => {
    const facts = await readFacts(moment);
    const { total } = totalsOf(facts, []);
    expect(summed('Source of Funds', 'Allocated')).toBe(total['current']);
    expect(summed('Uses of Funds', 'Current Budget')).toBe(total['current']);
    expect(summed('Uses by fiscal year', 'Expended')).toBe(total['expended']);
    expect(summed('A Projects', 'Current Budget')).toBe(total['current']);
    expect(summed('A Projects', 'Forecast at Completion')).toBe(total['eac']);
    const atSites = totalsOf(facts, ['site']).rows.filter(({ groups: [site = ''] }) => /^\d{4}$/.test(site));
    expect(summed('B Sites', 'Budget there')).toBe(
      atSites.reduce((sum, { values }) => sum + (values['current'] ?? 0), 0),
    );
  });

  test('what the office has written stands there, and what it has not is named as to be written', () => {
    const said = JSON.stringify(report);
    expect(said).toContain('A student who changes schools finds the same network');
    expect(said).toContain('To be written under Reports, Texts: Goals, scope and systems of Student Information.');
  });
});

describe('GET reports/annual', () => {
  let server: TestServer;
  let viewer: TestClient;
  beforeAll(async () => {
    server = await startTestServer({ file: ':memory:' });
    const admin = await server.member(await server.program(), 'admin');
    await admin.sync(workedExample());
    viewer = await server.member(admin.program, 'viewer');
  });
  afterAll(() => server.close());

  test('a viewer gets the figures that /totals has on the same day', async () => {
    const day = 'asOf=2026-06-30';
    const bySource = totalsReply.parse(await (await viewer.fetch(`/totals?by=source&${day}`)).json());
    const byProgram = totalsReply.parse(await (await viewer.fetch(`/totals?by=program&${day}`)).json());
    const response = await viewer.fetch(`/reports/annual.pdf?${day}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const { pages } = await readPdf(new Uint8Array(await response.arrayBuffer()));
    const text = withoutSpaces(pages.join(''));
    const told = (values: Readonly<Record<string, unknown>>, names: readonly string[]) =>
      names.map((name) => cellText('money', Number(values[name]))).join('');
    for (const row of bySource.rows) expect(text).toContain(told(row, sourceFigures));
    expect(text).toContain(`Allsources${told(bySource.total, sourceFigures)}`);
    for (const row of byProgram.rows) expect(text).toContain(told(row, useFigures));
  });

  test.each(['docx', 'xlsx'] as const)('as .%s it is a file that its program opens without repair', async (type) => {
    const response = await viewer.fetch(`/reports/annual.${type}?asOf=2026-06-30`);
    expect(response.status).toBe(200);
    expect(await validationErrors(new Uint8Array(await response.arrayBuffer()), type)).toEqual([]);
  });
});
