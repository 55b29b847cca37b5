import { beforeEach, describe, expect, test } from 'vitest';
import { peopleExcel, type OpenedPeople } from '../testing/people-excel.mts';

const excel = peopleExcel();
let opened: OpenedPeople;
beforeEach(() => {
  opened = excel.open();
});

const { onData, refusal } = excel;

const onPeople = (work: (table: Excel.Table) => unknown): Promise<string> =>
  refusal((sheet) => work(sheet.tables.getItem('People')));

async function values(address: string): Promise<unknown[][]> {
  return onData(async (sheet, context) => {
    const range = sheet.getRange(address).load('values');
    await context.sync();
    return range.values;
  });
}

/** What a collection or an object tells when it is loaded. */
async function loaded<T extends OfficeExtension.ClientObject, R>(
  pick: (sheet: Excel.Worksheet, context: Excel.RequestContext) => T,
  names: string,
  read: (object: T) => R,
): Promise<R> {
  return onData(async (sheet, context) => {
    const object = pick(sheet, context);
    context.load(object, names);
    await context.sync();
    return read(object);
  });
}

describe('tables', () => {
  test('are found by name in any case and by id, on their sheet and in the book', async () => {
    opened.book.addSheet('Other');
    const found = await onData(async (sheet, context) => {
      const byName = sheet.tables.getItemOrNullObject('PEOPLE').load('id,legacyId');
      const elsewhere = context.workbook.worksheets.getItem('Other').tables.getItemOrNullObject('People');
      const byId = context.workbook.tables.getItem(opened.tableId).load('name');
      const counts = [
        sheet.tables.getCount(),
        context.workbook.tables.getCount(),
        context.workbook.worksheets.getItem('Other').tables.getCount(),
      ];
      const at = sheet.tables.getItemAt(0).load('name');
      await context.sync();
      return [
        byName.id === opened.tableId,
        byName.legacyId,
        elsewhere.isNullObject,
        byId.name,
        at.name,
        ...counts.map(({ value }) => value),
      ];
    });
    expect(found).toEqual([true, '1', true, 'People', 'People', 1, 1, 0]);
    expect(await refusal((sheet) => sheet.tables.getItemAt(1).load('name'))).toBe('InvalidArgument');
    expect(await refusal((sheet) => sheet.tables.getItem('Plants').load('name'))).toBe('ItemNotFound');
  });

  test('are found in a range that meets them, or that holds them whole', async () => {
    const count = (address: string, fully?: boolean) =>
      loaded(
        (sheet) => sheet.getRange(address).getTables(fully),
        'items/name',
        ({ items }) => items.length,
      );
    expect(await count('B4:C5')).toBe(1);
    expect(await count('B4:C5', true)).toBe(0);
    expect(await count('A1:C5', true)).toBe(1);
    expect(await count('C1:C5')).toBe(0);
    const first = (address: string) =>
      loaded(
        (sheet) => sheet.getRange(address).getTables().getFirst(),
        'name',
        ({ name }) => name,
      );
    expect(await first('B4:C5')).toBe('People');
    expect(await refusal((sheet) => sheet.getRange('C1:C5').getTables().getFirst().load('name'))).toBe('ItemNotFound');
  });

  test('are added with a header or get one, where no other table is', async () => {
    await onData((sheet) => {
      sheet.getRange('D1:D2').values = [['Plant'], ['Oak']];
      sheet.tables.add('D1:D2', true).name = 'Plants';
      sheet.tables.add(sheet.getRange('F1:F2'), false);
    });
    expect(opened.book.tables().map(({ area, name }) => [name, area.rowCount])).toEqual([
      ['People', 4],
      ['Plants', 2],
      [expect.stringContaining('Table'), 3],
    ]);
    expect(await refusal((sheet) => sheet.tables.add('B4:C6', true))).toBe('InvalidArgument');
  });

  test('have their parts; a part that is not shown is not found', async () => {
    const addresses = (): Promise<string[]> =>
      onData(async (sheet, context) => {
        const table = sheet.tables.getItem('People');
        const parts = [table.getRange(), table.getHeaderRowRange(), table.getDataBodyRange()];
        for (const part of parts) part.load('address');
        await context.sync();
        return parts.map(({ address }) => address);
      });
    expect(await addresses()).toEqual(['Data!A1:B4', 'Data!A1:B1', 'Data!A2:B4']);
    expect(await onPeople((table) => table.getTotalRowRange().load('address'))).toBe('ItemNotFound');
    expect(await onPeople((table) => table.columns.getItem('Name').getTotalRowRange().load('address'))).toBe(
      'ItemNotFound',
    );
    await onPeople((table) => (table.showTotals = true));
    expect(
      await loaded(
        (sheet) => sheet.tables.getItem('People').getTotalRowRange(),
        'address',
        ({ address }) => address,
      ),
    ).toBe('Data!A5:B5');
    await onPeople((table) => {
      table.showTotals = false;
      table.showHeaders = false;
    });
    expect(await onPeople((table) => table.getHeaderRowRange().load('address'))).toBe('ItemNotFound');
    expect(await onPeople((table) => (table.columns.getItem('Name').name = 'Who'))).toBe('InvalidOperation');
    expect(
      await loaded(
        (sheet) => sheet.tables.getItem('People').getRange(),
        'address',
        ({ address }) => address,
      ),
    ).toBe('Data!A2:B4');
    await onPeople((table) => (table.showHeaders = true));
    expect(await values('A2:B3')).toEqual([
      ['Name', 'Amount'],
      ['Ann', 1],
    ]);
  });

  test('keep how they look', async () => {
    const flags = [
      'showFilterButton',
      'showBandedRows',
      'showBandedColumns',
      'highlightFirstColumn',
      'highlightLastColumn',
    ] as const;
    const read = () =>
      loaded(
        (sheet) => sheet.tables.getItem('People'),
        [...flags, 'style'].join(','),
        (table) => [...flags.map((flag) => table[flag]), table.style],
      );
    expect(await read()).toEqual([true, true, false, false, false, 'TableStyleMedium2']);
    for (const flag of flags) {
      const before = await read();
      await onPeople((table) => (table[flag] = !before[flags.indexOf(flag)]));
      const after = await read();
      expect(after.map((value, index) => value !== before[index])).toEqual([
        ...flags.map((name) => name === flag),
        false,
      ]);
    }
    await onPeople((table) => (table.style = 'TableStyleLight1'));
    expect((await read()).at(-1)).toBe('TableStyleLight1');
    expect(await onPeople((table) => Object.assign(table, { name: 7 }))).toBe('InvalidArgument');
  });

  test('grow and shrink on their sheet, and dissolve into cells', async () => {
    opened.book.addSheet('Other');
    await onPeople((table) => table.resize('A1:C6'));
    expect(opened.book.tables()[0]?.area).toEqual({ row: 0, column: 0, rowCount: 6, columnCount: 3 });
    expect(await onPeople((table) => table.resize('Other!A1:C6'))).toBe('InvalidArgument');
    expect(
      await loaded(
        (sheet) => sheet.tables.getItem('People').convertToRange(),
        'address',
        ({ address }) => address,
      ),
    ).toBe('Data!A1:C6');
    expect(opened.book.tables()).toEqual([]);
    expect(await values('A1:B2')).toEqual([
      ['Name', 'Amount'],
      ['Ann', 1],
    ]);
  });

  test('are sorted, remember how, and can be sorted so again', async () => {
    await onPeople((table) => table.sort.apply([{ key: 1, ascending: false }], true));
    expect((await values('A2:A4')).flat()).toEqual(['Cem', 'Bea', 'Ann']);
    await onData((sheet) => (sheet.getRange('B4').values = [[9]]));
    await onPeople((table) => table.sort.reapply());
    expect((await values('A2:A4')).flat()).toEqual(['Ann', 'Cem', 'Bea']);
    const sort = () =>
      loaded(
        (sheet) => sheet.tables.getItem('People').sort,
        'fields,matchCase',
        ({ fields, matchCase }) => [fields, matchCase],
      );
    expect(await sort()).toEqual([[{ key: 1, ascending: false, sortOn: 'Value' }], true]);
    await onPeople((table) => table.sort.clear());
    expect(await sort()).toEqual([[], false]);
    expect(await onPeople((table) => table.sort.apply([{ key: 0, sortOn: 'CellColor' }]))).toBe('ApiNotImplemented');
  });
});

describe('rows', () => {
  test('are counted and reached by their place, and no further', async () => {
    const seen = await onData(async (sheet, context) => {
      const { rows } = sheet.tables.getItem('People');
      const count = rows.getCount();
      const last = rows.getItemAt(2).load('index,values');
      const range = rows.getItemAt(0).getRange().load('address');
      rows.load('count,items/index');
      await context.sync();
      return [count.value, rows.count, rows.items.map(({ index }) => index), last.index, last.values, range.address];
    });
    expect(seen).toEqual([3, 3, [0, 1, 2], 2, [['Cem', 3]], 'Data!A2:B2']);
    expect(await onPeople((table) => table.rows.getItemAt(3).load('index'))).toBe('InvalidArgument');
    expect(await onPeople((table) => table.rows.getItemAt(-1).load('index'))).toBe('InvalidArgument');
  });

  test('are added at the end, or at a place; each has as many cells as there are columns', async () => {
    await onPeople((table) => table.rows.add(undefined, [['Dan', 4]]));
    await onPeople((table) => table.rows.add(-1, [['Eva', 5]]));
    await onPeople((table) => table.rows.add(0, [['Abe', 0]]));
    await onPeople((table) =>
      table.rows.add(2, [
        ['Bob', 1.5],
        ['Bud', 1.6],
      ]),
    );
    expect((await values('A2:A9')).flat()).toEqual(['Abe', 'Ann', 'Bob', 'Bud', 'Bea', 'Cem', 'Dan', 'Eva']);
    expect(await onPeople((table) => table.rows.add(undefined, [['Fay']]))).toBe('InvalidArgument');
    expect(await onPeople((table) => table.rows.add(undefined, [['Fay', 6], ['Gus']]))).toBe('InvalidArgument');
  });

  test('added to a table with one blank row take its place; a formula or a value is not blank', async () => {
    await onPeople((table) => table.rows.deleteRowsAt(0, 3));
    expect(await values('A2:B2')).toEqual([['', '']]);
    await onPeople((table) =>
      table.rows.add(undefined, [
        ['Dan', 4],
        ['Eva', 5],
      ]),
    );
    expect((await values('A2:A4')).flat()).toEqual(['Dan', 'Eva', '']);
    await onPeople((table) => table.rows.deleteRowsAt(0, 2));
    await onData((sheet) => (sheet.getRange('B2').formulas = [['=""']]));
    await onPeople((table) => table.rows.add(undefined, [['Fay', 6]]));
    expect((await values('A2:A3')).flat()).toEqual(['', 'Fay']);
  });

  test('are deleted by object, by indices in any order, and by place; none where one is not there', async () => {
    await onPeople((table) =>
      table.rows.add(undefined, [
        ['Dan', 4],
        ['Eva', 5],
        ['Fay', 6],
        ['Gus', 7],
      ]),
    );
    expect(await onPeople((table) => table.rows.deleteRows([0, 9]))).toBe('InvalidArgument');
    await onPeople((table) => table.rows.deleteRows([5, 0, 4, 0]));
    expect((await values('A2:A5')).flat()).toEqual(['Bea', 'Cem', 'Dan', 'Gus']);
    await onPeople((table) => table.rows.deleteRows([table.rows.getItemAt(1), table.rows.getItemAt(3)]));
    expect((await values('A2:A4')).flat()).toEqual(['Bea', 'Dan', '']);
    await onPeople((table) => table.rows.getItemAt(1).delete());
    expect((await values('A2:A3')).flat()).toEqual(['Bea', '']);
    expect(await onPeople((table) => table.rows.deleteRowsAt(0, 2))).toBe('InvalidArgument');
  });

  test('are written whole', async () => {
    await onPeople((table) => (table.rows.getItemAt(1).values = [['Bob', 8]]));
    expect(await values('A2:B4')).toEqual([
      ['Ann', 1],
      ['Bob', 8],
      ['Cem', 3],
    ]);
  });
});

describe('columns', () => {
  test('are found by name in any case, by id and by place', async () => {
    const seen = await onData(async (sheet, context) => {
      const { columns } = sheet.tables.getItem('People');
      const byName = columns.getItem('AMOUNT').load('id,index,name,values');
      const at = columns.getItemAt(0).load('name,id');
      const missing = columns.getItemOrNullObject('Age');
      columns.load('count');
      await context.sync();
      const byId = columns.getItem(byName.id).load('name');
      await context.sync();
      return [byName.index, byName.name, byName.values.flat(), at.name, missing.isNullObject, byId.name, columns.count];
    });
    expect(seen).toEqual([1, 'Amount', ['Amount', 1, 2, 3], 'Name', true, 'Amount', 2]);
    expect(await onPeople((table) => table.columns.getItemAt(2).load('name'))).toBe('InvalidArgument');
  });

  test('have their parts, are renamed, written and deleted', async () => {
    const parts = await onData(async (sheet, context) => {
      const column = sheet.tables.getItem('People').columns.getItem('Amount');
      const ranges = [column.getRange(), column.getHeaderRowRange(), column.getDataBodyRange()];
      for (const range of ranges) range.load('address');
      await context.sync();
      return ranges.map(({ address }) => address);
    });
    expect(parts).toEqual(['Data!B1:B4', 'Data!B1', 'Data!B2:B4']);
    await onPeople((table) => {
      const column = table.columns.getItem('Amount');
      column.values = [['Sum'], [7], [8], [9]];
      column.name = 'Total';
    });
    expect((await values('B1:B4')).flat()).toEqual(['Total', 7, 8, 9]);
    await onPeople((table) => table.columns.getItem('Name').delete());
    expect(await values('A1:B2')).toEqual([
      ['Total', ''],
      [7, ''],
    ]);
  });

  test('are added at the end or at a place, blank, with one value, or filled with a header', async () => {
    await onPeople((table) => {
      table.columns.add(undefined, undefined, 'Blank');
      table.columns.add(-1, [['Filled'], [1], [2], [3]]);
      table.columns.add(0, [[7], [8], [9]], 'Front');
    });
    expect(await values('A1:E4')).toEqual([
      ['Front', 'Name', 'Amount', 'Blank', 'Filled'],
      [7, 'Ann', 1, '', 1],
      [8, 'Bea', 2, '', 2],
      [9, 'Cem', 3, '', 3],
    ]);
  });
});

describe('filters', () => {
  const hidden = () =>
    onData(async (sheet, context) => {
      const rows = ['A2', 'A3', 'A4'].map((address) => sheet.getRange(address).load('rowHidden'));
      await context.sync();
      return rows.map(({ rowHidden }) => rowHidden);
    });

  test('are by values or by comparison, on a column or through the table’s own', async () => {
    await onPeople((table) => table.columns.getItem('Name').filter.applyValuesFilter(['Ann', 'Cem']));
    expect(await hidden()).toEqual([false, true, false]);
    await onPeople((table) => table.columns.getItem('Name').filter.clear());
    await onPeople((table) => table.columns.getItem('Amount').filter.applyCustomFilter('>1', '<3', 'And'));
    expect(await hidden()).toEqual([true, false, true]);
    await onPeople((table) => table.columns.getItem('Amount').filter.applyCustomFilter('<2', '>2', 'Or'));
    expect(await hidden()).toEqual([false, true, false]);
    const state = await loaded(
      (sheet) => sheet.tables.getItem('People').columns.getItem('Amount').filter,
      'criteria',
      ({ criteria }) => criteria,
    );
    expect(state).toEqual({ filterOn: 'Custom', criterion1: '<2', criterion2: '>2', operator: 'Or' });
    await onPeople((table) =>
      table.autoFilter.apply(table.getRange(), 0, { filterOn: 'Values', values: ['Bea', 'Ann'] }),
    );
    expect(await hidden()).toEqual([false, true, true]);
    await onPeople((table) => table.autoFilter.clearColumnCriteria(1));
    expect(await hidden()).toEqual([false, false, true]);
    await onPeople((table) => table.autoFilter.clearCriteria());
    expect(await hidden()).toEqual([false, false, false]);
    const places = await loaded(
      (sheet) => sheet.tables.getItem('People').autoFilter,
      'enabled,isDataFiltered,criteria',
      (filter) => [filter.enabled, filter.isDataFiltered, filter.criteria],
    );
    expect(places).toEqual([true, false, [{}, {}]]);
  });

  test('look again when they are applied again', async () => {
    await onPeople((table) => table.columns.getItem('Name').filter.applyValuesFilter(['Ann']));
    opened.book.write(opened.sheetId, 1, 0, [['Zoe']]);
    expect(await hidden()).toEqual([false, true, true]);
    await onPeople((table) => table.reapplyFilters());
    expect(await hidden()).toEqual([true, true, true]);
    opened.book.write(opened.sheetId, 2, 0, [['Ann']]);
    await onPeople((table) => table.autoFilter.reapply());
    expect(await hidden()).toEqual([true, false, true]);
    await onPeople((table) => table.clearFilters());
    expect(await hidden()).toEqual([false, false, false]);
  });

  test('that this host does not know, and columns that are not there, are refused', async () => {
    expect(await onPeople((table) => table.columns.getItem('Name').filter.apply({ filterOn: 'Dynamic' }))).toBe(
      'ApiNotImplemented',
    );
    expect(
      await onPeople((table) => table.autoFilter.apply(table.getRange(), 2, { filterOn: 'Values', values: ['x'] })),
    ).toBe('InvalidArgument');
    expect(await onPeople((table) => table.autoFilter.clearColumnCriteria(2))).toBe('InvalidArgument');
    expect(await onPeople((table) => table.autoFilter.apply(table.getRange()))).toBe('done');
    expect(await onPeople((table) => table.autoFilter.remove())).toBe('ApiNotImplemented');
  });
});

test('a row added without values is blank, and one into a table of a single blank row takes its place', async () => {
  await onPeople((table) => table.rows.add());
  expect(await values('A4:B6')).toEqual([
    ['Cem', 3],
    ['', ''],
    ['', ''],
  ]);
  expect(opened.book.tables()[0]?.area.rowCount).toBe(5);
  await onPeople((table) => table.rows.deleteRowsAt(0, 4));
  await onPeople((table) => table.rows.add(undefined, [['Zoe', 9]]));
  expect([await values('A1:B3'), opened.book.tables()[0]?.area.rowCount]).toEqual([
    [
      ['Name', 'Amount'],
      ['Zoe', 9],
      ['', ''],
    ],
    2,
  ]);
});
