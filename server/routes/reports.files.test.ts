import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inserts, site, update, workedExample } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { readPdf, withoutSpaces, type ReadPdf } from '../pdf/testing/read-pdf.ts';

const PATH = '/reports/monthly-schedule.pdf';
/** A name that would be a command if it were read as a template. */
const TYPED = '#strong[Alder] $x$ "quoted" \\ *bold* <label>';

let server: TestServer;
let admin: TestClient;
let byRegion: ReadPdf;
/** Row ID of the only milestone. */
let completion: string;

async function scheduleOf(client: TestClient, query = ''): Promise<ReadPdf> {
  const response = await client.fetch(`${PATH}${query}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  return readPdf(new Uint8Array(await response.arrayBuffer()));
}

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  admin = await server.member(await server.program(), 'admin');
  const milestones = inserts({
    project: '26.00001',
    milestone: 'M70 Substantial completion',
    baselineNumber: 0,
    forecastFinish: '2027-08-14',
  });
  [completion = ''] = milestones.ids;
  await admin.sync({ ...workedExample(), milestones: milestones.edits });
  byRegion = await scheduleOf(admin, '?asOf=2026-06-30');
});
afterAll(() => server.close());

describe('GET reports/monthly-schedule.pdf', () => {
  test('is tagged: headings, tables with heads and their columns, a title, a language and bookmarks', () => {
    expect(byRegion.title).toContain('Monthly Schedule');
    expect(byRegion.language).toBe('en');
    expect(byRegion.roles).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'THead', 'TH', 'TBody', 'TD']));
    // The strip of months has a head of its own, and nothing else is a figure without words.
    expect(byRegion.roles).not.toContain('Figure');
    expect(byRegion.bookmarks).toEqual(expect.arrayContaining(['Monthly Schedule', 'North', 'In figures']));
  });

  test('every page says whose plan it is, of which day and state, and which page of how many', () => {
    for (const [index, page] of byRegion.pages.entries()) {
      expect(page).toContain('As of 2026-06-30');
      expect(page).toMatch(/receipt 1(-[0-9A-Z]{4}){4}/);
      expect(page).toContain(`page ${index + 1} of ${byRegion.pages.length}`);
    }
  });

  test('what somebody typed stays text, whatever it looks like', async () => {
    const other = await server.member(await server.program(), 'admin');
    const { sites, ...rest } = workedExample();
    const typed = (sites?.inserts ?? []).map(({ row, cells }) => ({
      row,
      cells: { ...cells, name: `${TYPED} ${cells['code']}` },
    }));
    await other.sync({ ...rest, sites: { inserts: typed } });
    const { pages } = await scheduleOf(other, '?asOf=2026-06-30');
    expect(withoutSpaces(pages.join(''))).toContain(withoutSpaces(TYPED));
  });

  test('a plan without anything to schedule says so', async () => {
    const other = await server.member(await server.program(), 'admin');
    await other.sync({ sites: inserts(site('0417')).edits });
    const { pages } = await scheduleOf(other);
    expect(pages.join(' ').replaceAll(/\s+/g, ' ')).toContain('No approved project has work to schedule.');
  });

  test('of one region tells what lies there and what it leads, nothing else, and is named by it', async () => {
    const response = await admin.fetch(`${PATH}?asOf=2026-06-30&region=South`);
    expect(response.headers.get('content-disposition')).toContain('region South');
    const { pages, bookmarks } = await readPdf(new Uint8Array(await response.arrayBuffer()));
    const text = pages.join(' ').replaceAll(/\s+/g, ' ');
    expect(text).toContain('By region and school, region South');
    expect(bookmarks).toEqual(expect.arrayContaining(['South', 'Districtwide']));
    expect(bookmarks).not.toContain('North');
    expect(text).toContain('0433 Miller’s Crossing');
    expect(text).not.toContain('0417 ');
  });

  test('a viewer gets it, nobody without a sign-in does', async () => {
    const viewer = await server.member(admin.program, 'viewer');
    const response = await viewer.fetch(PATH);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('content-disposition')).toContain('schedule by region');
    expect((await server.app.request(`/api/programs/${admin.program}${PATH}`)).status).toBe(401);
  });

  test.each([
    ['?at=99', 409],
    ['?edition=school', 400],
    ['?region=Middle', 400],
    ['?asOf=2026-02-30', 400],
  ])('%s is refused with %i and a sentence', async (query, status) => {
    const response = await admin.fetch(`${PATH}${query}`);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(/\.$/) } });
  });

  test('the issue after a month tells what was added, finished and slipped since the month before', async () => {
    server.clock = new Date('2026-12-15T18:00:00.000Z');
    await admin.sync({ milestones: update(completion, { forecastFinish: '2028-01-31' }) }, { base: 1 });
    const { pages } = await scheduleOf(admin);
    const text = pages.join(' ').replaceAll(/\s+/g, ' ');
    expect(text).toContain('Slipped more than 14 days since 2026-11-30');
    expect(text).toContain('2027-08-14 2028-01-31 +170');
  });
});
