import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AutoSync } from '../../addin/live/auto-sync.ts';
import { createLiveProgram, type LiveProgram } from '../../addin/live/live-program.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, type Officer, type World } from './world.ts';
import { patient } from '../patience.ts';

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;
  let ann: Officer;
  let ben: Officer;
  const open: LiveProgram[] = [];

  beforeEach(async () => {
    world = await openWorld(dialect);
    await world.clerk.sync({ sites: inserts(site('0417'), site('0418')).edits });
    ann = await world.officer({ tables: ['sites'] });
    ben = await world.officer({ tables: ['sites'] });
  });

  afterEach(async () => {
    for (const live of open.splice(0)) await live.close();
    world.close();
  });

  function livingOf({ session, server }: Officer, autoSync: AutoSync = { kind: 'off' }): LiveProgram {
    const live = createLiveProgram({ session, server, autoSync, keepAutoSync: () => undefined });
    open.push(live);
    return live;
  }

  /** The stream has its own pace: looks until it is so, or fails with the last difference. */
  const eventually = (look: () => void) => vi.waitFor(look, { timeout: patient(15_000), interval: 20 });

  test('a pane hears who has synced and how much, and knows that there is news', async () => {
    const live = livingOf(ann);
    await eventually(() => expect(live.state.isConnected).toBe(true));
    ben.type('sites', '0417', 'name', 'Birch');
    expectNoProblem(await ben.session.sync());
    await eventually(() =>
      expect(live.state).toMatchObject({
        head: 2,
        latest: { revision: 2, by: ben.client.person.name, tables: ['sites'], count: 1 },
      }),
    );
    expect(ann.session.state.revision).toBe(1);
  });

  test('panes see each other, and which rows wait in the other one, but never a value', async () => {
    const [mine, theirs] = [livingOf(ann), livingOf(ben)];
    await eventually(() => expect(theirs.state.isConnected && mine.state.isConnected).toBe(true));
    ben.type('sites', '0417', 'name', 'Secret');
    await ben.session.look();
    await eventually(() => {
      const seen = mine.state.people.find(({ person }) => person === ben.client.person.name);
      expect(Object.keys(seen?.drafts ?? {})).toEqual(['sites']);
      expect(seen?.drafts['sites']).toHaveLength(1);
      expect(JSON.stringify(mine.state.people)).not.toContain('Secret');
    });
    await theirs.close();
    await eventually(() => expect(mine.state.people).toEqual([]));
  });

  test('a pane that is to sync when others do brings their values in by itself', async () => {
    const live = livingOf(ann, { kind: 'whenOthersSync' });
    await eventually(() => expect(live.state.isConnected).toBe(true));
    ben.type('sites', '0418', 'name', 'Cedar');
    expectNoProblem(await ben.session.sync());
    await eventually(() => expect(ann.rows('sites').map(({ name }) => name)).toContain('Cedar'));
    expect(ann.session.state.revision).toBe(2);
  });

  test('being offline ends by itself when the stream is back', async () => {
    ann.type('sites', '0418', 'name', 'Cedar');
    ann.network.loseRequests = 100;
    await ann.session.sync();
    expect(ann.session.state.problem?.problem.kind).toBe('offline');
    livingOf(ann);
    ann.network.loseRequests = 0;
    await eventually(() => expect(ann.session.state.problem).toBeNull());
  });

  test('a lost stream is opened again, and what happened meanwhile is known then', async () => {
    ann.network.loseRequests = 3;
    const live = livingOf(ann);
    ben.type('sites', '0418', 'name', 'Cedar');
    expectNoProblem(await ben.session.sync());
    await eventually(() => expect(live.state).toMatchObject({ isConnected: true, head: 2 }));
  });
});
