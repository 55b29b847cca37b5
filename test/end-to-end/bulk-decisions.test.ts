import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { previewBulk } from '../../addin/views/review/bulk-decision.ts';
import { decidedMany } from '../../addin/views/review/decided.ts';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { budgetLine, inserts, project, site, source, system } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;
  let ann: Officer;
  let ben: Officer;
  const codes = ['0417', '0418', '0419'];
  const lines = ['BL-001', 'BL-002'];

  beforeEach(async () => {
    world = await openWorld(dialect);
    await world.clerk.sync({
      sites: inserts(...codes.map((code) => site(code))).edits,
      systems: inserts(system('LAN')).edits,
      fundingSources: inserts(source('BND-A')).edits,
      projects: inserts(project('26.00001')).edits,
      budgetLines: inserts(...lines.map((id) => budgetLine(id, { original: 1_000_000 }))).edits,
    });
    ann = await world.officer({ tables: ['sites', 'budgetLines'] });
    ben = await world.officer({ tables: ['sites', 'budgetLines'] });
    for (const code of codes) ben.type('sites', code, 'name', `Ben ${code}`);
    for (const id of lines) ben.type('budgetLines', id, 'original', '11900');
    expectNoProblem(await ben.session.sync());
    for (const code of codes) ann.type('sites', code, 'name', `Ann ${code}`);
    for (const id of lines) ann.type('budgetLines', id, 'original', '12400');
    expectNoProblem(await ann.session.sync());
  });

  afterEach(() => {
    world.close();
  });

  const namesOf = (officer: Officer) => officer.rows('sites').map((row) => row['name']);
  const amountsOf = (officer: Officer) => officer.rows('budgetLines').map((row) => row['original']);

  test.each([
    ['keepLocal', 'Ann', 12_400],
    ['takeRemote', 'Ben', 11_900],
  ] as const)('[CON3] all decided as %s at once, everybody ends with the same values', async (kind, name, amount) => {
    const decisions = ann.session.state.conflicts.map(({ id }) => ({ conflict: id, choice: { kind } }));
    const before = ann.network.arrived.filter((request) => request.endsWith('/sync')).length;
    const state = expectNoProblem(await ann.session.decideAll(decisions));
    expect(decisions).toHaveLength(5);
    expect(statusOf(state)).toBe('synced');
    expect(ann.network.arrived.filter((request) => request.endsWith('/sync')).length - before).toBe(1);
    expectNoProblem(await ben.session.sync());
    for (const officer of [ann, ben]) {
      expect(namesOf(officer)).toEqual(codes.map((code) => `${name} ${code}`));
      expect(amountsOf(officer)).toEqual([amount, amount]);
    }
  });

  test('each may be decided in its own way, and the others stay open', async () => {
    const of = (key: string) => ann.session.state.conflicts.find(({ rowKey }) => rowKey === key)?.id ?? '';
    const state = expectNoProblem(
      await ann.session.decideAll([
        { conflict: of('0417'), choice: { kind: 'keepLocal' } },
        { conflict: of('0418'), choice: { kind: 'enterValue', value: 'Cedar' } },
        { conflict: 'decided-already', choice: { kind: 'keepLocal' } },
      ]),
    );
    expect(state.conflicts).toHaveLength(3);
    expect(namesOf(ann)).toEqual(['Ann 0417', 'Cedar', 'Ann 0419']);
    expect((await programRows(world, 'sites')).get('0418')?.['name']).toBe('Cedar');
  });

  test('its undo makes my values local changes again, which the next sync sends', async () => {
    const preview = previewBulk(ann.session.state.conflicts, 'takeRemote');
    expect(preview.total).toBe(-100_000);
    const decisions = preview.conflicts.map(({ id }) => ({ conflict: id, choice: { kind: 'takeRemote' as const } }));
    expectNoProblem(await ann.session.decideAll(decisions));
    const undone = expectNoProblem(await ann.session.setCells(decidedMany(preview).undo));
    expect(undone.toSend).toBe(5);
    expect(amountsOf(ann)).toEqual([12_400, 12_400]);
    expect((await programRows(world, 'budgetLines')).get('BL-001')?.['original']).toBe(1_190_000);
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expect((await programRows(world, 'budgetLines')).get('BL-001')?.['original']).toBe(1_240_000);
  });
});
