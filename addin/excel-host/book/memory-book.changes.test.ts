import { beforeEach, describe, expect, test } from 'vitest';
import { SHEET_ROWS, areaOf } from './area.ts';
import type { BookEvent } from './book.ts';
import { MemoryBook } from './memory-book.ts';

let book: MemoryBook;
let id: string;
let told: BookEvent[];
beforeEach(() => {
  book = new MemoryBook();
  id = book.addSheet('Data').id;
  told = [];
  book.subscribe((event) => told.push(event));
});

const cell = (row: number, column: number) => areaOf(row, column, 1, 1);
const formula = (row: number, column: number) => book.readFormulas(id, cell(row, column))[0]?.[0];
const value = (row: number, column: number, sheetId = id) => book.readValues(sheetId, cell(row, column))[0]?.[0];
const kinds = () => told.map(({ kind }) => kind);

describe('sheets', () => {
  test('without a name get the next number that is free, and an id of their own', () => {
    const ids = [book.addSheet(), book.addSheet('Sheet4'), book.addSheet(), book.addSheet()].map(({ id: own }) => own);
    expect(book.sheets().map(({ name }) => name)).toEqual(['Data', 'Sheet2', 'Sheet4', 'Sheet5', 'Sheet6']);
    expect(new Set([id, ...ids]).size).toBe(5);
  });

  test('may change the case of their name, and formulas follow that, too', () => {
    const other = book.addSheet('Other').id;
    book.write(id, 0, 0, [[{ formula: '=Other!A1' }]]);
    book.updateSheet(other, { name: 'OTHER' });
    expect(formula(0, 0)).toBe('=OTHER!A1');
    expect(() => book.updateSheet(other, { name: 'data' })).toThrow('There is a sheet named data already.');
  });

  test('move to their place, hide and are told of with what they were', () => {
    const other = book.addSheet('Other').id;
    told = [];
    book.updateSheet(other, { position: 0 });
    book.updateSheet(other, { name: 'Second', visibility: 'Hidden', showGridlines: false });
    book.updateSheet(other, { name: 'Second' });
    expect(book.sheets().map(({ name, visibility }) => [name, visibility])).toEqual([
      ['Second', 'Hidden'],
      ['Data', 'Visible'],
    ]);
    const changes = told.map((event) =>
      event.kind === 'sheetChanged' ? [event.changed, 'before' in event ? event.before : 'none'] : event.kind,
    );
    expect(changes.slice(0, 4)).toEqual([
      ['position', 'none'],
      ['name', 'Other'],
      ['visibility', 'Visible'],
      ['showGridlines', 'none'],
    ]);
  });

  test('that are deleted take along their own names only', () => {
    const other = book.addSheet('Other').id;
    const add = (name: string, scopeSheetId: string | undefined) =>
      book.addName({ name, formula: '=1', scopeSheetId, visible: true, comment: '' });
    add('Mine', other);
    add('Mine', id);
    add('Ours', undefined);
    book.deleteSheet(other);
    expect(book.names().map(({ name, scopeSheetId }) => [name, scopeSheetId])).toEqual([
      ['Mine', id],
      ['Ours', undefined],
    ]);
  });
});

describe('names', () => {
  test('of a sheet come before those of the book there, and only there', () => {
    const other = book.addSheet('Other').id;
    book.addName({ name: 'Rate', formula: '=2', scopeSheetId: undefined, visible: true, comment: '' });
    book.addName({ name: 'Rate', formula: '=3', scopeSheetId: other, visible: true, comment: '' });
    for (const sheetId of [id, other]) book.write(sheetId, 0, 0, [[{ formula: '=Rate' }]]);
    expect([value(0, 0), value(0, 0, other)]).toEqual([2, 3]);
    book.updateName('RATE', other, { formula: '=4' });
    expect([value(0, 0), value(0, 0, other)]).toEqual([2, 4]);
    book.deleteName('rate', other);
    expect([value(0, 0), value(0, 0, other)]).toEqual([2, 2]);
    expect(told.flatMap((event) => (event.kind === 'names' ? [event.sheetId] : []))).toEqual(['', other, other, other]);
  });

  test('of a sheet follow its rows without naming it, those of the book only where they name it', () => {
    const other = book.addSheet('Other').id;
    book.addName({ name: 'Own', formula: '=$A$2', scopeSheetId: id, visible: true, comment: '' });
    book.addName({ name: 'Theirs', formula: '=$A$2', scopeSheetId: other, visible: true, comment: '' });
    book.addName({ name: 'All', formula: '=Data!$A$2', scopeSheetId: undefined, visible: true, comment: '' });
    book.insertCells(id, areaOf(0, 0, 1, 16_384), 'down');
    expect(book.names().map(({ formula: text }) => text)).toEqual(['=$A$3', '=$A$2', '=Data!$A$3']);
  });
});

describe('cells', () => {
  test('none of them written is nothing at all', () => {
    const before = book.version;
    book.write(id, 0, 0, []);
    book.write(id, 0, 0, [[], []]);
    expect([told, book.version]).toEqual([[], before]);
  });

  test('one of them is told with what it showed before and shows now, more are not', () => {
    book.write(id, 0, 0, [[7]]);
    book.write(id, 0, 0, [[{ formula: '=1+1' }]]);
    book.write(id, 0, 0, [[1, 2]]);
    book.write(id, 0, 0, [[1], [2]]);
    const cells = told.filter((event) => event.kind === 'cells');
    expect(cells.map((event) => ('before' in event ? [event.before, event.after] : 'no'))).toEqual([
      ['', 7],
      [7, 2],
      'no',
      'no',
    ]);
  });

  test('keep their format where a block of formats leaves them out, and a column has one for cells not yet there', () => {
    book.writeFormats(id, areaOf(0, 0, 2, 2), [
      ['0', '0.0'],
      ['0.00', '0%'],
    ]);
    book.writeFormats(id, areaOf(0, 0, 2, 2), [[undefined, '@'], ['@']]);
    book.writeFormats(id, areaOf(0, 1, SHEET_ROWS, 1), 'd-mmm');
    expect(book.readFormats(id, areaOf(0, 0, 3, 2))).toEqual([
      ['0', 'd-mmm'],
      ['@', 'd-mmm'],
      ['General', 'd-mmm'],
    ]);
  });

  test('that formulas refer to are told of as calculated when they are hidden, and a new height changes no value', () => {
    book.write(id, 0, 0, [[1], [2], [{ formula: '=SUBTOTAL(109,A1:A2)' }]]);
    expect(value(2, 0)).toBe(3);
    book.updateRows(id, 0, 1, { height: 30 });
    expect([value(2, 0), book.rowLooks(id, 0)]).toEqual([3, { hidden: false, filtered: false, height: 30 }]);
    book.updateRows(id, 0, 1, { hidden: true });
    expect(value(2, 0)).toBe(2);
    book.updateRows(id, 0, SHEET_ROWS, { hidden: false });
    expect([value(2, 0), book.rowLooks(id, 0).height]).toEqual([3, 30]);
  });

  test('a filter changes subtotals, and its end does', () => {
    book.write(id, 0, 0, [
      ['Name', 'Amount'],
      ['a', 1],
      ['b', 2],
    ]);
    const table = book.addTable(id, areaOf(0, 0, 3, 2), true);
    book.write(id, 0, 4, [[{ formula: '=SUBTOTAL(9,Table1[Amount])' }]]);
    const [first = { id: 0 }] = table.columns;
    const seen = [undefined, ['b'], undefined].map((values) => {
      book.filterTable(table.id, first.id, values && { filterOn: 'Values', values });
      return value(0, 4);
    });
    expect(seen).toEqual([3, 2, 3]);
  });
});

test('conditional formats are changed and deleted by their id, the others stay', () => {
  const [first, second] = [book.addConditionalFormat(id, cell(0, 0)), book.addConditionalFormat(id, cell(1, 0))];
  expect(first.id).not.toBe(second.id);
  book.updateConditionalFormat(id, second.id, { formula: '=B2>1' });
  expect(book.conditionalFormats(id).map(({ formula: text }) => text)).toEqual(['=B2>1', '']);
  book.deleteConditionalFormat(id, first.id);
  expect(book.conditionalFormats(id).map(({ id: own }) => own)).toEqual([second.id]);
  expect(() => book.deleteConditionalFormat(id, first.id)).toThrow('There is no such conditional format.');
  expect(kinds()).toEqual(Array.from({ length: 4 }, () => 'conditionalFormats'));
});

test('a rule over an area is one only where it covers all of it', () => {
  const rule = { rule: { list: { source: 'a,b', inCellDropDown: true } } };
  book.setValidation(id, areaOf(0, 0, 2, 3), rule);
  expect(book.validation(id, areaOf(0, 0, 2, 3))).toEqual(rule);
  expect(book.validation(id, areaOf(0, 0, 3, 3))).toBe('mixed');
  expect(book.validation(id, areaOf(0, 0, 2, 4))).toBe('mixed');
  expect(book.validation(id, areaOf(2, 0, 1, 3))).toBeUndefined();
  book.setValidation(id, cell(0, 0), { rule: { list: { source: 'c', inCellDropDown: true } } });
  expect(book.validation(id, areaOf(0, 0, 2, 3))).toBe('mixed');
  book.setValidation(id, cell(0, 0), undefined);
  expect(book.validation(id, areaOf(0, 0, 2, 3))).toBe('mixed');
  expect(book.validation(id, cell(0, 0))).toBeUndefined();
});

test('the version grows with every change of contents and of structure', () => {
  const versions = [
    () => book.write(id, 0, 0, [[1]]),
    () => book.addName({ name: 'N', formula: '=1', scopeSheetId: undefined, visible: true, comment: '' }),
    () => book.clear(id, cell(0, 0), 'contents'),
    () => book.insertCells(id, cell(0, 0), 'down'),
  ].map((change) => {
    change();
    return book.version;
  });
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  expect(new Set(versions).size).toBe(4);
});
