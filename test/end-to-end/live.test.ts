import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AutoSync } from '../../addin/live/auto-sync.ts';
import { createLiveProgram, type LiveProgram } from '../../addin/live/live-program.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
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

  /** The browser's word of the network, told by hand. */
  function wire() {
    const listeners = new Set<(isOnline: boolean) => void>();
    const watch = (listener: (isOnline: boolean) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    return { watch, tell: (isOnline: boolean) => listeners.forEach((listener) => listener(isOnline)) };
  }

  function livingOf({ session, server }: Officer, autoSync: AutoSync = { kind: 'off' }, network = wire()): LiveProgram {
    const live = createLiveProgram({ session, server, autoSync, keepAutoSync: () => undefined, network });
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

  test('[FB8] a pulled plug is said at once and for everything, and ends by itself', async () => {
    const network = wire();
    const live = livingOf(ann, { kind: 'off' }, network);
    await eventually(() => expect(live.state.isConnected).toBe(true));
    ann.network.loseRequests = Number.POSITIVE_INFINITY;
    network.tell(false);
    expect(ann.session.state.problem?.problem.kind).toBe('offline');
    expect(live.state).toMatchObject({ isConnected: false, people: [] });
    ann.network.loseRequests = 0;
    network.tell(true);
    await eventually(() => expect(statusOf(ann.session.state)).toBe('synced'));
    await eventually(() => expect(live.state.isConnected).toBe(true));
  });

  test('[FB8] the first announcement that fails counts, and the next that is heard ends it', async () => {
    const live = livingOf(ann);
    await eventually(() => expect(live.state.isConnected).toBe(true));
    ann.network.loseRequests = Number.POSITIVE_INFINITY;
    ann.type('sites', '0417', 'name', 'Birch');
    await ann.session.look();
    await eventually(() => expect(ann.session.state.problem?.problem.kind).toBe('offline'));
    ann.network.loseRequests = 0;
    await eventually(() => expect(statusOf(ann.session.state)).toBe('localEdits'));
  });

  test('[FF2] auto-sync by the clock syncs when its time has come and not before', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      livingOf(ann, { kind: 'minutes', minutes: 5 });
      ann.type('sites', '0417', 'name', 'Birch');
      vi.advanceTimersByTime(5 * 60_000 - 1);
      // Whatever had begun would come before this look.
      expect(await ann.session.look()).toMatchObject({ revision: 1, toSend: 1 });
      vi.advanceTimersByTime(1);
      expect(await ann.session.look()).toMatchObject({ revision: 2, toSend: 0 });
    } finally {
      vi.useRealTimers();
    }
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
