import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPlan } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { accessTokenReply, accessTokensReply } from '../../shared/protocol/access-tokens.ts';

let server: TestServer;
beforeAll(async () => (server = await startTestServer({ file: ':memory:' })));
afterAll(async () => server.close());

const HOUR_MS = 3_600_000;

async function readerWithToken(days = 90): Promise<{ client: TestClient; token: string; id: string }> {
  const client = await server.member(await server.program(), 'finance');
  await client.sync(smallPlan());
  const response = await client.fetch('/access-tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Power BI', days }),
  });
  expect(response.status).toBe(200);
  const { token, id } = accessTokenReply.parse(await response.json());
  return { client, token, id };
}

const basic = (token: string): string => `Basic ${Buffer.from(`anybody:${token}`).toString('base64')}`;

async function read(program: string, authorization: string): Promise<Response> {
  return server.app.request(`/odata/${program}/sites?$select=code`, { headers: { authorization } });
}

test('a token reads its program, as bearer and by HTTP Basic, and is kept as a hash alone', async () => {
  const { client, token } = await readerWithToken();
  for (const authorization of [`Bearer ${token}`, basic(token)]) {
    const response = await read(client.program, authorization);
    expect(response.status).toBe(200);
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect((await response.json()).value).toHaveLength(2);
  }
  const kept = JSON.stringify(await server.store.read.selectFrom('access_tokens').selectAll().execute());
  expect(kept).not.toContain(token);
  const listed = await (await client.fetch('/access-tokens')).json();
  expect(JSON.stringify(listed)).not.toContain(token);
  expect(accessTokensReply.parse(listed)).toMatchObject([{ name: 'Power BI', lastUsedAt: server.clock.toISOString() }]);
});

test('a token reads the tables of its program as CSV and JSON too, and those of no other', async () => {
  const { client, token } = await readerWithToken();
  const other = await server.program();
  for (const authorization of [`Bearer ${token}`, basic(token)]) {
    const ask = (program: string, file: string) =>
      server.app.request(`/api/programs/${program}/tables/${file}`, { headers: { authorization } });
    expect(await (await ask(client.program, 'sites.json')).json()).toHaveLength(2);
    expect(await (await ask(client.program, 'sites.csv')).text()).toContain('Row ID,');
    expect((await ask(other, 'sites.json')).status).toBe(401);
  }
  const open = await server.app.request(`/api/programs/${client.program}/tables/sites.csv`);
  expect([open.status, open.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Basic')]);
});

test('a token is for nothing but reading one program: it opens no other, and nothing of the API', async () => {
  const { client, token } = await readerWithToken();
  const other = await server.program();
  expect((await read(other, basic(token))).status).toBe(401);
  const headers = { authorization: `Bearer ${token}` };
  expect((await server.app.request(`/api/programs/${client.program}/rows`, { headers })).status).toBe(401);
  expect((await server.app.request(`/api/programs/${client.program}/access-tokens`, { headers })).status).toBe(401);
  expect((await server.app.request(`/odata/${client.program}/sites`, { method: 'POST', headers })).status).toBe(404);
});

test('without a token, or with one that is none, the answer asks for one', async () => {
  const { client } = await readerWithToken();
  for (const authorization of [
    '',
    basic('sep_nothing'),
    basic(''),
    'Basic !',
    `Basic ${Buffer.from('x').toString('base64')}`,
  ]) {
    const response = await read(client.program, authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Basic');
  }
});

test('a token ends when it is revoked, by its owner alone, and by its time', async () => {
  const { client, token, id } = await readerWithToken(1);
  const colleague = await server.member(client.program, 'admin');
  expect((await colleague.fetch(`/access-tokens/${id}`, { method: 'DELETE' })).status).toBe(404);
  const before = server.clock;
  server.clock = new Date(before.getTime() + 25 * HOUR_MS);
  expect((await read(client.program, basic(token))).status).toBe(401);
  server.clock = before;
  expect((await read(client.program, basic(token))).status).toBe(200);
  expect(await (await client.fetch(`/access-tokens/${id}`, { method: 'DELETE' })).json()).toEqual([]);
  expect((await read(client.program, basic(token))).status).toBe(401);
});

test('a token ends with its owner’s account and place in the program', async () => {
  const { client, token } = await readerWithToken();
  const { store } = server;
  await store.write.deleteFrom('memberships').where('account', '=', client.person.id).execute();
  expect((await read(client.program, basic(token))).status).toBe(404);
  await store.write.updateTable('accounts').set({ disabled: 1 }).where('id', '=', client.person.id).execute();
  expect((await read(client.program, basic(token))).status).toBe(401);
});

test.each([{ name: '' }, { name: 'x', days: 400 }, { name: 'x', scope: 'write' }])(
  '%j makes no token',
  async (body) => {
    const { client } = await readerWithToken();
    const headers = { 'content-type': 'application/json' };
    const response = await client.fetch('/access-tokens', { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.status).toBe(400);
  },
);

test('[FD15] a person has a hundred good tokens at most, and is told what to do; one that has run out is none', async () => {
  const { client } = await readerWithToken();
  const row = { account: client.person.id, program: client.program, name: 'Old', created_at: '', last_used_at: null };
  const fill = (from: number, to: number, expires: string) =>
    Array.from({ length: to - from }, (_, index) => {
      const id = `${client.program} ${from + index}`;
      return { ...row, id, token_hash: id, expires_at: expires };
    });
  const later = new Date(server.clock.getTime() + HOUR_MS).toISOString();
  const { write } = server.store;
  const make = async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'One more', days: 1 });
    const response = await client.fetch('/access-tokens', { method: 'POST', headers, body });
    return [response.status, response.status === 200 ? '' : (await response.json()).error.message];
  };
  await write
    .insertInto('access_tokens')
    .values(fill(0, 50, server.clock.toISOString()))
    .execute();
  await write
    .insertInto('access_tokens')
    .values(fill(50, 148, later))
    .execute();
  expect(await make()).toEqual([200, '']);
  expect(await make()).toEqual([
    403,
    'You have 100 reading tokens, as many as one person may have. End those that nothing uses any more, under My account, and make this one then.',
  ]);
});
