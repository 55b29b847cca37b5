import { beforeEach, describe, expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import { type OpenedPeople, peopleExcel } from '../testing/people-excel.mts';
import { createExcelHost, type ExcelHost } from './excel-host.ts';

const excel = peopleExcel();
const { onData, refusal } = excel;
let opened: OpenedPeople;
beforeEach(() => {
  opened = excel.open();
});

type Sheet = Excel.Worksheet;

async function formulas(address: string): Promise<unknown[][]> {
  return onData(async (sheet, context) => {
    const range = sheet.getRange(address).load('formulas');
    await context.sync();
    return range.formulas;
  });
}

/** Calls a method with arguments that its types do not know. */
function call(target: object, method: string, ...args: readonly unknown[]): void {
  const found: unknown = Reflect.get(target, method);
  if (typeof found === 'function') Reflect.apply(found, target, args);
}

describe('[FE13] what a method does not know', () => {
  const unknown: [name: string, ask: (sheet: Sheet, context: Excel.RequestContext) => void][] = [
    ['a clear of hyperlinks', (sheet) => sheet.getRange('A1').clear('Hyperlinks')],
    ['a link', (sheet) => sheet.getRange('D1').copyFrom('A1', 'Link')],
    ['a sort by colour', (sheet) => sheet.getRange('A2:B4').sort.apply([{ key: 0, sortOn: 'CellColor' }])],
    [
      'a sort of texts as numbers',
      (sheet) => sheet.getRange('A2:B4').sort.apply([{ key: 0, dataOption: 'TextAsNumber' }]),
    ],
    ['a sort by a part of a value', (sheet) => sheet.getRange('A2:B4').sort.apply([{ key: 0, subField: 'x' }])],
    ['a sort of columns', (sheet) => sheet.getRange('A2:B4').sort.apply([{ key: 0 }], false, false, 'Columns')],
    ['a sort by strokes', (sheet) => sheet.tables.getItem('People').sort.apply([{ key: 0 }], false, 'StrokeCount')],
    ['rows below a table', (sheet) => sheet.tables.getItem('People').rows.add(undefined, [['Dan', 4]], false)],
    [
      'the ten largest',
      (sheet) => sheet.tables.getItem('People').columns.getItem('Amount').filter.applyTopItemsFilter(10),
    ],
    [
      'values that are dates',
      (sheet) =>
        sheet.tables
          .getItem('People')
          .columns.getItem('Name')
          .filter.applyValuesFilter([{ date: '2026-01-01', specificity: 'Year' }]),
    ],
    [
      'a filter of a part of a table',
      (sheet) => sheet.tables.getItem('People').autoFilter.apply('A1:A4', 0, { filterOn: 'Values', values: ['Ann'] }),
    ],
    ['manual calculation', (_sheet, context) => (context.application.calculationMode = 'Manual')],
  ];

  test.each(unknown)('is refused by name: %s', async (_name, ask) => {
    const before = await formulas('A1:D5');
    expect(await refusal(ask)).toBe('ApiNotImplemented');
    expect(opened.book.tables()[0]?.filters.size).toBe(0);
    expect((await formulas('A1:D5')).flat().filter((value) => value !== '').length).toBe(
      before.flat().filter((value) => value !== '').length,
    );
  });

  test.each<[string, (sheet: Sheet) => void]>([
    ['insert', (sheet) => call(sheet.getRange('A1'), 'insert', 'Up')],
    ['delete', (sheet) => call(sheet.getRange('A1'), 'delete', 'Right')],
    ['clear', (sheet) => call(sheet.getRange('A1'), 'clear', 'Everything')],
    ['copyFrom', (sheet) => call(sheet.getRange('D1'), 'copyFrom', 'A1', 'Looks')],
    ['copyFrom, skipBlanks', (sheet) => call(sheet.getRange('D1'), 'copyFrom', 'A1', 'All', 'yes')],
    ['getUsedRange', (sheet) => call(sheet, 'getUsedRange', 'valuesOnly')],
    ['sort', (sheet) => call(sheet.getRange('A2:B4').sort, 'apply', [{ key: 0, ascending: 'no' }])],
    [
      'filter',
      (sheet) => call(sheet.tables.getItem('People').columns.getItem('Name').filter, 'apply', { filterOn: 'x' }),
    ],
    ['rowHidden', (sheet) => Object.assign(sheet.getRange('A1'), { rowHidden: 'yes' })],
    ['showTotals', (sheet) => Object.assign(sheet.tables.getItem('People'), { showTotals: 1 })],
    ['alignment', (sheet) => Object.assign(sheet.getRange('A1').format, { horizontalAlignment: 'Middle' })],
    ['underline', (sheet) => Object.assign(sheet.getRange('A1').format.font, { underline: 'Wavy' })],
    ['position', (sheet) => Object.assign(sheet, { position: 'first' })],
    ['validation', (sheet) => Object.assign(sheet.getRange('A1').dataValidation, { rule: { colour: {} } })],
  ])('and nobody does is an invalid argument: %s', async (_name, ask) => {
    expect(await refusal(ask)).toBe('InvalidArgument');
  });

  test('is left out in a lenient host, which says so', async () => {
    const host = createExcelHost(opened.book, { lenient: true });
    excel.reconnect(host);
    await onData((sheet, context) => {
      context.application.calculationMode = 'Manual';
      Object.assign(sheet, { standardWidth: 12 });
      call(sheet.getRange('A1'), 'select');
      call(sheet.protection, 'protect', { allowSort: true, allowMagic: true });
    });
    expect(host.warnings).toEqual([
      'This Excel host lacks the calculation mode Manual.',
      'This Excel host lacks setting Worksheet.standardWidth.',
      'This Excel host lacks the option allowMagic of Worksheet.protection.protect().',
    ]);
    excel.reconnect(createExcelHost(opened.book));
    expect(await refusal((sheet) => Object.assign(sheet, { standardWidth: 12 }))).toBe('ApiNotImplemented');
  });
});

describe('[FE13] an argument that a method has not looked at', () => {
  /** A request as a newer library may send it: `Workbook.save` with one argument more. */
  const request = JSON.stringify({
    id: 1,
    message: {
      body: {
        Actions: [
          { Id: 2, ActionType: 3, Name: 'Save', ObjectPathId: 1, ArgumentInfo: { Arguments: ['Save', 'twice'] } },
        ],
        ObjectPaths: { 1: { Id: 1, ObjectPathType: 1, Name: '' } },
      },
    },
  });
  const answerOf = async (host: ExcelHost) => {
    const { message }: { message: { body: string } } = JSON.parse(await host.handle(request));
    const { Error: failure }: { Error?: { Code: string; Message: string } } = JSON.parse(message.body);
    return failure && [failure.Code, failure.Message];
  };

  test('makes the call fail with its place and the name of the method', async () => {
    expect(await answerOf(opened.host)).toEqual([
      'ApiNotImplemented',
      'argument 2 of Workbook.save() is not built in this Excel host.',
    ]);
  });

  test('is a warning in a lenient host', async () => {
    const host = createExcelHost(opened.book, { lenient: true });
    expect(await answerOf(host)).toBeUndefined();
    expect(host.warnings).toEqual(['This Excel host lacks argument 2 of Workbook.save().']);
  });
});

describe('[FE13] a copy', () => {
  test('turns rows into columns, and leaves alone what a blank cell would cover', async () => {
    await onData((sheet) => {
      sheet.getRange('D1:F3').values = [
        [1, '', 3],
        ['a', 'a', 'a'],
        ['b', 'b', 'b'],
      ];
      sheet.getRange('H1').copyFrom('D1:F1', 'All', false, true);
      sheet.getRange('D2').copyFrom('D1:F1', 'All', true);
      sheet.getRange('D3').copyFrom('D1:F1');
    });
    expect(await formulas('H1:H3')).toEqual([[1], [''], [3]]);
    expect(await formulas('D2:F3')).toEqual([
      [1, 'a', 3],
      [1, '', 3],
    ]);
    await onData((sheet) => (sheet.getRange('D1').formulas = [['=B2']]));
    expect(await refusal((sheet) => sheet.getRange('H1').copyFrom('D1:F1', 'All', false, true))).toBe(
      'ApiNotImplemented',
    );
    expect(await refusal((sheet) => sheet.getRange('H1').copyFrom('D1:F1', 'Values', false, true))).toBe('done');
  });

  test('brings looks, borders and rules for what may be typed, and only those that were asked for', async () => {
    await onData((sheet) => {
      const from = sheet.getRange('D1');
      from.format.fill.color = 'red';
      from.format.font.bold = true;
      from.format.borders.getItem('EdgeTop').style = 'Double';
      from.dataValidation.rule = { custom: { formula: '=D1>0' } };
      sheet.getRange('E1').format.font.italic = true;
      sheet.getRange('D3:E3').copyFrom('D1:E1');
      sheet.getRange('D5:E5').copyFrom('D1:E1', 'Formats');
      sheet.getRange('D7:E7').copyFrom('D1:E1', 'Values');
    });
    const looks = (row: number) => opened.book.readStyles(opened.sheetId, areaOf(row, 3, 1, 2))[0];
    expect(looks(2)).toEqual(looks(0));
    expect(looks(4)).toEqual(looks(0));
    expect(looks(0)?.[0]).toEqual({ fillColor: '#FF0000', bold: true, borders: { EdgeTop: { style: 'Double' } } });
    expect(looks(6)).toEqual([{}, {}]);
    const rule = (row: number) => opened.book.validation(opened.sheetId, areaOf(row, 3, 1, 1));
    expect(rule(2)).toEqual({ rule: { custom: { formula: '=D3>0' } } });
    expect(rule(4)).toBeUndefined();
  });

  test('is repeated where it fits a whole number of times, and laid down once where it does not', async () => {
    await onData((sheet) => {
      sheet.getRange('D1:E1').values = [[1, 2]];
      sheet.getRange('D3:G4').copyFrom('D1:E1');
      sheet.getRange('D6:F7').copyFrom('D1:E1');
    });
    expect(await formulas('D3:G4')).toEqual([
      [1, 2, 1, 2],
      [1, 2, 1, 2],
    ]);
    expect(await formulas('D6:F7')).toEqual([
      [1, 2, ''],
      ['', '', ''],
    ]);
  });

  test('of or over conditional formats that it would tear is refused, and so is one into locked cells', async () => {
    await onData((sheet) => sheet.getRange('D1:D4').conditionalFormats.add('Custom'));
    expect(await refusal((sheet) => sheet.getRange('H1').copyFrom('D1'))).toBe('ApiNotImplemented');
    expect(await refusal((sheet) => sheet.getRange('D2').copyFrom('A1'))).toBe('ApiNotImplemented');
    expect(await refusal((sheet) => sheet.getRange('D2').copyFrom('A1', 'Values'))).toBe('done');
    await onData((sheet) => sheet.protection.protect());
    expect(await refusal((sheet) => sheet.getRange('H1').copyFrom('A1'))).toBe('AccessDenied');
  });
});

describe('[FE13] borders', () => {
  type SideName = 'EdgeTop' | 'EdgeBottom' | 'EdgeLeft' | 'EdgeRight' | 'InsideHorizontal' | 'InsideVertical';
  const styles = (address: string) =>
    onData(async (sheet, context) => {
      const { borders } = sheet.getRange(address).format;
      borders.load('items/style,items/sideIndex');
      await context.sync();
      const drawn = borders.items.filter(({ style }) => style !== 'None');
      return Object.fromEntries(drawn.map(({ sideIndex, style }) => [sideIndex, style]));
    });
  const draw = (address: string, side: SideName, patch: Partial<Excel.Interfaces.RangeBorderUpdateData>) =>
    refusal((sheet) => Object.assign(sheet.getRange(address).format.borders.getItem(side), patch));

  test('of a range are those of the cells at its edge, not of the cells within', async () => {
    await draw('D2:E3', 'EdgeTop', { style: 'Continuous' });
    expect(await styles('D2:E3')).toEqual({ EdgeTop: 'Continuous' });
    expect(await styles('D2')).toEqual({ EdgeTop: 'Continuous' });
    expect(await styles('D3')).toEqual({});
    await draw('D2:E3', 'InsideHorizontal', { style: 'Dash' });
    expect(await styles('D2')).toEqual({ EdgeTop: 'Continuous', EdgeBottom: 'Dash' });
    expect(await styles('E3')).toEqual({ EdgeTop: 'Dash' });
    expect(await styles('D2:E3')).toEqual({ EdgeTop: 'Continuous', InsideHorizontal: 'Dash' });
  });

  test('between two cells are one line, whichever it was drawn on, and null where a range has several', async () => {
    await draw('D2', 'EdgeBottom', { style: 'Double' });
    expect(await styles('D3')).toEqual({ EdgeTop: 'Double' });
    await draw('D3', 'EdgeTop', { style: 'Dot' });
    expect(await styles('D2')).toEqual({ EdgeBottom: 'Dot' });
    expect(await styles('D2:E2')).toEqual({ EdgeBottom: null });
    await draw('D3', 'EdgeTop', { style: 'None' });
    expect(await styles('D2')).toEqual({});
    expect(opened.book.readStyles(opened.sheetId, areaOf(1, 3, 2, 1))).toEqual([[{}], [{}]]);
  });

  test('are drawn by a colour or a weight alone, take no other words, and no change on a protected sheet', async () => {
    await draw('D2', 'EdgeLeft', { color: 'red' });
    expect(await styles('D2')).toEqual({ EdgeLeft: 'Continuous' });
    expect(await styles('C2')).toEqual({ EdgeRight: 'Continuous' });
    expect(
      await refusal((sheet) =>
        Object.assign(sheet.getRange('D2').format.borders.getItem('EdgeTop'), { style: 'Wavy' }),
      ),
    ).toBe('InvalidArgument');
    await onData((sheet) => sheet.protection.protect());
    expect(await draw('D2', 'EdgeLeft', { style: 'None' })).toBe('AccessDenied');
  });

  test('of whole columns are drawn at once', async () => {
    await draw('D:F', 'EdgeLeft', { style: 'Continuous' });
    expect(await styles('D9')).toEqual({ EdgeLeft: 'Continuous' });
    expect(await styles('D:D')).toEqual({ EdgeLeft: 'Continuous' });
    expect(await styles('E9')).toEqual({});
  });
});

describe('[FE13] what is asked of a range', () => {
  test('is judged by all of its rows', async () => {
    opened.book.updateRows(opened.sheetId, 20_000, 1, { hidden: true });
    opened.book.updateRows(opened.sheetId, 2, 1, { height: 30 });
    const found = await onData(async (sheet, context) => {
      const range = sheet.getRange('A1:A30000').load('rowHidden');
      const two = sheet.getRange('A2:A3').format.load('rowHeight');
      await context.sync();
      return [range.rowHidden, two.rowHeight];
    });
    expect(found).toEqual([null, null]);
  });

  test('also clears what is shown by condition', async () => {
    await onData((sheet) => sheet.getRange('D1:D4').conditionalFormats.add('Custom'));
    expect(await refusal((sheet) => sheet.getRange('D1').clear())).toBe('ApiNotImplemented');
    expect(await refusal((sheet) => sheet.getRange('D1').clear('Contents'))).toBe('done');
    expect(await refusal((sheet) => sheet.getRange('C1:E9').clear('Formats'))).toBe('done');
    expect(opened.book.conditionalFormats(opened.sheetId)).toEqual([]);
  });
});

describe('[FE13] the workbook', () => {
  test('is dirty once it has changed, until it is saved or said to be clean', async () => {
    const isDirty = () =>
      onData(async (_sheet, context) => {
        context.workbook.load('isDirty');
        await context.sync();
        return context.workbook.isDirty;
      });
    expect(await isDirty()).toBe(false);
    opened.bob.typeInto('Data', 'B2', '9');
    expect(await isDirty()).toBe(true);
    await onData((_sheet, context) => context.workbook.save());
    expect(await isDirty()).toBe(false);
    await onData((_sheet, context) => (context.workbook.isDirty = true));
    expect(await isDirty()).toBe(true);
  });

  test('has co-authors from their first edit on', async () => {
    const isShared = () =>
      onData(async (_sheet, context) => {
        const active = context.workbook.getIsActiveCollabSession();
        await context.sync();
        return active.value;
      });
    expect(await isShared()).toBe(false);
    opened.bob.typeInto('Data', 'B2', '9');
    expect([await isShared(), await isShared()]).toEqual([true, true]);
  });

  test('throws its dice again when it is asked to calculate', async () => {
    opened.bob.typeInto('Data', 'D1', '=RAND()');
    const [before] = await formulas('D1');
    expect(before).toEqual(['=RAND()']);
    const value = () => opened.book.readValues(opened.sheetId, areaOf(0, 3, 1, 1));
    const thrown = value();
    expect(value()).toEqual(thrown);
    await onData((_sheet, context) => context.application.calculate('Recalculate'));
    expect(value()).not.toEqual(thrown);
    expect(await refusal((_sheet, context) => call(context.application, 'calculate', 'Sometimes'))).toBe(
      'InvalidArgument',
    );
  });
});

test('[FE13] a filter of a protected sheet is left alone unless its protection allows filters', async () => {
  const filter = (sheet: Sheet) => sheet.tables.getItem('People').columns.getItem('Name').filter;
  await onData((sheet) => sheet.protection.protect());
  expect(await refusal((sheet) => filter(sheet).applyValuesFilter(['Ann']))).toBe('AccessDenied');
  expect(await refusal((sheet) => sheet.tables.getItem('People').clearFilters())).toBe('AccessDenied');
  await onData((sheet) => {
    sheet.protection.unprotect();
    sheet.protection.protect({ allowAutoFilter: true });
  });
  expect(await refusal((sheet) => filter(sheet).applyValuesFilter(['Ann']))).toBe('done');
  expect(await refusal((sheet) => filter(sheet).clear())).toBe('done');
});

test('[FE14] a rule for what may be typed means the same cells for every cell, whatever becomes of its neighbours', async () => {
  const rule = (address: string) =>
    onData(async (sheet, context) => {
      const { dataValidation } = sheet.getRange(address).load('dataValidation/rule,dataValidation/type');
      await context.sync();
      return [dataValidation.type, dataValidation.rule.custom?.formula];
    });
  await onData((sheet) => (sheet.getRange('D1:D9').dataValidation.rule = { custom: { formula: '=B1>$B$2' } }));
  expect(await rule('D1:D9')).toEqual(['Custom', '=B1>$B$2']);
  expect(await rule('D4')).toEqual(['Custom', '=B4>$B$2']);
  await onData((sheet) => {
    sheet.getRange('D1:D2').dataValidation.clear();
    sheet.getRange('F1').copyFrom('D5');
  });
  expect(await rule('D3:D9')).toEqual(['Custom', '=B3>$B$2']);
  expect(await rule('D4')).toEqual(['Custom', '=B4>$B$2']);
  expect(await rule('F1')).toEqual(['Custom', '=D1>$B$2']);
  expect(await rule('D2')).toEqual(['None', undefined]);
});
