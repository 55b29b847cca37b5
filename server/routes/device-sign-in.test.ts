import { expect, test } from 'vitest';
import { startTestServer } from '../../test/contracts/test-server.ts';

test('[FD15] one IPv6 site of 65,536 networks asks for as many codes as leave room for everybody else', async () => {
  const server = await startTestServer({ file: ':memory:' });
  const ask = async (from: string): Promise<number> => {
    const env = { incoming: { socket: { remoteAddress: from } } };
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ place: 'web' }) };
    return (await server.app.request('/api/device-sign-in', init, env)).status;
  };
  const statuses: number[] = [];
  for (let network = 0; network < 490; network++) statuses.push(await ask(`2001:db8:5:${network.toString(16)}::1`));
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  expect([await ask('2001:db8:6::1'), await ask('192.0.2.7')]).toEqual([200, 200]);
  await server.close();
});
