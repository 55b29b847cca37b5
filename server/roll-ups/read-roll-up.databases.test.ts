import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { amountsIn } from '../../shared/roll-up/published-amounts.ts';
import { publishedCuts, WHOLE } from '../../shared/roll-up/published-cuts.ts';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { isLong } from '../../test/run-size.ts';
import { openDatabase, type DatabaseAddress } from '../storage/database.ts';
import { insertMany } from '../storage/insert-many.ts';
import { acrossPrograms, inRollUp, takingLong } from '../storage/program-scope.ts';
import { readRollUpPage } from './read-roll-up.ts';

/** A state, and by day a part of one. */
const DISTRICTS = isLong ? 1000 : 100;
const GROUPS = 10;
const STATE = 'state';
const today = '2026-11-23';

const databases: readonly {
  readonly name: string;
  readonly open: () => Promise<{ readonly address: DatabaseAddress; readonly drop: () => Promise<void> }>;
}[] = [
  {
    name: 'SQLite',
    open: () => {
      const folder = mkdtempSync(join(tmpdir(), 'sep-roll-up-'));
      const drop = () => Promise.resolve(rmSync(folder, { recursive: true }));
      return Promise.resolve({ address: { file: join(folder, 'sep.sqlite') }, drop });
    },
  },
  {
    name: 'PostgreSQL',
    open: async () => {
      const { url, ownerUrl, drop } = await freshDatabaseWithRole();
      return { address: { url, ownerUrl }, drop };
    },
  },
];

const moment = JSON.stringify({
  revision: 12,
  asOf: '2026-10-31',
  planYear: '2026-27',
  yearBegins: 7,
  baseline: null,
  publishedAt: '2026-11-01T00:00:00.000Z',
  receipt: '12-7KQ2-M9XD-04TR-B6HV',
  digest: 'd',
});

/** Every amount of a group of a district: different everywhere, so that nothing can stand for another. */
const centsOf = (district: number, group: number, name: number): number =>
  district * 1_000_003 + group * 10_007 + name * 13;

describe.each(databases)('[RUP4] a state of many districts on $name', ({ open }) => {
  test('is added up to the cent, by every cut', async () => {
    const { address, drop } = await open();
    const store = await openDatabase(address);
    const codes = Array.from({ length: DISTRICTS }, (_, index) => String(index + 1).padStart(4, '0'));
    const atOnce = <T>(work: () => T): T =>
      acrossPrograms('a state is made at once', () => takingLong('all of its districts', work));
    await atOnce(() =>
      store.write.transaction().execute(async (write) => {
        await write
          .insertInto('roll_ups')
          .values({ id: STATE, name: 'State', stale_days: 60, open_to_districts: 0, made_at: today })
          .execute();
        await insertMany(write, {
          table: 'roll_up_districts',
          columns: ['roll_up', 'code', 'name', 'seat'],
          rows: codes.map((code) => [STATE, code, `District ${code}`, code]),
        });
        await insertMany(write, {
          table: 'roll_up_shares',
          columns: ['program', 'roll_up', 'seat', 'joined_at', 'monthly', 'published'],
          rows: codes.map((code) => [`p-${code}`, STATE, code, today, 0, moment]),
        });
        const cuts = [WHOLE, ...publishedCuts] as const;
        const rows = codes.flatMap((code, district) =>
          cuts.map((cut) => {
            const groups = Array.from({ length: cut === WHOLE ? 1 : GROUPS }, (_, group) => ({
              group: cut === WHOLE ? WHOLE : `20${group + 10}-${group + 11}`,
              amounts: Object.fromEntries(amountsIn(cut).map((name, at) => [name, centsOf(district, group, at)])),
            }));
            return [`p-${code}`, STATE, cut, JSON.stringify(groups)];
          }),
        );
        await insertMany(write, { table: 'published_totals', columns: ['program', 'roll_up', 'cut', 'totals'], rows });
      }),
    );
    for (const by of publishedCuts) {
      const page = await inRollUp(STATE, () => readRollUpPage(store.read, { rollUp: STATE, by, today }));
      expect(page.counts).toEqual({ districts: DISTRICTS, published: DISTRICTS, stale: 0, missing: 0 });
      for (const [at, name] of amountsIn(by).entries()) {
        let sum = 0n;
        for (let district = 0; district < DISTRICTS; district++)
          for (let group = 0; group < GROUPS; group++) sum += BigInt(centsOf(district, group, at));
        expect([by, name, BigInt(page.total[name] ?? 0)]).toEqual([by, name, sum]);
      }
    }
    await store.close();
    await drop();
  });
});
