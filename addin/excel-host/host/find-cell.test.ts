import { beforeEach, describe, expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import { type OpenedPeople, peopleExcel } from '../testing/people-excel.mts';

const excel = peopleExcel();
const { onData, refusal } = excel;
let opened: OpenedPeople;
beforeEach(() => {
  opened = excel.open();
  opened.book.write(opened.sheetId, 0, 3, [
    ['Pine', 'pineapple', ''],
    ['Oak', '', 'Pine'],
  ]);
});

/** The address of what is found; null where nothing is. */
async function found(address: string, text: string, criteria: Excel.SearchCriteria = {}): Promise<string | null> {
  return onData(async (sheet, context) => {
    const range = sheet.getRange(address).findOrNullObject(text, criteria).load('address');
    await context.sync();
    return range.isNullObject ? null : range.address.replace('Data!', '');
  });
}

describe('a text', () => {
  test('is found in a range from its first cell on, or from its last one back', async () => {
    expect(await found('D1:F2', 'pine')).toBe('D1');
    expect(await found('E1:F2', 'pine')).toBe('E1');
    expect(await found('D1:F2', 'pine', { searchDirection: 'Backwards' })).toBe('F2');
    expect(await found('A1:B4', 'pine')).toBeNull();
    expect(await refusal((sheet) => sheet.getRange('A1:B4').find('pine', {}).load('address'))).toBe('ItemNotFound');
  });

  test('is found whole and by case where that is asked', async () => {
    expect(await found('D1:F2', 'pine', { matchCase: true })).toBe('E1');
    expect(await found('E1:F2', 'Pine', { completeMatch: true })).toBe('F2');
    expect(await found('D1:F2', 'pine', { completeMatch: true, matchCase: true })).toBeNull();
  });

  test('is looked for after a single cell in the whole sheet, and there last', async () => {
    expect(await found('D1', 'pine')).toBe('E1');
    expect(await found('F2', 'pine')).toBe('D1');
    expect(await found('D1', 'pine', { searchDirection: 'Backwards' })).toBe('F2');
    expect(await found('D2', 'oak')).toBe('D2');
  });

  test('is lacking where formulas or number formats could be meant, and with wildcards', async () => {
    opened.bob.typeInto('Data', 'H1', '="fir"');
    opened.bob.typeInto('Data', 'H2', '=UPPER("x")');
    const find = (text: string, criteria: object = {}) =>
      refusal((sheet) => sheet.getRange('H1:H3').findOrNullObject(text, criteria));
    expect(await found('H1:H3', 'fir')).toBe('H1');
    expect(await find('upper')).toBe('ApiNotImplemented');
    opened.book.write(opened.sheetId, 2, 7, [[1234]]);
    opened.book.writeFormats(opened.sheetId, areaOf(2, 7, 1, 1), '#,##0');
    expect(await find('1,234')).toBe('ApiNotImplemented');
    expect(await found('H1:H3', '34')).toBe('H3');
    expect(await find('p*')).toBe('ApiNotImplemented');
    expect(await find('x', { lookIn: 'Values' })).toBe('ApiNotImplemented');
    expect(await find('x', { searchDirection: 'Sideways' })).toBe('InvalidArgument');
    expect(await find('')).toBe('InvalidArgument');
  });
});
