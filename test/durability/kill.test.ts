import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startServer, type BuiltServer } from '../browser/built-server.ts';
import { isLong } from '../run-size.ts';
import { patient } from '../patience.ts';
import { lostAt, readSystems, signIn, writeOn, type Acknowledged } from './renaming-writers.ts';

const KILLS = isLong ? 500 : 4;
const WRITERS = 8;

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
      for (let kill = 0; kill < KILLS; kill++) {
        const token = await signIn(running.url);
        const { revision, rows } = await readSystems(running.url, token);
        const acknowledged = new Map<string, Acknowledged>();
        const writers = rows.slice(0, WRITERS).map(({ id }) => writeOn(running.url, token, id, revision, acknowledged));
        await expect.poll(() => acknowledged.size, { interval: 5, timeout: patient(30_000) }).toBeGreaterThan(0);
        await randomMoment();
        running.process.kill('SIGKILL');
        await Promise.all(writers);

        running = await start();
        expect(await lostAt(running.url, token, acknowledged)).toEqual([]);
      }
      await running.stop();
    },
  );
});
