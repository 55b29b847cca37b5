import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../contracts/test-server.ts';
import { freshDatabase } from '../postgres/fresh-database.ts';
import { ordinary, playHistory, type HistoryOptions } from './history.ts';

/** Histories per promise: enough for every change here, many more for the long run. */
const isLong = process.env['SEP_TEST_SIZE'] === 'long';
const count = (onEveryChange: number, inTheLongRun: number): number => (isLong ? inTheLongRun : onEveryChange);

const kinds: readonly (readonly [
  promise: string,
  options: HistoryOptions,
  onEveryChange: number,
  inTheLongRun: number,
])[] = [
  ['[P2, P3, P4] people edit, insert, delete, sort and copy over a bad network', ordinary, 120, 20_000],
  ['[P9] mailed copies of one workbook do not fight', { ...ordinary, people: 2, mailedCopies: 0.06 }, 30, 5_000],
  ['[P10] an old copy of a workbook brings back no old numbers', { ...ordinary, oldCopies: 0.1 }, 30, 5_000],
  ['[P7] an add-in killed at any call to Excel heals at the next sync', { ...ordinary, kills: 0.5 }, 30, 5_000],
  ['[P13] people type while a sync runs', { ...ordinary, typing: 0.7 }, 30, 5_000],
];

const databases = [
  { name: 'SQLite', share: 1, open: async () => ({ address: { file: ':memory:' }, drop: async () => undefined }) },
  {
    name: 'PostgreSQL',
    share: 0.15,
    open: async () => {
      const { url, drop } = await freshDatabase();
      return { address: { url }, drop };
    },
  },
];

describe.each(databases)('generated histories on $name', ({ share, open }) => {
  let server: TestServer;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await open();
    server = await startTestServer(database.address);
    drop = database.drop;
  });
  afterAll(async () => {
    await server.close();
    await drop();
  });

  test.each(kinds)('%s', { timeout: isLong ? 36_000_000 : 300_000 }, async (_promise, options, few, many) => {
    const histories = Math.ceil(count(few, many) * share);
    const first = 1_000_000;
    const broken: string[] = [];
    for (let seed = first; seed < first + histories && broken.length === 0; seed++) {
      const result = await playHistory(server, seed, options);
      broken.push(...result.broken.map((what) => `seed ${seed}: ${what}`));
    }
    expect(broken).toEqual([]);
  });

  test('the same seed gives the same trace and the same end', async () => {
    const [first, second] = [await playHistory(server, 7, ordinary), await playHistory(server, 7, ordinary)];
    expect(digest(second.trace)).toBe(digest(first.trace));
    expect(second.end).toBe(first.end);
  });

  test('[P11] a wrong computer clock changes nothing', async () => {
    for (let seed = 500; seed < 500 + Math.ceil(count(10, 1_000) * share); seed++) {
      const right = await playHistory(server, seed, ordinary);
      const wrong = await playHistory(server, seed, { ...ordinary, clockSkewDays: 3_650 });
      expect(wrong.end, `seed ${seed}`).toBe(right.end);
    }
  });
});

function digest(trace: readonly string[]): string {
  return createHash('sha256').update(trace.join('\n')).digest('hex');
}
