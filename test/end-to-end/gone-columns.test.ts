import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBook } from 'excel-host/file/open-book.ts';
import { readBookXlsx } from '../../addin/workbench/xlsx/read-xlsx.ts';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { inserts, site, system } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';

const SITES = tableNamed('sites').excelName;

describe.each(DIALECTS)('[W16] on %s', (dialect) => {
  let world: World;
  let ann: Officer;

  beforeEach(async () => {
    world = await openWorld(dialect);
    await world.clerk.sync({ sites: inserts(site('0417')).edits, systems: inserts(system('LAN')).edits });
    ann = await world.officer({ tables: ['sites', 'systems'] });
  });

  afterEach(() => {
    world.close();
  });

  const typeName = (header: string, name: string) => ann.hands.typeIntoTable(SITES, 0, header, name);
  const siteName = async () => (await programRows(world, 'sites')).get('0417')?.['name'];

  test('what is typed under a renamed header is not sent, and said until the header is back, in a new pane too', async () => {
    expect(expectNoProblem(await ann.session.sync()).gone).toEqual([]);
    ann.hands.renameColumn(SITES, 'Site Name', 'Name of the site');
    typeName('Name of the site', 'Alder');
    const gone = [{ table: 'sites', column: 'name' }];
    expect(expectNoProblem(await ann.session.sync()).gone).toEqual(gone);
    ann = await ann.reopen();
    expect(expectNoProblem(await ann.session.look()).gone).toEqual(gone);
    expect(expectNoProblem(await ann.session.sync()).gone).toEqual(gone);
    expect(await siteName()).toBe('School 0417');
    ann.hands.renameColumn(SITES, 'Name of the site', 'Site Name');
    expect(expectNoProblem(await ann.session.sync()).gone).toEqual([]);
    expect(await siteName()).toBe('Alder');
  });

  test('a column that was deleted on purpose is not missed once the person has said so', async () => {
    ann.hands.deleteTableColumn(SITES, 'Short Name');
    const [gone] = expectNoProblem(await ann.session.sync()).gone;
    expect(gone).toEqual({ table: 'sites', column: 'shortName' });
    if (gone) expect(expectNoProblem(await ann.session.forgetGone(gone)).gone).toEqual([]);
    const state = expectNoProblem(await ann.session.sync());
    expect([state.gone, statusOf(state)]).toEqual([[], 'synced']);
    ann.hands.deleteTableColumn(SITES, 'Grades');
    expect(expectNoProblem(await ann.session.sync()).gone).toEqual([{ table: 'sites', column: 'grades' }]);
  });

  test('what is left out stays left out when the person says that a column is meant to be gone', async () => {
    typeName('Site Name', 'Alder');
    const row = (await ann.session.inspect())?.rows[0]?.row ?? '';
    ann.session.leaveOut([{ table: 'sites', row, column: 'name' }]);
    ann.hands.deleteTableColumn(SITES, 'Short Name');
    const [gone] = expectNoProblem(await ann.session.sync()).gone;
    if (gone === undefined) throw new Error('The column is not missed.');
    const { leftOut } = expectNoProblem(await ann.session.forgetGone(gone));
    expect(leftOut).toEqual([{ table: 'sites', row, column: 'name' }]);
    expect(expectNoProblem(await ann.session.sync()).toSend).toBe(1);
    expect(await siteName()).toBe('School 0417');
  });

  test('a column is still missed after the workbook was compared anew with a program that went back', async () => {
    ann.hands.renameColumn(SITES, 'Site Name', 'Name of the site');
    const { gone } = expectNoProblem(await ann.session.sync());
    expect(gone).toEqual([{ table: 'sites', column: 'name' }]);
    const survey = await ann.port.survey();
    if (!survey.ok || survey.value.metadata === null) throw new Error('The metadata is gone.');
    await ann.port.writeMetadata({ ...survey.value.metadata, revision: 999 });
    expect((await ann.session.sync()).question?.kind).toBe('review');
    expect(expectNoProblem(await ann.session.answerReview('sendMine')).gone).toEqual(gone);
  });

  test('a table that was made a plain range is said, and the others go on', async () => {
    const table = ann.book.tables().find(({ name }) => name === SITES);
    ann.book.deleteTable(table?.id ?? '', true);
    ann.type('systems', 'LAN', 'name', 'Wired network');
    const state = expectNoProblem(await ann.session.sync());
    expect(state.gone).toEqual([{ table: 'sites', column: null }]);
    expect((await programRows(world, 'systems')).get('LAN')?.['name']).toBe('Wired network');
    expect((await programRows(world, 'sites')).size).toBe(1);
    expect(expectNoProblem(await ann.session.forgetGone({ table: 'sites', column: null })).gone).toEqual([]);
  });

  test('what is renamed in a downloaded workbook before the add-in has seen it is said at its first look', async () => {
    const file = await ann.client.fetch('/workbook.xlsx');
    const book = openBook(await readBookXlsx('Plan.xlsx', new Uint8Array(await file.arrayBuffer())));
    const ben = await world.officer({ book });
    expect(expectNoProblem(await ben.session.look()).gone).toEqual([]);
    ben.hands.renameColumn(SITES, 'Site Name', 'Name of the site');
    const gone = [{ table: 'sites', column: 'name' }];
    expect(expectNoProblem(await ben.session.look()).gone).toEqual(gone);
    expect(expectNoProblem(await ben.session.sync()).gone).toEqual(gone);
  });

  test('a workbook from before a table of the plan syncs on when that table is filled, and is not asked for it', async () => {
    await world.clerk.sync({ programSettings: inserts({ key: 'Age of a forecast', value: '30' }).edits });
    ann.type('systems', 'LAN', 'name', 'Wired network');
    const state = expectNoProblem(await ann.session.sync());
    expect([state.gone, statusOf(state)]).toEqual([[], 'synced']);
    expect((await programRows(world, 'systems')).get('LAN')?.['name']).toBe('Wired network');
    expect((await programRows(world, 'programSettings')).size).toBe(1);
  });

  test('a workbook that never had a column is not asked for it', async () => {
    const ben = await world.officer({ tables: ['sites'] });
    expect(expectNoProblem(await ben.session.sync()).gone).toEqual([]);
  });
});
