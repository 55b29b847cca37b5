import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorBody } from '../../shared/protocol/error.ts';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { signInReply } from '../../shared/protocol/people.ts';
import { startServer, type BuiltServer } from '../browser/built-server.ts';
import { isLong } from '../run-size.ts';
import { makeFaultyDisk, type FaultyDisk } from './faulty-disk.ts';

const PROGRAM = '/api/programs/cedar-basin';
const ROUNDS = isLong ? 40 : 2;
const WRITERS = isLong ? 16 : 4;

let place: string;
let disk: FaultyDisk;
let server: BuiltServer;
let token: string;
/** Systems of the demo district, which any editor may change. */
let rows: string[];
/** By row, the last name that the server has said it has. */
const acknowledged = new Map<string, string>();

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'sep-disk-'));
  disk = makeFaultyDisk(place);
  await start();
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ email: 'finance@cedar-basin.example', password: 'cedar-basin' });
  ({ token } = signInReply.parse(
    await (await fetch(`${server.url}/api/sign-in`, { method: 'POST', headers, body })).json(),
  ));
  rows = [...(await names()).keys()];
});
afterAll(async () => {
  disk.be('full', false);
  await server?.stop();
  rmSync(place, { recursive: true });
});

async function start(): Promise<void> {
  server = await startServer({ SEP_DATA: disk.folder, SEP_DEMO: 'mini', ...disk.environment });
}

async function get(path: string): Promise<Response> {
  return fetch(`${server.url}${PROGRAM}${path}`, { headers: { authorization: `Bearer ${token}` } });
}

async function names(): Promise<Map<string, unknown>> {
  const { systems } = rowsReply.parse(await (await get('/rows?tables=systems')).json()).tables;
  const column = (systems?.columns.indexOf('name') ?? -1) + 2;
  return new Map((systems?.rows ?? []).map((row) => [row[0], row[column]]));
}

interface Renaming {
  readonly row: string;
  readonly name: string;
  readonly body: string;
}

/** As yet not sent. */
async function renaming(row: string): Promise<Renaming> {
  const { revision: base } = rowsReply.parse(await (await get('/rows?tables=sites')).json());
  const name = `Name ${randomUUID()}`;
  const edits = { systems: { updates: [{ row, cells: { name } }] } };
  return { row, name, body: JSON.stringify({ protocol: 1, base, syncId: randomUUID(), workbook: 'disk-test', edits }) };
}

async function send({ row, name, body }: Renaming): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${server.url}${PROGRAM}/sync`, { method: 'POST', headers, body });
  if (response.status === 200) acknowledged.set(row, name);
  return response;
}

/** Rows that do not have the name that was last acknowledged, and whether the history holds. */
async function found(): Promise<unknown> {
  const now = await names();
  const lost = [...acknowledged].filter(([row, name]) => now.get(row) !== name);
  const { ok }: { ok: unknown } = await (await get('/verify')).json();
  return { lost, ok };
}

const well = { lost: [], ok: true };

describe('[PRO1] a disk', () => {
  test('that is full keeps what was acknowledged; people are told, read on, and send the same again when there is room', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const renamings = await Promise.all(rows.slice(0, WRITERS).map(renaming));
      disk.be('full', true);
      const before = await names();
      const refused = await Promise.all(renamings.map(send));
      for (const response of refused) {
        expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30']);
        const { error } = errorBody.parse(await response.json());
        expect(error.code).toBe('unavailable');
        expect(error.message).toContain('disk has no room left');
        expect(error.message).toContain('Nothing of yours was kept');
      }
      expect(await names()).toEqual(before);
      expect((await fetch(`${server.url}/api/ready`)).status).toBe(200);
      disk.be('full', false);
      for (const response of await Promise.all(renamings.map(send))) expect(response.status).toBe(200);
      expect(await found()).toEqual(well);
    }
  });

  test('that is slow loses nothing that was acknowledged when the server is killed in the midst', async () => {
    disk.be('slow', true);
    for (let round = 0; round < ROUNDS; round++) {
      const renamings = await Promise.all(rows.slice(0, WRITERS).map(renaming));
      const answers = renamings.map((one) => send(one).catch(() => null));
      await Promise.race(answers);
      server.process.kill('SIGKILL');
      await Promise.all(answers);
      await start();
      // What was on the disk before its acknowledgement left may be there as well.
      const now = await names();
      for (const { row, name } of renamings) if (now.get(row) === name) acknowledged.set(row, name);
      expect(await found()).toEqual(well);
    }
    disk.be('slow', false);
  });
});
