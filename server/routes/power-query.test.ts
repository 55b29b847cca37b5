import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inserts, site, smallPlan } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

/**
 * What Power Query asks of a feed (`OData.Feed` with Implementation 2.0), as its addresses come over the network: blanks as
 * %20 or +, quotation marks as %27, names of parameters with %24.
 */
let server: TestServer;
let client: TestClient;
let secret: string;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  client = await server.member(await server.program(), 'finance');
  await client.sync({
    ...smallPlan(),
    sites: inserts(
      site('0417', { name: 'Alder', enrollment: 400, openDate: '1990-08-20' }),
      site('0418', { name: "O'Neil & Sons", enrollment: 0 }),
      site('0419', { name: 'Zebra Élan', region: 'South' }),
    ).edits,
  });
  const made = await client.fetch('/access-tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Power BI of finance', days: 30 }),
  });
  secret = (await made.json()).token;
});
afterAll(() => server.close());

const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(
    server.app.request(`/odata/${client.program}/${path}`, {
      headers: {
        accept: 'application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,*/*;q=0.1',
        'odata-version': '4.0',
        'odata-maxversion': '4.0',
        authorization: `Basic ${btoa(`anybody:${secret}`)}`,
        ...headers,
      },
    }),
  );

describe('Power Query', () => {
  test('is told that it needs a password, and takes the token as one', async () => {
    const stranger = await server.app.request(`/odata/${client.program}/`);
    expect([stranger.status, stranger.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('Basic'),
    ]);
    const { '@odata.context': context, value } = await (await ask('')).json();
    expect(context).toMatch(/\/odata\/.+\/\$metadata$/);
    expect(value.find(({ name }: { name: string }) => name === 'sites')).toMatchObject({
      kind: 'EntitySet',
      url: 'sites',
    });
  });

  test('reads the metadata, whose every set has a type, a key and properties', async () => {
    const response = await ask('$metadata', { accept: 'application/xml;q=1.0,*/*;q=0.1' });
    expect(response.headers.get('content-type')).toMatch(/^application\/xml/);
    const xml = await response.text();
    const sets = [...xml.matchAll(/<EntitySet Name="(\w+)" EntityType="SEP\.(\w+)"/g)];
    expect(sets.length).toBeGreaterThan(20);
    for (const [, , type] of sets) {
      const [body = ''] = new RegExp(`<EntityType Name="${type}"[\\s\\S]*?</EntityType>`).exec(xml) ?? [];
      expect(body, type).toMatch(/<Key>\s*<PropertyRef Name="\w+"\/>\s*<\/Key>/);
      expect(body, type).toContain('<Property ');
    }
  });

  test.each([
    ['the preview of a table', 'sites?$top=1000', ['0417', '0418', '0419']],
    ['chosen columns', 'sites?%24select=code&%24top=1000', ['0417', '0418', '0419']],
    [
      'a text that is equal, with its quotation mark',
      'sites?%24filter=name%20eq%20%27O%27%27Neil%20%26%20Sons%27&%24select=code',
      ['0418'],
    ],
    ['blanks as plus signs', 'sites?$filter=region+eq+%27South%27&$select=code', ['0419']],
    [
      'a list of values',
      'sites?$filter=code%20eq%20%270417%27%20or%20code%20eq%20%270419%27&$select=code',
      ['0417', '0419'],
    ],
    [
      'not among them',
      'sites?$filter=not%20%28code%20eq%20%270417%27%20or%20code%20eq%20%270419%27%29&$select=code',
      ['0418'],
    ],
    [
      'what is empty, and what is not',
      'sites?$filter=enrollment%20ne%20null%20and%20enrollment%20gt%200&$select=code',
      ['0417'],
    ],
    ['a day', 'sites?$filter=openDate%20ge%201990-01-01&$select=code', ['0417']],
    [
      'a text that contains, in any case',
      'sites?$filter=contains%28tolower%28name%29%2C%27%C3%A9lan%27%29&$select=code',
      ['0419'],
    ],
    ['a text that begins so', 'sites?$filter=startswith%28name%2C%27Al%27%29&$select=code', ['0417']],
    ['an order and the first of it', 'sites?$orderby=name%20desc%2Ccode&$top=2&$select=code', ['0419', '0418']],
    ['what comes after the first', 'sites?$orderby=code&$skip=1&$select=code', ['0418', '0419']],
  ])('folds %s', async (_, path, codes) => {
    const response = await ask(path);
    expect(response.status, path).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const { value } = await response.json();
    expect(value.map(({ code }: { code: string }) => code)).toEqual(codes);
  });

  test('counts rows without reading them', async () => {
    const count = await ask('sites/$count?$filter=region%20eq%20%27North%27', { accept: 'text/plain' });
    expect([count.status, await count.text()]).toEqual([200, '2']);
  });

  test('reads the query that the documentation gives', async () => {
    const filter = '$filter=fiscalYear%20eq%20%272026-27%27%20and%20obligated%20ge%200';
    const columns = ['id', 'project', 'source', 'current', 'obligated', 'uncommitted'];
    const { value } = await (await ask(`budgetLines?${filter}&$select=${columns.join('%2C')}`)).json();
    expect(value.length).toBeGreaterThan(0);
    for (const row of value) expect(Object.keys(row)).toEqual(expect.arrayContaining(columns));
  });

  test('follows the pages to the end by the addresses that they name', async () => {
    const seen: string[] = [];
    let next: string | undefined = 'sites?$select=code&$orderby=code';
    while (next !== undefined) {
      const page: { value: { code: string }[]; '@odata.nextLink'?: string } = await (
        await ask(next, { prefer: 'odata.maxpagesize=2' })
      ).json();
      seen.push(...page.value.map(({ code }) => code));
      next = page['@odata.nextLink']?.split(`/odata/${client.program}/`)[1];
    }
    expect(seen).toEqual(['0417', '0418', '0419']);
  });
});
