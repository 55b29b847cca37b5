import { afterAll, beforeAll, expect, test } from 'vitest';
import { siteReply, sitesReply, type SiteReply } from '../../shared/protocol/sites.ts';
import { totalsReply } from '../../shared/protocol/totals.ts';
import { inserts, site, update, workedExample } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

let server: TestServer;
let admin: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  admin = await server.member(await server.program(), 'admin');
  await admin.sync(workedExample());
});
afterAll(() => server.close());

async function json(path: string): Promise<unknown> {
  return (await admin.fetch(path)).json();
}
const siteAt = async (code: string, query = ''): Promise<SiteReply> =>
  siteReply.parse(await json(`/sites/${code}${query}`));

test('every site is listed with its place and the money that the totals by site have', async () => {
  const { sites, revision, asOf } = sitesReply.parse(await json('/sites'));
  const totals = totalsReply.parse(await json(`/totals?by=site&at=${revision}&asOf=${asOf}`));
  const money = new Map(totals.rows.map((row) => [row['site'], [row['current'], row['expended']]]));
  expect(sites.length).toBe(3);
  expect(sites.map(({ code, current, expended }) => [code, current, expended])).toEqual(
    sites.map(({ code }) => [code, ...(money.get(code) ?? [0, 0])]),
  );
  expect(sites.map(({ name }) => name)).toEqual(
    sites.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b, 'en')),
  );
});

test('figures of every site, their parts by project and their parts by source tie to the totals by site, to the cent', async () => {
  const { sites } = sitesReply.parse(await json('/sites'));
  const totals = totalsReply.parse(await json('/totals?by=site'));
  for (const { code, current, expended } of sites) {
    const found = await siteAt(code);
    const row = totals.rows.find((each) => each['site'] === code);
    const { site: _group, ...measured } = row ?? {};
    expect(found.figures, code).toEqual(row === undefined ? null : measured);
    const sum = (of: 'current' | 'expended') => found.sources.reduce((cents, source) => cents + source[of], 0);
    expect([sum('current'), sum('expended')], code).toEqual([current, expended]);
    for (const work of found.work) {
      expect(
        work.sources.reduce((cents, source) => cents + source.current, 0),
        `${code} ${work.project}`,
      ).toBe(work.current);
    }
  }
});

test('an older revision and another day are told as they were', async () => {
  const before = await siteAt('0417');
  const rows = await admin.rows('sites');
  const row = [...rows.entries()].find(([, { cells }]) => cells['code'] === '0417')?.[0] ?? '';
  await admin.sync(
    { sites: update(row, { name: 'Alder Academy', contactRole: 'Vice principal' }) },
    { base: before.revision },
  );
  const now = await siteAt('0417');
  expect(now).toMatchObject({ name: 'Alder Academy', contactRole: 'Vice principal' });
  expect(now.changes[0]).toMatchObject({
    table: 'sites',
    kind: 'update',
    by: admin.person.name,
    revision: before.revision + 1,
    cells: [
      { column: 'name', before: before.name, after: 'Alder Academy' },
      { column: 'contactRole', after: 'Vice principal' },
    ],
  });
  const { name, changes } = await siteAt('0417', `?at=${before.revision}`);
  expect(name).toBe(before.name);
  expect(changes.every(({ revision }) => revision <= before.revision)).toBe(true);
  expect((await siteAt('0417', '?asOf=2020-01-01')).figures?.['expended'] ?? 0).toBe(0);
});

test('a site without work or money says so, and one that is not there is not found', async () => {
  const { revision } = sitesReply.parse(await json('/sites'));
  await admin.sync({ sites: inserts(site('9901')).edits }, { base: revision });
  expect(await siteAt('9901')).toMatchObject({ work: [], figures: null, sources: [], systems: [] });
  expect((await admin.fetch('/sites/9999')).status).toBe(404);
  const stranger = await server.member(await server.program(), 'admin');
  expect((await stranger.in(admin.program).fetch('/sites/0417')).status).toBe(404);
  expect((await stranger.in(admin.program).fetch('/sites')).status).toBe(404);
});
