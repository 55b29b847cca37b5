import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../test/contracts/test-server.ts';
import { createApp } from '../app.ts';
import { demoSignIns } from '../demo/demo-sign-ins.ts';
import { quickAccount } from './testing/quick-passwords.ts';

let server: TestServer;
const { password, people } = demoSignIns;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  for (const { email } of people) await quickAccount(server.store.write, { email, name: email, password });
});
afterAll(() => server.close());

/** The same database, served with or without the demo. */
function served(demo: boolean): ReturnType<typeof createApp> {
  const deps = { store: server.store, now: () => server.clock, randomBytes, version: 'test', log: () => undefined };
  return createApp({ ...deps, demo });
}

async function signIn(app: ReturnType<typeof createApp>, email: string): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ email, password });
  const response = await app.request('/api/sign-in', { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

describe('[FD7] a database with the demo’s people, served without the demo', () => {
  test('lets none of them in, however the address is written, and says why', async () => {
    for (const { email } of people) {
      for (const typed of [email, ` ${email.toUpperCase()} `]) {
        const { status, text } = await signIn(served(false), typed);
        expect([typed, status]).toEqual([typed, 401]);
        expect(text).toContain('The people of the demo district cannot sign in here');
      }
    }
  });

  test('does not know a session that was opened while the demo was on', async () => {
    const email = people[2]?.email ?? '';
    const { status, text } = await signIn(served(true), email);
    expect(status).toBe(200);
    const headers = { authorization: `Bearer ${JSON.parse(text).token}` };
    expect((await served(true).request('/api/programs', { headers })).status).toBe(200);
    expect((await served(false).request('/api/programs', { headers })).status).toBe(401);
  });

  test('lets an account of the district’s own in', async () => {
    const email = 'someone@cedar-basin.example';
    await quickAccount(server.store.write, { email, name: 'Someone', password });
    expect((await signIn(served(false), email)).status).toBe(200);
  });
});
