import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openStream } from '../../test/contracts/event-stream.ts';
import { announce } from '../../test/contracts/presence-contract.ts';
import { startTestServer, TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { createApp } from '../app.ts';
import { openSession } from '../identity/sessions.ts';
import { createProgramPresence, type ProgramPresence } from '../presence/program-presence.ts';
import { createProgramEvents, type ProgramEvents } from '../program-events.ts';

const HOUR_MS = 3_600_000;
let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({ file: ':memory:' }, { accessCheckMs: HOUR_MS });
});
afterEach(() => server.close());

/** The same member with another session, as in another browser. */
async function signedInAgain(client: TestClient): Promise<TestClient> {
  const token = await openSession({ store: server.store, now: () => server.clock, randomBytes }, client.person.id);
  return new TestClient(client.app, client.program, { ...client.person, token });
}

describe('event streams', () => {
  test('[FD8] signing out ends the streams of that session at once, and no other', async () => {
    const a = await server.member(await server.program(), 'editor');
    const elsewhere = await signedInAgain(a);
    const streams = [await openStream(a), await openStream(a, `?workbook=${a.workbook}`)];
    const other = await openStream(elsewhere);
    expect((await a.fetchApi('/sign-out', { method: 'POST' })).status).toBe(200);
    for (const stream of streams) expect(await stream.end()).not.toContain('event:');
    await announce(elsewhere);
    expect(await other.until('presence')).toContain('isYou');
    await other.leave();
  });

  test('[FD9] the twenty-first stream of a person ends the first, and nobody else’s', async () => {
    const a = await server.member(await server.program(), 'viewer');
    const b = await server.member(a.program, 'viewer');
    const ofB = await openStream(b);
    const streams = [];
    for (let count = 0; count < 21; count++) streams.push(await openStream(a));
    expect(await streams[0]?.end()).not.toContain('event:');
    await announce(b);
    for (const stream of streams.slice(1)) await stream.until('presence');
    await announce(a);
    await ofB.until('presence');
    await Promise.all([ofB, ...streams.slice(1)].map((stream) => stream.leave()));
  });
});

/** An app whose subscriptions and watchers are counted. */
function countedApp(): { member: () => Promise<TestClient>; events: ProgramEvents; open: () => number } {
  let open = 0;
  const counted = (end: () => void) => {
    open++;
    return () => {
      open--;
      end();
    };
  };
  const real = createProgramEvents(server.store);
  const now = () => server.clock;
  const events: ProgramEvents = {
    ...real,
    subscribe: async (program, listener) => counted(await real.subscribe(program, listener)),
  };
  const presenceOf = createProgramPresence({ events, now });
  const presence: ProgramPresence = {
    ...presenceOf,
    watch: async (program, onlooker, listener) => counted(await presenceOf.watch(program, onlooker, listener)),
  };
  const deps = { store: server.store, events, presence, now, randomBytes, version: 'test', log: () => undefined };
  const app = createApp({ ...deps, demo: false });
  return {
    events,
    open: () => open,
    member: async () => {
      const { program, person } = await server.member(await server.program(), 'viewer');
      return new TestClient(app, program, person);
    },
  };
}

describe('who listens', () => {
  test('is forgotten when the client disconnects, and when it signs out', async () => {
    const { member, open } = countedApp();
    const a = await member();
    const gone = await openStream(a);
    const other = await openStream(await member());
    expect(open()).toBe(4);
    await gone.leave();
    await vi.waitFor(() => expect(open()).toBe(2));
    const again = await openStream(a);
    await a.fetchApi('/sign-out', { method: 'POST' });
    await again.end();
    expect(open()).toBe(2);
    await other.leave();
    await vi.waitFor(() => expect(open()).toBe(0));
  });

  test('[FD9] is broken off when nobody takes what is sent, before much of it waits', async () => {
    const { member, open, events } = countedApp();
    const a = await member();
    const stalled = await openStream(a);
    const tables = ['x'.repeat(10_000)];
    for (let revision = 1; revision <= 200; revision++) {
      events.publish({ program: a.program, revision, by: 'Ann', tables, count: 1 });
    }
    await vi.waitFor(() => expect(open()).toBe(0));
    expect((await stalled.end()).split('event:').length).toBeLessThan(110);
  });
});
