import { beforeEach, describe, expect, test } from 'vitest';
import { type OpenedPeople, peopleExcel } from '../testing/people-excel.mts';

const excel = peopleExcel();
const { onData, refusal } = excel;
let opened: OpenedPeople;
beforeEach(() => {
  opened = excel.open();
  // People fills A1:B4; beyond a blank column stands a block with a gap, and one cell far below.
  opened.book.write(opened.sheetId, 0, 3, [
    ['a', 'b', '', 'c'],
    ['a', '', '', ''],
    ['', '', '', ''],
    ['', 'd', '', ''],
  ]);
});

const address = (pick: (sheet: Excel.Worksheet) => Excel.Range): Promise<string> =>
  onData(async (sheet, context) => {
    const range = pick(sheet).load('address');
    await context.sync();
    return range.address.replace('Data!', '');
  });

describe('Ctrl and an arrow', () => {
  test.each([
    ['A1', 'Down', 'A4'],
    ['A4', 'Up', 'A1'],
    ['A2', 'Right', 'B2'],
    ['B2', 'Right', 'D2'],
    ['D1', 'Right', 'E1'],
    ['E1', 'Right', 'G1'],
    ['G1', 'Left', 'E1'],
    ['E1', 'Down', 'E4'],
    ['E4', 'Down', 'E1048576'],
    ['E9', 'Up', 'E4'],
    ['G1', 'Right', 'XFD1'],
    ['F5', 'Left', 'A5'],
  ] as const)('lead from %s %s to %s', async (from, direction, to) => {
    expect(await address((sheet) => sheet.getRange(from).getRangeEdge(direction))).toBe(to);
  });

  test('go from the active cell of a range, which lies in it, and with Shift take along what is on the way', async () => {
    expect(await address((sheet) => sheet.getRange('A1:B2').getRangeEdge('Down', 'B2'))).toBe('B4');
    expect(await address((sheet) => sheet.getRange('A1:B2').getExtendedRange('Down', sheet.getRange('B2')))).toBe(
      'A1:B4',
    );
    expect(await refusal((sheet) => sheet.getRange('A1:B2').getRangeEdge('Down', 'C3'))).toBe('InvalidArgument');
  });

  test('are lacking where hidden cells are on the way', async () => {
    opened.book.updateRows(opened.sheetId, 2, 1, { hidden: true });
    expect(await refusal((sheet) => sheet.getRange('A1').getRangeEdge('Down').load('address'))).toBe(
      'ApiNotImplemented',
    );
    expect(await address((sheet) => sheet.getRange('A1').getRangeEdge('Right'))).toBe('B1');
  });
});

test.each([
  ['A2', 'A1:B4'],
  ['D2:E9', 'D1:E2'],
  ['G1', 'G1'],
  ['E4', 'E4'],
  ['C1', 'A1:E4'],
  ['H9', 'H9'],
])('around %s the data reaches over %s, up to blank rows and columns', async (from, region) => {
  expect(await address((sheet) => sheet.getRange(from).getSurroundingRegion())).toBe(region);
});

test('a range has a place and a size in points, in which what is hidden takes no room', async () => {
  opened.book.updateRows(opened.sheetId, 1, 1, { height: 30 });
  opened.book.updateColumns(opened.sheetId, 0, 1, { width: 100 });
  opened.book.updateColumns(opened.sheetId, 2, 1, { hidden: true });
  const place = await onData(async (sheet, context) => {
    const range = sheet.getRange('B3:D4').load('left,top,width,height');
    await context.sync();
    return [range.left, range.top, range.width, range.height];
  });
  expect(place).toEqual([100, 45, 96, 30]);
});

test('the visible view of a range is what a filter and hidden columns leave of it', async () => {
  opened.bob.filterTable('People', 'Name', ['Ann', 'Cem']);
  opened.book.updateColumns(opened.sheetId, 0, 1, { hidden: true });
  const seen = await onData(async (sheet, context) => {
    const view = sheet.getRange('A1:B4').getVisibleView().load();
    view.rows.load('items/values,items/index,items/cellAddresses');
    const row = view.rows.getItemAt(2).getRange().load('address');
    const count = view.rows.getCount();
    const whole = view.getRange().load('address');
    await context.sync();
    return {
      size: [view.rowCount, view.columnCount, count.value],
      values: view.values,
      text: view.text,
      types: view.valueTypes,
      rows: view.rows.items.map(({ index, values, cellAddresses }) => [index, values, cellAddresses]),
      row: row.address,
      whole: whole.address,
    };
  });
  expect(seen).toEqual({
    size: [3, 1, 3],
    values: [['Amount'], [1], [3]],
    text: [['Amount'], ['1'], ['3']],
    types: [['String'], ['Double'], ['Double']],
    rows: [
      [0, [['Amount']], [['Data!B1']]],
      [1, [[1]], [['Data!B2']]],
      [2, [[3]], [['Data!B4']]],
    ],
    row: 'Data!A4:B4',
    whole: 'Data!A1:B4',
  });
  expect(await refusal((sheet) => sheet.getRange('A1:B4').getVisibleView().rows.getItemAt(3).load('values'))).toBe(
    'InvalidArgument',
  );
});
