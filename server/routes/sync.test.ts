import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inserts, site } from '../../test/contracts/plan-rows.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { startTestServer } from '../../test/contracts/test-server.ts';

test('a sync is answered in every version of the protocol to the newest, and in none beside', async () => {
  const server = await startTestServer({ file: ':memory:' });
  const client = await server.member(await server.program(), 'finance');
  const status = async (protocol: number) => (await client.post(client.request({}, { protocol, base: 0 }))).status;
  for (let version = 1; version <= PROTOCOL_VERSION; version++) expect(await status(version)).toBe(200);
  const newer = await client.post(client.request({}, { protocol: PROTOCOL_VERSION + 1 }));
  expect(await newer.json()).toMatchObject({
    error: { code: 'protocol_unsupported', details: { newest: PROTOCOL_VERSION } },
  });
  expect(await status(0)).toBeGreaterThanOrEqual(400);
  await server.close();
});

test('[FG3] a long answer comes packed by gzip to whoever takes that, and says the same unpacked', async () => {
  const server = await startTestServer({ file: ':memory:' });
  const client = await server.member(await server.program(), 'admin');
  const sites = Array.from({ length: 600 }, (_, at) => site(String(1000 + at)));
  await client.sync({ sites: inserts(...sites).edits });
  const pulled = async (encoding: string): Promise<Response> => {
    const body = JSON.stringify(client.request({}, { base: 0 }));
    const headers = { 'content-type': 'application/json', 'accept-encoding': encoding };
    return client.fetchApi(`/programs/${client.program}/sync`, { method: 'POST', headers, body });
  };
  const [plain, packed, either] = [await pulled('identity'), await pulled('gzip'), await pulled('br, gzip')];
  const text = await plain.text();
  expect(JSON.parse(text)).toMatchObject({ remote: { tables: { sites: { rows: { length: 600 } } } } });
  for (const answer of [packed, either]) {
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.length).toBe(Number(answer.headers.get('content-length')));
    expect(bytes.length).toBeLessThan(text.length / 3);
    expect(gunzipSync(bytes).toString()).toBe(text);
  }
  await server.close();
});
