import { afterEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, type World } from './world.ts';

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;
  afterEach(() => {
    world.close();
  });

  /** Ann has one site; meanwhile so many others have been added. */
  async function behindBy(count: number) {
    world = await openWorld(dialect);
    await world.clerk.sync({ sites: inserts(site('0001')).edits });
    const ann = await world.officer({ tables: ['sites'] });
    const codes = Array.from({ length: count }, (_, index) => String(1000 + index));
    await world.clerk.sync({ sites: inserts(...codes.map((code) => site(code))).edits }, { base: 1 });
    return ann;
  }

  test.each([150, 2])(
    '[GATE6] an update of %i changes that stops half-way says so when the workbook is opened again, until it is finished',
    async (count) => {
      const ann = await behindBy(count);
      ann.session.subscribe(({ phase, progress }) => {
        if (phase === 'applying' && progress !== null) ann.session.cancel();
      });
      await ann.session.sync();
      const again = await ann.reopen();
      expect(again.session.state.unfinished).toBe(count);
      expect(statusOf(expectNoProblem(await again.session.sync()))).toBe('synced');
      expect(again.session.state.unfinished).toBeNull();
      expect(again.rows('sites')).toHaveLength(count + 1);
      const third = await again.reopen();
      expect(third.session.state.unfinished).toBeNull();
    },
  );
});
