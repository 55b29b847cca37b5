import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { syncReply } from '../../shared/protocol/sync.ts';
import { inserts, system } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient } from '../../test/contracts/test-server.ts';
import { startSyncedServer, type SyncedServer } from './testing/synced-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'sep-commits-'));
const AT_ONCE = 100;
const AT_MOST_SYNCS = 10;

let server: SyncedServer;
let client: TestClient;

beforeAll(async () => {
  const file = join(folder, 'sep.sqlite');
  const setUp = await startTestServer({ file });
  client = await setUp.member(await setUp.program(), 'finance');
  await setUp.close();
  server = await startSyncedServer(file, folder);
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true });
});

/** A sync that adds a system, as it goes over the line. */
function requestOf(code: string): string {
  const body = JSON.stringify(client.request({ systems: inserts(system(code)).edits }));
  return [
    `POST /api/programs/${client.program}/sync HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: close',
    `Authorization: Bearer ${client.person.token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/** Sends a request over a connection of its own; settles when it is on its way. */
async function send(request: string): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('connect', () => socket.write(request, () => resolve()));
  });
  return socket;
}

async function committedBy(socket: Socket): Promise<number | null> {
  let answer = '';
  for await (const part of socket.setEncoding('utf8')) answer += String(part);
  return syncReply.parse(JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1))).committed;
}

describe('commits on SQLite', () => {
  test('a sync is answered after the disk has been waited for', async () => {
    for (const code of ['A1', 'A2', 'A3']) {
      const before = server.syncs();
      expect(await committedBy(await send(requestOf(code)))).not.toBeNull();
      expect(server.syncs()).toBeGreaterThan(before);
    }
  });

  test(`[FG2] ${AT_ONCE} syncs that come at once wait for the disk at most ${AT_MOST_SYNCS} times together`, async () => {
    const before = server.syncs();
    server.process.kill('SIGSTOP');
    const sockets = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => send(requestOf(`B${i}`))));
    server.process.kill('SIGCONT');
    const committed = await Promise.all(sockets.map(committedBy));
    expect(new Set(committed).size).toBe(AT_ONCE);
    const syncs = server.syncs() - before;
    expect(syncs).toBeGreaterThan(0);
    expect(syncs).toBeLessThanOrEqual(AT_MOST_SYNCS);
  });
});
