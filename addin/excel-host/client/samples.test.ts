import { beforeEach, expect, test } from 'vitest';
import { MemoryBook } from '../book/memory-book.ts';
import { createExcelHost } from '../host/excel-host.ts';
import { openExcel } from './open-excel.mts';

// Programs as people write them for real Excel, unchanged.
const opened = openExcel(createExcelHost(new MemoryBook()));
const { Excel } = opened;

beforeEach(async () => {
  const book = new MemoryBook();
  book.addSheet('Sheet1');
  opened.reconnect(createExcelHost(book));
  await createExpenses();
});

async function createExpenses(): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItemOrNullObject('Sample').delete();
    const sheet = context.workbook.worksheets.add('Sample');
    const expensesTable = sheet.tables.add('A1:D1', true);
    expensesTable.name = 'ExpensesTable';
    expensesTable.getHeaderRowRange().values = [['Date', 'Merchant', 'Category', 'Amount']];
    expensesTable.rows.add(undefined, [
      ['1/1/2017', 'The Phone Company', 'Communications', '$120'],
      ['1/2/2017', 'Northwind Electric Cars', 'Transportation', '$142'],
      ['1/5/2017', 'Best For You Organics Company', 'Groceries', '$27'],
      ['1/10/2017', 'Coho Vineyard', 'Restaurant', '$33'],
      ['1/11/2017', 'Bellows College', 'Education', '$350'],
      ['1/15/2017', 'Trey Research', 'Other', '$135'],
      ['1/15/2017', 'Best For You Organics Company', 'Groceries', '$97'],
    ]);
    sheet.getUsedRange().format.autofitColumns();
    sheet.getUsedRange().format.autofitRows();
    sheet.activate();
    await context.sync();
  });
}

async function bodyColumn(name: string): Promise<unknown[]> {
  return Excel.run(async (context) => {
    const range = context.workbook.tables.getItem('ExpensesTable').columns.getItem(name).getDataBodyRange();
    range.load('values');
    await context.sync();
    return range.values.flat();
  });
}

test('the table has no blank row left from its creation', async () => {
  expect(await bodyColumn('Amount')).toEqual([120, 142, 27, 33, 350, 135, 97]);
});

test('sort by a column', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sample');
    const expensesTable = sheet.tables.getItem('ExpensesTable');
    expensesTable.sort.apply([{ key: 3, ascending: false }], true);
    await context.sync();
  });
  expect(await bodyColumn('Amount')).toEqual([350, 142, 135, 120, 97, 33, 27]);
});

test('filter by values, read the visible rows, clear', async () => {
  const { criteria, hidden } = await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sample');
    const expensesTable = sheet.tables.getItem('ExpensesTable');
    const filter = expensesTable.columns.getItem('Category').filter;
    filter.apply({ filterOn: Excel.FilterOn.values, values: ['Groceries', 'Restaurant'] });
    const rows = ['A2', 'A4'].map((address) => sheet.getRange(address).load('rowHidden'));
    expensesTable.autoFilter.load('criteria,isDataFiltered');
    await context.sync();
    return { criteria: expensesTable.autoFilter.criteria, hidden: rows.map((row) => row.rowHidden) };
  });
  expect(criteria).toEqual([{}, {}, { filterOn: 'Values', values: ['Groceries', 'Restaurant'] }, {}]);
  expect(hidden).toEqual([true, false]);
  await Excel.run(async (context) => {
    const expensesTable = context.workbook.tables.getItem('ExpensesTable');
    expensesTable.clearFilters();
    expensesTable.autoFilter.load('isDataFiltered');
    await context.sync();
    expect(expensesTable.autoFilter.isDataFiltered).toBe(false);
  });
});

test('criteria read from the filter of a table are applied again', async () => {
  await Excel.run(async (context) => {
    const table = context.workbook.tables.getItem('ExpensesTable');
    table.autoFilter.apply(table.getRange(), 3, { filterOn: 'Custom', criterion1: '>100' });
    table.autoFilter.load('criteria');
    await context.sync();
    const { criteria } = table.autoFilter;
    table.autoFilter.clearCriteria();
    await context.sync();
    criteria.forEach((criterion, index) => {
      if (criterion.filterOn !== undefined) table.autoFilter.apply(table.getRange(), index, criterion);
    });
    table.autoFilter.load('criteria,isDataFiltered');
    const cheap = table.rows.getItemAt(2).getRange().load('rowHidden');
    await context.sync();
    expect(table.autoFilter.criteria[3]).toEqual({ filterOn: 'Custom', criterion1: '>100' });
    expect(cheap.rowHidden).toBe(true);
  });
});

test('add a column with formulas', async () => {
  await Excel.run(async (context) => {
    const expensesTable = context.workbook.tables.getItem('ExpensesTable');
    expensesTable.columns.add(undefined, [
      ['Day'],
      ...Array.from({ length: 7 }, () => ['=IF([@Amount]>100,"much","little")']),
    ]);
    await context.sync();
  });
  expect(await bodyColumn('Day')).toEqual(['much', 'much', 'little', 'little', 'much', 'much', 'little']);
});

test('add a hidden text column in front', async () => {
  await Excel.run(async (context) => {
    const expensesTable = context.workbook.tables.getItem('ExpensesTable');
    const column = expensesTable.columns.add(0, [['Row ID'], ...Array.from({ length: 7 }, (_, row) => [`'00${row}`])]);
    const range = column.getRange();
    range.numberFormat = [['@']].concat(Array.from({ length: 7 }, () => ['@']));
    range.getEntireColumn().columnHidden = true;
    range.load('columnHidden,numberFormat');
    column.load('id,index,name');
    await context.sync();
    expect(range.columnHidden).toBe(true);
    expect(range.numberFormat[7]).toEqual(['@']);
    expect(column.name).toBe('Row ID');
    expect(column.index).toBe(0);
  });
  expect(await bodyColumn('Row ID')).toEqual(['000', '001', '002', '003', '004', '005', '006']);
});

test('delete rows by index and by object', async () => {
  await Excel.run(async (context) => {
    const { rows } = context.workbook.tables.getItem('ExpensesTable');
    rows.deleteRows([0, 6]);
    rows.deleteRows([rows.getItemAt(0), rows.getItemAt(1)]);
    rows.getItemAt(0).delete();
    await context.sync();
  });
  expect(await bodyColumn('Amount')).toEqual([350, 135]);
});

test('format a range', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sample');
    const range = sheet.getRange('B2:E2');
    range.format.fill.color = '#4472C4';
    range.format.font.color = 'white';
    range.format.font.bold = true;
    range.format.wrapText = true;
    range.format.columnWidth = 60;
    range.format.horizontalAlignment = 'Center';
    range.format.borders.getItem('EdgeBottom').style = 'Continuous';
    range.load({
      format: { fill: { color: true }, font: { color: true, bold: true }, columnWidth: true, wrapText: true },
    });
    const mixed = sheet.getRange('A2:B2');
    mixed.load('format/font/bold');
    await context.sync();
    expect(range.format.fill.color).toBe('#4472C4');
    expect(range.format.font.toJSON()).toMatchObject({ bold: true, color: '#FFFFFF' });
    expect(range.format.columnWidth).toBe(60);
    expect(range.format.wrapText).toBe(true);
    expect(mixed.format.font.bold).toBeNull();
  });
});

test('a drop-down list from a range, with its alert', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sample');
    const range = sheet.getRange('C2:C8');
    range.dataValidation.clear();
    range.dataValidation.rule = { list: { inCellDropDown: true, source: sheet.getRange('H1:H3') } };
    range.dataValidation.errorAlert = { message: 'Pick one', showAlert: true, style: 'Stop', title: 'Category' };
    range.dataValidation.load('rule,type,errorAlert');
    await context.sync();
    expect(range.dataValidation.type).toBe('List');
    expect(range.dataValidation.rule).toEqual({ list: { inCellDropDown: true, source: '=Sample!$H$1:$H$3' } });
    expect(range.dataValidation.errorAlert.message).toBe('Pick one');
  });
});

test('freeze panes, tab colour, position, visibility', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sample');
    sheet.freezePanes.freezeRows(1);
    const frozen = sheet.freezePanes.getLocationOrNullObject().load('address');
    sheet.tabColor = '#FF0000';
    sheet.position = 0;
    const meta = context.workbook.worksheets.add('Meta');
    meta.visibility = Excel.SheetVisibility.veryHidden;
    context.workbook.worksheets.load('items/name,items/visibility,items/position');
    await context.sync();
    expect(frozen.address).toBe('Sample!1:1');
    expect(context.workbook.worksheets.items.map((item) => item.toJSON())).toMatchObject([
      { name: 'Sample', visibility: 'Visible', position: 0 },
      { name: 'Sheet1', visibility: 'Visible', position: 1 },
      { name: 'Meta', visibility: 'VeryHidden', position: 2 },
    ]);
    sheet.freezePanes.unfreeze();
    const unfrozen = sheet.freezePanes.getLocationOrNullObject();
    await context.sync();
    expect(unfrozen.isNullObject).toBe(true);
  });
});

test('resize, show totals, convert to a range', async () => {
  await Excel.run(async (context) => {
    const table = context.workbook.tables.getItem('ExpensesTable');
    table.resize('A1:D5');
    table.showTotals = true;
    const total = table.getTotalRowRange().load('values,address');
    await context.sync();
    expect(total.address).toBe('Sample!A6:D6');
    expect(total.values[0]?.[3]).toBe(322);
    const range = table.convertToRange().load('address');
    context.workbook.tables.load('items');
    await context.sync();
    expect(range.address).toBe('Sample!A1:D6');
    expect(context.workbook.tables.items).toHaveLength(0);
  });
});

test('ranges are reached in every usual way', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sample');
    const base = sheet.getRange('B2:C3');
    const found = {
      cell: base.getCell(1, 1),
      row: base.getRow(1),
      column: base.getColumn(0),
      below: base.getRowsBelow(2),
      above: base.getRowsAbove(1),
      resized: base.getResizedRange(1, 1),
      offset: base.getOffsetRange(1, 0),
      entire: base.getEntireRow(),
      columnAll: base.getEntireColumn(),
      last: base.getLastCell(),
      bounding: base.getBoundingRect('E9'),
      indexed: sheet.getRangeByIndexes(0, 0, 2, 2),
      both: base.getIntersection('C3:D4'),
      used: sheet.getUsedRange(true),
    };
    const none = base.getIntersectionOrNullObject('X1');
    for (const range of Object.values(found)) range.load('address');
    await context.sync();
    expect(Object.fromEntries(Object.entries(found).map(([name, { address }]) => [name, address]))).toEqual({
      cell: 'Sample!C3',
      row: 'Sample!B3:C3',
      column: 'Sample!B2:B3',
      below: 'Sample!B4:C5',
      above: 'Sample!B1:C1',
      resized: 'Sample!B2:D4',
      offset: 'Sample!B3:C4',
      entire: 'Sample!2:3',
      columnAll: 'Sample!B:C',
      last: 'Sample!C3',
      bounding: 'Sample!B2:E9',
      indexed: 'Sample!A1:B2',
      both: 'Sample!C3',
      used: 'Sample!A1:D8',
    });
    expect(none.isNullObject).toBe(true);
  });
});

test('a range that is held follows when rows are inserted above it, and is lost with its cells', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    const range = sheet.getRange('B5');
    range.values = [['here']];
    await context.sync();
    sheet.getRange('1:3').insert('Down');
    range.load('address,values');
    await context.sync();
    expect(range.address).toBe('Sheet1!B8');
    expect(range.values).toEqual([['here']]);
    sheet.getRange('8:8').delete('Up');
    range.load('address');
    await expect(context.sync()).rejects.toMatchObject({ code: 'InvalidReference' });
  });
});

test('large writes, which the library cuts into pieces of 1,500 cells, arrive whole', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    const values = Array.from({ length: 5000 }, (_, row) => [row, `row ${row}`, row % 2 === 0]);
    const range = sheet.getRangeByIndexes(0, 0, 5000, 3);
    range.values = values;
    await context.sync();
    range.load('values');
    await context.sync();
    expect(range.values).toEqual(values);
  });
});

test('names, properties and retrieved values', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sample');
    context.workbook.names.add('Total', sheet.getRange('D2:D8'));
    const named = context.workbook.names.getItem('Total').getRange().load('address');
    context.workbook.properties.custom.add('Program', 'P-1');
    const property = context.workbook.properties.custom.getItem('Program').load('key,value');
    const byName = sheet.getRange('Total').load('cellCount');
    await context.sync();
    expect(named.address).toBe('Sample!D2:D8');
    expect(property.value).toBe('P-1');
    expect(byName.cellCount).toBe(7);
  });
});

test('copy a range, paste its values, clear it', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    sheet.getRange('A1:B1').formulas = [[2, '=A1*2']];
    sheet.getRange('A2').copyFrom('A1:B1');
    sheet.getRange('A3').copyFrom('A1:B1', Excel.RangeCopyType.values);
    const copied = sheet.getRange('A2:B3').load('formulas');
    await context.sync();
    expect(copied.formulas).toEqual([
      [2, '=A2*2'],
      [2, 4],
    ]);
    sheet.getRange().clear();
    const used = sheet.getUsedRangeOrNullObject(true);
    await context.sync();
    expect(used.isNullObject).toBe(true);
  });
});

test('select and activate are what the next request sees', async () => {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange('C3:D4').select();
    const selected = context.workbook.getSelectedRange().load('address');
    const active = context.workbook.worksheets.getActiveWorksheet().load('name');
    await context.sync();
    expect(selected.address).toBe('Sheet1!C3:D4');
    expect(active.name).toBe('Sheet1');
  });
});
