import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { preflight } from '../../shared/sync/apply/preflight.ts';
import { programState } from '../../shared/sync/program-rows.ts';
import { slipsIn } from '../../addin/views/changes/slips-of.ts';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { smallPlan } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;
  let ann: Officer;

  beforeEach(async () => {
    world = await openWorld(dialect);
    await world.clerk.sync(smallPlan());
    ann = await world.officer({ tables: ['sites', 'budgetLines'] });
  });

  afterEach(() => {
    world.close();
  });

  test('my changes can be looked at before they are sent, row by row with before and after', async () => {
    ann.type('budgetLines', 'BL-001', 'original', '12500');
    ann.type('sites', '0418', 'name', 'Birch');
    const inspection = await ann.session.inspect();
    expect(inspection?.rows.map(({ table, rowKey, kind, cells }) => ({ table, rowKey, kind, cells }))).toEqual([
      {
        table: 'sites',
        rowKey: '0418',
        kind: 'update',
        cells: [{ column: 'name', before: 'School 0418', after: 'Birch' }],
      },
      {
        table: 'budgetLines',
        rowKey: 'BL-001',
        kind: 'update',
        cells: [{ column: 'original', before: 1_000_000, after: 1_250_000 }],
      },
    ]);
    expect((await programRows(world, 'sites')).get('0418')?.['name']).toBe('School 0418');
  });

  test('the effect on the totals and the rules that would break are told before sending', async () => {
    ann.type('budgetLines', 'BL-001', 'original', '12500');
    ann.type('sites', '0418', 'code', '0417');
    const inspection = await ann.session.inspect();
    const all = rowsReply.parse(await (await ann.client.fetch(`/rows?at=${inspection?.revision ?? 0}`)).json());
    const told = preflight({
      edits: inspection?.send ?? [],
      program: programState(all),
      membership: null,
      at: new Date().toISOString(),
    });
    expect(told.program.measures['current']).toEqual({ before: 1_050_000, after: 1_300_000 });
    expect(told.sources.map(({ group }) => group)).toEqual(['BND-A']);
    expect(told.projects.map(({ group }) => group)).toEqual(['26.00001']);
    expect(told.refusals.map(({ rule, table }) => [rule, table])).toEqual([['V02', 'sites']]);
    const sent = expectNoProblem(await ann.session.sync());
    expect(sent.refusals.map(({ rule, message }) => [rule, message])).toEqual(
      told.refusals.map(({ rule, message }) => [rule, message]),
    );
  });

  test('a number typed over a formula, and a zero too many, are worth a second look; the same value once sent is not', async () => {
    ann.type('budgetLines', 'BL-001', 'original', '=5000*2');
    expectNoProblem(await ann.session.sync());
    ann.type('budgetLines', 'BL-001', 'original', '10300');
    ann.type('budgetLines', 'BL-002', 'original', '5000');
    const slips = async () => {
      const inspection = await ann.session.inspect();
      return inspection === null ? [] : slipsIn(inspection).map(({ rowKey, kind, weight }) => [rowKey, kind, weight]);
    };
    expect(await slips()).toEqual([
      ['BL-002', 'magnitude', 450_000],
      ['BL-001', 'formula', 30_000],
    ]);
    expectNoProblem(await ann.session.sync());
    ann.type('budgetLines', 'BL-001', 'original', '10600');
    expect(await slips()).toEqual([]);
  });

  test('a change can be left out of a sync: it stays in the sheet, counts as unsent, and goes when it is let in', async () => {
    ann.type('budgetLines', 'BL-001', 'note', 'rev B');
    ann.type('sites', '0418', 'name', 'Birch');
    const inspection = await ann.session.inspect();
    const held = inspection?.rows.find(({ table }) => table === 'sites');
    ann.session.leaveOut([{ table: 'sites', row: held?.row ?? '', column: 'name' }]);
    const state = expectNoProblem(await ann.session.sync());
    expect(state.toSend).toBe(1);
    expect(statusOf(state)).toBe('localEdits');
    expect((await programRows(world, 'budgetLines')).get('BL-001')?.['note']).toBe('rev B');
    expect((await programRows(world, 'sites')).get('0418')?.['name']).toBe('School 0418');
    expect(ann.rows('sites').map(({ name }) => name)).toContain('Birch');
    ann.session.leaveOut([]);
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expect((await programRows(world, 'sites')).get('0418')?.['name']).toBe('Birch');
  });

  test('a change that was left out becomes a conflict when somebody else changes the cell meanwhile', async () => {
    ann.type('sites', '0418', 'name', 'Birch');
    const inspection = await ann.session.inspect();
    ann.session.leaveOut([{ table: 'sites', row: inspection?.rows[0]?.row ?? '', column: null }]);
    const ben = await world.officer({ tables: ['sites'] });
    ben.type('sites', '0418', 'name', 'Cedar');
    expectNoProblem(await ben.session.sync());
    const state = expectNoProblem(await ann.session.sync());
    expect(ann.rows('sites').map(({ name }) => name)).toContain('Birch');
    expect(state.conflicts.length + state.toSend).toBeGreaterThan(0);
    ann.session.leaveOut([]);
    const decided = expectNoProblem(await ann.session.sync());
    expect(decided.conflicts).toMatchObject([{ base: 'School 0418', local: 'Birch', remote: 'Cedar' }]);
  });

  test('the last sync can be undone, and what somebody changed since is a conflict instead', async () => {
    ann.type('sites', '0417', 'name', 'Alder');
    ann.type('sites', '0418', 'name', 'Birch');
    expect(expectNoProblem(await ann.session.sync()).undoable).toBe(2);
    await world.clerk.sync(
      { sites: { updates: [{ row: await rowOf('0418'), cells: { name: 'Cedar' } }] } },
      { base: 2 },
    );
    const state = expectNoProblem(await ann.session.undo());
    expect(state.undoable).toBeNull();
    const names = new Map(ann.rows('sites').map((row) => [row['code'], row['name']]));
    expect(names.get('0417')).toBe('School 0417');
    expect(names.get('0418')).toBe('Cedar');
    expect((await programRows(world, 'sites')).get('0417')?.['name']).toBe('School 0417');
  });

  test('[FB10] an own undo is nobody’s news, neither as a sync nor as values that came in', async () => {
    ann.type('sites', '0417', 'name', 'Alder');
    ann.type('sites', '0418', 'name', 'Birch');
    expectNoProblem(await ann.session.sync());
    const state = expectNoProblem(await ann.session.undo());
    expect(state).toMatchObject({ received: { values: 0, rows: 0 }, revision: 3, newsSince: 3 });
  });

  test('a value out of the history is put back as a change of my own, to be sent by the next sync', async () => {
    const row = await rowOf('0417');
    const state = await ann.session.setCells([{ table: 'sites', row, column: 'enrollment', value: 486 }]);
    expect(state.toSend).toBe(1);
    expect(ann.rows('sites').find(({ code }) => code === '0417')?.['enrollment']).toBe(486);
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expect((await programRows(world, 'sites')).get('0417')?.['enrollment']).toBe(486);
  });

  test('news is what others changed since this workbook was opened, until it is marked as read', async () => {
    const { newsSince, revision } = ann.session.state;
    expect(newsSince).toBe(revision);
    ann.type('sites', '0417', 'name', 'Own');
    expectNoProblem(await ann.session.sync());
    expect(ann.session.state.newsSince).toBe(2);
    await world.clerk.sync(
      { sites: { updates: [{ row: await rowOf('0417'), cells: { name: 'Alder' } }] } },
      { base: 2 },
    );
    expectNoProblem(await ann.session.sync());
    expect(ann.session.state.newsSince).toBe(2);
    ann.type('sites', '0418', 'name', 'Mine');
    expectNoProblem(await ann.session.sync());
    expect(ann.session.state.newsSince).toBe(2);
    ann.session.markNewsRead();
    expect(ann.session.state.newsSince).toBe(ann.session.state.revision);
  });

  test('a sync that is stopped leaves a state from which the next one ends as if nothing had happened', async () => {
    ann.type('sites', '0417', 'name', 'Alder');
    const running = ann.session.sync();
    ann.session.subscribe((state) => {
      if (state.phase === 'applying' || state.phase === 'sending') ann.session.cancel();
    });
    const stopped = await running;
    expect(stopped.problem).toBeNull();
    expect(statusOf(stopped)).not.toBe('synced');
    const fresh = await ann.reopen();
    expect(statusOf(expectNoProblem(await fresh.session.sync()))).toBe('synced');
    expect((await programRows(world, 'sites')).get('0417')?.['name']).toBe('Alder');
  });

  test('a sync after one that was stopped, in the same pane, is not stopped with it, at whatever step it was', async () => {
    for (const stopAt of ['reading', 'sending', 'applying', 'checking'] as const) {
      ann.type('sites', '0417', 'name', `Stopped ${stopAt}`);
      const leave = ann.session.subscribe(({ phase }) => {
        if (phase === stopAt) ann.session.cancel();
      });
      const stopped = await ann.session.sync();
      leave();
      expect([stopAt, stopped.phase, stopped.problem, stopped.progress]).toEqual([stopAt, 'resting', null, null]);
      // Nothing is left to stop by the time the sheet is checked.
      expect([stopAt, statusOf(stopped) === 'synced']).toEqual([stopAt, stopAt === 'checking']);
      const next = expectNoProblem(await ann.session.sync());
      expect([stopAt, next.phase, statusOf(next)]).toEqual([stopAt, 'resting', 'synced']);
      expect((await programRows(world, 'sites')).get('0417')?.['name']).toBe(`Stopped ${stopAt}`);
    }
  });

  test('Stop while nothing runs, or pressed twice, stops no later sync', async () => {
    ann.session.cancel();
    ann.session.cancel();
    ann.type('sites', '0417', 'name', 'Alder');
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
  });

  async function rowOf(code: string): Promise<string> {
    const rows = await ann.client.rows('sites');
    for (const [row, { cells }] of rows) if (cells['code'] === code) return row;
    throw new Error(`No site ${code}.`);
  }
});
