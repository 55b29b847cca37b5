import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

const OURS = 'https://plan.example.org';

let server: TestServer;
let finance: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' }, { publicUrl: () => OURS });
  finance = await server.member(await server.program(), 'finance');
});
afterAll(() => server.close());

/** Asks as a request whose Host is forged: Node's server makes its address of it. */
const asked = (path: string, method = 'GET'): Promise<Response> =>
  Promise.resolve(
    server.app.request(`http://evil.test${path}`, {
      method,
      headers: { authorization: `Bearer ${finance.person.token}`, host: 'evil.test', 'x-forwarded-host': 'evil.test' },
    }),
  );

test('[FD13] a workbook and links name the address that the server was told, whatever the request says of itself', async () => {
  const workbook = await asked(`/api/programs/${finance.program}/workbook.xlsx`);
  expect(workbook.status).toBe(200);
  const parts = Object.values(unzipSync(new Uint8Array(await workbook.arrayBuffer()))).map((part) => strFromU8(part));
  expect(parts.some((part) => part.includes(OURS))).toBe(true);
  expect(parts.filter((part) => part.includes('evil.test'))).toEqual([]);
  const feed = await (await asked(`/odata/${finance.program}/`)).text();
  expect(feed).toContain(`${OURS}/odata/${finance.program}/$metadata`);
  expect(feed).not.toContain('evil.test');
});

test('[FD13] the API is asked by https alone once it was served so; signing out empties the browser’s cache and nothing else', async () => {
  const programs = await asked('/api/programs');
  expect(programs.headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect(programs.headers.get('cache-control')).toBe('no-store');
  const out = await asked('/api/sign-out', 'POST');
  expect([out.status, out.headers.get('clear-site-data')]).toEqual([200, '"cache"']);
  const plain = await startTestServer({ file: ':memory:' });
  const health = await plain.app.request('/api/health');
  expect(health.headers.get('strict-transport-security')).toBeNull();
  await plain.close();
});
