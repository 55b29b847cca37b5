import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { signInReply } from '../../shared/protocol/people.ts';
import { startServer, type BuiltServer } from '../browser/built-server.ts';
import { isLong } from '../run-size.ts';
import { patient } from '../patience.ts';

const KILLS = isLong ? 500 : 4;
const WRITERS = 8;
const PROGRAM = '/api/programs/cedar-basin';

/** Systems of the demo district: a table that any editor may change, with a free text to write into. */
interface Row {
  readonly id: string;
  readonly name: unknown;
}

async function signIn(url: string): Promise<string> {
  const body = JSON.stringify({ email: 'finance@cedar-basin.example', password: 'cedar-basin' });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/sign-in`, { method: 'POST', headers, body });
  return signInReply.parse(await response.json()).token;
}

async function readSystems(url: string, token: string): Promise<{ revision: number; rows: Row[] }> {
  const headers = { authorization: `Bearer ${token}` };
  const reply = rowsReply.parse(await (await fetch(`${url}${PROGRAM}/rows?tables=systems`, { headers })).json());
  const systems = reply.tables['systems'];
  const column = (systems?.columns.indexOf('name') ?? -1) + 2;
  return { revision: reply.revision, rows: (systems?.rows ?? []).map((row) => ({ id: row[0], name: row[column] })) };
}

/** The last name of a row that the server has said it has, by its turn, and the revision it named. */
interface Acknowledged {
  readonly turn: number;
  readonly revision: number;
}

/** The server that is to be killed, and which kill it is. */
interface Victim {
  readonly url: string;
  readonly token: string;
  readonly kill: number;
}

/** Writes one name after the other into a row of its own until the server dies; notes what was acknowledged. */
async function write({ url, token, kill }: Victim, row: string, base: number, acknowledged: Map<string, Acknowledged>) {
  for (let turn = 0; ; turn++) {
    const name = `${row} ${kill} ${turn} ${randomUUID()}`.slice(0, 60);
    const edits = { systems: { updates: [{ row, cells: { name }, seen: { name: base } }] } };
    const body = { protocol: 1, base, syncId: randomUUID(), workbook: 'kill-test', edits };
    try {
      const response = await fetch(`${url}${PROGRAM}/sync`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const reply: unknown = await response.json();
      const revision = Number(new Map(Object.entries(reply ?? {})).get('committed'));
      if (response.status !== 200 || !(revision > 0)) throw new Error(JSON.stringify(reply));
      base = revision;
      acknowledged.set(row, { turn, revision });
    } catch (error) {
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

/** When a server is killed must not follow from what it does. */
const randomMoment = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 300));

describe('a server that is killed', () => {
  const data = mkdtempSync(join(tmpdir(), 'sep-kill-'));
  const start = async (): Promise<BuiltServer> => startServer({ SEP_DATA: data, SEP_DEMO: 'mini' });

  afterAll(() => {
    rmSync(data, { recursive: true });
  });

  test(
    `[PRO1] loses nothing it has acknowledged, ${KILLS} kills at random moments`,
    { timeout: patient(KILLS * 30_000) },
    async () => {
      let running = await start();
      const token = await signIn(running.url);
      for (let kill = 0; kill < KILLS; kill++) {
        const { revision, rows } = await readSystems(running.url, token);
        const acknowledged = new Map<string, Acknowledged>();
        const writers = rows
          .slice(0, WRITERS)
          .map(({ id }) => write({ url: running.url, token, kill }, id, revision, acknowledged));
        await expect.poll(() => acknowledged.size, { interval: 5, timeout: patient(30_000) }).toBeGreaterThan(0);
        await randomMoment();
        running.process.kill('SIGKILL');
        await Promise.all(writers);

        // What stands up again is what the next kill meets.
        running = await start();
        const now = await readSystems(running.url, token);
        for (const [row, { turn, revision: made }] of acknowledged) {
          expect(now.revision).toBeGreaterThanOrEqual(made);
          // A sync whose acknowledgement died with the server may have come after.
          const found = String(now.rows.find(({ id }) => id === row)?.name).split(' ');
          expect([Number(found[1]), Number(found[2]) >= turn]).toEqual([kill, true]);
        }
        const headers = { authorization: `Bearer ${token}` };
        const verified = await (await fetch(`${running.url}${PROGRAM}/verify`, { headers })).text();
        expect(verified).toContain('"ok":true');
      }
      await running.stop();
    },
  );
});
