import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import type { Content } from 'excel-host/book/cell.ts';
import { bodyArea } from 'excel-host/book/table-areas.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;
  let ann: Officer;

  beforeEach(async () => {
    world = await openWorld(dialect);
    await world.clerk.sync({ sites: inserts(site('0417'), site('0418')).edits });
    ann = await world.officer({ tables: ['sites'] });
  });

  afterEach(() => {
    world.close();
  });

  /** Types into the first cells that are seen, so many rows below the table's last row. */
  function typeBelow(gap: number, cells: readonly Content[]): void {
    const info = ann.book.tables().find(({ name }) => name === tableNamed('sites').excelName);
    if (!info) throw new Error('There is no table of sites.');
    const body = bodyArea(info);
    ann.book.act({ gesture: 'type', user: ann.hands.user }, () =>
      ann.book.write(info.sheetId, body.row + body.rowCount - 1 + gap, body.column + 1, [cells]),
    );
  }

  const look = async () => expectNoProblem(await ann.session.look()).unread;

  test('[FA6, W11] a row typed below a gap under a table is told as long as it is there, and not sent', async () => {
    expect(await look()).toEqual([]);
    typeBelow(3, ['0500', 'Elm']);
    const row = { kind: 'below', table: 'sites', position: 4, label: '0500' };
    expect(await look()).toEqual([row]);
    expect(expectNoProblem(await ann.session.sync()).unread).toEqual([row]);
    expect([...(await programRows(world, 'sites')).keys()].toSorted()).toEqual(['0417', '0418']);
    typeBelow(3, ['', '']);
    expect(await look()).toEqual([]);
  });

  test('[FA6, W11] a total under a table is told, a remark is not', async () => {
    typeBelow(2, ['Total', { formula: '=1+1' }]);
    typeBelow(4, ['Remarks: call the architect']);
    expect(await look()).toEqual([{ kind: 'totals', table: 'sites', position: 3, label: 'Total' }]);
  });

  test('[W3, W11] a table that was made smaller deletes none of the rows that now stand under it', async () => {
    const more = Array.from({ length: 40 }, (_, index) => site(String(500 + index).padStart(4, '0')));
    await world.clerk.sync({ sites: inserts(...more).edits });
    expectNoProblem(await ann.session.sync());
    const info = ann.book.tables().find(({ name }) => name === tableNamed('sites').excelName);
    if (!info) throw new Error('There is no table of sites.');
    ann.book.resizeTable(info.id, { ...info.area, rowCount: info.area.rowCount - 1 });
    const { question, unread } = await ann.session.sync();
    expect(question).toMatchObject({ kind: 'missingRows', tables: [{ rowKeys: ['0539'] }] });
    expect(unread).toMatchObject([{ kind: 'below', label: '0539' }]);
    expect((await programRows(world, 'sites')).has('0539')).toBe(true);
  });

  test('[FA6] another table below is nobody’s stray row', async () => {
    const info = ann.book.tables().find(({ name }) => name === tableNamed('sites').excelName);
    typeBelow(3, ['Code', 'Name']);
    typeBelow(4, ['0500', 'Elm']);
    const body = info && bodyArea(info);
    const area = areaOf((body?.row ?? 0) + (body?.rowCount ?? 0) + 2, (body?.column ?? 0) + 1, 2, 2);
    ann.book.addTable(info?.sheetId ?? '', area, true);
    expect(await look()).toEqual([]);
  });

  test('[FA6] Go to cell shows the row, which has no Row ID to be found by', async () => {
    typeBelow(3, ['0500', 'Elm']);
    const [row] = await look();
    expect(await ann.session.jumpToRow({ table: 'sites', position: row?.position ?? -1 })).toMatchObject({
      value: true,
    });
    const selected = await ann.excel.Excel.run(async (context) => {
      const range = context.workbook.getSelectedRange().load('values');
      await context.sync();
      return range.values;
    });
    expect(selected).toEqual([['0500']]);
  });
});
