import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShortHistory, type ShortHistory } from '../../test/contracts/short-history.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { parseAnchor, readHeads, type Anchor } from './anchor.ts';
import { startAnchorClock, type AnchorClock } from './anchor-clock.ts';
import { anchorPlaces, appendTo, type AnchorPlace } from './anchor-places.ts';
import { anchorFaults, readAnchors } from './verify-anchors.ts';

let folder: string;
let history: ShortHistory;
let clock: AnchorClock | null = null;
let logged: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sep-anchor-'));
  history = await openShortHistory();
  logged = [];
});
afterEach(async () => {
  await clock?.stop();
  clock = null;
  await history.server.close();
  rmSync(folder, { recursive: true });
});

const faults = (anchors: readonly Anchor[]) => inSnapshot(history.server.store.read, (db) => anchorFaults(db, anchors));

function start(places: readonly AnchorPlace[], everyMs: number): AnchorClock {
  const { store } = history.server;
  const log = (level: string, message: string): void => void logged.push(`${level}: ${message}`);
  clock = startAnchorClock({ store, log, places, everyMs, retryMs: 5, now: () => history.server.clock });
  return clock;
}

test('[AUD4] heads are written into the folder at once, as lines that are read again and hold', async () => {
  const places = anchorPlaces({ folder: join(folder, 'new'), webhook: null, mail: null });
  const running = start(places, 60_000);
  await expect.poll(() => running.status().state).toBe('written');
  const { anchors, broken } = readAnchors(join(folder, 'new'));
  expect(broken).toEqual([]);
  expect(anchors).toMatchObject([
    { at: '2026-11-23T10:00:00.000Z', programs: [{ program: history.client.program, revision: 2, acts: 0 }] },
  ]);
  expect(await faults(anchors)).toEqual([]);
});

test('[AUD4] what differs from an anchor is told with its time, and so is a line that is none', async () => {
  const { client, server } = history;
  const anchor = await inSnapshot(server.store.read, (db) => readHeads(db, '2026-11-23T10:00:00.000Z'));
  const forged = { hash: 'f'.repeat(64) };
  await server.store.write.updateTable('revisions').set(forged).where('number', '=', 2).execute();
  const at = `of ${client.program}, anchored at 2026-11-23T10:00:00.000Z`;
  expect(await faults([anchor])).toEqual([`Revision 2 ${at}, is another one now.`]);
  await server.store.write.deleteFrom('revisions').where('number', '=', 2).execute();
  expect(await faults([anchor])).toEqual([`Revision 2 ${at}, is not there any more.`]);
  await server.store.write.deleteFrom('programs').execute();
  expect(await faults([anchor])).toContain(`The program ${client.program} was anchored and is not there any more.`);
  writeFileSync(join(folder, 'a.jsonl'), `${JSON.stringify(anchor)}\n{"anchor":1}\nx\n\n`);
  expect(readAnchors(folder)).toMatchObject({
    anchors: [anchor],
    broken: ['Line 2 of a.jsonl is no anchor.', 'Line 3 of a.jsonl is no anchor.'],
  });
});

test('[AUD4] a line that a crash has torn takes no other with it', async () => {
  const anchor = await inSnapshot(history.server.store.read, (db) => readHeads(db, '2026-11-23T10:00:00.000Z'));
  writeFileSync(join(folder, 'sep-anchors-2026-11.jsonl'), '{"anchor":1,"at":"2026-11-2');
  await appendTo(folder, anchor);
  await appendTo(folder, anchor);
  expect(readAnchors(folder)).toEqual({
    anchors: [anchor, anchor],
    broken: ['Line 1 of sep-anchors-2026-11.jsonl is no anchor.'],
  });
});

test('[AUD4] a place that does not take it is said, tried again, and holds up neither the others nor a sync', async () => {
  let fails = 3;
  const taken: Anchor[] = [];
  const shaky: AnchorPlace = {
    name: 'webhook',
    write: (anchor) =>
      fails-- > 0 ? Promise.reject(new Error('No route.')) : Promise.resolve(void taken.push(anchor)),
  };
  const running = start([shaky, ...anchorPlaces({ folder, webhook: null, mail: null })], 60_000);
  await expect.poll(() => readAnchors(folder).anchors.length).toBe(1);
  expect((await history.client.sync({}, { base: 2 })).revision).toBe(2);
  await expect.poll(() => taken.length).toBe(1);
  await expect.poll(() => running.status()).toEqual({ state: 'written', at: '2026-11-23T10:00:00.000Z' });
  expect(logged.filter((line) => line === 'error: An anchor could not be written. It is tried again.')).toHaveLength(3);
  expect(logged.at(-1)).toBe('info: Anchors are written again.');
});

test('[AUD4] a webhook gets the line as JSON, and one that refuses it has not taken it', async () => {
  const bodies: string[] = [];
  let status = 500;
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(status).end();
      status = 204;
    });
  });
  await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const running = start(anchorPlaces({ folder: null, webhook: `http://127.0.0.1:${port}/`, mail: null }), 60_000);
  await expect.poll(() => running.status().state).toBe('written');
  expect(bodies.map((body) => parseAnchor(body)?.programs[0]?.revision)).toEqual([2, 2]);
  await new Promise((resolve) => receiver.close(resolve));
});

test('[AUD4] a mail holds the line that can be saved and checked', async () => {
  const mailer = { by: { folder }, from: 'sep@cedar-basin.example' } as const;
  const to = 'auditor@cedar-basin.example';
  const running = start(anchorPlaces({ folder: null, webhook: null, mail: { to, mailer } }), 60_000);
  await expect.poll(() => running.status().state).toBe('written');
  const [name = ''] = readdirSync(folder);
  const text = readFileSync(join(folder, name), 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '=');
  expect(text).toContain(`To: ${to}`);
  const line = text.split('\r\n').find((each) => each.startsWith('{"anchor"')) ?? '';
  expect(parseAnchor(line)?.programs[0]).toMatchObject({ revision: 2 });
});
