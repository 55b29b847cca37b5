import { describe, expect, test } from 'vitest';
import { SHEET_COLUMNS, SHEET_ROWS, areaOf } from './area.ts';
import { BookError } from './book.ts';
import { bookContract } from './book-contract.ts';
import { MemoryBook } from './memory-book.ts';

bookContract('the memory book', () => new MemoryBook());

test('a table of 100,000 rows and 12 columns is written, read and taken apart', () => {
  const book = new MemoryBook();
  const sheet = book.addSheet();
  const header = Array.from({ length: 12 }, (_, column) => `C${column}`);
  const rows = Array.from({ length: 100_000 }, (_, row) => header.map((_name, column) => row * 12 + column));
  book.write(sheet.id, 0, 0, [header, ...rows]);
  const table = book.addTable(sheet.id, areaOf(0, 0, 100_001, 12), true);
  book.insertTableRows(table.id, 50_000, 10);
  book.deleteTableRows(table.id, 0, 5);
  const values = book.readValues(sheet.id, areaOf(1, 0, 100_005, 12));
  expect(values[0]?.[0]).toBe(60);
  expect(values[100_004]?.[11]).toBe(100_000 * 12 - 1);
});

function refusal(work: () => unknown): string {
  try {
    work();
    return 'done';
  } catch (error) {
    if (error instanceof BookError) return error.code;
    throw error;
  }
}

function open() {
  const book = new MemoryBook();
  const sheetId = book.addSheet('Data').id;
  return { book, sheetId };
}

describe('sheets', () => {
  test.each([
    ['', 'InvalidArgument'],
    ['a'.repeat(31), 'done'],
    ['a'.repeat(32), 'InvalidArgument'],
    ['a/b', 'InvalidArgument'],
    ['a[b', 'InvalidArgument'],
    ["'a", 'InvalidArgument'],
    ["a'", 'InvalidArgument'],
    ["a'b", 'done'],
    ['DATA', 'ItemAlreadyExists'],
    ['Data 2', 'done'],
  ])('may be named %j: %s', (name, outcome) => {
    expect(refusal(() => open().book.addSheet(name))).toBe(outcome);
  });

  test('leave one in view: the last that is seen is neither hidden nor deleted, and a very hidden one is not deleted', () => {
    const { book, sheetId } = open();
    expect(refusal(() => book.updateSheet(sheetId, { visibility: 'Hidden' }))).toBe('InvalidOperation');
    const other = book.addSheet().id;
    book.updateSheet(sheetId, { visibility: 'VeryHidden' });
    expect(refusal(() => book.deleteSheet(other))).toBe('InvalidOperation');
    expect(refusal(() => book.deleteSheet(sheetId))).toBe('InvalidOperation');
    book.updateSheet(sheetId, { visibility: 'Hidden' });
    expect(refusal(() => book.deleteSheet(sheetId))).toBe('done');
    expect(refusal(() => book.readValues(sheetId, areaOf(0, 0, 1, 1)))).toBe('ItemNotFound');
  });
});

describe('names', () => {
  const name = { formula: '=1', visible: true, comment: '' };

  test('are given once in the book and once on each sheet, in any case, and not where a table has them', () => {
    const { book, sheetId } = open();
    const other = book.addSheet().id;
    const add = (text: string, scopeSheetId?: string) =>
      refusal(() => book.addName({ ...name, name: text, scopeSheetId }));
    expect([add('Rate'), add('RATE'), add('rate', sheetId), add('Rate', sheetId), add('Rate', other)]).toEqual([
      'done',
      'ItemAlreadyExists',
      'done',
      'ItemAlreadyExists',
      'done',
    ]);
    book.write(sheetId, 0, 0, [['a'], [1]]);
    const { id } = book.addTable(sheetId, areaOf(0, 0, 2, 1), true);
    expect(add('table1')).toBe('ItemAlreadyExists');
    expect(refusal(() => book.updateTable(id, { name: 'rate' }))).toBe('ItemAlreadyExists');
    book.deleteName('RATE', sheetId);
    expect(book.names().map(({ scopeSheetId }) => scopeSheetId)).toEqual([undefined, other]);
  });
});

describe('cells', () => {
  test('that do not lie on the sheet are refused', () => {
    const { book, sheetId } = open();
    const outside = [
      areaOf(-1, 0, 1, 1),
      areaOf(0, 0, 0, 1),
      areaOf(SHEET_ROWS, 0, 1, 1),
      areaOf(0, SHEET_COLUMNS, 1, 1),
    ];
    for (const area of outside) {
      expect(refusal(() => book.insertCells(sheetId, area, 'down'))).toBe('InvalidArgument');
      expect(refusal(() => book.deleteCells(sheetId, area, 'up'))).toBe('InvalidArgument');
      expect(refusal(() => book.addTable(sheetId, area, true))).toBe('InvalidArgument');
    }
  });

  test('are sorted below their headers, rows hidden by hand stay, and nothing is sorted where there is nothing', () => {
    const { book, sheetId } = open();
    book.write(sheetId, 0, 0, [['c'], [3], [1], [2]]);
    const column = () => book.readValues(sheetId, areaOf(0, 0, 4, 1)).flat();
    book.sortCells(sheetId, areaOf(0, 0, 1, 1), [{ key: 0 }], { hasHeaders: true });
    book.sortCells(sheetId, areaOf(0, 0, 4, 1), [{ key: 0 }], { hasHeaders: true });
    expect(column()).toEqual(['c', 1, 2, 3]);
    book.updateRows(sheetId, 1, 1, { hidden: true });
    book.sortCells(sheetId, areaOf(0, 0, 4, 1), [{ key: 0, ascending: false }]);
    expect(column()).toEqual(['c', 1, 3, 2]);
  });

  test('have one rule, none, or several', () => {
    const { book, sheetId } = open();
    const rule = { rule: { list: { source: 'a,b' } } };
    const found = (rows: number) => book.validation(sheetId, areaOf(0, 0, rows, 1));
    expect(found(1)).toBeUndefined();
    book.setValidation(sheetId, areaOf(0, 0, 2, 1), rule);
    expect([found(2), found(3)]).toEqual([rule, 'mixed']);
    book.setValidation(sheetId, areaOf(2, 0, 1, 1), structuredClone(rule));
    expect(found(3)).toEqual(rule);
    book.setValidation(sheetId, areaOf(1, 0, 1, 1), { rule: { list: { source: 'c' } } });
    expect([found(1), found(3)]).toEqual([rule, 'mixed']);
  });
});

test('an act inside another is its own, and the outer one goes on after it, also when it fails', () => {
  const { book, sheetId } = open();
  const users: string[] = [];
  const stop = book.subscribe(({ act }) => void users.push(act.user));
  const write = () => book.write(sheetId, 0, 0, [[users.length]]);
  book.act({ user: 'ann', gesture: 'type' }, () => {
    write();
    book.act({ user: 'bob', gesture: 'type' }, write);
    expect(() =>
      book.act({ user: 'cem', gesture: 'type' }, () => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
    write();
  });
  stop();
  write();
  expect(users).toEqual(['ann', 'bob', 'ann']);
});
