import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { preflight } from '../../shared/sync/apply/preflight.ts';
import { programState } from '../../shared/sync/program-rows.ts';
import { countEdits } from '../../shared/sync/count-edits.ts';
import { tableNamed, tables } from '../../shared/tables/all-tables.ts';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { shownEdits } from '../../addin/views/changes/shown-changes.ts';
import { inserts, site, smallPlan } from '../contracts/plan-rows.ts';
import { typedSite } from './typed-cells.ts';
import { expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';

let world: World;
let ann: Officer;

beforeEach(async () => {
  world = await openWorld('sqlite');
  const south = inserts(site('0419', { region: 'South' })).edits;
  const plan = smallPlan();
  await world.clerk.sync({
    ...plan,
    sites: { inserts: [...(plan['sites']?.inserts ?? []), ...(south.inserts ?? [])] },
  });
  ann = await world.officer({ tables: ['sites', 'budgetLines'] });
});

afterEach(() => {
  world.close();
});

/** What the pane shows before sending, judged as its worker judges it. */
async function look(officer: Officer) {
  const inspection = await officer.session.inspect();
  if (inspection === null) throw new Error(JSON.stringify(officer.session.state.problem));
  const all = await officer.server.rowsAt(
    inspection.program,
    inspection.revision,
    tables.map(({ name }) => name),
    inspection.hash,
  );
  const rights = await officer.server.membership(inspection.program);
  if (!all.ok || !rights.ok) throw new Error('The server does not answer.');
  const told = preflight({
    edits: inspection.send,
    program: programState(all.value),
    membership: rights.value,
    at: new Date().toISOString(),
  });
  return { told, shown: shownEdits(inspection, officer.session.state.leftOut, told.refusals) };
}

describe('what is shown is what is sent', () => {
  test('[FB2] a new row is in the list before it has a Row ID, and is sent under the one it was shown with', async () => {
    ann.add('sites', typedSite('0500', 'Elder'));
    const { shown } = await look(ann);
    expect(shown.send).toMatchObject([{ kind: 'insert', table: 'sites', cells: { code: '0500', name: 'Elder' } }]);
    expect((await look(ann)).shown).toEqual(shown);
    const state = expectNoProblem(await ann.session.sync({ shown }));
    expect(state.isShownOutdated).toBe(false);
    expect(state.accepted).toBe(countEdits(shown.send));
    const rows = await ann.client.rows('sites');
    expect(rows.get(shown.send[0]?.row ?? '')?.cells['code']).toBe('0500');
  });

  test('[FB2] a new row that was left out stays left out, though nothing was written into the sheet', async () => {
    ann.add('sites', typedSite('0500', 'Elder'));
    ann.type('sites', '0418', 'name', 'Birch');
    const inserted = (await look(ann)).shown.edits.find(({ kind }) => kind === 'insert');
    ann.session.leaveOut([{ table: 'sites', row: inserted?.row ?? '', column: null }]);
    ann.type('sites', '0500', 'name', 'Elder Grove');
    expectNoProblem(await ann.session.sync());
    const sites = await programRows(world, 'sites');
    expect([sites.has('0500'), sites.get('0418')?.['name']]).toEqual([false, 'Birch']);
  });

  test.each([
    ['a cell that was shown is another', (hands: Officer) => hands.type('sites', '0418', 'name', 'Beech')],
    ['a cell is new', (hands: Officer) => hands.type('sites', '0417', 'name', 'Alder')],
    ['a row is new', (hands: Officer) => hands.add('sites', typedSite('0501', 'Fir'))],
    ['a cell is back', (hands: Officer) => hands.type('sites', '0418', 'name', 'School 0418')],
  ])('[FB2] nothing is sent from a sheet of which %s since it was shown', async (_what, change) => {
    ann.type('sites', '0418', 'name', 'Birch');
    const { shown } = await look(ann);
    change(ann);
    const state = expectNoProblem(await ann.session.sync({ shown }));
    expect(state.isShownOutdated).toBe(true);
    expect((await programRows(world, 'sites')).get('0418')?.['name']).toBe('School 0418');
    const again = expectNoProblem(await ann.session.sync({ shown: (await look(ann)).shown }));
    expect(again.isShownOutdated).toBe(false);
    expect(statusOf(again)).toBe('synced');
  });

  test('[FB2] what is typed while the confirmed list is on its way stays for the next one', async () => {
    ann.type('sites', '0418', 'name', 'Birch');
    const { shown } = await look(ann);
    let isTyped = false;
    ann.session.subscribe(({ phase }) => {
      if (phase !== 'sending' || isTyped) return;
      isTyped = true;
      ann.type('sites', '0417', 'name', 'Alder');
    });
    const state = expectNoProblem(await ann.session.sync({ shown }));
    expect([isTyped, state.toSend]).toEqual([true, 1]);
    const sites = await programRows(world, 'sites');
    expect([sites.get('0417')?.['name'], sites.get('0418')?.['name']]).toEqual(['School 0417', 'Birch']);
  });

  test('[FB2] a confirmed list does not join a sync that is running, which would send something else', async () => {
    ann.type('sites', '0418', 'name', 'Birch');
    const { shown } = await look(ann);
    const running = ann.session.sync();
    const state = await ann.session.sync({ shown });
    await running;
    expect(state.isShownOutdated).toBe(true);
  });

  test('[FB2] a cell that is being edited is a problem only for as long as it is', async () => {
    ann.type('sites', '0418', 'name', 'Birch');
    ann.host.beginCellEdit();
    expect((await ann.session.sync()).problem?.problem.kind).toBe('editingCell');
    expect((await ann.session.continueAfterEditing()).problem?.problem.kind).toBe('editingCell');
    ann.host.endCellEdit();
    const state = await ann.session.continueAfterEditing();
    expect(statusOf(state)).toBe('synced');
    expect((await programRows(world, 'sites')).get('0418')?.['name']).toBe('Birch');
  });
});

describe('rights and rules known before sending', () => {
  test('[FB3] a region that is not mine is refused in the list, as the server refuses it, and counts nowhere', async () => {
    const north = { regions: ['North'], projects: [] };
    const cara = await world.officer({ tables: ['sites', 'budgetLines'], role: 'editor', scope: north });
    cara.type('sites', '0417', 'name', 'Mine');
    cara.type('sites', '0419', 'name', 'Not mine');
    const { shown, told } = await look(cara);
    expect(shown.send).toHaveLength(1);
    expect(shown.refused.map(({ rule, value }) => [rule, value])).toEqual([['PPL3', null]]);
    const sent = expectNoProblem(await cara.session.sync({ shown }));
    expect([sent.accepted, sent.refusals.length, sent.toSend]).toEqual([1, 1, 0]);
    const byServer = expectNoProblem(await cara.session.sync());
    expect(byServer.refusals.map(({ message }) => message)).toEqual(told.refusals.map(({ message }) => message));
  });

  test('[FB3] a viewer sees that nothing can be sent, before sending', async () => {
    const vera = await world.officer({ role: 'viewer' });
    vera.type('sites', '0417', 'name', 'Mine');
    const { shown } = await look(vera);
    expect([shown.send, shown.refused.length]).toEqual([[], 1]);
  });

  test('[FB5] a refusal ends when the cell is mended, and is told again when it is not', async () => {
    ann.type('sites', '0418', 'code', '0417');
    expect(expectNoProblem(await ann.session.sync()).refusals).toHaveLength(1);
    expect((await ann.session.look()).refusals).toHaveLength(1);
    ann.hands.typeIntoTable(tableNamed('sites').excelName, 1, tableNamed('sites').columns['code']?.label ?? '', '0518');
    const mended = await ann.session.look();
    expect([mended.refusals, mended.toSend]).toEqual([[], 1]);
  });

  test('[FB5] a conflict ends when the plan’s value is typed into the cell', async () => {
    const ben = await world.officer({ tables: ['sites'] });
    ann.type('sites', '0418', 'name', 'Birch');
    ben.type('sites', '0418', 'name', 'Beech');
    expectNoProblem(await ben.session.sync());
    expect(expectNoProblem(await ann.session.sync()).conflicts).toHaveLength(1);
    ann.type('sites', '0418', 'name', 'Cedar');
    expect((await ann.session.look()).conflicts).toMatchObject([{ local: 'Cedar' }]);
    ann.type('sites', '0418', 'name', 'Beech');
    expect((await ann.session.look()).conflicts).toEqual([]);
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
  });
});

describe('values typed into computed cells', () => {
  test('[FB1] are told with what was typed and what stands there now, once, until they are dismissed', async () => {
    ann.type('budgetLines', 'BL-001', 'current', '272588.27');
    const state = expectNoProblem(await ann.session.sync());
    expect(state.putBacks).toMatchObject([
      { table: 'budgetLines', rowKey: 'BL-001', column: 'current', typed: 272_588.27, now: 1_000_000 },
    ]);
    expect(ann.rows('budgetLines').find(({ id }) => id === 'BL-001')?.['current']).toBe(10_000);
    expect(expectNoProblem(await ann.session.sync()).putBacks).toHaveLength(1);
    ann.session.dismissPutBacks(state.putBacks);
    expect(ann.session.state.putBacks).toEqual([]);
  });

  test('[FB1] are not what the plan itself changes, nor what a copied row brings along', async () => {
    const ben = await world.officer({ tables: ['budgetLines'] });
    ben.type('budgetLines', 'BL-001', 'original', '12000');
    expectNoProblem(await ben.session.sync());
    expect(expectNoProblem(await ann.session.sync()).putBacks).toEqual([]);
    expect(ann.rows('budgetLines').find(({ id }) => id === 'BL-001')?.['current']).toBe(12_000);
  });
});
