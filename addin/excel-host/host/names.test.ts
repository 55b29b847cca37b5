import { beforeEach, expect, test } from 'vitest';
import { peopleExcel, type OpenedPeople } from '../testing/people-excel.mts';

const excel = peopleExcel();
let opened: OpenedPeople;
beforeEach(() => {
  opened = excel.open();
});

async function named(name: string): Promise<(string | boolean)[]> {
  return excel.onData(async (_sheet, context) => {
    const item = context.workbook.names.getItem(name).load('formula,comment,scope,type,visible,value');
    await context.sync();
    return [item.formula, item.type, item.scope, item.comment, item.visible, String(item.value)];
  });
}

const refusal = (work: (names: Excel.NamedItemCollection, sheet: Excel.Worksheet) => unknown) =>
  excel.refusal((sheet, context) => work(context.workbook.names, sheet));

test('a name stands for a range absolutely, for a formula, or for a text in quotes', async () => {
  await excel.onData((sheet, context) => {
    const { names } = context.workbook;
    names.add('Body', sheet.getRange('A2:B4'), 'the rows');
    names.add('Corner', sheet.getRange('A1'));
    names.add('Keys', '=People[Name]');
    names.add('Motto', 'say "yes"');
  });
  expect(await named('Body')).toEqual(['=Data!$A$2:$B$4', 'Range', 'Workbook', 'the rows', true, 'Data!$A$2:$B$4']);
  expect((await named('corner')).slice(0, 2)).toEqual(['=Data!$A$1', 'Range']);
  expect((await named('Keys')).slice(0, 4)).toEqual(['=People[Name]', 'String', 'Workbook', '']);
  expect((await named('Motto')).slice(0, 2)).toEqual(['="say ""yes"""', 'String']);
});

test('the range of a name is found where it stands for one', async () => {
  const found = await excel.onData(async (sheet, context) => {
    const { names } = context.workbook;
    names.add('Body', sheet.getRange('A2:B4'));
    names.add('Keys', '=People[Name]');
    const body = names.getItem('Body').getRange().load('address');
    const maybe = names.getItem('Body').getRangeOrNullObject();
    const keys = names.getItem('Keys').getRangeOrNullObject();
    const byName = sheet.getRange('Body').load('address');
    const count = names.getCount();
    names.load('items/name');
    await context.sync();
    return [
      body.address,
      byName.address,
      maybe.isNullObject,
      keys.isNullObject,
      count.value,
      ...names.items.map(({ name }) => name),
    ];
  });
  expect(found).toEqual(['Data!A2:B4', 'Data!A2:B4', false, true, 2, 'Body', 'Keys']);
  expect(await refusal((names) => names.getItem('Keys').getRange().load('address'))).toBe('ItemNotFound');
  expect(await refusal((_names, sheet) => sheet.getRange('Keys').load('address'))).toBe('InvalidArgument');
});

test('what is no name is refused, and a name is given once, whatever its case', async () => {
  for (const wrong of ['1st', 'two words', 'A-B', '', 'x'.repeat(256)]) {
    expect(await refusal((names) => names.add(wrong, '=1'))).toBe('InvalidArgument');
  }
  for (const right of ['_a.1', 'Größe', '\\x', 'x'.repeat(255)]) {
    expect(await refusal((names) => names.add(right, '=1'))).toBe('done');
  }
  expect(await refusal((names) => names.add('_A.1', '=2'))).toBe('ItemAlreadyExists');
  expect(await refusal((names) => names.add('people', '=2'))).toBe('ItemAlreadyExists');
});

test('a sheet has names of its own beside those of the book', async () => {
  const state = await excel.onData(async (sheet, context) => {
    const { names } = context.workbook;
    names.add('Rate', '=1');
    sheet.names.add('Rate', '=2');
    const own = sheet.names.getItem('Rate').load('formula,scope');
    const ofBook = names.getItem('Rate').load('formula,scope');
    await context.sync();
    return [own.formula, own.scope, ofBook.formula, ofBook.scope];
  });
  expect(state).toEqual(['=2', 'Worksheet', '=1', 'Workbook']);
  const other = opened.book.addSheet('Other');
  expect(await refusal((names) => names.getItem('Rate').delete())).toBe('done');
  expect(await refusal((_names, sheet) => sheet.names.getItem('Rate').load('formula'))).toBe('done');
  expect(opened.book.names().map(({ name, scopeSheetId }) => [name, scopeSheetId])).toEqual([['Rate', opened.sheetId]]);
  opened.book.addName({ name: 'Rate', formula: '=3', scopeSheetId: other.id, visible: true, comment: '' });
  expect(await refusal((_names, sheet) => sheet.names.getItem('Rate').delete())).toBe('done');
  expect(opened.book.names().map(({ formula }) => formula)).toEqual(['=3']);
});

test('a name that is gone is not found any more', async () => {
  await excel.onData((sheet, context) => context.workbook.names.add('Body', sheet.getRange('A2:B4')));
  const isNull = () =>
    excel.onData(async (_sheet, context) => {
      const item = context.workbook.names.getItemOrNullObject('BODY');
      await context.sync();
      return item.isNullObject;
    });
  expect(await isNull()).toBe(false);
  await excel.onData((_sheet, context) => context.workbook.names.getItem('body').delete());
  expect(await isNull()).toBe(true);
  expect(await refusal((names) => names.getItem('Body').load('formula'))).toBe('ItemNotFound');
});

test('a name takes another formula, comment and visibility, and says which sheet it belongs to', async () => {
  await excel.onData((sheet, { workbook }) => {
    workbook.names.add('Rate', '=2');
    sheet.names.add('Own', '=3');
    sheet.getRange('D1').formulas = [['=Rate*10']];
  });
  const found = await excel.onData(async (sheet, context) => {
    const rate = context.workbook.names.getItem('Rate');
    rate.set({ formula: '=Data!$B$4', comment: 'of the third', visible: false });
    const cell = sheet.getRange('D1').load('values');
    const own = sheet.names.getItem('Own');
    own.worksheet.load('name');
    const none = rate.worksheetOrNullObject.load('name');
    const some = own.worksheetOrNullObject.load('name');
    await context.sync();
    return [cell.values, own.worksheet.name, none.isNullObject, some.name];
  });
  expect(found).toEqual([[[30]], 'Data', true, 'Data']);
  expect(await named('Rate')).toEqual(['=Data!$B$4', 'Range', 'Workbook', 'of the third', false, 'Data!$B$4']);
  expect(await refusal((names) => (names.getItem('Rate').formula = '=SUM('))).toBe('InvalidArgument');
  expect(await refusal((names) => names.getItem('Rate').worksheet.load('name'))).toBe('ItemNotFound');
});
