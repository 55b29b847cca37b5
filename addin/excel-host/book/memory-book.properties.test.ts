import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openBook } from '../file/open-book.ts';
import { saveBook } from '../file/save-book.ts';
import { formatArea, parseArea } from './address.ts';
import { areaOf } from './area.ts';
import type { Book } from './book.ts';
import type { Scalar } from './cell.ts';
import { MemoryBook } from './memory-book.ts';
import { partsOfSerial, serialOfDate } from './serial-date.ts';

const scalars = fc.oneof(
  fc.constant(''),
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom('a', 'b', 'B'),
  fc.boolean(),
);
const blocks = fc.array(fc.tuple(scalars, scalars, scalars, scalars), { minLength: 1, maxLength: 8 });
const areas = fc
  .tuple(fc.nat(8), fc.nat(4), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .map(([row, column, rowCount, columnCount]) => areaOf(row, column, rowCount, columnCount));
const ALL = areaOf(0, 0, 16, 12);

function bookOf(block: readonly (readonly Scalar[])[]): { book: Book; sheetId: string } {
  const book = new MemoryBook();
  const sheetId = book.addSheet('Data').id;
  book.write(sheetId, 0, 0, block);
  return { book, sheetId };
}

test('deleting what was inserted gives back the sheet', () => {
  fc.assert(
    fc.property(blocks, areas, fc.boolean(), (block, area, isDown) => {
      const { book, sheetId } = bookOf(block);
      const before = book.readValues(sheetId, ALL);
      book.insertCells(sheetId, area, isDown ? 'down' : 'right');
      book.deleteCells(sheetId, area, isDown ? 'up' : 'left');
      expect(book.readValues(sheetId, ALL)).toEqual(before);
    }),
  );
});

test('a formula shows the same cell wherever cells are inserted', () => {
  fc.assert(
    fc.property(areas, fc.boolean(), (area, isDown) => {
      const { book, sheetId } = bookOf([]);
      book.write(sheetId, 4, 2, [['target']]);
      book.write(sheetId, 30, 30, [[{ formula: '=C5' }]]);
      book.insertCells(sheetId, area, isDown ? 'down' : 'right');
      const shown = book.readValues(sheetId, areaOf(0, 0, 40, 40)).flat();
      expect(shown.filter((value) => value === 'target')).toHaveLength(2);
    }),
  );
});

test('sorting a table keeps its rows whole and in order', () => {
  fc.assert(
    fc.property(blocks, fc.nat(3), fc.boolean(), (block, key, ascending) => {
      const { book, sheetId } = bookOf([['A', 'B', 'C', 'D'], ...block]);
      const table = book.addTable(sheetId, areaOf(0, 0, block.length + 1, 4), true);
      book.sortTable(table.id, [{ key, ascending }]);
      const sorted = book.readValues(sheetId, areaOf(1, 0, block.length, 4));
      const texts = (rows: readonly (readonly Scalar[])[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
      expect(texts(sorted)).toEqual(texts(block));
      const numbers = sorted.map((row) => row[key]).filter((value) => typeof value === 'number');
      expect(numbers).toEqual([...numbers].sort((a, b) => (ascending ? a - b : b - a)));
    }),
  );
});

test('tables stay whole through any rows and columns inserted and deleted', () => {
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom('insertRows', 'deleteRows', 'insertColumn', 'sheetRows'),
      fc.nat(9),
      fc.integer({ min: 1, max: 3 }),
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(steps, (list) => {
      const { book, sheetId } = bookOf([
        ['A', 'B'],
        [1, 2],
        [3, 4],
        [5, 6],
      ]);
      const { id } = book.addTable(sheetId, areaOf(0, 0, 4, 2), true);
      for (const [step, at, count] of list) {
        const [table] = book.tables();
        if (table === undefined) throw new Error('the table is gone');
        const rowCount = table.area.rowCount - 1;
        if (step === 'insertRows') book.insertTableRows(id, at % (rowCount + 1), count);
        else if (step === 'deleteRows')
          book.deleteTableRows(id, at % rowCount, Math.min(count, rowCount - (at % rowCount)));
        else if (step === 'insertColumn') book.insertTableColumn(id, at % (table.columns.length + 1), 'New');
        else book.insertCells(sheetId, areaOf(at, 0, count, 16_384), 'down');
      }
      const [table] = book.tables();
      expect(table?.columns).toHaveLength(table?.area.columnCount ?? 0);
      const header = book.readValues(sheetId, { ...(table?.area ?? ALL), rowCount: 1 });
      expect(header[0]).toEqual(table?.columns.map((column) => column.name));
      expect(new Set(header[0]).size).toBe(table?.columns.length);
    }),
  );
});

test('a saved book opens as it was', () => {
  fc.assert(
    fc.property(blocks, (block) => {
      const { book, sheetId } = bookOf(block);
      const copy = openBook(saveBook(book));
      expect(copy.readValues(copy.sheets()[0]?.id ?? '', ALL)).toEqual(book.readValues(sheetId, ALL));
    }),
  );
});

test('addresses read back as they were written', () => {
  fc.assert(
    fc.property(
      fc.nat(1_048_500),
      fc.nat(16_300),
      fc.integer({ min: 1, max: 76 }),
      fc.integer({ min: 1, max: 84 }),
      (...parts) => {
        const area = areaOf(...parts);
        expect(parseArea(formatArea(area))).toEqual(area);
      },
    ),
  );
});

test('dates and serial numbers give each other back, but for the day that never was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_958_465 }), (serial) => {
      const parts = partsOfSerial(serial);
      if (parts === undefined) throw new Error('no date');
      expect(serialOfDate(parts.year, parts.month, parts.day)).toBe(serial === 60 ? undefined : serial);
    }),
  );
});
