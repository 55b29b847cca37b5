import { describe, expect, test } from 'vitest';
import { areaOf } from './area.ts';
import { parseArea } from './address.ts';
import type { Area } from './area.ts';
import type { Book, BookEvent, TableInfo } from './book.ts';
import { type Content, type Scalar, cellError } from './cell.ts';

/** What every implementation of `Book` must do. `create` gives an empty book without sheets. */
export function bookContract(name: string, create: () => Book): void {
  describe(`a book: ${name}`, () => {
    cellFacts(create);
    shiftFacts(create);
    tableFacts(create);
    sheetFacts(create);
    eventFacts(create);
    moveFacts(create);
  });
}

interface Opened {
  readonly book: Book;
  readonly sheetId: string;
  readonly put: (address: string, contents: readonly (readonly Content[])[]) => void;
  readonly values: (address: string) => Scalar[][];
  readonly value: (address: string) => Scalar | undefined;
  readonly table: (address: string) => TableInfo;
}

function open(create: () => Book): Opened {
  const book = create();
  const sheetId = book.addSheet('Data').id;
  const values = (address: string): Scalar[][] => book.readValues(sheetId, area(address));
  return {
    book,
    sheetId,
    put: (address, contents) => {
      const { row, column } = area(address);
      book.write(sheetId, row, column, contents);
    },
    values,
    value: (address) => values(address)[0]?.[0],
    table: (address) => book.addTable(sheetId, area(address), true),
  };
}

function area(address: string): Area {
  const found = parseArea(address);
  if (found === undefined) throw new Error(`${address} is no address`);
  return found;
}

/** A table People with columns Name, Amount and three rows, in A1:B4. */
function withPeople(create: () => Book): Opened & { readonly tableId: string; readonly people: () => TableInfo } {
  const opened = open(create);
  opened.put('A1', [
    ['Name', 'Amount'],
    ['Cem', 30],
    ['Ann', 10],
    ['Bea', 20],
  ]);
  const tableId = opened.table('A1:B4').id;
  opened.book.updateTable(tableId, { name: 'People' });
  const people = (): TableInfo => {
    const found = opened.book.tables().find(({ id }) => id === tableId);
    if (found === undefined) throw new Error('the table is gone');
    return found;
  };
  return { ...opened, tableId, people };
}

function cellFacts(create: () => Book): void {
  test('cells read back what was written, and blank where nothing was', () => {
    const { put, values } = open(create);
    put('B2', [['text', 1.5, true, cellError('#N/A')]]);
    expect(values('A2:F2')).toEqual([['', 'text', 1.5, true, { error: '#N/A' }, '']]);
  });

  test('undefined in a written block leaves a cell alone, an empty text blanks it', () => {
    const { put, values } = open(create);
    put('A1', [[1, 2, 3]]);
    put('A1', [[undefined, '', 9]]);
    expect(values('A1:C1')).toEqual([[1, '', 9]]);
  });

  test('formulas are calculated, across sheets and names, and follow what they refer to', () => {
    const { book, put, value } = open(create);
    const other = book.addSheet('Other sheet');
    book.write(other.id, 0, 0, [[5]]);
    book.addName({ name: 'Rate', formula: "='Other sheet'!$A$1", scopeSheetId: undefined, visible: true, comment: '' });
    put('A1', [[2, 3]]);
    put('A2', [[{ formula: "=SUM(A1:B1)*Rate+'Other sheet'!A1" }]]);
    expect(value('A2')).toBe(30);
    book.write(other.id, 0, 0, [[1]]);
    expect(value('A2')).toBe(6);
  });

  test('errors spread, an unknown function is #NAME?, a circle reads as 0', () => {
    const { put, values } = open(create);
    put('A1', [
      [{ formula: '=1/0' }, { formula: '=A1+1' }, { formula: '=NOSUCH(1)' }, { formula: '=E1' }, { formula: '=D1' }],
    ]);
    expect(values('A1:E1')).toEqual([[cellError('#DIV/0!'), cellError('#DIV/0!'), cellError('#NAME?'), 0, 0]]);
  });

  test('formulas and values are read separately; a value in place of a formula removes it', () => {
    const { book, sheetId, put, values } = open(create);
    put('A1', [[{ formula: '=1+1' }, 7]]);
    expect(book.readFormulas(sheetId, area('A1:B1'))).toEqual([['=1+1', undefined]]);
    put('A1', [[4]]);
    expect(book.readFormulas(sheetId, area('A1'))).toEqual([[undefined]]);
    expect(values('A1')).toEqual([[4]]);
  });

  test('number formats stand on cells and on whole columns; the cell wins', () => {
    const { book, sheetId } = open(create);
    book.writeFormats(sheetId, area('B:B'), '@');
    book.writeFormats(sheetId, area('B2'), '0.00');
    expect(book.readFormats(sheetId, area('A1:B3'))).toEqual([
      ['General', '@'],
      ['General', '0.00'],
      ['General', '@'],
    ]);
  });

  test('formats of whole columns go along when columns and cells are inserted and deleted', () => {
    const { book, sheetId, put } = open(create);
    put('A1', [['a', 'b', 'c']]);
    book.writeFormats(sheetId, area('B:B'), '@');
    book.insertCells(sheetId, area('A:A'), 'right');
    expect(book.readFormats(sheetId, area('A1:D1'))).toEqual([['General', 'General', '@', 'General']]);
    book.deleteCells(sheetId, area('B:B'), 'left');
    expect(book.readFormats(sheetId, area('A1:D1'))).toEqual([['General', '@', 'General', 'General']]);
    book.insertCells(sheetId, area('A1'), 'right');
    expect(book.readFormats(sheetId, area('C1'))).toEqual([['@']]);
  });

  test('looks are patched and return to the default with undefined', () => {
    const { book, sheetId } = open(create);
    book.writeStyle(sheetId, area('A1:A2'), { bold: true, fillColor: '#FF0000' });
    book.writeStyle(sheetId, area('A2'), { fillColor: undefined });
    expect(book.readStyles(sheetId, area('A1:A2'))).toEqual([[{ bold: true, fillColor: '#FF0000' }], [{ bold: true }]]);
  });

  test('clear takes contents, formats, or both', () => {
    const { book, sheetId, put, values } = open(create);
    put('A1', [[1, 2, 3]]);
    book.writeFormats(sheetId, area('A1:C1'), '0.00');
    book.clear(sheetId, area('A1'), 'contents');
    book.clear(sheetId, area('B1'), 'formats');
    book.clear(sheetId, area('C1'), 'all');
    expect(values('A1:C1')).toEqual([['', 2, '']]);
    expect(book.readFormats(sheetId, area('A1:C1'))).toEqual([['0.00', 'General', 'General']]);
  });

  test('the used area is the smallest that holds everything', () => {
    const { book, sheetId, put } = open(create);
    expect(book.usedArea(sheetId, false)).toBeUndefined();
    put('C3', [[1]]);
    put('B5', [['x']]);
    book.writeFormats(sheetId, area('E9'), '0.00');
    expect(book.usedArea(sheetId, true)).toEqual(areaOf(2, 1, 3, 2));
    expect(book.usedArea(sheetId, false)).toEqual(areaOf(2, 1, 7, 4));
    expect(book.usedArea(sheetId, false, areaOf(0, 0, 3, 9))).toEqual(areaOf(2, 2, 1, 1));
    expect(book.usedArea(sheetId, true, areaOf(0, 1, 9, 1))).toEqual(areaOf(4, 1, 1, 1));
    expect(book.usedArea(sheetId, false, areaOf(3, 0, 1, 9))).toBeUndefined();
  });
}

function shiftFacts(create: () => Book): void {
  test('inserted rows move cells, formulas, names and validation down', () => {
    const { book, sheetId, put, value } = open(create);
    put('A1', [[1], [2], [{ formula: '=SUM(A1:A2)' }]]);
    book.addName({ name: 'Two', formula: '=Data!$A$2', scopeSheetId: undefined, visible: true, comment: '' });
    book.setValidation(sheetId, area('A2'), { rule: { list: { source: 'a,b' } } });
    book.insertCells(sheetId, area('2:3'), 'down');
    expect(value('A4')).toBe(2);
    expect(book.readFormulas(sheetId, area('A5'))).toEqual([['=SUM(A1:A4)']]);
    expect(book.names()[0]?.formula).toBe('=Data!$A$4');
    expect(book.validation(sheetId, area('A4'))).toEqual({ rule: { list: { source: 'a,b' } } });
    expect(book.validation(sheetId, area('A2'))).toBeUndefined();
  });

  test('deleted cells leave #REF! where a formula pointed at them', () => {
    const { book, sheetId, put, value } = open(create);
    put('A1', [[1, 2, { formula: '=A1+B1' }]]);
    book.deleteCells(sheetId, area('A1'), 'left');
    expect(value('A1')).toBe(2);
    expect(book.readFormulas(sheetId, area('B1'))).toEqual([['=#REF!+A1']]);
  });

  test('cells of a few columns move without their neighbours', () => {
    const { book, sheetId, put, values } = open(create);
    put('A1', [
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
    book.insertCells(sheetId, area('A2'), 'down');
    expect(values('A1:B4')).toEqual([
      [1, 'a'],
      ['', 'b'],
      [2, 'c'],
      [3, ''],
    ]);
    book.deleteCells(sheetId, area('A1:A2'), 'up');
    expect(values('A1:B3')).toEqual([
      [2, 'a'],
      [3, 'b'],
      ['', 'c'],
    ]);
  });

  test('a part of a table cannot be moved on its own', () => {
    const { book, sheetId, people } = withPeople(create);
    expect(() => book.insertCells(sheetId, area('A2'), 'down')).toThrow(
      expect.objectContaining({ code: 'InsertDeleteConflict' }),
    );
    expect(() => book.deleteCells(sheetId, area('1:2'), 'up')).toThrow(
      expect.objectContaining({ code: 'InsertDeleteConflict' }),
    );
    book.insertCells(sheetId, area('1:1'), 'down');
    expect(people().area).toEqual(area('A2:B5'));
    book.insertCells(sheetId, area('4:4'), 'down');
    expect(people().area).toEqual(area('A2:B6'));
    book.deleteCells(sheetId, area('A:A'), 'left');
    expect(people().columns.map((column) => column.name)).toEqual(['Amount']);
  });
}

function tableFacts(create: () => Book): void {
  test('header cells name the columns: texts, each once, never blank', () => {
    const { put, table, values } = open(create);
    put('A1', [['Name', 'Name', '', 5]]);
    const { columns } = table('A1:D2');
    expect(columns.map((column) => column.name)).toEqual(['Name', 'Name2', 'Column1', '5']);
    expect(values('A1:D1')).toEqual([['Name', 'Name2', 'Column1', '5']]);
  });

  test('a table without headers gets a header row above its cells', () => {
    const { book, sheetId, put, values } = open(create);
    put('A1', [
      [1, 2],
      [3, 4],
    ]);
    expect(book.addTable(sheetId, area('A1:B2'), false).area).toEqual(area('A1:B3'));
    expect(values('A1:B3')).toEqual([
      ['Column1', 'Column2'],
      [1, 2],
      [3, 4],
    ]);
  });

  test('a written header renames its column; the column keeps its id', () => {
    const { put, people } = withPeople(create);
    const [, before] = people().columns;
    put('B1', [['Sum']]);
    expect(people().columns[1]).toEqual({ id: before?.id, name: 'Sum' });
  });

  test('structured references read the table as it stands', () => {
    const { book, put, value, tableId } = withPeople(create);
    put('D1', [[{ formula: '=SUM(People[Amount])' }]]);
    expect(value('D1')).toBe(60);
    book.insertTableRows(tableId, 3, 1);
    put('A5', [['Dan', 5]]);
    expect(value('D1')).toBe(65);
    put('D2', [[{ formula: '=People[[#Headers],[Amount]]&"!"' }]]);
    expect(value('D2')).toBe('Amount!');
  });

  test('rows are inserted with the formats around them and cells below move', () => {
    const { book, sheetId, tableId, put, values, people } = withPeople(create);
    book.writeFormats(sheetId, area('A2:A4'), '@');
    put('A6', [['below']]);
    book.insertTableRows(tableId, 0, 2);
    expect(people().area).toEqual(area('A1:B6'));
    expect(values('A1:A8').flat()).toEqual(['Name', '', '', 'Cem', 'Ann', 'Bea', '', 'below']);
    expect(book.readFormats(sheetId, area('A2:A3'))).toEqual([['@'], ['@']]);
  });

  test('a calculated column goes on into inserted rows', () => {
    const { book, tableId, put, value } = withPeople(create);
    book.insertTableColumn(tableId, 2, 'Double');
    put('C2', [[{ formula: '=B2*2' }], [{ formula: '=B3*2' }], [{ formula: '=B4*2' }]]);
    book.insertTableRows(tableId, 1, 1);
    put('B3', [[7]]);
    expect(value('C3')).toBe(14);
    expect(value('C4')).toBe(20);
  });

  test('rows are deleted; the last one leaves a blank row', () => {
    const { book, tableId, values, people } = withPeople(create);
    book.deleteTableRows(tableId, 0, 2);
    expect(values('A1:B2')).toEqual([
      ['Name', 'Amount'],
      ['Bea', 20],
    ]);
    book.deleteTableRows(tableId, 0, 1);
    expect(people().area).toEqual(area('A1:B2'));
    expect(values('A2:B2')).toEqual([['', '']]);
  });

  test('columns are inserted and deleted; ids stay with their columns', () => {
    const { book, tableId, people, values } = withPeople(create);
    const amount = people().columns[1]?.id;
    book.insertTableColumn(tableId, 1, 'Grade');
    expect(people().columns.map((column) => column.name)).toEqual(['Name', 'Grade', 'Amount']);
    expect(people().columns[2]?.id).toBe(amount);
    expect(values('A1:C2')).toEqual([
      ['Name', 'Grade', 'Amount'],
      ['Cem', '', 30],
    ]);
    book.deleteTableColumn(tableId, people().columns[0]?.id ?? 0);
    expect(people().area).toEqual(area('A1:B4'));
    expect(values('A2:B2')).toEqual([['', 30]]);
  });

  test('resize takes rows and columns in and gives them back', () => {
    const { book, tableId, put, people } = withPeople(create);
    put('C1', [['Note'], ['n']]);
    book.resizeTable(tableId, area('A1:C6'));
    expect(people().columns.map((column) => column.name)).toEqual(['Name', 'Amount', 'Note']);
    book.resizeTable(tableId, area('A1:B2'));
    expect(people().columns).toHaveLength(2);
    expect(() => book.resizeTable(tableId, area('A2:B4'))).toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }),
    );
  });

  test('sorting moves whole rows, keeps equal ones in order, and can be made to leave a column behind', () => {
    const { book, tableId, put, values } = withPeople(create);
    book.sortTable(tableId, [{ key: 1, ascending: false }]);
    expect(values('A2:B4').flat()).toEqual(['Cem', 30, 'Bea', 20, 'Ann', 10]);
    book.sortTable(tableId, [{ key: 0 }], { leaveOut: [1] });
    expect(values('A2:B4').flat()).toEqual(['Ann', 30, 'Bea', 20, 'Cem', 10]);
    put('B2', [[''], [5], ['text']]);
    book.sortTable(tableId, [{ key: 1, ascending: false }]);
    expect(values('B2:B4').flat()).toEqual(['text', 5, '']);
  });

  test('a filter hides rows when it is applied, and only then', () => {
    const { book, sheetId, tableId, put, people } = withPeople(create);
    const name = people().columns[0]?.id ?? 0;
    const shown = (): boolean[] => [1, 2, 3].map((row) => !book.rowLooks(sheetId, row).filtered);
    book.filterTable(tableId, name, { filterOn: 'Values', values: ['Ann', 'Bea'] });
    expect(shown()).toEqual([false, true, true]);
    put('A3', [['Zoe']]);
    expect(shown()).toEqual([false, true, true]);
    book.reapplyFilters(tableId);
    expect(shown()).toEqual([false, false, true]);
    book.filterTable(tableId, name, undefined);
    expect(shown()).toEqual([true, true, true]);
  });

  test('custom filters compare and know wildcards', () => {
    const { book, sheetId, tableId, people } = withPeople(create);
    const [name, amount] = people().columns.map(({ id }) => id);
    const shown = (): boolean[] => [1, 2, 3].map((row) => !book.rowLooks(sheetId, row).filtered);
    book.filterTable(tableId, amount ?? 0, {
      filterOn: 'Custom',
      criterion1: '>=10',
      operator: 'And',
      criterion2: '<30',
    });
    expect(shown()).toEqual([false, true, true]);
    book.filterTable(tableId, name ?? 0, { filterOn: 'Custom', criterion1: '=B*' });
    expect(shown()).toEqual([false, false, true]);
  });

  test('a totals row sums the last column and makes room for itself', () => {
    const { book, tableId, put, values, people } = withPeople(create);
    put('A5', [['below', 1]]);
    book.updateTable(tableId, { showTotals: true });
    expect(values('A5:B6')).toEqual([
      ['Total', 60],
      ['below', 1],
    ]);
    book.updateTable(tableId, { showTotals: false });
    expect(values('A5:B5')).toEqual([['below', 1]]);
    expect(people().area).toEqual(area('A1:B4'));
  });

  test('names of tables are checked and unique, tables do not overlap', () => {
    const { book, tableId, table, put } = withPeople(create);
    put('D1', [['x']]);
    const other = table('D1:D2');
    expect(() => book.updateTable(other.id, { name: 'people' })).toThrow(
      expect.objectContaining({ code: 'ItemAlreadyExists' }),
    );
    expect(() => book.updateTable(tableId, { name: 'has space' })).toThrow(
      expect.objectContaining({ code: 'InvalidArgument' }),
    );
    expect(() => table('B1:C2')).toThrow(expect.objectContaining({ code: 'TableOverlap' }));
  });

  test('a deleted table takes its cells along, a dissolved one leaves them', () => {
    const { book, tableId, values } = withPeople(create);
    book.deleteTable(tableId, true);
    expect(values('A2:B2')).toEqual([['Cem', 30]]);
    const again = book.addTable(book.sheets()[0]?.id ?? '', area('A1:B4'), true);
    book.deleteTable(again.id, false);
    expect(values('A1:B2')).toEqual([
      ['', ''],
      ['', ''],
    ]);
    expect(book.tables()).toEqual([]);
  });
}

function sheetFacts(create: () => Book): void {
  test('sheets are named, ordered, hidden and deleted, but one stays visible', () => {
    const { book, sheetId } = open(create);
    const second = book.addSheet();
    expect(second.name).toBe('Sheet2');
    book.updateSheet(second.id, { position: 0, tabColor: '#00FF00' });
    expect(book.sheets().map((sheet) => sheet.name)).toEqual(['Sheet2', 'Data']);
    book.updateSheet(second.id, { visibility: 'VeryHidden' });
    expect(() => book.updateSheet(sheetId, { visibility: 'Hidden' })).toThrow(
      expect.objectContaining({ code: 'InvalidOperation' }),
    );
    expect(() => book.deleteSheet(second.id)).toThrow(expect.objectContaining({ code: 'InvalidOperation' }));
    expect(() => book.addSheet('a/b')).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
    expect(() => book.addSheet('DATA')).toThrow(expect.objectContaining({ code: 'ItemAlreadyExists' }));
  });

  test('conditional formats move with their cells, change and go', () => {
    const { book, sheetId } = open(create);
    const { id } = book.addConditionalFormat(sheetId, area('B3'));
    book.updateConditionalFormat(sheetId, id, { formula: '=TRUE', look: { fillColor: '#FFFF00' } });
    book.insertCells(sheetId, area('A1:XFD2'), 'down');
    expect(book.conditionalFormats(sheetId)).toEqual([
      { id, area: area('B5'), formula: '=TRUE', look: { fillColor: '#FFFF00' }, stopIfTrue: false },
    ]);
    expect(book.readStyles(sheetId, area('B5'))).toEqual([[{}]]);
    book.deleteCells(sheetId, area('A5:XFD5'), 'up');
    expect(book.conditionalFormats(sheetId)).toEqual([]);
    expect(() => book.deleteConditionalFormat(sheetId, id)).toThrow('no such conditional format');
  });

  test('validation covers areas, and a later one cuts into an earlier one', () => {
    const { book, sheetId } = open(create);
    const rule = { rule: { list: { source: 'a,b' } } };
    book.setValidation(sheetId, area('A1:A10'), rule);
    book.setValidation(sheetId, area('A5'), undefined);
    expect(book.validation(sheetId, area('A1:A4'))).toEqual(rule);
    expect(book.validation(sheetId, area('A4:A5'))).toBe('mixed');
    expect(book.validation(sheetId, area('A5'))).toBeUndefined();
  });

  test('rows and columns keep heights, widths and whether they are hidden', () => {
    const { book, sheetId } = open(create);
    book.updateColumns(sheetId, 1, 2, { hidden: true });
    book.updateColumns(sheetId, 1, 1, { width: 80 });
    book.updateRows(sheetId, 3, 1, { hidden: true, height: 30 });
    expect(book.columnLooks(sheetId, 1)).toEqual({ hidden: true, width: 80 });
    expect(book.columnLooks(sheetId, 3)).toEqual({ hidden: false, width: undefined });
    expect(book.rowLooks(sheetId, 3)).toEqual({ hidden: true, filtered: false, height: 30 });
  });

  test('properties are kept by kind', () => {
    const { book, sheetId } = open(create);
    book.setProperty('custom', 'id', 7);
    book.setProperty(`sheet:${sheetId}`, 'id', 'x');
    expect([...book.properties('custom')]).toEqual([['id', 7]]);
    book.setProperty('custom', 'id', undefined);
    expect(book.properties('custom').size).toBe(0);
    expect(book.properties(`sheet:${sheetId}`).get('id')).toBe('x');
  });
}

function eventFacts(create: () => Book): void {
  test('events say what changed, who did it and how', () => {
    const { book, sheetId, tableId, put } = withPeople(create);
    const events: BookEvent[] = [];
    const stop = book.subscribe((event) => events.push(event));
    const act = { user: 'ann', gesture: 'type' } as const;
    book.act(act, () => put('B2', [[31]]));
    book.act(act, () => book.insertTableRows(tableId, 0, 1));
    stop();
    put('B2', [[1]]);
    expect(events).toEqual([
      { kind: 'cells', act, sheetId, area: area('B2'), before: 30, after: 31 },
      { kind: 'shifted', act, sheetId, tableId, shift: { area: area('A2:B2'), direction: 'down' } },
    ]);
  });

  test('the version moves with every change of cells', () => {
    const { book, put } = open(create);
    const before = book.version;
    put('A1', [[1]]);
    expect(book.version).toBeGreaterThan(before);
  });
}

function moveFacts(create: () => Book): void {
  const byUndo = { user: 'ann', gesture: 'rows', isUndo: true } as const;

  test('[FA9] it tells how cells have moved: what tables move as well, sorting, but no undone shift', () => {
    const { book, sheetId, tableId } = withPeople(create);
    expect(book.moves(sheetId)).toEqual([]);
    book.insertCells(sheetId, area('2:2'), 'down');
    book.deleteCells(sheetId, area('H:H'), 'left');
    book.act(byUndo, () => book.insertCells(sheetId, area('H:H'), 'right'));
    book.act(byUndo, () => book.deleteCells(sheetId, area('9:9'), 'up'));
    book.updateTable(tableId, { showTotals: true });
    book.write(sheetId, 10, 0, [[3], [1], [2]]);
    book.sortCells(sheetId, area('A11:A13'), [{ key: 0 }]);
    expect(book.moves(sheetId)).toEqual([
      { area: area('2:2'), direction: 'down' },
      { area: area('9:9'), direction: 'up' },
      { area: area('A6:B6'), direction: 'down' },
      { area: area('A11:A13'), order: [1, 2, 0] },
    ]);
  });

  test('[FA9] a sort through the header of a table leaves it one: its cells are the names of the columns', () => {
    const { book, sheetId, table, put } = open(create);
    put('A5', [['x', 2]]);
    table('A2:B3');
    book.sortCells(sheetId, area('A1:B5'), [{ key: 1, ascending: false }]);
    const [{ columns } = { columns: [] }] = book.tables();
    expect(book.readValues(sheetId, area('A2:B2'))).toEqual([columns.map(({ name }) => name)]);
  });

  test('[FA9] columns that a sort leaves where they are do not move', () => {
    const { book, sheetId, put } = open(create);
    put('A1', [
      [2, 'b', 'x'],
      [1, 'a', 'y'],
    ]);
    book.sortCells(sheetId, area('A1:C2'), [{ key: 0 }], { leaveOut: [1] });
    const order = [1, 0];
    expect(book.moves(sheetId)).toEqual([
      { area: area('A1:A2'), order },
      { area: area('C1:C2'), order },
    ]);
  });
}
