import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { getRequestListener } from '@hono/node-server';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../scripts/dev/free-port.ts';
import { syncReply, type SyncRequest } from '../../shared/protocol/sync.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../contracts/test-server.ts';
import { assertInstalled, documented, openFrontDoor, replaced, type FrontDoor } from '../processes/front-doors.ts';
import { openChromium } from './shared-chromium.ts';

/** Rows that hardly pack: more than the connections of a machine hold, so that who does not read keeps the server waiting. */
const ROWS = 1_500;

/** The example before one server, which keeps little on its way, and packs by itself what has not been packed. */
function haproxyConfig(server: string, people: number): string {
  const [example = ''] = documented('haproxy').split('\nlisten database');
  return replaced(example, {
    'maxconn 8000': ['maxconn 100', ...['rcvbuf', 'sndbuf'].flatMap(littleOf)].join('\n    '),
    'bind :443 ssl crt /etc/haproxy/sep.pem': `bind 127.0.0.1:${people}`,
    'option forwardfor': 'option forwardfor\n    compression algo gzip\n    compression type application/json',
    'server one 10.0.0.11:3000': `server one unix@${server}`,
    'server two 10.0.0.12:3000': '',
    'server three 10.0.0.13:3000': '',
  });
}

function littleOf(buffer: string): string[] {
  return ['client', 'server'].map((side) => `tune.${buffer}.${side} 16384`);
}

const window = () => ({
  id: `W-${randomBytes(4).toString('hex').toUpperCase()}`,
  start: '2026-12-01',
  end: '2026-12-02',
  appliesTo: 'All',
  type: 'Exam',
  severity: 'Warn',
  target: randomBytes(375).toString('base64'),
  note: randomBytes(375).toString('base64'),
});

describe('an answer that is packed once for all whom it tells the same, through HAProxy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sep-packed-'));
  const underway: ServerResponse[] = [];
  let server: TestServer;
  let http: Server;
  let door: FrontDoor;
  let browser: Browser;
  let address: string;
  let finance: TestClient;

  beforeAll(async () => {
    assertInstalled('haproxy');
    chmodSync(folder, 0o755);
    [server, browser] = await Promise.all([startTestServer({}), openChromium()]);
    const answer = getRequestListener((asked) => server.app.fetch(asked));
    http = createServer((incoming, outgoing) => {
      if (incoming.method === 'POST') underway.push(outgoing);
      void answer(incoming, outgoing);
    });
    // What the machine holds of a socket of its own is less than what it holds of a connection to itself.
    const [behind, people] = [join(folder, 'server'), await freePort()];
    await once(http.listen(behind), 'listening');
    chmodSync(behind, 0o777);
    door = await openFrontDoor('haproxy', folder, { config: haproxyConfig(behind, people), ports: [people] });
    address = `http://127.0.0.1:${people}`;
    finance = await server.member(await server.program(), 'admin');
    await finance.sync({ sites: inserts(site('0417')).edits });
    const windows = inserts(...Array.from({ length: ROWS }, window));
    await finance.sync({ calendar: windows.edits }, { base: 1 });
  });

  afterAll(async () => {
    await browser?.close();
    await door?.stop();
    http?.closeAllConnections();
    http?.close();
    await server?.close();
    rmSync(folder, { recursive: true });
  });

  const headers = () => ({ authorization: `Bearer ${finance.person.token}`, 'content-type': 'application/json' });
  const path = () => `${address}/api/programs/${finance.program}/sync?cells=moved`;
  /** Brings schools; from revision 1 on it is told of all windows. */
  const sync = (base: number, ...codes: string[]): SyncRequest =>
    finance.request({ sites: inserts(...codes.map((code) => site(code))).edits }, { base });

  /** The beginning of an answer, which goes on as it is read. */
  function ask(body: SyncRequest): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const asking = request(path(), {
        method: 'POST',
        headers: { ...headers(), 'accept-encoding': 'gzip' },
        agent: false,
      });
      asking.once('response', resolve).once('error', reject).end(JSON.stringify(body));
    });
  }

  async function read(answer: IncomingMessage): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of answer) parts.push(Buffer.from(part));
    return Buffer.concat(parts);
  }

  /** As it is without anything between. */
  async function plain(body: SyncRequest): Promise<string> {
    return await (await finance.post(body, '?cells=moved')).text();
  }

  test('is unpacked by Chromium, a long one in its parts, a short one, and one that HAProxy packs', async () => {
    // What is asked from a page of the API is asked by a script of nobody.
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${address}/api/health`);
    const fetched = (body: SyncRequest) =>
      page.evaluate(
        async ([url, init]) => {
          const answer = await fetch(url, init);
          return { as: answer.headers.get('content-encoding'), text: await answer.text() };
        },
        [path(), { method: 'POST', headers: headers(), body: JSON.stringify(body) }] as const,
      );
    const long = sync(1, '0420');
    expect(await fetched(long)).toEqual({ as: 'gzip', text: await plain(long) });
    const short = sync(3, '0421', '0422', '0423', '0424', '0425');
    expect(await fetched(short)).toEqual({ as: 'br', text: await plain(short) });
    // What is not worth packing to the server is packed by HAProxy.
    const tiny = sync(4, '0426');
    expect(await fetched(tiny)).toEqual({ as: 'gzip', text: await plain(tiny) });
    await context.close();
  });

  test('waits for who reads slowly, while others go on, and comes whole', async () => {
    const slow = sync(1, '0433');
    underway.length = 0;
    const answer = await ask(slow);
    expect(answer.headers['content-encoding']).toBe('gzip');
    const [waiting] = underway;
    for (const code of ['0434', '0435', '0436'])
      expect(syncReply.parse(JSON.parse(gunzipSync(await read(await ask(sync(2, code)))).toString())).refusals).toEqual(
        [],
      );
    expect(waiting?.writableFinished).toBe(false);
    expect(gunzipSync(await read(answer)).toString()).toBe(await plain(slow));
  });

  test('[I1] of which half has come when the connection breaks comes again, and is done once', async () => {
    const broken = sync(1, '0441');
    underway.length = 0;
    const answer = await ask(broken);
    await once(answer, 'readable');
    const [left] = underway;
    answer.destroy();
    await expect.poll(() => left?.destroyed).toBe(true);
    const again = gunzipSync(await read(await ask(broken))).toString();
    expect(again).toBe(await plain(broken));
    const { committed } = syncReply.parse(JSON.parse(again));
    const { revision } = syncReply.parse(JSON.parse(await plain(finance.request({}, { base: 1 }))));
    expect(committed).toBe(revision);
  });
});
