import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAnswer, DeviceCodeReply } from '../../shared/protocol/device-sign-in.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { createHttpServerClient } from '../sync/server/http-server-client.ts';
import { signInByCode, type CodeOutcome } from './sign-in-by-code.ts';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer({ file: ':memory:' })));
afterAll(() => server.close());

interface Played {
  /** What happens before each wait of the pane; it may end it, or take the network away. */
  readonly before?: (step: {
    readonly count: number;
    readonly code: DeviceCodeReply;
    readonly ending: AbortController;
  }) => Promise<void>;
  readonly answers?: (path: string) => Response | 'gone' | null;
}

/** A pane that signs in by a code, on the server's clock. */
async function play({ before, answers = () => null }: Played): Promise<{ outcome: CodeOutcome; waits: number[] }> {
  const ending = new AbortController();
  const waits: number[] = [];
  const shown: DeviceCodeReply[] = [];
  const pass = (milliseconds: number): Promise<void> => {
    server.clock = new Date(server.clock.getTime() + milliseconds);
    return Promise.resolve();
  };
  const client = createHttpServerClient({
    fetch: async (request) => {
      const answer = answers(new URL(request.url).pathname);
      if (answer === 'gone') throw new TypeError('Failed to fetch');
      return answer ?? server.app.fetch(request);
    },
    address: 'http://sep.test',
    wait: pass,
  });
  const outcome = await signInByCode({
    server: client,
    place: 'mac',
    signal: ending.signal,
    onCode: (code) => shown.push(code),
    wait: async (milliseconds) => {
      waits.push(milliseconds / 1000);
      const [code] = shown;
      if (code !== undefined) await before?.({ count: waits.length, code, ending });
      await pass(milliseconds);
    },
  });
  return { outcome, waits };
}

const answer = async (client: TestClient, userCode: string, given: CodeAnswer): Promise<void> => {
  const body = JSON.stringify({ userCode, answer: given });
  const headers = { 'content-type': 'application/json' };
  await client.fetchApi('/device-sign-in/answer', { method: 'POST', headers, body });
};
const member = async (): Promise<TestClient> => server.member(await server.program(), 'viewer');

describe('the pane, while a code waits', () => {
  test('asks every five seconds, and is signed in as soon as somebody has confirmed it', async () => {
    const client = await member();
    const { outcome, waits } = await play({
      before: async ({ count, code }) => {
        if (count === 3) await answer(client, code.userCode, 'confirm');
      },
    });
    expect(outcome).toMatchObject({ kind: 'signedIn', session: { person: { id: client.person.id } } });
    expect(waits).toEqual([5, 5, 5]);
  });

  test('hears that somebody has refused it', async () => {
    const client = await member();
    const { outcome } = await play({ before: ({ code }) => answer(client, code.userCode, 'refuse') });
    expect(outcome).toEqual({ kind: 'refused' });
  });

  test('stops when the code is over, and asks no more', async () => {
    const { outcome, waits } = await play({});
    expect(outcome).toEqual({ kind: 'expired' });
    expect(waits.length).toBeLessThanOrEqual(120);
  });

  test('stops without a network as well, in as many minutes as the code was good for', async () => {
    const { outcome, waits } = await play({ answers: (path) => (path.endsWith('/poll') ? 'gone' : null) });
    expect(outcome).toEqual({ kind: 'expired' });
    expect(waits.reduce((sum, seconds) => sum + seconds, 0)).toBeLessThanOrEqual(600);
  });

  test('waits longer when it is told to', async () => {
    const busy = (): Response =>
      Response.json(
        { error: { code: 'unavailable', message: 'Starting.' } },
        { status: 503, headers: { 'retry-after': '17' } },
      );
    const slower = (): Response => Response.json({ state: 'slowDown', intervalSeconds: 40 });
    const replies = [busy, slower];
    const { waits } = await play({
      answers: (path) => (path.endsWith('/poll') ? (replies.shift()?.() ?? null) : null),
      before: async ({ count, ending }) => {
        if (count === 3) ending.abort();
      },
    });
    expect(waits).toEqual([5, 17, 40]);
  });

  test('that is left takes no session any more, though the code was confirmed meanwhile', async () => {
    const client = await member();
    const { outcome } = await play({
      before: async ({ code, ending }) => {
        await answer(client, code.userCode, 'confirm');
        ending.abort();
      },
    });
    expect(outcome).toEqual({ kind: 'left' });
  });

  test('tells why it got no code', async () => {
    const { outcome } = await play({ answers: () => 'gone' });
    expect(outcome).toEqual({ kind: 'failed', problem: { kind: 'offline' } });
  });
});
