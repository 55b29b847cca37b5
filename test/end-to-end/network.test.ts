import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { typedSite } from './typed-cells.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;
  let ann: Officer;

  beforeEach(async () => {
    world = await openWorld(dialect);
    await world.clerk.sync({ sites: inserts(site('0417'), site('0418')).edits });
    ann = await world.officer();
  });

  afterEach(() => {
    world.close();
  });

  async function revision(): Promise<number> {
    const reply = await world.clerk.sync({}, { base: 1 });
    return reply.revision;
  }

  test('[I1] a lost reply is asked for again under the same sync id and does nothing twice', async () => {
    ann.type('sites', '0417', 'name', 'Alder');
    ann.add('sites', typedSite('0500', 'Elm High'));
    ann.network.loseReplies = 2;
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expect(await revision()).toBe(2);
    expect((await programRows(world, 'sites')).size).toBe(3);
  });

  test('[I2] a sync whose replies are all lost is offline; the next one finds everything done and makes no revision', async () => {
    ann.type('sites', '0417', 'name', 'Alder');
    const before = ann.network.arrived.length;
    await ann.session.look();
    ann.network.loseReplies = 100;
    const offline = await ann.session.sync();
    expect(offline.problem).toEqual({ at: 'server', problem: { kind: 'offline' } });
    expect(statusOf(offline)).toBe('problem');
    expect(ann.network.arrived.length).toBeGreaterThan(before);
    ann.network.loseReplies = 0;
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expect((await programRows(world, 'sites')).get('0417')?.['name']).toBe('Alder');
    expect(await revision()).toBe(2);
  });

  test('offline, nothing is lost: the sheet keeps its edits and sends them later', async () => {
    ann.network.loseRequests = 100;
    ann.type('sites', '0417', 'name', 'Alder');
    const offline = await ann.session.sync();
    expect(offline.problem).toEqual({ at: 'server', problem: { kind: 'offline' } });
    ann.network.loseRequests = 0;
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expect((await programRows(world, 'sites')).get('0417')?.['name']).toBe('Alder');
  });

  test('[ADM3] of a program that is archived meanwhile the sheet keeps its edits, and sends them when it is back', async () => {
    const archived = (archived_at: string | null) =>
      world.server.store.write.updateTable('programs').set({ archived_at }).where('id', '=', world.program).execute();
    ann.type('sites', '0417', 'name', 'Alder');
    ann.add('sites', typedSite('0500', 'Elm High'));
    await archived('2026-11-23T10:00:00.000Z');
    const refused = await ann.session.sync();
    expect(refused.problem).toEqual({ at: 'server', problem: { kind: 'archived' } });
    expect(ann.rows('sites').map(({ name }) => name)).toEqual(expect.arrayContaining(['Alder', 'Elm High']));
    await archived(null);
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    const kept = await programRows(world, 'sites');
    expect(['0417', '0500'].map((code) => kept.get(code)?.['name'])).toEqual(['Alder', 'Elm High']);
  });

  test('two panes on one workbook do not send or add anything twice', async () => {
    const ben = await world.officer();
    const second = await world.officer({ book: ann.book });
    ben.add('sites', typedSite('0500', 'Elm High'));
    expectNoProblem(await ben.session.sync());
    ann.type('sites', '0417', 'name', 'Alder');
    await Promise.all([ann.session.sync(), second.session.sync()]);
    expectNoProblem(await second.session.sync());
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expect(ann.rows('sites').map(({ code }) => code)).toEqual(['0417', '0418', '0500']);
    expect(await revision()).toBe(3);
  });
});
