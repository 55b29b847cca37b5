import { beforeEach, describe, expect, test } from 'vitest';
import { createExcelHost } from './excel-host.ts';
import { peopleExcel, type OpenedPeople } from '../testing/people-excel.mts';

const excel = peopleExcel();
let opened: OpenedPeople;
beforeEach(() => {
  opened = excel.open();
});

type Sheet = Excel.Worksheet;

/** The address of each range, without its sheet. */
async function addresses(pick: (sheet: Sheet) => Excel.Range[]): Promise<string[]> {
  return excel.onData(async (sheet, context) => {
    const ranges = pick(sheet).map((range) => range.load('address'));
    await context.sync();
    return ranges.map(({ address }) => address.replace('Data!', ''));
  });
}

async function isNull(pick: (sheet: Sheet) => Excel.Range): Promise<boolean> {
  return excel.onData(async (sheet, context) => {
    const range = pick(sheet);
    await context.sync();
    return range.isNullObject;
  });
}

describe('from a range', () => {
  test('others are reached by their place in it and beside it', async () => {
    const found = await addresses((sheet) => {
      const range = sheet.getRange('C5:F9');
      return [
        range.getCell(0, 0),
        range.getCell(2, 3),
        range.getRow(4),
        range.getColumn(1),
        range.getLastCell(),
        range.getLastRow(),
        range.getLastColumn(),
        range.getResizedRange(1, -2),
        range.getAbsoluteResizedRange(2, 3),
        range.getOffsetRange(-4, 2),
        range.getRowsAbove(2),
        range.getRowsAbove(-3),
        range.getRowsBelow(),
        range.getRowsBelow(2),
        range.getColumnsBefore(2),
        range.getColumnsAfter(),
        range.getColumnsAfter(3),
        range.getEntireRow(),
        range.getEntireColumn(),
        range.getBoundingRect('B2:D6'),
        range.getIntersection('A6:D20'),
      ];
    });
    expect(found).toEqual([
      'C5',
      'F7',
      'C9:F9',
      'D5:D9',
      'F9',
      'C9:F9',
      'F5:F9',
      'C5:D10',
      'C5:E6',
      'E1:H5',
      'C3:F4',
      'C5:F7',
      'C10:F10',
      'C10:F11',
      'A5:B9',
      'G5:G9',
      'G5:I9',
      '5:9',
      'C:F',
      'B2:F9',
      'C6:D9',
    ]);
  });

  test('nothing is reached off the sheet, and nothing where ranges do not meet', async () => {
    const off: ((range: Excel.Range) => Excel.Range)[] = [
      (range) => range.getOffsetRange(-2, 0),
      (range) => range.getRowsAbove(2),
      (range) => range.getColumnsBefore(2),
      (range) => range.getOffsetRange(1_048_575, 0),
    ];
    for (const reach of off) {
      expect(await excel.refusal((sheet) => reach(sheet.getRange('B2:C3')).load('address'))).toBe('InvalidArgument');
    }
    expect(await excel.refusal((sheet) => sheet.getRangeByIndexes(1_048_576, 0, 1, 1).load('address'))).toBe(
      'InvalidArgument',
    );
    expect(await excel.refusal((sheet) => sheet.getRange('B2:C3').getIntersection('E5').load('address'))).toBe(
      'ItemNotFound',
    );
    expect(await isNull((sheet) => sheet.getRange('B2:C3').getIntersectionOrNullObject('E5'))).toBe(true);
    expect(await isNull((sheet) => sheet.getRange('B2:C3').getIntersectionOrNullObject('C3:E5'))).toBe(false);
  });

  test('a range of another sheet can be neither met nor bound', async () => {
    opened.book.addSheet('Other');
    for (const meet of ['getBoundingRect', 'getIntersection'] as const) {
      expect(await excel.refusal((sheet) => sheet.getRange('A1')[meet]('Other!A1').load('address'))).toBe(
        'InvalidArgument',
      );
    }
  });

  test('[FE6] the used part is what holds something, and nothing where nothing does', async () => {
    opened.book.writeStyle(opened.sheetId, { row: 9, column: 4, rowCount: 1, columnCount: 1 }, { bold: true });
    expect(
      await addresses((sheet) => [
        sheet.getRange('A:C').getUsedRange(true),
        sheet.getRange('B3:Z99').getUsedRange(true),
        sheet.getRange('B3:Z99').getUsedRange(),
        sheet.getUsedRange(true),
        sheet.getUsedRange(),
      ]),
    ).toEqual(['A1:B4', 'B3:B4', 'B3:E10', 'A1:B4', 'A1:E10']);
    expect(await excel.refusal((sheet) => sheet.getRange('G7:H8').getUsedRange(true).load('address'))).toBe(
      'ItemNotFound',
    );
    expect(await isNull((sheet) => sheet.getRange('G20:H80').getUsedRangeOrNullObject(true))).toBe(true);
    expect(await isNull((sheet) => sheet.getRange('B3:H8').getUsedRangeOrNullObject(true))).toBe(false);
    expect(await isNull((sheet) => sheet.getUsedRangeOrNullObject())).toBe(false);
  });
});

test('a range knows how large it is, and whether it is whole rows or columns', async () => {
  const read = (address: string) =>
    excel.onData(async (sheet, context) => {
      const range = (address === '' ? sheet.getRange() : sheet.getRange(address)).load(
        'cellCount,rowCount,columnCount,rowIndex,columnIndex,isEntireRow,isEntireColumn',
      );
      await context.sync();
      const { cellCount, rowCount, columnCount, rowIndex, columnIndex, isEntireRow, isEntireColumn } = range;
      return [cellCount, rowCount, columnCount, rowIndex, columnIndex, isEntireRow, isEntireColumn];
    });
  expect(await read('C5:F9')).toEqual([20, 5, 4, 4, 2, false, false]);
  expect(await read('2:3')).toEqual([32_768, 2, 16_384, 1, 0, true, false]);
  expect(await read('B:B')).toEqual([1_048_576, 1_048_576, 1, 0, 1, false, true]);
  // Excel counts to 2^31 - 1 and then gives up.
  expect((await read('A:BZS'))[0]).toBe(2 ** 31 - 2 ** 20);
  expect((await read('A:BZT'))[0]).toBe(-1);
  expect(await read('')).toEqual([-1, 1_048_576, 16_384, 0, 0, true, true]);
});

test('hidden rows and columns are true, false, or null where they differ', async () => {
  opened.book.updateRows(opened.sheetId, 1, 2, { hidden: true });
  opened.book.updateColumns(opened.sheetId, 3, 1, { hidden: true });
  const read = (address: string) =>
    excel.onData(async (sheet, context) => {
      const range = sheet.getRange(address).load('rowHidden,columnHidden,hidden');
      await context.sync();
      return [range.rowHidden, range.columnHidden, range.hidden];
    });
  expect(await read('A2:B3')).toEqual([true, false, true]);
  expect(await read('A4:B5')).toEqual([false, false, false]);
  expect(await read('A3:B4')).toEqual([null, false, null]);
  expect(await read('C1:D1')).toEqual([false, null, null]);
  expect(await read('D2:D3')).toEqual([true, true, true]);
  await excel.onData((sheet) => {
    sheet.getRange('2:3').rowHidden = false;
    sheet.getRange('D:D').columnHidden = false;
  });
  expect(await read('A1:D4')).toEqual([false, false, false]);
});

describe('cells', () => {
  const formulas = (address: string) =>
    excel.onData(async (sheet, context) => {
      const range = sheet.getRange(address).load('formulas,numberFormat');
      await context.sync();
      return { formulas: range.formulas, formats: range.numberFormat };
    });

  test('are inserted and deleted to the right and down, unless said otherwise down and up', async () => {
    await excel.onData((sheet) => {
      sheet.getRange('E1:F2').values = [
        [1, 2],
        [3, 4],
      ];
      sheet.getRange('E1').insert('Right');
    });
    expect((await formulas('E1:G2')).formulas).toEqual([
      ['', 1, 2],
      [3, 4, ''],
    ]);
    await excel.onData((sheet) => sheet.getRange('E1').delete('Left'));
    expect((await formulas('E1:F2')).formulas).toEqual([
      [1, 2],
      [3, 4],
    ]);
    await excel.onData((sheet) => sheet.getRange('E1:F1').insert('Down'));
    expect((await formulas('E1:F3')).formulas).toEqual([
      ['', ''],
      [1, 2],
      [3, 4],
    ]);
    await excel.onData((sheet) => sheet.getRange('E1:F1').delete('Up'));
    expect((await formulas('E1:F2')).formulas).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('are cleared of their contents, of their formats, or of all with the rule for what may be typed', async () => {
    const setUp = () =>
      excel.onData((sheet) => {
        const range = sheet.getRange('E1');
        range.numberFormat = [['0.00']];
        range.values = [[5]];
        range.dataValidation.rule = { list: { inCellDropDown: true, source: 'a,b' } };
      });
    const state = () =>
      excel.onData(async (sheet, context) => {
        const range = sheet.getRange('E1').load('values,numberFormat,dataValidation/type');
        await context.sync();
        return [range.values[0]?.[0], range.numberFormat[0]?.[0], range.dataValidation.type];
      });
    await setUp();
    await excel.onData((sheet) => sheet.getRange('E1').clear('Contents'));
    expect(await state()).toEqual(['', '0.00', 'List']);
    await setUp();
    await excel.onData((sheet) => sheet.getRange('E1').clear('Formats'));
    expect(await state()).toEqual([5, 'General', 'List']);
    await setUp();
    await excel.onData((sheet) => sheet.getRange('E1').clear());
    expect(await state()).toEqual(['', 'General', 'None']);
    expect(await excel.refusal((sheet) => sheet.getRange('E1').clear('Hyperlinks'))).toBe('ApiNotImplemented');
  });

  test('are copied with formulas that follow and with formats, as values, or as formats alone; a larger place repeats them', async () => {
    await excel.onData((sheet) => {
      sheet.getRange('E1:F1').numberFormat = [['0.0', '@']];
      sheet.getRange('E1').formulas = [['=B2*2']];
      sheet.getRange('F1').values = [['x']];
      sheet.getRange('E3:H4').copyFrom('E1:F1');
      sheet.getRange('E6').copyFrom('E1:F1', 'Values');
      sheet.getRange('E7').copyFrom('E1:F1', 'Formats');
      sheet.getRange('E8').copyFrom('E1', 'Formulas');
    });
    expect(await formulas('E3:H4')).toEqual({
      formulas: [
        ['=B4*2', 'x', '=D4*2', 'x'],
        ['=B5*2', 'x', '=D5*2', 'x'],
      ],
      formats: [
        ['0.0', '@', '0.0', '@'],
        ['0.0', '@', '0.0', '@'],
      ],
    });
    expect(await formulas('E6:F6')).toEqual({ formulas: [[2, 'x']], formats: [['General', 'General']] });
    expect(await formulas('E7:F7')).toEqual({ formulas: [['', '']], formats: [['0.0', '@']] });
    expect(await formulas('E8')).toEqual({ formulas: [['=B9*2']], formats: [['General']] });
    expect(await excel.refusal((sheet) => sheet.getRange('E9').copyFrom('E1', 'Link'))).toBe('ApiNotImplemented');
  });

  test('are sorted below their header, by case where that is asked, and only by rows', async () => {
    const sorted = async (order: (sort: Excel.RangeSort) => void) => {
      await excel.onData((sheet) => {
        sheet.getRange('E1:E4').values = [['n'], ['b'], ['B'], ['a']];
        order(sheet.getRange('E1:E4').sort);
      });
      return (await formulas('E1:E4')).formulas.flat();
    };
    expect(await sorted((sort) => sort.apply([{ key: 0 }], false, true))).toEqual(['n', 'a', 'b', 'B']);
    expect(await sorted((sort) => sort.apply([{ key: 0 }], false, false))).toEqual(['a', 'b', 'B', 'n']);
    expect(await sorted((sort) => sort.apply([{ key: 0, ascending: false }], false, true))).toEqual([
      'n',
      'b',
      'B',
      'a',
    ]);
    expect(
      await excel.refusal((sheet) => sheet.getRange('E1:E4').sort.apply([{ key: 0 }], false, false, 'Columns')),
    ).toBe('ApiNotImplemented');
  });

  test('of a filtered table stay where a part of it would be deleted; beside it and with all of it they go', async () => {
    const table = opened.book.tables()[0];
    opened.book.filterTable(opened.tableId, table?.columns[0]?.id ?? 0, { filterOn: 'Values', values: ['Ann'] });
    expect(await excel.refusal((sheet) => sheet.getRange('A3:B3').delete('Up'))).toBe('FilteredRangeConflict');
    expect(await excel.refusal((sheet) => sheet.getRange('6:6').delete('Up'))).toBe('done');
    expect(await excel.refusal((sheet) => sheet.getRange('D1').delete('Up'))).toBe('done');
    const other = opened.book.addSheet('Other');
    excel.reconnect(createExcelHost(opened.book, { user: 'ann' }));
    await excel.Excel.run(async (context) => {
      context.workbook.worksheets.getItem(other.name).getRange('A3:B3').delete('Up');
      await context.sync();
    });
    expect(await excel.refusal((sheet) => sheet.getRange('A:B').delete('Left'))).toBe('done');
  });

  test('take blocks of their own size, one value for all, nothing over whole columns', async () => {
    expect(await excel.refusal((sheet) => (sheet.getRange('E1:F2').values = [[1, 2]]))).toBe('InvalidArgument');
    expect(await excel.refusal((sheet) => (sheet.getRange('E1:F2').values = [[1], [2]]))).toBe('InvalidArgument');
    await excel.onData((sheet) => Object.assign(sheet.getRange('E1:F2'), { values: 7 }));
    expect((await formulas('E1:F2')).formulas).toEqual([
      [7, 7],
      [7, 7],
    ]);
    expect(await excel.refusal((sheet) => Object.assign(sheet.getRange('E:F'), { values: 7 }))).toBe('InvalidArgument');
  });
});

test('copied formulas move by as many rows and columns as they are copied', async () => {
  const sheet = opened.sheetId;
  opened.book.write(sheet, 2, 4, [[{ formula: '=B3+$A$1' }, { formula: '=F2' }]]);
  await excel.onData(async (data, context) => {
    data.getRange('G7').copyFrom('E3:F3');
    data.getRange('E1:E2').copyFrom('E3');
    await context.sync();
  });
  const written = (row: number, column: number) =>
    opened.book.readFormulas(sheet, { row, column, rowCount: 1, columnCount: 2 })[0];
  expect([written(6, 6), written(0, 4), written(1, 4)]).toEqual([
    ['=D7+$A$1', '=H6'],
    ['=B1+$A$1', undefined],
    ['=B2+$A$1', undefined],
  ]);
});

test('a protected sheet leaves the others free', async () => {
  opened.book.addSheet('Free');
  const deleteIn = (name: string) =>
    excel.refusal((_data, context) => context.workbook.worksheets.getItem(name).getRange('C1:C2').delete('Up'));
  opened.book.updateSheet(opened.sheetId, { protection: { password: undefined, options: {} } });
  expect([await deleteIn('Data'), await deleteIn('Free')]).toEqual(['AccessDenied', 'done']);
});

test('formulas are read and written in R1C1, alike in every cell that is filled with one', async () => {
  await excel.onData((sheet) => {
    sheet.getRange('D1').values = [['x']];
    Object.assign(sheet.getRange('D2:D4'), { formulasR1C1: '=RC[-2]*10' });
  });
  expect(opened.book.readFormulas(opened.sheetId, { row: 1, column: 3, rowCount: 3, columnCount: 1 })).toEqual([
    ['=B2*10'],
    ['=B3*10'],
    ['=B4*10'],
  ]);
  const read = await excel.onData(async (sheet, context) => {
    const range = sheet.getRange('D1:D3').load('formulasR1C1');
    const view = sheet.getRange('D2:D4').getVisibleView().load('formulasR1C1');
    await context.sync();
    return [range.formulasR1C1, view.formulasR1C1];
  });
  expect(read).toEqual([
    [['x'], ['=RC[-2]*10'], ['=RC[-2]*10']],
    [['=RC[-2]*10'], ['=RC[-2]*10'], ['=RC[-2]*10']],
  ]);
  expect(await excel.refusal((sheet) => (sheet.getRange('D5').formulasR1C1 = [['=B2*10']]))).toBe('InvalidArgument');
});
