import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServerPair } from '../contracts/server-pair.ts';
import { startTestServer, type TestServer } from '../contracts/test-server.ts';
import { freshDatabaseWithRole } from '../postgres/fresh-role.ts';
import { firstSeed, isLong } from '../run-size.ts';
import type { TestClient } from '../contracts/test-server.ts';
import { Coverage } from './coverage.ts';
import { openForeignProgram } from './foreign-program.ts';
import { kinds, type HistoryOptions } from './history-options.ts';
import { playHistory, type HistoryResult } from './history.ts';
import { openOnPostgres, openOnSqlite } from './restorable-server.ts';

/** A family of generated histories that prove one promise. */
export interface Promised {
  readonly promise: string;
  readonly options: HistoryOptions;
  /** Seeds to pass over, where the first ones would play what another promise plays. */
  readonly afterSeeds?: number;
  readonly onEveryChange: number;
  readonly inTheLongRun: number;
  /** PostgreSQL takes so long for what these histories do that it plays them in the long run only. */
  readonly isLongOnPostgres?: boolean;
  /** In the long run, histories are played on SQLite until every pair of operation, network and host event is met. */
  readonly coversAllPairs?: boolean;
  /** Judges a history further, on top of the ledger and the rest at its end. Returns what is broken, in words. */
  readonly judge?: (server: TestServer, seed: number, result: HistoryResult) => Promise<readonly string[]>;
}

/** One in so many histories is played twice and must leave the same trace. */
const PLAYED_TWICE = 100;
/** Times the histories of the long run: when pairs that are still not met are given up. */
const PLAY_ON = 4;
/**
 * PostgreSQL plays a smaller share: the same code above the database is proved on SQLite, a history takes five times as
 * long there, and what only PostgreSQL can get wrong (types, order, locks) shows in the first few.
 */
const POSTGRES_SHARE = 0.02;
const HOURS_MS = 3_600_000;

const databases = [
  {
    name: 'SQLite',
    share: 1,
    open: async () => ({ server: await startTestServer({ file: ':memory:' }), drop: async () => undefined }),
    openRestorable: openOnSqlite,
  },
  {
    name: 'two servers over one PostgreSQL',
    share: POSTGRES_SHARE,
    open: async () => {
      const { url, ownerUrl, drop } = await freshDatabaseWithRole();
      return { server: await startServerPair({ url, ownerUrl }), drop };
    },
    openRestorable: openOnPostgres,
  },
];

/** Plays the histories of each promise on both databases. */
export function describeHistories(...promises: readonly Promised[]): void {
  const played = databases.filter(
    ({ share }) => share === 1 || isLong || !promises.every(({ isLongOnPostgres }) => isLongOnPostgres === true),
  );
  describe.each(played)('generated histories on $name', ({ share, open, openRestorable }) => {
    let server: TestServer;
    let foreign: TestClient;
    let drop: () => Promise<void>;

    beforeAll(async () => {
      const isRestored = promises.some(({ options }) => options.restores > 0);
      ({ server, drop } = await (isRestored ? openRestorable() : open()));
      foreign = await openForeignProgram(server);
    });
    afterAll(async () => {
      await server.close();
      await drop();
    });

    test.each(promises)('$promise', { timeout: 2 * HOURS_MS }, async (promised) => {
      const { options, onEveryChange, inTheLongRun, judge, afterSeeds = 0 } = promised;
      const histories = Math.ceil((isLong ? inTheLongRun : onEveryChange) * share);
      const first = firstSeed() + afterSeeds;
      const coverage = new Coverage();
      const play = async (seed: number): Promise<void> => {
        const result = await playHistory(server, seed, options, coverage);
        expect(result.broken, howToRepeat(seed, options)).toEqual([]);
        if (judge) expect(await judge(server, seed, result), howToRepeat(seed, options)).toEqual([]);
        if (seed % PLAYED_TWICE === 0) await expectSameTrace(server, seed, options, result);
      };
      for (let played = 0; played < histories; played++) await play(first + played);
      if (promised.coversAllPairs === true && share === 1 && isLong) {
        for (let played = histories; played < PLAY_ON * histories && coverage.missingPairs().length > 0; played++) {
          await play(first + played);
        }
        expect(coverage.missingPairs(), `pairs never met; covered:\n${coverage.report()}`).toEqual([]);
      }
    });

    test('[PRO13] rows pasted from another program’s workbook change nothing there', async () => {
      const rows = await foreign.fetch('/history');
      expect(await rows.json()).toMatchObject({ revisions: [{ revision: 1 }] });
    });
  });
}

/** A failure's seed with the command that plays it again; one that is mended goes into known-seeds.test.ts. */
function howToRepeat(seed: number, options: HistoryOptions): string {
  const kind = Object.entries(kinds).find(([, known]) => known === options)?.[0] ?? 'ordinary';
  return `seed ${seed}; to play it again: npx tsx test/histories/play-seed.ts ${seed} 1 ${kind}`;
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
