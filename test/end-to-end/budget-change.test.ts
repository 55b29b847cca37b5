import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StartedChange } from '../../addin/sync/start-change.ts';
import { approvingAmendment, approvingLine, inserts, smallPlan, update } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';

describe.each(DIALECTS)('[FD1] a budget change in place of a locked amount, on %s', (dialect) => {
  let world: World;

  beforeEach(async () => {
    world = await openWorld(dialect);
    const { clerk } = world;
    await clerk.sync({
      ...smallPlan(),
      changes: inserts(approvingAmendment('BA-1'), approvingAmendment('BC-0030')).edits,
      changeLines: inserts(approvingLine('BA-1', 'BL-001')).edits,
    });
    const [project = ''] = (await clerk.rows('projects')).keys();
    const approved = { status: 'Approved', approvalChange: 'BA-1', approvalDate: '2025-11-18' };
    const { committed } = await clerk.sync({ projects: update(project, approved) }, { base: 1 });
    if (committed !== 2) throw new Error('The project was not approved.');
  });
  afterEach(() => world.close());

  /** The refusal of the only amount that was typed. */
  async function refused(ann: Officer) {
    const { refusals } = expectNoProblem(await ann.session.sync());
    const [refusal] = refusals;
    if (refusal === undefined) throw new Error('Nothing was refused.');
    return refusal;
  }

  /** Fills the line that gives the money in, where the pane leads to. */
  async function chooseLine(ann: Officer, started: StartedChange | 'changedSince' | null, line: string): Promise<void> {
    const [side] = started === 'changedSince' ? [] : (started?.open ?? []);
    if (side === undefined) throw new Error('No side is open.');
    expect(await ann.session.jumpTo(side.place)).toEqual({ ok: true, value: true });
    expectNoProblem(await ann.session.setCells([{ ...side.place, value: line }]));
  }

  test('is drafted with the difference, and the plan’s value is back; with reason and the other line it can be sent', async () => {
    const ann = await world.officer({ tables: ['budgetLines', 'changes', 'changeLines'] });
    ann.type('budgetLines', 'BL-001', 'original', '12500');
    const refusal = await refused(ann);
    expect(refusal).toMatchObject({
      rule: 'V19',
      locked: { table: 'projects', key: '26.00001', act: 'approved', by: world.clerk.person.name, at: '2025-11-18' },
      instead: { kind: 'budgetChange', line: 'BL-001', amount: 250_000 },
    });
    const started = await ann.session.startChange([refusal], 'Ann');
    expect(started).toMatchObject({
      number: 'BC-0031',
      reason: { table: 'changes', column: 'reason' },
      open: [{ source: 'BND-A', amount: -250_000, place: { table: 'changeLines', column: 'budgetLine' } }],
    });
    expect(ann.session.state).toMatchObject({ problem: null, refusals: [] });
    expect(ann.rows('budgetLines').find(({ id }) => id === 'BL-001')?.['original']).toBe(10_000);
    expect(ann.rows('changes').at(-1)).toMatchObject({ number: 'BC-0031', status: 'Draft', requestedBy: 'Ann' });
    ann.type('changes', 'BC-0031', 'reason', 'The recorder costs more than was planned.');
    await chooseLine(ann, started, 'BL-002');
    expect(expectNoProblem(await ann.session.sync())).toMatchObject({ refusals: [], conflicts: [], toSend: 0 });
    const lines = [...(await world.clerk.rows('changeLines')).values()].filter(
      ({ cells }) => cells['change'] === 'BC-0031',
    );
    expect(new Map(lines.map(({ cells }) => [cells['budgetLine'], cells['amount']]))).toEqual(
      new Map([
        ['BL-001', 250_000],
        ['BL-002', -250_000],
      ]),
    );
  });

  test('of two amounts that give and take is one change with a line each, and both amounts are back', async () => {
    const ann = await world.officer({ tables: ['budgetLines', 'changes', 'changeLines'] });
    ann.type('budgetLines', 'BL-001', 'original', '9900');
    ann.type('budgetLines', 'BL-002', 'original', '600');
    const { refusals } = expectNoProblem(await ann.session.sync());
    expect(refusals).toHaveLength(2);
    const started = await ann.session.startChange(refusals, 'Ann');
    expect(started).toMatchObject({ number: 'BC-0031', open: [] });
    expect(ann.session.state).toMatchObject({ problem: null, refusals: [] });
    expect(ann.rows('budgetLines').map(({ original }) => original)).toEqual([10_000, 500]);
    const lines = ann.rows('changeLines').filter(({ change }) => change === 'BC-0031');
    expect(lines.map(({ line, budgetLine, amount }) => [line, budgetLine, amount])).toEqual([
      [1, 'BL-001', -100],
      [2, 'BL-002', 100],
    ]);
    ann.type('changes', 'BC-0031', 'reason', 'The recorder costs less than was planned.');
    expect(expectNoProblem(await ann.session.sync())).toMatchObject({ refusals: [], conflicts: [], toSend: 0 });
  });

  test('of a new line with money is drafted too, and the line goes in without an amount', async () => {
    const ann = await world.officer({ tables: ['budgetLines', 'changes', 'changeLines'] });
    ann.add('budgetLines', {
      id: 'BL-003',
      project: '26.00001',
      source: 'BND-A',
      fiscalYear: '2026-27',
      category: 'Contingency',
      original: '300',
    });
    const refusal = await refused(ann);
    expect(refusal.instead).toEqual({ kind: 'budgetChange', line: 'BL-003', amount: 30_000 });
    const started = await ann.session.startChange([refusal], 'Ann');
    expect(started).toMatchObject({ number: 'BC-0031', open: [{ source: 'BND-A', amount: -30_000 }] });
    await chooseLine(ann, started, 'BL-002');
    ann.type('changes', 'BC-0031', 'reason', 'The recorder costs more than was planned.');
    expect(expectNoProblem(await ann.session.sync())).toMatchObject({ refusals: [], toSend: 0 });
    expect((await programRows(world, 'budgetLines')).get('BL-003')?.['original']).toBe(0);
  });

  test('is not drafted for an amount that was typed over since it was refused: that one stays, and can be started anew', async () => {
    const ann = await world.officer({ tables: ['budgetLines', 'changes', 'changeLines'] });
    ann.type('budgetLines', 'BL-001', 'original', '12500');
    const refusal = await refused(ann);
    const before = { changes: ann.rows('changes'), lines: ann.rows('changeLines') };
    ann.type('budgetLines', 'BL-001', 'original', '13000');
    // The pane has not looked yet.
    expect(await ann.session.startChange([refusal], 'Ann')).toBe('changedSince');
    expect(ann.rows('budgetLines').map(({ original }) => original)).toEqual([13_000, 500]);
    expect({ changes: ann.rows('changes'), lines: ann.rows('changeLines') }).toEqual(before);
    // It has looked now: what holds no more is said no more, and what was typed waits to be sent.
    expect(ann.session.state).toMatchObject({ problem: null, refusals: [], toSend: 1 });
    expect(await ann.session.startChange([refusal], 'Ann')).toBe('changedSince');
    const anew = await refused(ann);
    expect(await ann.session.startChange([anew], 'Ann')).toMatchObject({
      moved: [{ line: 'BL-001', amount: 300_000 }],
    });
    expect(ann.rows('budgetLines').map(({ original }) => original)).toEqual([10_000, 500]);
  });

  test('is not drafted for one of two amounts when the other was typed over, nor when a value went back by itself', async () => {
    const ann = await world.officer({ tables: ['budgetLines', 'changes', 'changeLines'] });
    ann.type('budgetLines', 'BL-001', 'original', '9900');
    ann.type('budgetLines', 'BL-002', 'original', '600');
    const { refusals } = expectNoProblem(await ann.session.sync());
    ann.type('budgetLines', 'BL-002', 'original', '650');
    expect(await ann.session.startChange(refusals, 'Ann')).toBe('changedSince');
    expect(ann.rows('budgetLines').map(({ original }) => original)).toEqual([9900, 650]);
    ann.type('budgetLines', 'BL-002', 'original', '500');
    expect(await ann.session.startChange(refusals, 'Ann')).toBe('changedSince');
    expect(ann.rows('budgetLines').map(({ original }) => original)).toEqual([9900, 500]);
  });

  test('is not drafted for a new line whose amount was typed over since it was refused', async () => {
    const ann = await world.officer({ tables: ['budgetLines', 'changes', 'changeLines'] });
    ann.add('budgetLines', {
      id: 'BL-003',
      project: '26.00001',
      source: 'BND-A',
      fiscalYear: '2026-27',
      category: 'Contingency',
      original: '300',
    });
    const refusal = await refused(ann);
    ann.type('budgetLines', 'BL-003', 'original', '400');
    expect(await ann.session.startChange([refusal], 'Ann')).toBe('changedSince');
    expect(ann.rows('budgetLines').map(({ original }) => original)).toEqual([10_000, 500, 400]);
  });

  test('is not drafted in a workbook that has no tables for it, and nothing is written', async () => {
    const ann = await world.officer({ tables: ['budgetLines'] });
    ann.type('budgetLines', 'BL-001', 'original', '12500');
    const refusal = await refused(ann);
    expect(await ann.session.startChange([refusal], 'Ann')).toBeNull();
    expect(ann.rows('budgetLines').find(({ id }) => id === 'BL-001')?.['original']).toBe(12_500);
  });
});
