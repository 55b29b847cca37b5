import { expect, test } from 'vitest';
import { MemoryBook } from '../book/memory-book.ts';
import { createExcelHost } from '../host/excel-host.ts';
import { openExcel } from './open-excel.mts';

function open() {
  const book = new MemoryBook();
  const sheet = book.addSheet();
  const host = createExcelHost(book);
  return { book, sheet, host, ...openExcel(host) };
}

test('a table is created, filled, read back and listened to by the real library', async () => {
  const { Excel, host } = open();
  const changes: string[] = [];
  const read = await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    const table = sheet.tables.add('A1:D1', true);
    table.name = 'ExpensesTable';
    table.getHeaderRowRange().values = [['Date', 'Merchant', 'Category', 'Amount']];
    table.rows.add(undefined, [
      ['1/1/2017', 'The Phone Company', 'Communications', '$120'],
      ['1/2/2017', 'Northwind Electric Cars', 'Transportation', '$142'],
    ]);
    table.onChanged.add(async (event) => {
      changes.push(`${event.changeType} ${event.address} ${event.source}`);
    });
    await context.sync();
    sheet.getRange('D2').values = [[1]];
    const body = table.getDataBodyRange();
    body.load('values,numberFormat,text,address,format/fill/color');
    table.columns.load('items/name');
    await context.sync();
    return {
      values: body.values,
      text: body.text,
      address: body.address,
      formats: body.numberFormat,
      names: table.columns.items.map((c) => c.name),
    };
  });
  expect(read).toEqual({
    address: 'Sheet1!A2:D3',
    values: [
      [42736, 'The Phone Company', 'Communications', 1],
      [42737, 'Northwind Electric Cars', 'Transportation', 142],
    ],
    text: [
      ['1/1/2017', 'The Phone Company', 'Communications', '$1'],
      ['1/2/2017', 'Northwind Electric Cars', 'Transportation', '$142'],
    ],
    formats: [
      ['m/d/yyyy', 'General', 'General', '$#,##0'],
      ['m/d/yyyy', 'General', 'General', '$#,##0'],
    ],
    names: ['Date', 'Merchant', 'Category', 'Amount'],
  });
  expect(changes).toEqual(['RangeEdited D2 Local']);
  expect(host.statistics.requests).toBe(2);
});

test('a property that was not loaded is refused by the library itself', async () => {
  const { Excel } = open();
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    await context.sync();
    expect(() => sheet.name).toThrow(expect.objectContaining({ code: 'PropertyNotLoaded' }));
    const none = context.workbook.tables.getItemOrNullObject('Nothing');
    await context.sync();
    expect(none.isNullObject).toBe(true);
  });
});
