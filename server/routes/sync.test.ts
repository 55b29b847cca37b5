import { expect, test } from 'vitest';
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
