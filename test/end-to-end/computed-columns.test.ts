import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { budgetLine, inserts, project, site, source, system } from '../contracts/plan-rows.ts';
import { bodyArea } from 'excel-host/book/table-areas.ts';
import { cellAddress } from '../../server/workbook/cell-address.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';

/** Address of a cell of the table of budget lines, by its body row from 0. */
function address({ book }: Officer, column: string, row: number): string {
  const { excelName, columns } = tableNamed('budgetLines');
  const table = book.tables().find(({ name }) => name === excelName);
  if (!table) throw new Error('The book has no table of budget lines.');
  const index = table.columns.findIndex(({ name }) => name === columns[column]?.label);
  return cellAddress(bodyArea(table).row + row, bodyArea(table).column + index);
}

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

  test('[W12, FB1] of a paste over free and computed cells the free ones are sent, the computed ones put back and told', async () => {
    const { edits } = inserts(budgetLine('BL-002', { original: 700_000, category: 'Contingency' }));
    expect(await world.clerk.sync({ budgetLines: edits })).toMatchObject({ refusals: [] });
    expectNoProblem(await ann.session.sync());
    const before = ann.rows('budgetLines');
    // From Original Amount on: original, note, boardChanges, staffChanges, pending.
    ann.hands.paste('Budget Lines', address(ann, 'original', 0), [
      ['6000', 'agreed', '1', '2', '3.5'],
      ['tbd', '', '4', 'soon', ''],
    ]);
    const state = await ann.session.sync();
    expect(state.accepted).toBe(2);
    expect(state.refusals).toMatchObject([{ rowKey: 'BL-002', column: 'original', value: 'tbd' }]);
    expect(state.putBacks.map(({ rowKey, column, typed, now }) => [rowKey, column, typed, now])).toEqual([
      ['BL-001', 'boardChanges', 1, 0],
      ['BL-001', 'staffChanges', 2, 0],
      ['BL-001', 'pending', 3.5, 0],
      ['BL-002', 'boardChanges', 4, 0],
      ['BL-002', 'staffChanges', 'soon', 0],
      ['BL-002', 'pending', '', 0],
    ]);
    expect((await programRows(world, 'budgetLines')).get('BL-001')).toMatchObject({
      original: 600_000,
      note: 'agreed',
    });
    expect((await programRows(world, 'budgetLines')).get('BL-002')).toMatchObject({ original: 700_000, note: null });
    const [first, second] = ann.rows('budgetLines');
    const computed = ['boardChanges', 'staffChanges', 'pending', 'committed', 'expended'];
    for (const [index, row] of [first, second].entries()) {
      expect(computed.map((column) => row?.[column])).toEqual(computed.map((column) => before[index]?.[column]));
    }
    expect([first?.['current'], second?.['original'], second?.['current']]).toEqual([6_000, 'tbd', 7_000]);
    expect(await ann.session.sync()).toMatchObject({ accepted: 0, putBacks: state.putBacks });
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
