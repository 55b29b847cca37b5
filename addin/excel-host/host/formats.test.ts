import { beforeEach, describe, expect, test } from 'vitest';
import { peopleExcel } from '../testing/people-excel.mts';

const excel = peopleExcel();
const { onData, refusal } = excel;
beforeEach(() => void excel.open());

async function read<R>(address: string, names: string, pick: (range: Excel.Range) => R): Promise<R> {
  return onData(async (sheet, context) => {
    const range = sheet.getRange(address).load(names);
    await context.sync();
    return pick(range);
  });
}

const onRange = (address: string, work: (range: Excel.Range) => unknown): Promise<string> =>
  refusal((sheet) => work(sheet.getRange(address)));

describe('looks', () => {
  test('are what was set, what Excel has without being told, or null where cells differ', async () => {
    await onRange('A1:B1', ({ format }) => {
      format.font.bold = true;
      format.font.size = 14;
      format.fill.color = 'Yellow';
      format.font.color = '#a1b2c3';
      format.horizontalAlignment = 'Right';
    });
    const names =
      'format/font/bold,format/font/size,format/font/color,format/font/name,format/fill/color,format/horizontalAlignment,format/wrapText';
    const look = (address: string) =>
      read(address, names, ({ format }) => [
        format.font.bold,
        format.font.size,
        format.font.color,
        format.font.name,
        format.fill.color,
        format.horizontalAlignment,
        format.wrapText,
      ]);
    expect(await look('A1:B1')).toEqual([true, 14, '#A1B2C3', 'Calibri', '#FFFF00', 'Right', false]);
    expect(await look('A2')).toEqual([false, 11, '#000000', 'Calibri', '#FFFFFF', 'General', false]);
    expect(await look('A1:A2')).toEqual([null, null, null, 'Calibri', null, null, false]);
    expect(await look('A:B')).toEqual([null, null, null, 'Calibri', null, null, false]);
    expect(await look('Z:Z')).toEqual([false, 11, '#000000', 'Calibri', '#FFFFFF', 'General', false]);
    await onRange('A1:B1', ({ format }) => format.fill.clear());
    expect((await look('A1'))[4]).toBe('#FFFFFF');
  });

  test('of the wrong kind are refused', async () => {
    expect(await onRange('A1', ({ format }) => Object.assign(format.font, { bold: 'yes' }))).toBe('InvalidArgument');
    expect(await onRange('A1', ({ format }) => (format.fill.color = 'mauve'))).toBe('InvalidArgument');
    expect(await onRange('A1', ({ format }) => (format.fill.color = '#12345'))).toBe('InvalidArgument');
    expect(await onRange('A1', ({ format }) => Object.assign(format, { columnWidth: 'wide' }))).toBe('InvalidArgument');
  });

  test('of columns and rows are their width and height, null where widths differ; fitting follows the longest text', async () => {
    const sizes = (address: string) =>
      read(address, 'format/columnWidth,format/rowHeight', ({ format }) => [format.columnWidth, format.rowHeight]);
    expect(await sizes('A1:C3')).toEqual([48, 15]);
    await onRange('B2', ({ format }) => {
      format.columnWidth = 100;
      format.rowHeight = 30;
    });
    expect(await sizes('B2')).toEqual([100, 30]);
    expect(await sizes('A1:B1')).toEqual([null, 15]);
    await onRange('A1', (range) => (range.values = [['twelve chars']]));
    await onRange('A:C', ({ format }) => {
      format.autofitColumns();
      format.autofitRows();
    });
    expect(await sizes('A2')).toEqual([Math.round(14 * 5.5), 15]);
    expect(await sizes('B2')).toEqual([Math.round(8 * 5.5), 15]);
    expect(await sizes('C2')).toEqual([48, 15]);
  });

  test('of borders are kept by side', async () => {
    await onRange('A1:B2', ({ format }) => {
      format.borders.getItem('EdgeTop').style = 'Double';
      format.borders.getItem('EdgeTop').color = '#FF0000';
      format.borders.getItem('EdgeLeft').weight = 'Thick';
    });
    const border = (side: 'EdgeTop' | 'EdgeLeft' | 'EdgeRight') =>
      onData(async (sheet, context) => {
        const found = sheet.getRange('A1').format.borders.getItem(side).load('style,color,weight,sideIndex');
        await context.sync();
        return [found.sideIndex, found.style, found.color, found.weight];
      });
    expect(await border('EdgeTop')).toEqual(['EdgeTop', 'Double', '#FF0000', 'Thin']);
    expect(await border('EdgeLeft')).toEqual(['EdgeLeft', 'Continuous', '#000000', 'Thick']);
    expect(await border('EdgeRight')).toEqual(['EdgeRight', 'None', '#000000', 'Thin']);
  });

  test('of numbers are set for each cell or for all, and a cell can be left out', async () => {
    await onRange('A2:B2', (range) => (range.numberFormat = [['@', '0.00']]));
    await onRange('A3:B4', (range) => Object.assign(range, { numberFormat: '0' }));
    await onRange('A2:B2', (range) => Object.assign(range, { numberFormat: [[null, '0.0']] }));
    expect(await read('A2:B4', 'numberFormat', ({ numberFormat }) => numberFormat)).toEqual([
      ['@', '0.0'],
      ['0', '0'],
      ['0', '0'],
    ]);
    expect(await onRange('A2', (range) => Object.assign(range, { numberFormat: [[7]] }))).toBe('InvalidArgument');
  });
});

describe('the rule for what may be typed', () => {
  const state = (address: string) =>
    read(
      address,
      'dataValidation/type,dataValidation/rule,dataValidation/errorAlert,dataValidation/prompt,dataValidation/ignoreBlanks',
      ({ dataValidation }) => [
        dataValidation.type,
        dataValidation.rule,
        dataValidation.errorAlert,
        dataValidation.prompt,
        dataValidation.ignoreBlanks,
      ],
    );
  const alert = { message: 'No.', showAlert: true, style: 'Warning', title: 'Wrong' } as const;

  test('is there with its alert, its prompt and its kind, in parts as they are set', async () => {
    expect(await state('A2')).toEqual([
      'None',
      {},
      { message: '', showAlert: true, style: 'Stop', title: '' },
      { message: '', showPrompt: true, title: '' },
      true,
    ]);
    await onRange('A2:A3', ({ dataValidation }) => {
      dataValidation.errorAlert = alert;
      dataValidation.rule = { wholeNumber: { formula1: 1, operator: 'GreaterThan' } };
      dataValidation.prompt = { message: 'Type a number.', showPrompt: true, title: 'Number' };
      dataValidation.ignoreBlanks = false;
    });
    expect(await state('A2')).toEqual([
      'WholeNumber',
      { wholeNumber: { formula1: 1, operator: 'GreaterThan' } },
      alert,
      { message: 'Type a number.', showPrompt: true, title: 'Number' },
      false,
    ]);
    await onRange(
      'A3',
      ({ dataValidation }) => (dataValidation.rule = { textLength: { formula1: 5, operator: 'LessThan' } }),
    );
    expect((await state('A3'))[2]).toEqual(alert);
    expect((await state('A2:A3'))[0]).toBe('Inconsistent');
    await onRange('A2', ({ dataValidation }) => dataValidation.clear());
    expect((await state('A2'))[0]).toBe('None');
    expect((await state('A2:A3'))[0]).toBe('MixedCriteria');
    expect((await state('A3'))[0]).toBe('TextLength');
  });

  test('names a range by its absolute address, and a protected sheet takes none', async () => {
    await onData((sheet) => {
      sheet.getRange('D2').dataValidation.rule = { list: { inCellDropDown: true, source: sheet.getRange('A2:A4') } };
    });
    expect((await state('D2'))[1]).toEqual({ list: { inCellDropDown: true, source: '=Data!$A$2:$A$4' } });
    await onData((sheet) => sheet.protection.protect());
    expect(
      await onRange(
        'D3',
        ({ dataValidation }) => (dataValidation.rule = { list: { inCellDropDown: true, source: 'a' } }),
      ),
    ).toBe('AccessDenied');
  });
});

describe('conditional formats', () => {
  const add = (address: string, formula: string, color: string): Promise<string> =>
    onRange(address, (range) => {
      const { custom } = range.conditionalFormats.add('Custom');
      custom.rule.formula = formula;
      custom.format.fill.color = color;
      custom.format.font.bold = true;
    });
  const formulas = (address: string) =>
    onData(async (sheet, context) => {
      const found = sheet
        .getRange(address)
        .conditionalFormats.load('items/id,items/priority,items/stopIfTrue,items/type');
      const count = sheet.getRange(address).conditionalFormats.getCount();
      await context.sync();
      const rules = found.items.map(({ custom }) => custom.rule.load('formula'));
      await context.sync();
      return [count.value, rules.map(({ formula }) => formula), found.items.map(({ priority }) => priority)];
    });

  test('lie on top of those that were there, until their priority is set', async () => {
    for (const formula of ['=1', '=2', '=3']) await add('A2', formula, '#FF0000');
    const inOrder = async () => (await formulas('A2'))[1];
    expect(await inOrder()).toEqual(['=3', '=2', '=1']);
    const move = (from: number, to: number) =>
      onRange('A2', (range) => (range.conditionalFormats.getItemAt(from).priority = to));
    await move(0, -1);
    expect(await inOrder()).toEqual(['=2', '=1', '=3']);
    await move(2, 0);
    expect(await inOrder()).toEqual(['=3', '=2', '=1']);
    await move(0, 9);
    expect(await inOrder()).toEqual(['=2', '=1', '=3']);
    await move(1, -9);
    expect(await inOrder()).toEqual(['=1', '=2', '=3']);
    await onData((sheet) => sheet.protection.protect());
    expect(await move(0, 1)).toBe('AccessDenied');
  });

  test('are found where they touch, in their order', async () => {
    await add('A2:A4', '=A2=""', '#FF0000');
    await add('B2:B4', '=B2>1', '#00FF00');
    expect(await formulas('A4:B4')).toEqual([2, ['=B2>1', '=A2=""'], [0, 1]]);
    expect(await formulas('A1:A2')).toEqual([1, ['=A2=""'], [1]]);
    expect(await formulas('C1')).toEqual([0, [], []]);
    const seen = await onData(async (sheet, context) => {
      const { conditionalFormats } = sheet.getRange('B2');
      const first = conditionalFormats.getItemAt(0).load('id,type');
      await context.sync();
      const again = conditionalFormats.getItem(first.id);
      const range = again.getRange().load('address');
      const look = again.custom.format.load('fill/color,font/bold,font/italic');
      const elsewhere = sheet.getRange('A2').conditionalFormats.getItemOrNullObject(first.id);
      const here = conditionalFormats.getItemOrNullObject(first.id);
      await context.sync();
      return [
        first.type,
        range.address,
        look.fill.color,
        look.font.bold,
        look.font.italic,
        elsewhere.isNullObject,
        here.isNullObject,
      ];
    });
    expect(seen).toEqual(['Custom', 'Data!B2:B4', '#00FF00', true, false, true, false]);
    expect(await onRange('A1', (range) => range.conditionalFormats.getItemAt(0).load('id'))).toBe('InvalidArgument');
  });

  test('lie on several areas at once, which move and go with their cells', async () => {
    const added = await onData(async (sheet, context) => {
      const areas = sheet.getRanges('A2:A4,C2, E5:F6').load('address,areaCount,cellCount');
      const { custom } = areas.conditionalFormats.add('Custom');
      custom.rule.formula = '=A2=""';
      custom.format.fill.color = '#FF0000';
      await context.sync();
      return [areas.address, areas.areaCount, areas.cellCount];
    });
    expect(added).toEqual(['Data!A2:A4,Data!C2,Data!E5:F6', 3, 8]);
    for (const address of ['A4', 'C2', 'F6']) expect((await formulas(address))[1]).toEqual(['=A2=""']);
    expect((await formulas('B2'))[0]).toBe(0);
    const places = () =>
      onData(async (sheet, context) => {
        const format = sheet.getRange('A1:Z99').conditionalFormats.getItemAt(0);
        const [range, ranges] = [format.getRangeOrNullObject(), format.getRanges().load('address')];
        await context.sync();
        return [range.isNullObject, ranges.address];
      });
    expect(await places()).toEqual([true, 'Data!A2:A4,Data!C2,Data!E5:F6']);
    await onData((sheet) => sheet.getRange('1:1').insert('Down'));
    expect(await places()).toEqual([true, 'Data!A3:A5,Data!C3,Data!E6:F7']);
    await onData((sheet) => sheet.getRange('A:A').delete('Left'));
    expect(await places()).toEqual([true, 'Data!B3,Data!D6:E7']);
    expect(await onRange('B3', (range) => range.conditionalFormats.getItemAt(0).getRange().load('address'))).toBe(
      'InvalidArgument',
    );
    expect(await onRange('A1:B9', (range) => range.conditionalFormats.clearAll())).toBe('ApiNotImplemented');
    await onData((sheet) => sheet.getRange('B:B').delete('Left'));
    expect(await places()).toEqual([false, 'Data!C6:D7']);
  });

  test('are cleared whole or not at all, and deleted one by one', async () => {
    await add('A2:A4', '=A2=""', '#FF0000');
    await add('B2:B4', '=B2>1', '#00FF00');
    expect(await onRange('A2:A3', (range) => range.conditionalFormats.clearAll())).toBe('ApiNotImplemented');
    expect(await onRange('A1:A9', (range) => range.conditionalFormats.clearAll())).toBe('done');
    expect(await formulas('A1:B9')).toEqual([1, ['=B2>1'], [0]]);
    expect(await onRange('B2', (range) => range.conditionalFormats.getItemAt(0).delete())).toBe('done');
    expect((await formulas('A1:B9'))[0]).toBe(0);
  });

  test('of another kind, of a wrong look, and on a protected sheet are refused', async () => {
    await add('A2:A4', '=A2=""', '#FF0000');
    expect(await onRange('A1', (range) => range.conditionalFormats.add('DataBar'))).toBe('ApiNotImplemented');
    expect(
      await onRange('A2', (range) =>
        Object.assign(range.conditionalFormats.getItemAt(0).custom.format.font, { bold: 'x' }),
      ),
    ).toBe('InvalidArgument');
    await onData((sheet) => sheet.protection.protect());
    expect(await add('A2:A4', '=TRUE', '#FF0000')).toBe('AccessDenied');
    expect(await onRange('A1:A9', (range) => range.conditionalFormats.clearAll())).toBe('AccessDenied');
    expect(await onRange('A2', (range) => (range.conditionalFormats.getItemAt(0).stopIfTrue = true))).toBe(
      'AccessDenied',
    );
  });
});
