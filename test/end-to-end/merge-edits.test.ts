import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type World } from './world.ts';

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;

  beforeEach(async () => {
    world = await openWorld(dialect);
    await world.clerk.sync({ sites: inserts(site('0417'), site('0418'), site('0419')).edits });
  });

  afterEach(() => {
    world.close();
  });

  test('a new workbook receives the program and says that all is synced', async () => {
    const ann = await world.officer();
    expect(ann.rows('sites').map(({ code, name }) => [code, name])).toEqual([
      ['0417', 'School 0417'],
      ['0418', 'School 0418'],
      ['0419', 'School 0419'],
    ]);
    expectNoProblem(ann.session.state);
    expect(statusOf(ann.session.state)).toBe('synced');
  });

  test('[M1, M7] edits of two people to different cells of one row merge', async () => {
    const ann = await world.officer();
    const ben = await world.officer();
    ann.type('sites', '0417', 'name', 'Alder Elementary');
    ben.type('sites', '0417', 'city', 'Cedar Rapids');
    expectNoProblem(await ann.session.sync());
    expectNoProblem(await ben.session.sync());
    expectNoProblem(await ann.session.sync());
    const [row] = ann.rows('sites');
    expect(row).toMatchObject({ name: 'Alder Elementary', city: 'Cedar Rapids' });
    expect(ben.rows('sites')).toEqual(ann.rows('sites'));
    expect((await programRows(world, 'sites')).get('0417')).toMatchObject({
      name: 'Alder Elementary',
      city: 'Cedar Rapids',
    });
    expect(statusOf(ann.session.state)).toBe('synced');
  });
});
