import { expect, test } from 'vitest';
import { membersReply } from '../../shared/protocol/people.ts';
import { startTestServer, type TestClient } from '../../test/contracts/test-server.ts';

const members = async (client: TestClient) => membersReply.parse(await (await client.fetch('/members')).json()).members;

test('every member sees who may do what, and e-mail addresses only who administers the program', async () => {
  const server = await startTestServer({ file: ':memory:' });
  const program = await server.program();
  const admin = await server.member(program, 'admin');
  const viewer = await server.member(program, 'viewer');
  const seen = await members(viewer);
  expect(seen.map(({ role, email, scope }) => ({ role, email, scope }))).toEqual([
    { role: 'admin', email: null, scope: null },
    { role: 'viewer', email: null, scope: null },
  ]);
  const known = await members(admin);
  expect(known.map(({ name }) => name)).toEqual(seen.map(({ name }) => name));
  expect(known.find(({ role }) => role === 'viewer')?.email).toBe(viewer.person.email);
  const stranger = await server.member(await server.program(), 'admin');
  expect((await stranger.fetchApi(`/programs/${program}/members`)).status).toBe(404);
  await server.close();
});
