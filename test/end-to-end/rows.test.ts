import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { typedSite } from './typed-cells.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';

const TABLE = 'SEP_Sites';
const codes = (officer: Officer) => officer.rows('sites').map(({ code }) => code);

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;
  let ann: Officer;

  beforeEach(async () => {
    world = await openWorld(dialect);
    const schools = Array.from({ length: 60 }, (_, index) => site(String(100 + index).padStart(4, '0')));
    await world.clerk.sync({ sites: inserts(...schools).edits });
    ann = await world.officer();
  });

  afterEach(() => {
    world.close();
  });

  test('[W1] a typed row gets a Row ID of its own and reaches the colleague', async () => {
    const ben = await world.officer();
    ann.add('sites', typedSite('0500', 'Elm High'));
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expectNoProblem(await ben.session.sync());
    expect(ben.rows('sites')).toEqual(ann.rows('sites'));
    expect(codes(ben).at(-1)).toBe('0500');
    expect(new Set(ann.rows('sites').map((row) => row['Row ID'])).size).toBe(61);
  });

  test('[W3] a few deleted rows are sent as they are; the colleague loses them too', async () => {
    const ben = await world.officer();
    ann.hands.deleteTableRows(TABLE, 0, 2);
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expectNoProblem(await ben.session.sync());
    expect(codes(ben)).toHaveLength(58);
    expect((await programRows(world, 'sites')).has('0100')).toBe(false);
  });

  test('[A1] what stood in a column of one’s own in a row that a colleague deletes is told, until it is dismissed', async () => {
    const ben = await world.officer();
    ann.hands.insertTableColumn(TABLE, 2, 'Notes');
    ann.hands.insertTableColumn(TABLE, 3, 'Sum');
    const [info] = ann.book.tables();
    if (info) ann.book.writeFormats(info.sheetId, { ...info.area, column: 3, columnCount: 1 }, 'General');
    ann.hands.typeIntoTable(TABLE, 1, 'Notes', 'Call the architect');
    ann.hands.typeIntoTable(TABLE, 1, 'Sum', '=1+2');
    ben.hands.deleteTableRows(TABLE, 1);
    expectNoProblem(await ben.session.sync());
    const { goneNotes } = expectNoProblem(await ann.session.sync());
    expect(goneNotes).toMatchObject([{ table: 'sites', rowKey: '0101', header: 'Notes', text: 'Call the architect' }]);
    expect(expectNoProblem(await ann.session.sync()).goneNotes).toEqual(goneNotes);
    ann.session.dismissGoneNotes(goneNotes);
    expect(ann.session.state.goneNotes).toEqual([]);
  });

  test('[W3] many missing rows are asked about first, and come back on request', async () => {
    ann.hands.deleteTableRows(TABLE, 10, 25);
    ann.type('sites', '0100', 'name', 'Alder');
    const asked = await ann.session.sync();
    expect(asked.question).toMatchObject({
      kind: 'missingRows',
      tables: [{ table: 'sites', rowKeys: expect.any(Array) }],
    });
    expect(statusOf(asked)).toBe('question');
    const program = await programRows(world, 'sites');
    expect(program.size).toBe(60);
    expect(program.get('0100')?.['name']).toBe('Alder');
    expect(statusOf(expectNoProblem(await ann.session.answerMissingRows('restore')))).toBe('synced');
    expect(new Set(codes(ann)).size).toBe(60);
  });

  test('[W3] a missing row comes back on request, also when the filter that made it a question is off by then', async () => {
    const ben = await world.officer();
    ann.hands.deleteTableRows(TABLE, 10, 1);
    ann.hands.filterTable(TABLE, 'Location Code', ['0101', '0111']);
    expect((await ann.session.sync()).question).toMatchObject({ kind: 'missingRows', tables: [{ rowKeys: ['0110'] }] });
    ann.hands.clearFilters(TABLE);
    expect(statusOf(expectNoProblem(await ann.session.answerMissingRows('restore')))).toBe('synced');
    expect(codes(ann)).toContain('0110');
    expectNoProblem(await ben.session.sync());
    expect(codes(ben)).toContain('0110');
  });

  test('[W3, W10] who lets only cells go is asked about a missing row again, though the filter is off by then', async () => {
    ann.hands.deleteTableRows(TABLE, 10, 1);
    ann.hands.filterTable(TABLE, 'Location Code', ['0101', '0111']);
    await ann.session.sync();
    ann.hands.clearFilters(TABLE);
    const { question } = await ann.session.answerMissingRows('empty');
    expect(question).toMatchObject({ kind: 'missingRows', tables: [{ rowKeys: ['0110'] }] });
    expect((await programRows(world, 'sites')).has('0110')).toBe(true);
  });

  test('[W3] many missing rows go once the person has confirmed', async () => {
    ann.hands.deleteTableRows(TABLE, 10, 25);
    await ann.session.sync();
    expect(statusOf(expectNoProblem(await ann.session.answerMissingRows('delete')))).toBe('synced');
    expect((await programRows(world, 'sites')).size).toBe(35);
  });

  test('[W3] rows that went missing after the question do not go with its rows: they are asked about', async () => {
    ann.hands.deleteTableRows(TABLE, 10, 25);
    await ann.session.sync();
    ann.hands.deleteTableRows(TABLE, 0, 10);
    const { question } = await ann.session.answerMissingRows('delete');
    expect(question).toMatchObject({ kind: 'missingRows', tables: [{ table: 'sites', rowKeys: { length: 10 } }] });
    expect((await programRows(world, 'sites')).size).toBe(35);
    expectNoProblem(await ann.session.answerMissingRows('restore'));
    expect(codes(ann)).toHaveLength(35);
  });

  test('[W3] who confirms what was not asked deletes nothing', async () => {
    ann.hands.deleteTableRows(TABLE, 10, 25);
    const { question } = await ann.session.answerMissingRows('delete');
    expect(question).toMatchObject({ kind: 'missingRows', tables: [{ rowKeys: { length: 25 } }] });
    expect((await programRows(world, 'sites')).size).toBe(60);
  });

  test('[W8] sorting, hiding and user columns change nothing, and edits still find their rows', async () => {
    const ben = await world.officer();
    ann.hands.sortTable(TABLE, 'Location Code', { ascending: false });
    ann.hands.insertTableColumn(TABLE, 3, 'My remarks');
    ann.hands.typeIntoTable(TABLE, 0, 'My remarks', 'call them');
    expect(expectNoProblem(await ann.session.sync()).accepted).toBe(0);
    ben.type('sites', '0159', 'name', 'Alder');
    expectNoProblem(await ben.session.sync());
    ann.type('sites', '0100', 'name', 'Birch');
    expectNoProblem(await ann.session.sync());
    expect(ann.rows('sites')[0]).toMatchObject({ code: '0159', name: 'Alder', 'My remarks': 'call them' });
    expect((await programRows(world, 'sites')).get('0100')?.['name']).toBe('Birch');
    expect(await programRows(world, 'sites').then((rows) => rows.size)).toBe(60);
  });

  test('[W2] a copied row keeps nothing of the identity of its original', async () => {
    ann.hands.copyTableRow(TABLE, 5, 20);
    const refused = await ann.session.sync();
    expect(refused.refusals).toMatchObject([{ rule: 'V02', value: '0105' }]);
    expect((await programRows(world, 'sites')).size).toBe(60);
    ann.hands.typeIntoTable(TABLE, 20, 'Location Code', '0777');
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expect((await programRows(world, 'sites')).get('0777')?.['name']).toBe('School 0105');
    expect((await programRows(world, 'sites')).get('0105')?.['name']).toBe('School 0105');
  });

  test('[W4] a sort that left the Row ID column out stops the sync, and realigning mends it', async () => {
    ann.hands.sortTable(TABLE, 'Location Code', { ascending: false, leaveOut: ['Row ID'] });
    const asked = await ann.session.sync();
    expect(asked.question).toMatchObject({ kind: 'rowsApart', table: 'sites' });
    expect(ann.network.arrived.filter((path) => path.endsWith('/sync'))).toHaveLength(1);
    const state = expectNoProblem(await ann.session.realign());
    expect(statusOf(state)).toBe('synced');
    expect(state.accepted).toBe(0);
  });

  test('a corrected key is the same row for everybody', async () => {
    const ben = await world.officer();
    ann.type('sites', '0100', 'code', '0999');
    ben.type('sites', '0100', 'name', 'Alder');
    expectNoProblem(await ann.session.sync());
    expectNoProblem(await ben.session.sync());
    expectNoProblem(await ann.session.sync());
    expect((await programRows(world, 'sites')).get('0999')?.['name']).toBe('Alder');
    expect(codes(ben)[0]).toBe('0999');
    expect(ann.rows('sites')).toEqual(ben.rows('sites'));
  });

  test('a filter is left alone unless the person agrees; then values are placed rightly and the filter stands again', async () => {
    const ben = await world.officer();
    ben.type('sites', '0110', 'name', 'Alder');
    ben.hands.deleteTableRows(TABLE, 3);
    ben.add('sites', typedSite('0500', 'Elm High'));
    expectNoProblem(await ben.session.sync());
    ann.hands.filterTable(TABLE, 'Location Code', ['0101', '0110', '0111']);
    const waiting = await ann.session.sync();
    expect(waiting.problem).toEqual({ at: 'workbook', problem: { kind: 'filterOn', tables: ['Sites'] } });
    const state = expectNoProblem(await ann.session.sync({ clearFilters: true }));
    expect(statusOf(state)).toBe('synced');
    expect(new Set(codes(ann))).toEqual(new Set(codes(ben)));
    expect(ann.rows('sites').find(({ code }) => code === '0110')?.['name']).toBe('Alder');
    expect(ann.book.tables()[0]?.filters.size).toBe(1);
  });
});
