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
  await new Promise((resolve) => setTimeout(resolve, 0));
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

test('an error names the statement it happened in', async () => {
  const { Excel } = open();
  const run = Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    sheet.getRange('A1').values = [[1]];
    sheet.getRange('A1:B1').values = [[1, 2, 3]];
    await context.sync();
  });
  await expect(run).rejects.toMatchObject({
    code: 'InvalidArgument',
    debugInfo: { errorLocation: 'Range.values', statement: 'range1.values = ...;' },
  });
});

test('what ran before an error stays: batches are no transactions', async () => {
  const { Excel, book, sheet } = open();
  const run = Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange('A1').values = [[1]];
    context.workbook.tables.getItem('Nothing').delete();
    context.workbook.worksheets.getItem('Sheet1').getRange('A2').values = [[2]];
    await context.sync();
  });
  await expect(run).rejects.toMatchObject({ code: 'ItemNotFound' });
  expect(book.readValues(sheet.id, { row: 0, column: 0, rowCount: 2, columnCount: 1 })).toEqual([[1], ['']]);
});

test('[FE12] an Excel has what its library has, so that a newer member is asked for before it is used', () => {
  const { Excel, Office } = openExcel(createExcelHost(new MemoryBook()));
  const has = (version: string) => Office.context.requirements.isSetSupported('ExcelApi', version);
  expect('getSurroundingDataRegion' in Excel.Range.prototype).toBe(has('1.15'));
  expect('valuesAsJson' in Excel.Range.prototype).toBe(has('1.16'));
  expect(has('1.14')).toBe(true);
});

test('what is not built says so by name', async () => {
  const { Excel } = open();
  const run = Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').charts.add('Line', context.workbook.getSelectedRange());
    await context.sync();
  });
  await expect(run).rejects.toMatchObject({
    code: 'ApiNotImplemented',
    debugInfo: { errorLocation: 'Worksheet.charts' },
  });
});

test('errors are errors of this world, values are arrays of this world', async () => {
  const { Excel, OfficeExtension } = open();
  const error = await Excel.run(async (context) => {
    context.workbook.tables.getItem('Nothing').delete();
    await context.sync();
  }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Error);
  expect(error).toBeInstanceOf(OfficeExtension.Error);
  const values = await Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem('Sheet1').getRange('A1:B1').load('values');
    await context.sync();
    return range.values;
  });
  expect(values).toStrictEqual([['', '']]);
});

test('two people have two libraries and hear each other', async () => {
  const ann = open();
  const host = createExcelHost(ann.book, { user: 'bob' });
  const bob = openExcel(host);
  expect(bob.Excel).not.toBe(ann.Excel);
  const heard: string[] = [];
  await ann.Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').onChanged.add(async ({ address, source, details }) => {
      heard.push(`${address} ${source} ${String(details.valueBefore)} → ${String(details.valueAfter)}`);
    });
    await context.sync();
  });
  await bob.Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange('B2').values = [['hi']];
    await context.sync();
  });
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(heard).toEqual(['B2 Remote  → hi']);
});

test('an older Excel lacks what came later', async () => {
  const { host } = open();
  const { Excel, Office } = openExcel(host, { requirementSets: { ExcelApi: '1.8' } });
  expect(Office.context.requirements.isSetSupported('ExcelApi', '1.8')).toBe(true);
  expect(Office.context.requirements.isSetSupported('ExcelApi', '1.9')).toBe(false);
  const run = Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange('A1').copyFrom('B1');
    await context.sync();
  });
  await expect(run).rejects.toMatchObject({ code: 'ApiNotFound' });
});

test('a removed handler hears nothing more', async () => {
  const { Excel, book, sheet } = open();
  const heard: string[] = [];
  const added = await Excel.run(async (context) => {
    const result = context.workbook.worksheets.getItem('Sheet1').onChanged.add(async ({ address }) => {
      heard.push(address);
    });
    await context.sync();
    return result;
  });
  book.write(sheet.id, 0, 0, [[1]]);
  await new Promise((resolve) => setTimeout(resolve, 0));
  await Excel.run(added.context, async (context) => {
    added.remove();
    await context.sync();
  });
  book.write(sheet.id, 1, 0, [[1]]);
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(heard).toEqual(['A1']);
});

test('[FE3] the document tells of selections through the Common API, and refuses handlers for what is not built', async () => {
  const { Office, host, sheet } = open();
  const { document } = Office.context;
  const states: unknown[] = [];
  let heard = 0;
  const handler = () => (heard += 1);
  const done = ({ status, error }: Office.AsyncResult<void>) =>
    states.push(error === undefined ? status : error.message);
  document.addHandlerAsync(Office.EventType.DocumentSelectionChanged, handler, done);
  document.addHandlerAsync(Office.EventType.ActiveViewChanged, handler, done);
  host.select(sheet.id, { row: 1, column: 1, rowCount: 1, columnCount: 1 });
  await expect.poll(() => heard).toBe(1);
  document.removeHandlerAsync(Office.EventType.DocumentSelectionChanged, { handler }, done);
  host.select(sheet.id, { row: 2, column: 1, rowCount: 1, columnCount: 1 });
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(heard).toBe(1);
  expect(states).toEqual(['succeeded', expect.stringContaining('is not built in this Excel host.'), 'succeeded']);
});
