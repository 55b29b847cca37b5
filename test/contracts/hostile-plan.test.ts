import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedFrom } from './hostile-strings.ts';
import { inserts, site, update } from './plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from './test-server.ts';

let server: TestServer;
let admin: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

async function office(): Promise<TestClient> {
  admin = await server.member(await server.program(), 'admin');
  return admin;
}

/** What every member reads of a program, as text. */
const readings = [
  '/rows',
  '/sites',
  '/history',
  '/comments',
  '/comments.csv',
  '/conflicts',
  '/checks',
  '/totals?by=region',
  '/audit',
  '/members',
  '/waiting',
  '/schedule',
  '/tables/sites.csv',
  '/tables/sites.json',
];

async function read(client: TestClient): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of readings) {
    const response = await client.fetch(path);
    expect(response.headers.get('content-type')).not.toContain('html');
    texts.set(path, await response.text());
  }
  return texts;
}

describe('[SEC7] five hundred texts that could be a script, SQL or a template', () => {
  test('are kept and told to the letter, run nothing, and leave the plan whole', async () => {
    const client = await office();
    const texts = seedFrom(500);
    const sites = texts.map((name, index) => site(String(1000 + index), { name, city: name.slice(0, 40) }));
    const { ids, edits } = inserts(...sites);
    expect(await client.sync({ sites: edits }, { note: texts[0] ?? '' })).toMatchObject({ committed: 1, refusals: [] });
    const rows = await client.rows('sites');
    expect(ids.map((id) => rows.get(id)?.cells['name'])).toEqual(texts);
    for (const text of texts.slice(0, 60)) {
      for (const path of [`/sites/${encodeURIComponent(text)}`, `/audit?by=${encodeURIComponent(text)}`]) {
        expect((await client.fetch(path)).status).toBeLessThan(500);
      }
    }
    await read(client);
    expect(await (await client.fetch('/verify')).json()).toMatchObject({ ok: true });
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(server.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('[SEC2] what nobody may write', () => {
  const fields: readonly (readonly [string, string])[] = [
    ['a column that is none', '{"planet":"Mars"}'],
    ['a computed column', '{"current":1}'],
    ['the prototype', '{"__proto__":{"polluted":1}}'],
    ['a constructor', '{"constructor":{"prototype":{"polluted":1}}}'],
    ['the program of the row', '{"program":"p-00000000"}'],
    ['the revision of the row', '{"revision":99}'],
    ['the key as it is stored', '{"key_text":"x"}'],
  ];
  test.each(fields)('%s is refused, and nothing is stored', async (_name, cells) => {
    const client = await office();
    const { ids, edits } = inserts(site('0417'));
    await client.sync({ sites: edits });
    const before = await client.rows('sites');
    const asked = JSON.stringify(client.request({ sites: update(ids[0] ?? '', { name: 'x' }) }, { base: 1 }));
    const body = asked.replace('{"name":"x"}', cells);
    expect(body).not.toBe(asked);
    const response = await client.fetch('/sync', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const reply = await response.json();
    if (response.status === 200) expect(reply).toMatchObject({ committed: null });
    else expect(response.status).toBe(400);
    expect(await client.rows('sites')).toEqual(before);
    expect('polluted' in {}).toBe(false);
  });

  test.each(['author', 'role', 'program', 'at'])('a request with the field %s is refused as a whole', async (field) => {
    const client = await office();
    const request = client.request({ sites: inserts(site('0417')).edits });
    const response = await client.post({ ...request, [field]: 'admin' });
    expect(response.status).toBe(400);
    expect((await client.rows('sites')).size).toBe(0);
  });
});

describe('[SEC17] another site', () => {
  const origin = 'https://evil.example';
  test('is let read nothing: no preflight of its origin is answered with leave', async () => {
    const client = await office();
    for (const path of ['/rows', '/sync', '/workbook.xlsx', '/settings']) {
      const response = await server.app.request(`/api/programs/${client.program}${path}`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      });
      const leave = [...response.headers.keys()].filter((name) => name.startsWith('access-control-'));
      expect(leave).toEqual([]);
    }
    const answer = await client.fetch('/rows', { headers: { origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('does nothing with a cookie: the token counts in its header alone', async () => {
    const client = await office();
    const { token } = client.person;
    const cookie = ['session', 'token', 'authorization', 'sep'].map((name) => `${name}=${token}`).join('; ');
    const response = await server.app.request(`/api/programs/${client.program}/rows`, { headers: { cookie, origin } });
    expect(response.status).toBe(401);
    const inQuery = await server.app.request(`/api/programs/${client.program}/rows?token=${token}`);
    expect(inQuery.status).toBe(401);
  });
});

describe('[SEC21] what stands in cells, comments and passwords', () => {
  const CANARY = 'Canary7f3a';
  const AMOUNT = 987_654_321;
  test('is in no line of the log and in no answer that is an error, through every route', async () => {
    const client = await office();
    const viewer = await server.member(client.program, 'viewer');
    const { ids, edits } = inserts(site('0417', { name: CANARY, contactRole: `${CANARY}\r\n{"level":"error"}` }));
    await client.sync({ sites: edits }, { note: CANARY });
    await client.fetch(
      '/comments',
      posted({ text: CANARY, about: { kind: 'program' }, requestId: 'c1', kind: 'comment' }),
    );
    const about = `row/sites/${ids[0]}`;
    const description = await (await server.app.request('/api/openapi.json')).json();
    const errors: string[] = [];
    const paths: [string, object][] = Object.entries(description.paths);
    for (const [path, methods] of paths) {
      const address = path.replace('{program}', client.program).replaceAll(/\{\w+\}/g, '0417');
      for (const method of Object.keys(methods).map((name) => name.toUpperCase())) {
        if (/events$|sign-out$|practice|\/reports\//.test(path)) continue;
        const body = method === 'GET' ? undefined : JSON.stringify({ password: 'wrong', about, cents: AMOUNT });
        const headers = { 'content-type': 'application/json', authorization: `Bearer ${viewer.person.token}` };
        const response = await server.app.request(address, { method, headers, ...(body && { body }) });
        const text = await response.text();
        if (response.status >= 400) errors.push(text);
      }
    }
    expect(errors.length).toBeGreaterThan(40);
    expect(errors.filter((text) => text.includes(CANARY) || text.includes(String(AMOUNT)))).toEqual([]);
    const log = JSON.stringify(server.log);
    for (const secret of [CANARY, String(AMOUNT), viewer.person.token, client.person.token]) {
      expect(log).not.toContain(secret);
    }
  });

  function posted(body: object): RequestInit {
    return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  }
});

describe('[SEC26] an address in a hundred cells', () => {
  test('is fetched by nobody, whatever is made of the plan', async () => {
    let hits = 0;
    const canary = createServer((_request, response) => {
      hits += 1;
      response.end();
    });
    await new Promise<void>((resolve) => void canary.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${portOf(canary.address())}/canary`;
    const client = await office();
    const texts = ['name', 'street', 'city', 'contactRole'];
    const sites = Array.from({ length: 25 }, (_, index) =>
      site(String(1000 + index), Object.fromEntries(texts.map((column) => [column, `${url}?${column}=${index}`]))),
    );
    expect(await client.sync({ sites: inserts(...sites).edits }, { note: url })).toMatchObject({ refusals: [] });
    await read(client);
    const workbook = await (await client.fetch('/workbook.xlsx')).arrayBuffer();
    expect(workbook.byteLength).toBeGreaterThan(10_000);
    await client.fetch('/workbook?preview=true', { method: 'POST', body: workbook });
    await server.app.request(`/odata/${client.program}/sites`, {
      headers: { authorization: `Bearer ${client.person.token}` },
    });
    expect(hits).toBe(0);
    await new Promise((resolve) => canary.close(resolve));
  });
});

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The canary listens on no port.');
  return address.port;
}
