import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../contracts/test-server.ts';
import { freshDatabase } from '../postgres/fresh-database.ts';
import type { TestClient } from '../contracts/test-server.ts';
import { Coverage } from './coverage.ts';
import { openForeignProgram } from './foreign-program.ts';
import type { HistoryOptions } from './history-options.ts';
import { playHistory, type HistoryResult } from './history.ts';

/** Histories per promise: enough for every change here, many more for the long run. */
export const isLong = process.env['SEP_TEST_SIZE'] === 'long';

/** A family of generated histories that prove one promise. */
export interface Promised {
  readonly promise: string;
  readonly options: HistoryOptions;
  /** First seed, where the standard one would play what another promise plays. */
  readonly firstSeed?: number;
  readonly onEveryChange: number;
  readonly inTheLongRun: number;
  /** Every pair of operation, operation, network and host event must be met on SQLite. */
  readonly coversAllPairs?: boolean;
  /** Judges a history further, on top of the ledger and the rest at its end. Returns what is broken, in words. */
  readonly judge?: (server: TestServer, seed: number, result: HistoryResult) => Promise<readonly string[]>;
}

/** One in so many histories is played twice and must leave the same trace. */
const PLAYED_TWICE = 100;
const FIRST_SEED = 1_000_000;
/**
 * PostgreSQL plays a smaller share: the same code above the database is proved on SQLite, a history takes five times as
 * long there, and what only PostgreSQL can get wrong (types, order, locks) shows in the first few.
 */
const POSTGRES_SHARE = 0.02;
const HOURS_MS = 3_600_000;

const databases = [
  { name: 'SQLite', share: 1, open: async () => ({ address: { file: ':memory:' }, drop: async () => undefined }) },
  {
    name: 'PostgreSQL',
    share: POSTGRES_SHARE,
    open: async () => {
      const { url, drop } = await freshDatabase();
      return { address: { url }, drop };
    },
  },
];

/** Plays the histories of each promise on both databases. */
export function describeHistories(...promises: readonly Promised[]): void {
  describe.each(databases)('generated histories on $name', ({ share, open }) => {
    let server: TestServer;
    let foreign: TestClient;
    let drop: () => Promise<void>;

    beforeAll(async () => {
      const database = await open();
      server = await startTestServer(database.address);
      foreign = await openForeignProgram(server);
      drop = database.drop;
    });
    afterAll(async () => {
      await server.close();
      await drop();
    });

    test.each(promises)('$promise', { timeout: isLong ? 20 * HOURS_MS : HOURS_MS }, async (promised) => {
      const { options, onEveryChange, inTheLongRun, judge, firstSeed = FIRST_SEED } = promised;
      const histories = Math.ceil((isLong ? inTheLongRun : onEveryChange) * share);
      const coverage = new Coverage();
      for (let seed = firstSeed; seed < firstSeed + histories; seed++) {
        const result = await playHistory(server, seed, options, coverage);
        expect(result.broken, `seed ${seed}`).toEqual([]);
        if (judge) expect(await judge(server, seed, result), `seed ${seed}`).toEqual([]);
        if (seed % PLAYED_TWICE === 0) await expectSameTrace(server, seed, options, result);
      }
      if (promised.coversAllPairs === true && share === 1) {
        expect(coverage.missingPairs(), `pairs never met; covered:\n${coverage.report()}`).toEqual([]);
      }
    });

    test('[PRO13] rows pasted from another program’s workbook change nothing there', async () => {
      const rows = await foreign.fetch('/history');
      expect(await rows.json()).toMatchObject({ revisions: [{ revision: 1 }] });
    });
  });
}

async function expectSameTrace(
  server: TestServer,
  seed: number,
  options: HistoryOptions,
  first: HistoryResult,
): Promise<void> {
  const second = await playHistory(server, seed, options);
  expect(digest(second.trace), `seed ${seed} played twice`).toBe(digest(first.trace));
  expect(second.end, `seed ${seed} played twice`).toBe(first.end);
}

function digest(trace: readonly string[]): string {
  return createHash('sha256').update(trace.join('\n')).digest('hex');
}
