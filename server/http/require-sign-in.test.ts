import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

let server: TestServer;
let client: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  client = await server.member(await server.program(), 'viewer');
});
afterAll(() => server.close());

const asked = async (authorization: string | null, program = client.program) => {
  const headers = authorization === null ? {} : { authorization };
  const response = await server.app.request(`/api/programs/${program}/rows?tables=sites`, { headers });
  const body: { error?: { code: string } } = await response.json();
  return body.error?.code ?? response.status;
};

test('a token opens what is its person’s, however Bearer is written', async () => {
  const { token } = client.person;
  expect(await Promise.all([`Bearer ${token}`, `bearer ${token}`].map((header) => asked(header)))).toEqual([200, 200]);
  const wrong = [
    null,
    '',
    token,
    `Basic ${token}`,
    'Bearer ',
    `Bearer  ${token}`,
    `Bearer ${token} x`,
    `Bearer ${token}x`,
  ];
  expect(new Set(await Promise.all(wrong.map((header) => asked(header))))).toEqual(new Set(['not_signed_in']));
});

test('[PPL2] a program of others is none', async () => {
  const header = `Bearer ${client.person.token}`;
  expect([await asked(header, await server.program()), await asked(header, 'nothing')]).toEqual([
    'not_found',
    'not_found',
  ]);
});

test('[FD7] a session of a demo account is one only where the demo is on', async () => {
  const email = 'admin@cedar-basin.example';
  await server.store.write.updateTable('accounts').set({ email }).where('id', '=', client.person.id).execute();
  expect(await asked(`Bearer ${client.person.token}`)).toBe('not_signed_in');
});
