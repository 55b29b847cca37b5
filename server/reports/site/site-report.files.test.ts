import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { totalsOf } from '../../../shared/plan/figures/totals.ts';
import { totalsReply } from '../../../shared/protocol/totals.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { workedExample } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { readPdf, withoutSpaces } from '../../pdf/testing/read-pdf.ts';
import { tablesOf } from '../document/report-document.ts';
import { readFacts } from '../document/report-moment.ts';
import { reportSheets } from '../document/report-xlsx.ts';
import { demoMoment } from '../testing/demo-moment.ts';
import { setReport } from '../testing/pdf-tells.ts';
import { siteDocument } from './site-document.ts';

const moment = demoMoment('demo', '2026-10-31');

describe('the site sheet', () => {
  test('tells every cell of every school in its order, on a page for each, tagged and with bookmarks', async () => {
    const codes = ['0629', '0037', '4122', '0521'];
    const report = await siteDocument(moment, codes);
    const { pdf, missing, texts } = await setReport(report);
    expect(missing).toBeNull();
    expect(texts).toBeGreaterThan(400);
    expect(pdf.pages).toHaveLength(codes.length);
    expect(pdf.roles).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'THead', 'TH', 'TBody', 'TD']));
    expect(
      pdf.bookmarks
        .filter((name) => /^\d{4} /.test(name))
        .map((name) => name.slice(0, 4))
        .sort(),
    ).toEqual([...codes].sort());
    for (const [index, page] of pdf.pages.entries()) {
      expect(page).toContain('Figures as of 2026-10-31');
      expect(page).toContain('148-7KQ2-M9XD-04TR-B6HV');
      expect(page).toContain(`page ${index + 1} of ${pdf.pages.length}`);
    }
  });

  test('the projects of each site add up to the total of the site, and all sites to the program without what is at none', async () => {
    const facts = await readFacts(moment);
    const totals = new Map(
      totalsOf(facts, ['site']).rows.map(({ groups: [site], values }) => [site, values['current']]),
    );
    const report = await siteDocument(moment, null);
    const tables = tablesOf(report).filter(({ sheet }) => sheet === 'Projects');
    const place = tables[0]?.columns.findIndex(({ label }) => label === 'Budget here') ?? -1;
    const summed = tables.map(({ leading, rows }) => [
      leading?.[0]?.value,
      rows.reduce((sum, row) => sum + Number(row[place]), 0),
    ]);
    expect(summed.length).toBeGreaterThan(50);
    for (const [site, sum] of summed) expect([site, sum]).toEqual([site, totals.get(String(site)) ?? 0]);
    expect(tables.map(({ total }) => total?.[place])).toEqual(summed.map(([, sum]) => sum));
    // As sheets, the schools stand below each other, each row under its school.
    const sheet = reportSheets(report).find(({ name }) => name === 'Projects');
    expect(sheet?.rows.reduce((sum, row) => sum + Number(row[place + 2]), 0)).toBe(
      summed.reduce((sum, [, ofSite]) => sum + Number(ofSite), 0),
    );
  });
});

describe('GET reports/site.pdf', () => {
  let server: TestServer;
  let viewer: TestClient;
  beforeAll(async () => {
    server = await startTestServer({ file: ':memory:' });
    const admin = await server.member(await server.program(), 'admin');
    await admin.sync(workedExample());
    viewer = await server.member(admin.program, 'viewer');
  });
  afterAll(() => server.close());

  test('a viewer gets the figures that /totals has for the site on the same day', async () => {
    const day = 'asOf=2026-06-30';
    const totals = totalsReply.parse(await (await viewer.fetch(`/totals?by=site&${day}`)).json());
    for (const { site, current, expended } of totals.rows.filter(({ site }) => /^\d{4}$/.test(String(site)))) {
      const response = await viewer.fetch(`/reports/site.pdf?site=${site}&${day}`);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      const { pages } = await readPdf(new Uint8Array(await response.arrayBuffer()));
      const [page = ''] = pages.map(withoutSpaces);
      expect(page).toContain(
        `All${formatMoney(Number(current))}${Number(expended) === 0 ? '–' : formatMoney(Number(expended))}`,
      );
    }
    expect(totals.rows.length).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ['site=9999', 400, 'The plan has no site 9999'],
    ['site=%200417', 400, 'Location codes'],
    ['site=0417&asOf=2026-02-30', 400, 'A date like'],
    ['site=0417&at=99', 409, 'above the program’s head'],
  ])('%s is refused with %i and a sentence', async (query, status, words) => {
    const response = await viewer.fetch(`/reports/site.pdf?${query}`);
    expect(response.status).toBe(status);
    expect(JSON.stringify(await response.json())).toContain(words);
  });

  test('as a workbook it has a sheet for each of its tables', async () => {
    const response = await viewer.fetch('/reports/site.xlsx?site=0417');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('Site Sheet');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  test('nobody without a sign-in gets it', async () => {
    expect((await server.app.request(`/api/programs/${viewer.program}/reports/site.pdf?site=0417`)).status).toBe(401);
  });
});
