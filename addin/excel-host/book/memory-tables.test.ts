import { beforeEach, describe, expect, test } from 'vitest';
import { parseArea } from './address.ts';
import type { Area } from './area.ts';
import { BookError, type BookEvent } from './book.ts';
import { MemoryBook } from './memory-book.ts';

let book: MemoryBook;
let sheetId: string;
let tableId: string;
let events: BookEvent[];

/** A table People (Name, Amount) of Cem 30, Ann 10, Bea 20 in B2:C5. */
beforeEach(() => {
  book = new MemoryBook();
  sheetId = book.addSheet('Data').id;
  book.write(sheetId, 1, 1, [
    ['Name', 'Amount'],
    ['Cem', 30],
    ['Ann', 10],
    ['Bea', 20],
  ]);
  tableId = book.addTable(sheetId, at('B2:C5'), true).id;
  book.updateTable(tableId, { name: 'People' });
  events = [];
  book.subscribe((event) => void events.push(event));
});

function at(address: string): Area {
  const area = parseArea(address);
  if (area === undefined) throw new Error(`${address} is no address`);
  return area;
}

const table = () => {
  const found = book.tables().find(({ id }) => id === tableId);
  if (found === undefined) throw new Error('The table is gone.');
  return found;
};
const values = (address: string) => book.readValues(sheetId, at(address));
const names = () => table().columns.map(({ name }) => name);
const columnId = (name: string) => table().columns.find((column) => column.name === name)?.id ?? 0;

function refusal(work: () => unknown): string {
  try {
    work();
    return 'done';
  } catch (error) {
    if (error instanceof BookError) return error.code;
    throw error;
  }
}

describe('rows', () => {
  test('none of them inserted or deleted is nothing at all', () => {
    book.insertTableRows(tableId, 1, 0);
    book.deleteTableRows(tableId, 1, 0);
    book.deleteTableRows(tableId, 99, 0);
    expect([table().area, events]).toEqual([at('B2:C5'), []]);
  });

  test('are inserted from before the first to behind the last, and nowhere else', () => {
    expect(refusal(() => book.insertTableRows(tableId, -1, 1))).toBe('InvalidArgument');
    expect(refusal(() => book.insertTableRows(tableId, 4, 1))).toBe('InvalidArgument');
    book.insertTableRows(tableId, 3, 2);
    book.insertTableRows(tableId, 0, 1);
    expect(table().area).toEqual(at('B2:C8'));
    expect(values('B3:B8').flat()).toEqual(['', 'Cem', 'Ann', 'Bea', '', '']);
  });

  test('are deleted where they are, and none where one of them is not', () => {
    expect(refusal(() => book.deleteTableRows(tableId, -1, 1))).toBe('InvalidArgument');
    expect(refusal(() => book.deleteTableRows(tableId, 2, 2))).toBe('InvalidArgument');
    book.deleteTableRows(tableId, 1, 2);
    expect([table().area, values('B3:B4').flat()]).toEqual([at('B2:C3'), ['Cem', '']]);
    expect(events).toMatchObject([{ kind: 'shifted', tableId, shift: { area: at('B4:C5'), direction: 'up' } }]);
    book.deleteTableRows(tableId, 0, 1);
    expect([table().area, values('B3:C3').flat()]).toEqual([at('B2:C3'), ['', '']]);
  });

  test('move what stands below, and not what stands beside', () => {
    book.write(sheetId, 7, 1, [['below']]);
    book.write(sheetId, 4, 4, [['beside']]);
    book.insertTableRows(tableId, 1, 2);
    expect([values('B10')[0]?.[0], values('E5')[0]?.[0]]).toEqual(['below', 'beside']);
    book.deleteTableRows(tableId, 0, 1);
    expect([values('B9')[0]?.[0], values('E5')[0]?.[0]]).toEqual(['below', 'beside']);
  });

  test('go on with the formula of their column, each for its own row', () => {
    book.insertTableColumn(tableId, 2, 'Twice');
    book.write(sheetId, 2, 3, [[{ formula: '=C3*2' }], [{ formula: '=C4*2' }], [{ formula: '=C5*2' }]]);
    book.insertTableRows(tableId, 3, 2);
    expect(book.readFormulas(sheetId, at('D3:D7')).flat()).toEqual(['=C3*2', '=C4*2', '=C5*2', '=C6*2', '=C7*2']);
    book.insertTableRows(tableId, 0, 1);
    expect(book.readFormulas(sheetId, at('D3:D4')).flat()).toEqual(['=C3*2', '=C4*2']);
  });
});

describe('the only row', () => {
  test('is blanked when it is deleted, whatever stands below', () => {
    book.resizeTable(tableId, at('B2:C3'));
    book.write(sheetId, 8, 1, [
      ['Wide', 'r', 'than'],
      [1, 2, 3],
    ]);
    book.addTable(sheetId, at('B9:D10'), true);
    expect(refusal(() => book.insertTableRows(tableId, 0, 1))).toBe('InsertDeleteConflict');
    expect(refusal(() => book.deleteTableRows(tableId, 0, 1))).toBe('done');
    expect([table().area, values('B3:C4').flat()]).toEqual([at('B2:C3'), ['', '', 'Ann', 10]]);
  });
});

describe('rows of the sheet', () => {
  test('that a person hid stay hidden at another height, and keep their height when they are shown', () => {
    book.updateRows(sheetId, 2, 1, { hidden: true, height: 20 });
    book.updateRows(sheetId, 2, 1, { height: 30 });
    expect(book.rowLooks(sheetId, 2)).toEqual({ hidden: true, filtered: false, height: 30 });
    book.updateRows(sheetId, 2, 1, { hidden: false });
    expect(book.rowLooks(sheetId, 2)).toEqual({ hidden: false, filtered: false, height: 30 });
    book.updateRows(sheetId, 2, 1, { height: undefined });
    expect(book.rowLooks(sheetId, 2).height).toBeUndefined();
  });
});

describe('columns', () => {
  test('are inserted from before the first to behind the last, under a name of their own', () => {
    expect(refusal(() => book.insertTableColumn(tableId, -1, 'X'))).toBe('InvalidArgument');
    expect(refusal(() => book.insertTableColumn(tableId, 3, 'X'))).toBe('InvalidArgument');
    book.insertTableColumn(tableId, 2, 'name');
    book.insertTableColumn(tableId, 0, '');
    expect(names()).toEqual(['Column1', 'Name', 'Amount', 'name2']);
    expect(values('B2:E3')).toEqual([
      ['Column1', 'Name', 'Amount', 'name2'],
      ['', 'Cem', 30, ''],
    ]);
  });

  test('are deleted by their id, but never the last', () => {
    const gone = columnId('Name');
    book.deleteTableColumn(tableId, gone);
    expect([names(), values('B2:C3')]).toEqual([
      ['Amount'],
      [
        ['Amount', ''],
        [30, ''],
      ],
    ]);
    expect(refusal(() => book.deleteTableColumn(tableId, gone))).toBe('ItemNotFound');
    expect(refusal(() => book.deleteTableColumn(tableId, columnId('Amount')))).toBe('InvalidOperation');
  });

  test('that go take their filter along', () => {
    book.filterTable(tableId, columnId('Name'), { filterOn: 'Values', values: ['Ann'] });
    expect(book.rowLooks(sheetId, 2).filtered).toBe(true);
    expect(refusal(() => book.filterTable(tableId, 999, undefined))).toBe('ItemNotFound');
    book.resizeTable(tableId, at('C2:D5'));
    expect(table().filters.size).toBe(0);
  });
});

describe('a table of another size', () => {
  test('keeps its header row, at least one row, and something of itself', () => {
    expect(refusal(() => book.resizeTable(tableId, at('B3:C6')))).toBe('InvalidArgument');
    expect(refusal(() => book.resizeTable(tableId, at('D2:E5')))).toBe('InvalidArgument');
    expect(refusal(() => book.resizeTable(tableId, at('B2:C2')))).toBe('InvalidArgument');
    expect(refusal(() => book.resizeTable(tableId, at('B2:C3')))).toBe('done');
    book.updateTable(tableId, { showTotals: true });
    expect(refusal(() => book.resizeTable(tableId, at('B2:C3')))).toBe('InvalidArgument');
  });

  test('keeps the columns that it keeps, names the new ones, and takes no other table in', () => {
    const amount = columnId('Amount');
    book.resizeTable(tableId, at('C2:E5'));
    expect(names()).toEqual(['Amount', 'Column1', 'Column2']);
    expect(columnId('Amount')).toBe(amount);
    book.write(sheetId, 1, 6, [['Other'], [1]]);
    const other = book.addTable(sheetId, at('G2:G3'), true);
    expect(refusal(() => book.resizeTable(tableId, at('C2:G5')))).toBe('TableOverlap');
    expect(refusal(() => book.resizeTable(other.id, at('F2:G3')))).toBe('done');
  });

  test('shows the filtered rows that it leaves', () => {
    book.filterTable(tableId, columnId('Name'), { filterOn: 'Values', values: ['Cem'] });
    expect([2, 3, 4].map((row) => book.rowLooks(sheetId, row).filtered)).toEqual([false, true, true]);
    book.resizeTable(tableId, at('B2:C4'));
    expect([2, 3, 4].map((row) => book.rowLooks(sheetId, row).filtered)).toEqual([false, true, false]);
    book.deleteTable(tableId, true);
    expect(book.rowLooks(sheetId, 3).filtered).toBe(false);
  });
});

describe('totals and headers', () => {
  test('a total adds up the last column where it holds numbers, and counts it where it does not', () => {
    book.updateTable(tableId, { showTotals: true });
    expect(book.readFormulas(sheetId, at('B6:C6'))).toEqual([[undefined, '=SUBTOTAL(109,[Amount])']]);
    expect(values('B6:C6')).toEqual([['Total', 60]]);
    book.updateTable(tableId, { showTotals: false });
    expect([table().area, values('B6:C6').flat()]).toEqual([at('B2:C5'), ['', '']]);
    book.write(sheetId, 2, 2, [['a'], ['b'], ['c']]);
    book.updateTable(tableId, { showTotals: true });
    expect(book.readFormulas(sheetId, at('C6'))).toEqual([['=SUBTOTAL(103,[Amount])']]);
  });

  test('a total that is shown already, or headers that are, change nothing', () => {
    book.updateTable(tableId, { showTotals: false, showHeaders: true });
    expect(table().area).toEqual(at('B2:C5'));
    book.updateTable(tableId, { showTotals: true });
    book.updateTable(tableId, { showTotals: true });
    expect(table().area).toEqual(at('B2:C6'));
  });
});

describe('other tables', () => {
  test('are not torn apart: what would move a part of one is refused', () => {
    book.write(sheetId, 8, 1, [
      ['Below', 'It'],
      [1, 2],
    ]);
    const below = book.addTable(sheetId, at('B9:C10'), true);
    expect(refusal(() => book.insertCells(sheetId, at('B7'), 'down'))).not.toBe('done');
    expect(refusal(() => book.insertTableRows(tableId, 0, 1))).toBe('done');
    expect(book.tables().find(({ id }) => id === below.id)?.area).toEqual(at('B10:C11'));
    expect(refusal(() => book.insertTableColumn(tableId, 1, 'X'))).toBe('done');
    expect(book.tables().find(({ id }) => id === below.id)?.area).toEqual(at('B10:C11'));
  });

  test('are not torn by a totals row, a header row or a table without headers above them', () => {
    book.write(sheetId, 8, 2, [
      ['Below', 'It'],
      [1, 2],
    ]);
    const below = book.addTable(sheetId, at('C9:D10'), true);
    expect(refusal(() => book.updateTable(tableId, { showTotals: true }))).not.toBe('done');
    expect(refusal(() => book.addTable(sheetId, at('D2:E4'), false))).not.toBe('done');
    expect(table()).toMatchObject({ showTotals: false, area: at('B2:C5') });
    expect(book.tables().find(({ id }) => id === below.id)?.area).toEqual(at('C9:D10'));
  });

  test('a filter goes with its column, and the rows that it hid are shown', () => {
    book.filterTable(tableId, table().columns[0]?.id ?? 0, { filterOn: 'Values', values: ['Ann'] });
    expect([2, 3, 4].map((row) => book.rowLooks(sheetId, row).filtered)).toEqual([true, false, true]);
    book.deleteCells(sheetId, at('B1:B1048576'), 'left');
    expect([2, 3, 4].map((row) => book.rowLooks(sheetId, row).filtered)).toEqual([false, false, false]);
  });

  test('on other sheets do not move', () => {
    const other = book.addSheet('Other').id;
    book.write(other, 1, 1, [['Far'], [1]]);
    const far = book.addTable(other, at('B2:B3'), true);
    book.insertTableRows(tableId, 0, 5);
    book.insertCells(sheetId, at('A1:Z1'), 'down');
    expect(book.tables().find(({ id }) => id === far.id)?.area).toEqual(at('B2:B3'));
    book.deleteSheet(sheetId);
    expect(book.tables().map(({ id }) => id)).toEqual([far.id]);
  });
});

test('a new table has headers, filter buttons, banded rows and nothing else', () => {
  book.write(sheetId, 9, 9, [['Own', 'own', '']]);
  const added = book.addTable(sheetId, at('J10:L11'), true);
  expect(added).toMatchObject({
    showHeaders: true,
    showTotals: false,
    showFilterButton: true,
    showBandedRows: true,
    showBandedColumns: false,
    highlightFirstColumn: false,
    highlightLastColumn: false,
    style: 'TableStyleMedium2',
    sort: { fields: [], matchCase: false },
  });
  expect(added.columns.map(({ name }) => name)).toEqual(['Own', 'own2', 'Column1']);
});

test('whole columns inserted within a table are columns of it, those beside it move it', () => {
  book.insertCells(sheetId, at('C:C'), 'right');
  expect([names(), table().area]).toEqual([['Name', 'Column1', 'Amount'], at('B2:D5')]);
  expect(values('C2')).toEqual([['Column1']]);
  book.insertCells(sheetId, at('B:B'), 'right');
  book.insertCells(sheetId, at('F:F'), 'right');
  expect([names(), table().area]).toEqual([['Name', 'Column1', 'Amount'], at('C2:E5')]);
  book.deleteCells(sheetId, at('A:A'), 'left');
  expect([names(), table().area]).toEqual([['Name', 'Column1', 'Amount'], at('B2:D5')]);
  book.deleteCells(sheetId, at('C:C'), 'left');
  expect([names(), table().area]).toEqual([['Name', 'Amount'], at('B2:C5')]);
  book.insertCells(sheetId, at('1:1'), 'down');
  expect([names(), table().area]).toEqual([['Name', 'Amount'], at('B3:C6')]);
});

test('a formula in a table means the table it stands in, and no other beside or on another sheet', () => {
  const other = book.addSheet('Other').id;
  book.write(other, 0, 0, [
    ['Name', 'Amount'],
    ['x', 5],
  ]);
  book.addTable(other, at('A1:B2'), true);
  book.write(other, 1, 1, [[{ formula: '=LEN([@Name])' }]]);
  book.write(sheetId, 2, 2, [[{ formula: '=LEN([@Name])' }]]);
  book.write(sheetId, 1, 1, [['Who']]);
  expect(book.readFormulas(sheetId, at('C3'))).toEqual([['=LEN([@Who])']]);
  expect(book.readFormulas(other, at('B2'))).toEqual([['=LEN([@Name])']]);
});
