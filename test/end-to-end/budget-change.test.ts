import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BegunChange } from '../../addin/sync/begin-change.ts';
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

  /** What was begun; the test ends where nothing was. */
  async function begin(ann: Officer, refusals: Parameters<Officer['session']['beginChange']>[0]): Promise<BegunChange> {
    const begun = await ann.session.beginChange(refusals);
    if (begun === null || begun === 'changedSince') throw new Error(`Nothing was begun: ${begun}.`);
    return begun;
  }

  /** Sends the change as the pane does, with who gives or takes the rest; then the sheet is settled. */
  async function submit(ann: Officer, begun: BegunChange, balancedBy: readonly string[] = []) {
    const lines = begun.moved.map(({ line, amount }) => ({ budgetLine: line, amount }));
    const reason = 'The recorder costs more than was planned.';
    const draft = { lines, balancedBy: [...balancedBy], reason, submit: true };
    const sent = await ann.server.draftChange(world.program, draft, '0123456789abcdef');
    if (!sent.ok) throw new Error(`Not sent: ${sent.problem.kind}.`);
    expectNoProblem(await ann.session.settleChange(begun));
    return sent.value;
  }

  const tables = ['budgetLines', 'changes', 'changeLines'];
  const amounts = (ann: Officer) => ann.rows('budgetLines').map(({ original }) => original);

  test('takes the difference along, and the sheet gets the plan’s value back once the server holds the change', async () => {
    const ann = await world.officer({ tables });
    ann.type('budgetLines', 'BL-001', 'original', '12500');
    const refusal = await refused(ann);
    expect(refusal).toMatchObject({
      rule: 'V19',
      locked: { table: 'projects', key: '26.00001', act: 'approved', by: world.clerk.person.name, at: '2025-11-18' },
      instead: { kind: 'budgetChange', line: 'BL-001', amount: 250_000 },
    });
    const begun = await begin(ann, [refusal]);
    // What was typed stays where it was typed as long as nobody holds it.
    expect(amounts(ann)).toEqual([12_500, 500]);
    const { change, view } = await submit(ann, begun, ['BL-002']);
    expect(change).toMatchObject({ number: 'BC-0031', done: false, status: 'Draft' });
    expect(view.objections.map(({ rule }) => rule)).toContain('V34');
    expect(ann.session.state).toMatchObject({ problem: null, refusals: [], conflicts: [], toSend: 0 });
    expect(amounts(ann)).toEqual([10_000, 500]);
    // The pane has pulled it: the workbook's own tables are a view of it.
    expect(ann.rows('changes').at(-1)).toMatchObject({ number: 'BC-0031', status: 'Draft' });
    expect(ann.rows('changeLines').filter(({ change: of }) => of === 'BC-0031')).toMatchObject([
      { budgetLine: 'BL-001', amount: 2500 },
      { budgetLine: 'BL-002', amount: -2500 },
    ]);
  });

  test('of two amounts that give and take is one change with a line each, submitted, and both amounts are back', async () => {
    const ann = await world.officer({ tables });
    ann.type('budgetLines', 'BL-001', 'original', '9900');
    ann.type('budgetLines', 'BL-002', 'original', '600');
    const { refusals } = expectNoProblem(await ann.session.sync());
    expect(refusals).toHaveLength(2);
    const { change } = await submit(ann, await begin(ann, refusals));
    expect(change).toMatchObject({ done: true, status: 'Pending' });
    expect(ann.session.state).toMatchObject({ problem: null, refusals: [] });
    expect(amounts(ann)).toEqual([10_000, 500]);
    const lines = ann.rows('changeLines').filter(({ change: of }) => of === 'BC-0031');
    expect(lines.map(({ line, budgetLine, amount }) => [line, budgetLine, amount])).toEqual([
      [1, 'BL-001', -100],
      [2, 'BL-002', 100],
    ]);
  });

  test('sends nothing else of the sheet along, and a reply that is lost on the way does not double it', async () => {
    const ann = await world.officer({ tables });
    ann.type('budgetLines', 'BL-001', 'original', '9900');
    ann.type('budgetLines', 'BL-002', 'original', '600');
    const { refusals } = expectNoProblem(await ann.session.sync());
    ann.type('budgetLines', 'BL-002', 'note', 'Not to be sent yet.');
    const begun = await begin(ann, refusals);
    ann.network.loseReplies = 1;
    const { change } = await submit(ann, begun);
    expect(change.status).toBe('Pending');
    expect([...(await programRows(world, 'changes')).keys()].filter((number) => number !== null)).toHaveLength(3);
    expect((await programRows(world, 'budgetLines')).get('BL-002')?.['note']).toBeNull();
    expect(ann.rows('budgetLines').map(({ note }) => note)).toContain('Not to be sent yet.');
    expect(ann.session.state.toSend).toBe(1);
  });

  test('of a new line with money brings the line without an amount, which the change funds', async () => {
    const ann = await world.officer({ tables });
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
    const begun = await begin(ann, [refusal]);
    expect(begun.ofNewLines).toMatchObject([{ column: 'original', value: 30_000 }]);
    expect((await programRows(world, 'budgetLines')).get('BL-003')?.['original']).toBe(0);
    const { change } = await submit(ann, begun, ['BL-002']);
    expect(change).toMatchObject({ done: true, status: 'Pending' });
    expect(ann.session.state).toMatchObject({ problem: null, refusals: [], toSend: 0 });
    expect(amounts(ann)).toEqual([10_000, 500, 0]);
  });

  test('that cannot be sent leaves what was typed in its cell; of a new line it can be put back', async () => {
    const ann = await world.officer({ tables });
    ann.type('budgetLines', 'BL-001', 'original', '12500');
    const refusal = await refused(ann);
    const begun = await begin(ann, [refusal]);
    ann.network.loseRequests = 99;
    const sent = await ann.server.draftChange(world.program, { lines: [{ budgetLine: 'BL-001', amount: 1 }] }, '0123');
    expect(sent).toEqual({ ok: false, problem: { kind: 'offline' } });
    ann.network.loseRequests = 0;
    expect(amounts(ann)).toEqual([12_500, 500]);
    expect(begun.typed).toMatchObject([{ column: 'original', value: 1_250_000 }]);
  });

  test('that is given up leaves the amount of a new line where it was typed, unless something else stands there by then', async () => {
    const ann = await world.officer({ tables });
    const line = { project: '26.00001', source: 'BND-A', fiscalYear: '2026-27', original: '300' };
    ann.add('budgetLines', { ...line, id: 'BL-003', category: 'Contingency' });
    ann.add('budgetLines', { ...line, id: 'BL-004', category: 'Project Management' });
    const { refusals } = expectNoProblem(await ann.session.sync());
    const begun = await begin(ann, refusals);
    expect(amounts(ann)).toEqual([10_000, 500, 0, 0]);
    ann.type('budgetLines', 'BL-004', 'original', '350');
    await ann.session.dropChange(begun);
    expect(amounts(ann)).toEqual([10_000, 500, 300, 350]);
    expect(ann.session.state).toMatchObject({ problem: null, toSend: 2 });
  });

  test('gives only that back which still stands as it was shown', async () => {
    const ann = await world.officer({ tables });
    ann.type('budgetLines', 'BL-001', 'original', '9900');
    ann.type('budgetLines', 'BL-002', 'original', '600');
    const { refusals } = expectNoProblem(await ann.session.sync());
    const begun = await begin(ann, refusals);
    ann.type('budgetLines', 'BL-002', 'original', '650');
    await submit(ann, begun);
    expect(amounts(ann)).toEqual([10_000, 650]);
  });

  test('is not begun for an amount that was typed over since it was refused: that one stays, and can be begun anew', async () => {
    const ann = await world.officer({ tables });
    ann.type('budgetLines', 'BL-001', 'original', '12500');
    const refusal = await refused(ann);
    ann.type('budgetLines', 'BL-001', 'original', '13000');
    // The pane has not looked yet.
    expect(await ann.session.beginChange([refusal])).toBe('changedSince');
    expect(amounts(ann)).toEqual([13_000, 500]);
    // It has looked now: what holds no more is said no more, and what was typed waits to be sent.
    expect(ann.session.state).toMatchObject({ problem: null, refusals: [], toSend: 1 });
    expect(await ann.session.beginChange([refusal])).toBe('changedSince');
    const anew = await refused(ann);
    expect(await ann.session.beginChange([anew])).toMatchObject({ moved: [{ line: 'BL-001', amount: 300_000 }] });
  });

  test('is not begun for one of two amounts when the other was typed over, nor when a value went back by itself', async () => {
    const ann = await world.officer({ tables });
    ann.type('budgetLines', 'BL-001', 'original', '9900');
    ann.type('budgetLines', 'BL-002', 'original', '600');
    const { refusals } = expectNoProblem(await ann.session.sync());
    ann.type('budgetLines', 'BL-002', 'original', '650');
    expect(await ann.session.beginChange(refusals)).toBe('changedSince');
    expect(amounts(ann)).toEqual([9900, 650]);
    ann.type('budgetLines', 'BL-002', 'original', '500');
    expect(await ann.session.beginChange(refusals)).toBe('changedSince');
    expect(amounts(ann)).toEqual([9900, 500]);
  });

  test('is not begun for a new line whose amount was typed over since it was refused', async () => {
    const ann = await world.officer({ tables });
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
    expect(await ann.session.beginChange([refusal])).toBe('changedSince');
    expect(amounts(ann)).toEqual([10_000, 500, 400]);
  });

  test('needs no table of changes in the workbook', async () => {
    const ann = await world.officer({ tables: ['budgetLines'] });
    ann.type('budgetLines', 'BL-001', 'original', '9900');
    ann.type('budgetLines', 'BL-002', 'original', '600');
    const { refusals } = expectNoProblem(await ann.session.sync());
    expect((await submit(ann, await begin(ann, refusals))).change.status).toBe('Pending');
    expect(amounts(ann)).toEqual([10_000, 500]);
  });
});
