import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableNamed, tables } from '../../shared/tables/all-tables.ts';
import { openShortHistory } from '../../test/contracts/short-history.ts';
import type { TestClient, TestServer } from '../../test/contracts/test-server.ts';

let server: TestServer;
let client: TestClient;

beforeAll(async () => {
  ({ server, client } = await openShortHistory());
});
afterAll(() => server.close());

describe('rows', () => {
  const asked = async (query: string, headers: Record<string, string> = {}) => {
    const response = await client.fetch(`/rows?${query}`, { headers });
    const { status } = response;
    const text = await response.text();
    return { status, etag: response.headers.get('etag') ?? '', caching: response.headers.get('cache-control'), text };
  };

  test('[FD13] no browser keeps any, and who has them gets none', async () => {
    const [now, then] = [await asked('tables=sites'), await asked('tables=sites&at=1')];
    expect([now.caching, then.caching]).toEqual(['no-store', 'no-store']);
    expect([now.text.includes('Alder'), then.text.includes('Alder')]).toEqual([true, false]);
    expect(await asked('tables=sites', { 'if-none-match': now.etag })).toMatchObject({
      status: 304,
      text: '',
      etag: now.etag,
    });
    expect((await asked('tables=sites', { 'if-none-match': then.etag })).status).toBe(200);
    const others = [await asked('tables=systems'), await asked('tables=sites,systems'), then];
    expect(new Set([now, ...others].map(({ etag }) => etag)).size).toBe(4);
  });

  test('are of the tables named, of all where none is, and of no table that there is not', async () => {
    const named = async (query: string) => Object.keys(JSON.parse((await asked(query)).text).tables);
    expect(await named('tables=systems,sites')).toEqual(['systems', 'sites']);
    for (const all of ['', 'tables=']) expect(await named(all)).toEqual(tables.map(({ name }) => name));
    const { status, text } = await asked('tables=sites,nothing');
    expect([status, text]).toEqual([400, expect.stringContaining('There is no table named nothing.')]);
  });

  test('come without what is worked out where only names and codes are wanted', async () => {
    const columns = async (query: string) => JSON.parse((await asked(query)).text).tables.projects.columns;
    const [all, plain] = [await columns('tables=projects'), await columns('tables=projects&computed=none')];
    expect(all).toEqual(expect.arrayContaining(['name', 'current']));
    expect(plain).toEqual(all.filter((name: string) => tableNamed('projects').columns[name]?.computed !== true));
    const etags = [await asked('tables=projects'), await asked('tables=projects&computed=none')].map(
      ({ etag }) => etag,
    );
    expect(new Set(etags).size).toBe(2);
  });

  test('are told for every revision to the head, 0 being the empty plan, and for none above', async () => {
    const sizes = async (at: number) => (await client.rows('sites', at)).size;
    expect([await sizes(0), await sizes(1), await sizes(2)]).toEqual([0, 1, 1]);
    const { status, text } = await asked('at=3');
    expect([status, JSON.parse(text)]).toMatchObject([
      409,
      { error: { code: 'revision_unknown', details: { head: 2 } } },
    ]);
  });
});
