import { beforeEach, describe, expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import { type OpenedPeople, peopleExcel } from '../testing/people-excel.mts';
import { createExcelHost } from './excel-host.ts';

const excel = peopleExcel();
const { onData, refusal } = excel;
let opened: OpenedPeople;
beforeEach(() => {
  opened = excel.open();
});

/** Loads one property of a range. */
async function read(address: string, property: 'values' | 'text' | 'hasSpill' | 'formulas'): Promise<unknown> {
  return onData(async (sheet, context) => {
    const range = sheet.getRange(address).load(property);
    await context.sync();
    return range[property];
  });
}

describe('[FE3] a selection', () => {
  test('is told to the tables it comes into and leaves', async () => {
    const heard: unknown[] = [];
    await onData(async (sheet, context) => {
      sheet.tables.getItem('People').onSelectionChanged.add((event) => {
        heard.push([event.address, event.isInsideTable, event.tableId]);
        return Promise.resolve();
      });
      await context.sync();
    });
    opened.host.select(opened.sheetId, areaOf(1, 1, 5, 3));
    opened.host.select(opened.sheetId, areaOf(9, 9, 1, 1));
    opened.host.select(opened.sheetId, areaOf(8, 8, 1, 1));
    await expect
      .poll(() => heard)
      .toEqual([
        ['B2:B4', true, opened.tableId],
        ['', false, opened.tableId],
      ]);
  });
});

test('[FE3] the workbook hears of every other selection, once each, until it stops to listen', async () => {
  let heard = 0;
  const added = await onData((_sheet, context) =>
    context.workbook.onSelectionChanged.add((event) => {
      if (event.workbook.context === context) heard += 1;
      return Promise.resolve();
    }),
  );
  const other = opened.book.addSheet('Other');
  opened.host.select(opened.sheetId, areaOf(1, 1, 5, 3));
  await expect.poll(() => heard).toBe(1);
  opened.host.select(other.id, areaOf(2, 2, 1, 1));
  await expect.poll(() => heard).toBe(2);
  await onData((sheet) => sheet.getRange('B3').select());
  await expect.poll(() => heard).toBe(3);
  opened.host.activate(other.id);
  await expect.poll(() => heard).toBe(4);
  await excel.Excel.run(added.context, async (context) => {
    added.remove();
    await context.sync();
  });
  const selections: string[] = [];
  await onData((sheet) =>
    sheet.onSelectionChanged.add(({ address }) => {
      selections.push(address);
      return Promise.resolve();
    }),
  );
  opened.host.select(opened.sheetId, areaOf(0, 0, 1, 1));
  await expect.poll(() => selections).toEqual(['A1']);
  expect(heard).toBe(4);
});

test('[FE3] no event of the selection comes while the add-in has switched events off', async () => {
  const heard: string[] = [];
  await onData((sheet, context) => {
    sheet.onSelectionChanged.add(({ address }) => {
      heard.push(address);
      return Promise.resolve();
    });
    context.runtime.load('enableEvents');
  });
  await onData((_sheet, context) => (context.runtime.enableEvents = false));
  opened.host.select(opened.sheetId, areaOf(1, 1, 1, 1));
  await onData((_sheet, context) => (context.runtime.enableEvents = true));
  opened.host.select(opened.sheetId, areaOf(2, 2, 1, 1));
  await expect.poll(() => heard).toEqual(['C3']);
});

describe('[FE4] a formula', () => {
  test('that nobody can read, or about a table or column that is not there, is refused in values, in formulas and at the keyboard', async () => {
    const unreadable = ['=SUM(', '=1+', '=LEFT()', '=ROUND(1)', '=A1:', '=IF(1,2,3,4)', '=(1', '="a'];
    for (const formula of [...unreadable, '=SUM(Nope[Amount])', '=SUM(People[Nope])']) {
      expect(await refusal((sheet) => (sheet.getRange('D1').values = [[formula]])), formula).toBe('InvalidArgument');
      expect(await refusal((sheet) => (sheet.getRange('D1').formulas = [[formula]])), formula).toBe('InvalidArgument');
      expect(opened.bob.typeInto('Data', 'D1', formula), formula).toBe('refused');
    }
    expect(await read('D1', 'formulas')).toEqual([['']]);
    expect(opened.bob.typeInto('Data', 'D1', '=NOSUCH(1)')).toBe('entered');
  });

  test('in a text cell is text, whatever it looks like', async () => {
    opened.book.writeFormats(opened.sheetId, areaOf(0, 3, 1, 1), '@');
    expect(opened.bob.typeInto('Data', 'D1', '=SUM(')).toBe('entered');
    expect(await read('D1', 'values')).toEqual([['=SUM(']]);
  });

  test('with a function this host lacks fails where its value is read, and so does what depends on it', async () => {
    opened.bob.typeInto('Data', 'D1', '=WEBSERVICE("x")');
    opened.bob.typeInto('Data', 'D2', '=IFERROR(D1&"!",1)');
    const values = (address: string) =>
      refusal(async (sheet, context) => {
        sheet.getRange(address).load('values');
        await context.sync();
      });
    expect(await values('D1')).toBe('ApiNotImplemented');
    expect(await values('D2')).toBe('ApiNotImplemented');
    expect(await values('A1:B4')).toBe('done');
    expect(await read('D1:D2', 'formulas')).toEqual([['=WEBSERVICE("x")'], ['=IFERROR(D1&"!",1)']]);
  });

  test('with such a function is an error value and a warning in a lenient host', async () => {
    const lenient = createExcelHost(opened.book, { lenient: true });
    excel.reconnect(lenient);
    opened.bob.typeInto('Data', 'D1', '=WEBSERVICE("x")');
    opened.bob.typeInto('Data', 'D2', '=D2+1');
    expect(await read('D1:D2', 'values')).toEqual([['#NAME?'], [0]]);
    expect(lenient.warnings).toEqual([
      'This Excel host lacks the function WEBSERVICE.',
      'Data!D2 needs its own value and shows 0.',
    ]);
  });

  test('that spills fills its cells, which say whose they are', async () => {
    opened.bob.typeInto('Data', 'D1', '=People[Amount]*10');
    expect(await read('D1:D4', 'values')).toEqual([[10], [20], [30], ['']]);
    expect(await read('D1', 'hasSpill')).toBe(true);
    expect(await read('D1:D4', 'hasSpill')).toBeNull();
    expect(await read('F1', 'hasSpill')).toBe(false);
    const addresses = await onData(async (sheet, context) => {
      const spilling = sheet.getRange('D1').getSpillingToRange().load('address');
      const parent = sheet.getRange('D3').getSpillParent().load('address');
      const none = sheet.getRange('A1').getSpillParentOrNullObject();
      await context.sync();
      return [spilling.address, parent.address, none.isNullObject];
    });
    expect(addresses).toEqual(['Data!D1:D3', 'Data!D1', true]);
  });
});

test.each([
  ['=2*21', 'Integer', 42],
  ['=1/4', 'Double', 0.25],
  ['="a"&"b"', 'String', 'ab'],
  ['=1=1', 'Boolean', true],
  ['=1/0', 'Error', '#DIV/0!'],
  ['=Data!$A$1', 'Range', 'Data!$A$1'],
])('[FE5] a name for %s is of type %s and has its value', async (formula, type, value) => {
  const found = await onData(async (_sheet, context) => {
    context.workbook.names.add('Wanted', formula);
    const item = context.workbook.names.getItem('Wanted').load('type,value,formula');
    await context.sync();
    return [item.formula, item.type, item.value];
  });
  expect(found).toEqual([formula, type, value]);
});

describe('[FE6]', () => {
  const address = (pick: (range: Excel.Range) => Excel.Range) =>
    onData(async (sheet, context) => {
      const range = pick(sheet.getRange('B2:D5')).load('address');
      await context.sync();
      return range.address;
    });

  test('a negative count takes rows and columns from the range itself', async () => {
    expect(await address((range) => range.getColumnsAfter(-1))).toBe('Data!D2:D5');
    expect(await address((range) => range.getColumnsBefore(-2))).toBe('Data!B2:C5');
    expect(await address((range) => range.getRowsAbove(-1))).toBe('Data!B2:D2');
    expect(await address((range) => range.getRowsBelow(-9))).toBe('Data!B2:D5');
    expect(await address((range) => range.getColumnsAfter())).toBe('Data!E2:E5');
  });

  test('a range without used cells has no used range, while a blank sheet has its first cell', async () => {
    expect(await refusal((sheet) => sheet.getRange('H9:J12').getUsedRange().load('address'))).toBe('ItemNotFound');
    opened.book.addSheet('Blank');
    const used = await onData(async (_sheet, context) => {
      const range = context.workbook.worksheets.getItem('Blank').getUsedRange().load('address');
      await context.sync();
      return range.address;
    });
    expect(used).toBe('Blank!A1');
  });
});

test('[FE7] colours have all names of HTML, on tabs too, and are kept as #RRGGBB', async () => {
  const colours = await onData(async (sheet, context) => {
    const cell = sheet.getRange('A1');
    cell.format.fill.color = 'RebeccaPurple';
    cell.format.font.color = '#abcdef';
    sheet.tabColor = 'tomato';
    cell.format.fill.load('color');
    cell.format.font.load('color');
    sheet.load('tabColor');
    await context.sync();
    return [cell.format.fill.color, cell.format.font.color, sheet.tabColor];
  });
  expect(colours).toEqual(['#663399', '#ABCDEF', '#FF6347']);
  expect(await refusal((sheet) => (sheet.tabColor = 'nocolour'))).toBe('InvalidArgument');
});

test('[FE7] one number format goes for a whole range, an empty one takes it back to General, and null is none', async () => {
  const set = (numberFormat: unknown) =>
    refusal((sheet) => {
      Object.assign(sheet.getRange('B2:B4'), { numberFormat });
    });
  const formats = () =>
    onData(async (sheet, context) => {
      const range = sheet.getRange('B2:B4').load('numberFormat,text');
      await context.sync();
      return [range.numberFormat.flat(), range.text.flat()];
    });
  expect(await set('0.00')).toBe('done');
  expect(await formats()).toEqual([
    ['0.00', '0.00', '0.00'],
    ['1.00', '2.00', '3.00'],
  ]);
  expect(await set([['@'], [null], ['']])).toBe('done');
  expect((await formats())[0]).toEqual(['@', '0.00', 'General']);
  expect(await set('')).toBe('done');
  expect(await formats()).toEqual([
    ['General', 'General', 'General'],
    ['1', '2', '3'],
  ]);
  for (const wrong of [null, 7, [['0'], ['0']]]) expect(await set(wrong)).toBe('InvalidArgument');
});

test('[FE7] a tab takes a colour by name or number, and none again', async () => {
  for (const [given, kept] of [
    ['Tomato', '#FF6347'],
    ['#abcdef', '#ABCDEF'],
    ['', ''],
  ] as const) {
    await onData((sheet) => (sheet.tabColor = given));
    expect(opened.book.sheets()[0]?.tabColor).toBe(kept);
  }
});

describe('[FE8] a protected sheet', () => {
  const rows = (sheet: Excel.Worksheet) => sheet.getRange('9:9');

  test('lets rows and columns be inserted where its protection allows that', async () => {
    opened.book.updateSheet(opened.sheetId, {
      protection: { password: undefined, options: { allowInsertRows: true } },
    });
    expect(await refusal((sheet) => rows(sheet).insert('Down'))).toBe('done');
    expect(await refusal((sheet) => sheet.getRange('F:F').insert('Right'))).toBe('AccessDenied');
    expect(await refusal((sheet) => rows(sheet).delete('Up'))).toBe('AccessDenied');
    expect(await refusal((sheet) => sheet.getRange('F9').insert('Down'))).toBe('AccessDenied');
  });

  test('answers all options, set or not', async () => {
    const options = await onData(async (sheet, context) => {
      sheet.protection.protect({ allowSort: true });
      sheet.protection.load('options');
      await context.sync();
      return sheet.protection.options;
    });
    expect(options).toMatchObject({ allowSort: true, allowInsertRows: false, selectionMode: 'Normal' });
  });
});

test('[FE9] a load that asks for no properties gives the object, and items without any', async () => {
  const found = await onData(async (sheet, context) => {
    sheet.load('no-properties-needed');
    const tables = sheet.tables.load('items/$none');
    await context.sync();
    return [sheet.isNullObject, tables.items.length];
  });
  expect(found).toEqual([false, 1]);
});
