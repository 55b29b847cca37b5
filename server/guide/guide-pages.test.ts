import { update } from '../../test/contracts/plan-rows.ts';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { generateDemo } from '../demo/generate-demo.ts';
import { isTableName, tables } from '../../shared/tables/all-tables.ts';
import { totalsReply } from '../../shared/protocol/totals.ts';
import { languages } from './languages/all-languages.ts';
import { createGuidePages } from './guide-pages.ts';

const MOST_BYTES = 50_000;
const html = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'void-style': 'off', 'doctype-style': 'off', 'no-inline-style': 'error', 'require-sri': 'off' },
});

let server: TestServer;
let finance: TestClient;
let admin: TestClient;
let guides: ReturnType<typeof createGuidePages>;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  guides = createGuidePages({
    store: server.store,
    now: () => server.clock,
    log: (level, message, fields) => void server.log.push({ level, message, fields }),
    publicUrl: () => 'https://sep.example',
  });
  const program = await server.program();
  admin = await server.member(program, 'admin');
  finance = await server.member(program, 'finance');
  const demo = generateDemo('demo');
  const rowsOf = (name: string) => (isTableName(name) ? demo.of(name) : []).map((row) => ({ ...row }));
  await admin.sync(Object.fromEntries(tables.map(({ name }) => [name, { inserts: rowsOf(name) }])));
});
afterAll(() => server.close());

const publish = (client: TestClient, body: object = {}): Promise<Response> =>
  client.fetch('/guide', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const get = async (path: string): Promise<Response> => guides.request(path);
const home = (client: TestClient): string => `/guide/${client.program}/`;

/** Every address on this server that a page names. */
function linksOf(page: string): string[] {
  return [...page.matchAll(/(?:href|action)="([^"]*)"/g)]
    .map(([, address = '']) => address.replaceAll('&amp;', '&'))
    .filter((address) => address.startsWith('/'));
}

/** Every page and file that can be reached from the first page, with its text. */
async function crawl(from: string, limit: number): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const queue = [from];
  for (let next = queue.shift(); next !== undefined && found.size < limit; next = queue.shift()) {
    if (found.has(next)) continue;
    const response = await get(next);
    expect(response.status, next).toBe(200);
    const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
    const text = next.endsWith('.pdf') ? '' : await response.text();
    found.set(next, text);
    if (isPage) queue.push(...linksOf(text).filter((address) => !address.endsWith('.pdf')));
  }
  return found;
}

/** Rows of a data file, all values as text, what is empty as ''. */
async function rowsOfData(name: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const { rows }: { rows: Record<string, string | number | null>[] } = await (
    await get(`${home(finance)}data/${name}.json`)
  ).json();
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, String(value ?? '')])),
  );
}

/** "1,234.50" without separators, in cents. */
function cents(text: string | undefined): number {
  return Math.round(Number(text ?? 0) * 100);
}

describe('before it is published', () => {
  test('nobody finds a guide, whatever the program', async () => {
    for (const path of [home(finance), `${home(finance)}schools/0417`, '/guide/no-such-program/']) {
      const response = await get(path);
      expect([response.status, await response.text()]).toEqual([
        404,
        'There is no public guide here. The district may not have published it yet.',
      ]);
    }
  });

  test.each(['viewer', 'editor'] as const)('a %s cannot publish or withdraw it', async (role) => {
    const member = await server.member(finance.program, role);
    for (const response of [await publish(member), await member.fetch('/guide', { method: 'DELETE' })]) {
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({
        error: { message: expect.stringContaining('published by finance') },
      });
    }
    expect(await (await member.fetch('/guide')).json()).toMatchObject({ published: null, mayPublish: false });
  });
});

test('a day that is still to come is not published', async () => {
  const response = await publish(finance, { asOf: '2026-11-25' });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: { message: expect.stringContaining('Choose a day up to today') },
  });
});

test.each(['/guide/%0d%0aX', '/guide/%00/', '/guide/%2e%2e/', '/guide/a%2fb'])(
  'an address that is none, %s, is answered without a trouble of the server',
  async (path) => {
    const response = await get(path);
    expect([301, 404]).toContain(response.status);
    expect(response.headers.get('location') ?? '/guide/').toMatch(/^\/guide\//);
    expect(server.log.filter(({ level }) => level === 'error')).toEqual([]);
  },
);

describe('the published guide of the demo', () => {
  let pages: Map<string, string>;
  const htmlPages = () => [...pages].filter(([, text]) => text.startsWith('<!doctype html>'));

  beforeAll(async () => {
    await publish(finance, { asOf: '2026-10-31' });
    pages = await crawl(home(finance), 2000);
  });

  test('every link from the first page answers, in both languages', () => {
    expect(pages.size).toBeGreaterThan(300);
    expect([...pages.keys()].filter((path) => path.includes('lang=es')).length).toBeGreaterThan(100);
  });

  test('every page is below 50 kB and without a script', () => {
    for (const [path, text] of htmlPages()) {
      expect(Buffer.byteLength(text), path).toBeLessThan(MOST_BYTES);
      expect(text, path).not.toMatch(/<script|javascript:|\son\w+=/);
    }
  });

  test('pages of each kind are valid HTML', async () => {
    const kinds = new Map<string, [string, string][]>();
    for (const [path, text] of htmlPages()) {
      const kind = path.replace(/[^/]*$/, '') + String(path.includes('lang='));
      kinds.set(kind, [...(kinds.get(kind) ?? []), [path, text]]);
    }
    expect(kinds.size).toBeGreaterThan(7);
    for (const [path, text] of [...kinds.values()].flatMap((ofKind) => ofKind.slice(0, 4))) {
      const { results } = await html.validateString(text);
      expect(
        results.flatMap(({ messages }) => messages.map(({ message, line }) => `${path}:${line} ${message}`)),
      ).toEqual([]);
    }
  });

  test('no page or file has a word of what is not published', () => {
    const demo = generateDemo('demo');
    const secrets = [
      ...demo.of('people').flatMap(({ cells }) => [cells['email'], cells['name']]),
      ...demo.of('projects').map(({ cells }) => cells['remark']),
      ...demo.of('siteSystems').map(({ cells }) => cells['assetTag']),
      ...demo.of('projects').flatMap(({ cells }) => (cells['status'] === 'Proposed' ? [cells['name']] : [])),
    ].filter((secret) => typeof secret === 'string' && secret.length > 3);
    expect(secrets.length).toBeGreaterThan(20);
    const everything = [...pages.values()].join('\n');
    expect(secrets.filter((secret) => everything.includes(String(secret)))).toEqual([]);
  });

  test('budgets are those of the totals of the day: by project, and at each school', async () => {
    const totalsBy = async (by: string) => {
      const reply = await finance.fetch(`/totals?by=${by}&asOf=2026-10-31`);
      return totalsReply.parse(await reply.json()).rows;
    };
    const current = new Map((await totalsBy('project')).map((row) => [String(row['project']), Number(row['current'])]));
    const projects = await rowsOfData('projects');
    expect(projects.length).toBeGreaterThan(10);
    for (const { number = '', currentBudget } of projects)
      expect(cents(currentBudget), number).toBe(current.get(number));

    const at = new Map(
      (await totalsBy('project,site')).map((row) => [`${row['project']} ${row['site']}`, row['current']]),
    );
    const work = (await rowsOfData('work')).filter(({ school }) => school !== '');
    expect(work.length).toBeGreaterThan(50);
    for (const { project = '', school = '', cost } of work) {
      expect(cents(cost), `${project} ${school}`).toBe(at.get(`${project} ${school}`) ?? 0);
    }
  });

  test('the data is the same as CSV', async () => {
    const bytes = await (await get(`${home(finance)}data/work.csv`)).arrayBuffer();
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(text.startsWith('\uFEFFproject,projectName,school,')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength((await rowsOfData('work')).length + 1);
  });

  test('a school’s calendar has a whole-day entry for each of its dated works', async () => {
    const [first] = (await rowsOfData('work')).filter(({ school, finish }) => school !== '' && finish !== '');
    const code = first?.school ?? '';
    const response = await get(`${home(finance)}schools/${code}.ics`);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = (await response.text()).replaceAll('\r\n ', '');
    const dated = (await rowsOfData('work')).filter(({ school, finish }) => school === code && finish !== '');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(dated.length);
    expect(text).toContain(`DTSTART;VALUE=DATE:${(first?.start ?? '').replaceAll('-', '')}`);
    expect(text).toContain(`https://sep.example${home(finance)}schools/${code}`);
  });

  test('schools and projects are found by parts of name or code, without accents and in any case', async () => {
    const [school] = await rowsOfData('schools');
    for (const words of [school?.code ?? '', (school?.name ?? '').toUpperCase()]) {
      const text = await (await get(`${home(finance)}?q=${encodeURIComponent(words)}`)).text();
      expect(text).toContain(`href="${home(finance)}schools/${school?.code ?? ''}"`);
    }
    const nothing = await (await get(`${home(finance)}?q=${encodeURIComponent('<b>"zzz')}`)).text();
    expect(nothing).toContain('0 results for “&lt;b&gt;&quot;zzz”');
  });

  test('in Spanish every page speaks Spanish, and search stays in it', async () => {
    const text = await (await get(`${home(finance)}?lang=es`)).text();
    expect(text).toContain('<html lang="es-US">');
    expect(text).toContain('Guía de proyectos de tecnología');
    expect(text).toMatch(/<input type="hidden" name="lang" value="es"/);
    const english = Object.values(languages.en).filter((words) => typeof words === 'string' && words.length > 12);
    expect(english.filter((words) => text.includes(String(words)) && words !== languages.es.language)).toEqual([]);
  });

  test.each([
    'schools/9999',
    'schools/9999.ics',
    'projects/x',
    'programs/x',
    'regions/x',
    'data/people.csv',
    'nothing',
    'regions/north?page=9',
    'regions/north?page=x',
  ])('there is no %s, and the page says so in words with a way back', async (path) => {
    const response = await get(`${home(finance)}${path}`);
    expect(response.status).toBe(404);
    const text = await response.text();
    expect(text).toContain('There is no such page in this guide');
    expect(text).toContain(`href="${home(finance)}"`);
  });

  test('a page may run nothing and be framed by nobody; who has it already gets no more than that', async () => {
    const response = await get(home(finance));
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const again = await guides.request(home(finance), {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('what changes in the plan is not seen until it is published again; withdrawn, nobody finds it', async () => {
    const [school] = await rowsOfData('schools');
    const demo = generateDemo('demo');
    const row = demo.of('sites').find(({ cells }) => cells['code'] === school?.code);
    await admin.sync({ sites: update(row?.row ?? '', { name: 'Renamed Elementary' }) }, { base: 1 });
    const path = `${home(finance)}schools/${school?.code ?? ''}`;
    expect(await (await get(path)).text()).not.toContain('Renamed Elementary');
    await publish(finance);
    expect(await (await get(path)).text()).toContain('Renamed Elementary');
    expect((await finance.fetch('/guide', { method: 'DELETE' })).status).toBe(200);
    expect((await get(path)).status).toBe(404);
  });
});
