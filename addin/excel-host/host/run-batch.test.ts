import { beforeEach, describe, expect, test } from 'vitest';
import { peopleExcel, type OpenedPeople } from '../testing/people-excel.mts';

const excel = peopleExcel();
const { onData, refusal } = excel;
let opened: OpenedPeople;
beforeEach(() => {
  opened = excel.open();
});

const values = (address: string) => opened.book.readValues(opened.sheetId, areaOf(address));

function areaOf(address: string) {
  const [, letter = 'A', row = '1'] = /^([A-Z])(\d+)$/.exec(address) ?? [];
  return { row: Number(row) - 1, column: letter.charCodeAt(0) - 65, rowCount: 1, columnCount: 1 };
}

describe('an object that is not there', () => {
  test('answers that it is none, and so does all that is reached from it', async () => {
    const answers = await onData(async (sheet, context) => {
      const table = sheet.tables.getItemOrNullObject('Plants').load('name');
      const body = table.getDataBodyRange().load('values');
      const column = table.columns.getItemOrNullObject('Name').load('name');
      const there = sheet.tables.getItemOrNullObject('People').load('name');
      await context.sync();
      return [table.isNullObject, body.isNullObject, column.isNullObject, there.isNullObject, there.name];
    });
    expect(answers).toEqual([true, true, true, false, 'People']);
  });

  test('takes a method without a word and no property', async () => {
    expect(await refusal((sheet) => sheet.tables.getItemOrNullObject('Plants').delete())).toBe('done');
    expect(await refusal((sheet) => (sheet.tables.getItemOrNullObject('Plants').name = 'Trees'))).toBe('ItemNotFound');
    expect(await refusal((sheet) => sheet.tables.getItemOrNullObject('Plants').set({ name: 'Trees' }))).toBe(
      'ItemNotFound',
    );
    expect(
      await refusal((sheet) => sheet.getRange('D1').copyFrom(sheet.tables.getItemOrNullObject('X').getRange())),
    ).toBe('ItemNotFound');
  });
});

test('what ran before an error stays, what follows does not run, and the error says where it was', async () => {
  const failed = excel.Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Data');
    sheet.getRange('D1').values = [[1]];
    sheet.getRange('nowhere').load('values');
    sheet.getRange('E1').values = [[2]];
    await context.sync();
  });
  await expect(failed).rejects.toMatchObject({
    code: 'InvalidArgument',
    debugInfo: { errorLocation: 'Worksheet.getRange' },
  });
  expect([values('D1'), values('E1')]).toEqual([[[1]], [['']]]);
});

describe('a load', () => {
  test('gives properties, those of objects below, and of the items of a collection some from some on', async () => {
    const seen = await onData(async (sheet, context) => {
      const table = sheet.tables.getItem('People').load('name,worksheet/name,columns/items/name');
      const some = table.rows.load({ index: true, $top: 1, $skip: 1 });
      const most = context.workbook.tables.load({ $all: true, name: true });
      await context.sync();
      return [
        table.name,
        table.worksheet.name,
        table.columns.items.map(({ name }) => name),
        some.items.map(({ index }) => index),
        most.items.map(({ name }) => name),
      ];
    });
    expect(seen).toEqual(['People', 'Data', ['Name', 'Amount'], [1], ['People']]);
  });

  test('without names gives all there is', async () => {
    const seen = await onData(async (sheet, context) => {
      const range = sheet.getRange('A1:B1').load();
      const { columns } = sheet.tables.getItem('People');
      columns.load();
      await context.sync();
      return [range.values, range.rowIndex, columns.items.map(({ index }) => index)];
    });
    expect(seen).toEqual([[['Name', 'Amount']], 0, [0, 1]]);
  });

  test('of a count alone brings no items', async () => {
    const columns = await onData(async (sheet, context) => {
      const found = sheet.tables.getItem('People').columns.load('count');
      await context.sync();
      return found;
    });
    expect(columns.count).toBe(2);
    expect(() => columns.items).toThrow(expect.objectContaining({ code: 'PropertyNotLoaded' }));
  });
});

test('many properties are set at once, those of objects below too', async () => {
  await onData((sheet) => {
    sheet.getRange('D1').set({ values: [[5]], format: { font: { bold: true }, fill: { color: '#00FF00' } } });
  });
  expect(values('D1')).toEqual([[5]]);
  expect(opened.book.readStyles(opened.sheetId, areaOf('D1'))[0]?.[0]).toMatchObject({
    bold: true,
    fillColor: '#00FF00',
  });
});

describe('ranges that the add-in holds on to', () => {
  test('follow their cells on their own sheet only, and are lost with them', async () => {
    const other = opened.book.addSheet('Other');
    const held = await excel.Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Data').getRange('D5:D6').load('address');
      context.trackedObjects.add(range);
      await context.sync();
      return range;
    });
    const address = async (): Promise<string> => {
      held.load('address');
      await held.context.sync();
      return held.address;
    };
    const rows = { column: 0, rowCount: 2, columnCount: 16_384 };
    opened.book.insertCells(other.id, { row: 0, ...rows }, 'down');
    expect(await address()).toBe('Data!D5:D6');
    opened.book.insertCells(opened.sheetId, { row: 6, ...rows }, 'down');
    expect(await address()).toBe('Data!D5:D6');
    opened.book.insertCells(opened.sheetId, { row: 4, ...rows }, 'down');
    expect(await address()).toBe('Data!D7:D8');
    opened.book.deleteSheet(other.id);
    expect(await address()).toBe('Data!D7:D8');
    opened.book.deleteCells(opened.sheetId, { row: 6, ...rows }, 'up');
    await expect(address()).rejects.toMatchObject({ code: 'InvalidReference' });
  });

  test('are lost with their sheet', async () => {
    opened.book.addSheet('Other');
    const held = await excel.Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Data').getRange('D5').load('address');
      context.trackedObjects.add(range);
      await context.sync();
      return range;
    });
    opened.book.deleteSheet(opened.sheetId);
    held.load('address');
    await expect(held.context.sync()).rejects.toMatchObject({ code: 'InvalidReference' });
  });

  test('are let go, after which the host knows them no more', async () => {
    const held = await excel.Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('Data').getRange('D5').load('address');
      context.trackedObjects.add(range);
      await context.sync();
      return range;
    });
    const before = opened.host.statistics.requests;
    held.context.trackedObjects.remove(held);
    await held.context.sync();
    // Letting go is housekeeping of the library, not a request of the add-in.
    expect(opened.host.statistics.requests).toBe(before);
    held.load('address');
    await expect(held.context.sync()).rejects.toMatchObject({ name: 'RichApi.Error' });
  });
});
