import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { budgetLine, inserts, project, site, source, system } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, type Officer, type World } from './world.ts';

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;
  let ann: Officer;

  beforeEach(async () => {
    world = await openWorld(dialect);
    const { refusals } = await world.clerk.sync({
      sites: inserts(site('0417')).edits,
      systems: inserts(system('LAN')).edits,
      fundingSources: inserts(source('BND-A')).edits,
      projects: inserts(project('26.00001')).edits,
      budgetLines: inserts(budgetLine('BL-001', { original: 500_000 })).edits,
    });
    if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
    ann = await world.officer({ tables: ['fundingSources', 'budgetLines'] });
  });

  afterEach(() => {
    world.close();
  });

  const current = (officer: Officer) => officer.rows('budgetLines')[0]?.['current'];

  test('computed columns come with their rows and follow an edit of what they are made of', async () => {
    expect(current(ann)).toBe(5_000);
    const ben = await world.officer({ tables: ['budgetLines'] });
    ann.type('budgetLines', 'BL-001', 'original', '6000');
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expect(current(ann)).toBe(6_000);
    expect(statusOf(expectNoProblem(await ben.session.sync()))).toBe('synced');
    expect(current(ben)).toBe(6_000);
  });

  test('what is typed over a computed cell is put right and never sent; a formula of the person’s own stays', async () => {
    ann.type('budgetLines', 'BL-001', 'current', '1');
    ann.type('budgetLines', 'BL-001', 'unspent', '=2+3');
    const state = expectNoProblem(await ann.session.sync());
    expect(state.accepted).toBe(0);
    expect(statusOf(state)).toBe('synced');
    expect(current(ann)).toBe(5_000);
    expect(ann.rows('budgetLines')[0]?.['unspent']).toBe(5);
  });
});
