import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import type { Scalar } from 'excel-host/book/cell.ts';
import type { KillPoint } from 'excel-host/host/fault-injector.ts';
import type { Book } from 'excel-host/book/book.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { inserts, site, source } from '../contracts/plan-rows.ts';
import { typedSite } from './typed-cells.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';
import { isLong } from '../run-size.ts';

/** Beyond the requests of one sync: the sweep ends where the sync is through before it is killed. */
const MOST_REQUESTS = 60;

function byCode(a: Record<string, Scalar>, b: Record<string, Scalar>): number {
  return (a['code'] ?? '') < (b['code'] ?? '') ? -1 : 1;
}

/** The sweep is about Excel; the database under it matters to the long run only. */
const dialects = isLong ? DIALECTS : DIALECTS.slice(0, 1);

describe.each(dialects)('on %s', (dialect) => {
  let world: World;
  let before: Book;
  let ann: Officer;

  beforeEach(async () => {
    world = await openWorld(dialect);
    const rows = inserts(site('0417'), site('0418'), site('0419'), site('0420'));
    const sources = inserts(source('AAA'), source('BBB'));
    await world.clerk.sync({ sites: rows.edits, fundingSources: sources.edits });
    ann = await world.officer({ tables: ['sites', 'fundingSources'] });
    ann.type('sites', '0420', 'street', '9 Oak Lane');
    ann.add('sites', typedSite('0600', 'Oak High'));
    before = ann.copyBook();
    await world.clerk.sync(
      {
        sites: {
          updates: [{ row: rows.ids[0] ?? '', cells: { name: '=1+1', city: 'Cedar Rapids' } }],
          inserts: inserts(site('0500'), site('0501')).edits.inserts ?? [],
          deletes: [{ row: rows.ids[1] ?? '' }],
        },
        fundingSources: { updates: [{ row: sources.ids[0] ?? '', cells: { interest: 12_345 } }] },
      },
      { base: 1 },
    );
  });

  afterEach(() => {
    world.close();
  });

  /** What everybody has to end with, whatever happened in between. */
  async function expectWhole(officer: Officer): Promise<void> {
    expect(statusOf(expectNoProblem(await officer.session.sync()))).toBe('synced');
    const sites = officer.rows('sites').toSorted(byCode);
    expect(sites.map(({ code }) => code)).toEqual(['0417', '0419', '0420', '0500', '0501', '0600']);
    expect(sites.find(({ code }) => code === '0417')).toMatchObject({ name: '=1+1', city: 'Cedar Rapids' });
    expect(officer.rows('fundingSources')[0]?.['interest']).toBe(123.45);
    const program = await programRows(world, 'sites');
    expect([...program.keys()].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(sites.map(({ code }) => code));
    expect(program.get('0420')?.['street']).toBe('9 Oak Lane');
  }

  const inTheMiddle: KillPoint[] = [1, 4, 9, 20].map((afterActions) => ({ afterActions }));
  const points: KillPoint[] = isLong ? ['before', 'after', ...inTheMiddle] : ['before', { afterActions: 4 }];

  test('[PRO7, A3] killed at any request of a sync, before, after or in the middle of it, the next sync ends in the same state', async () => {
    const kills: string[] = [];
    for (const point of points) {
      let isThrough = false;
      for (let request = 1; !isThrough && request <= MOST_REQUESTS; request++) {
        const victim = await world.officer({ book: openBook(saveBook(before)) });
        victim.host.faults.killAt(request, point);
        await victim.session.sync();
        isThrough = !victim.host.faults.isDead;
        if (!isThrough) kills.push(`${JSON.stringify(point)} ${request}`);
        victim.host.faults.revive();
        const fresh = await victim.reopen();
        await expectWhole(fresh);
        fresh.leave();
      }
      expect(isThrough).toBe(true);
    }
    expect(kills.length).toBeGreaterThan(points.length * 15);
  });
});
