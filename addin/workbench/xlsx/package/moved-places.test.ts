import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Area, areaOf } from 'excel-host/book/area.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { MovedPlaces } from './moved-places.ts';
import { tries } from '../../../../test/run-size.ts';

const ROWS = 12;
const COLUMNS = 8;

interface Step {
  readonly area: Area;
  readonly kind: (typeof kinds)[number];
  /** Where cut cells are put down. */
  readonly to?: { readonly row: number; readonly column: number };
}

const kinds = ['down', 'up', 'right', 'left', 'sort', 'cut', 'columns'] as const;
const few = fc.integer({ min: 1, max: 4 });
const steps = fc.array(
  fc.oneof(
    fc
      .tuple(fc.nat(8), fc.nat(5), few, few, fc.constantFrom(...kinds), fc.nat(9), fc.nat(6))
      .map(([row, column, rowCount, columnCount, kind, toRow, toColumn]): Step => ({
        kind,
        area: areaOf(row, column, rowCount, columnCount),
        to: { row: toRow, column: toColumn },
      })),
    fc
      .tuple(fc.nat(8), few, fc.constantFrom('down', 'up'))
      .map(([row, count, kind]): Step => ({ kind, area: areaOf(row, 0, count, 16_384) })),
    fc
      .tuple(fc.nat(5), few, fc.constantFrom('right', 'left'))
      .map(([column, count, kind]): Step => ({ kind, area: areaOf(0, column, 1_048_576, count) })),
  ),
  { maxLength: 8 },
);

/** A sheet whose cells each say where they were written. */
function openLabelled() {
  const book = new MemoryBook();
  const { id } = book.addSheet('Data');
  const label = (row: number, column: number): string => `${row}.${column}`;
  book.write(
    id,
    0,
    0,
    Array.from({ length: ROWS }, (_, row) => Array.from({ length: COLUMNS }, (_c, column) => label(row, column))),
  );
  return { book, id, label };
}

function run(book: MemoryBook, id: string, { kind, area, to = area }: Step): void {
  if (kind === 'cut') cut(book, id, area, to);
  else if (kind === 'columns') turnColumns(book, id, area);
  else if (kind === 'sort') book.sortCells(id, area, [{ key: 0, ascending: false }]);
  else if (kind === 'down' || kind === 'right') book.insertCells(id, area, kind);
  else book.deleteCells(id, area, kind);
}

/** As a person cuts cells and puts them down. */
function cut(book: MemoryBook, id: string, area: Area, to: { readonly row: number; readonly column: number }): void {
  const values = book.readValues(id, area);
  book.clear(id, area, 'contents');
  book.write(id, to.row, to.column, values);
  book.noteMove(id, { area, to });
}

/** The first column of an area becomes its last one. */
function turnColumns(book: MemoryBook, id: string, area: Area): void {
  const turned = book.readValues(id, area).map(([first = '', ...others]) => [...others, first]);
  book.write(id, area.row, area.column, turned);
  const [first = 0, ...others] = Array.from({ length: area.columnCount }, (_, offset) => offset);
  book.noteMove(id, { area, columns: [...others, first] });
}

test('[FA9] for any moves, each cell is known to come from where it was, and each is found where it went', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const { book, id, label } = openLabelled();
      for (const step of list) run(book, id, step);
      const places = new MovedPlaces(book.moves(id));
      const found = book.readValues(id, areaOf(0, 0, 40, 40));
      const where = new Map(
        found.flatMap((line, row) => line.map((value, column) => [value, areaOf(row, column, 1, 1)] as const)),
      );
      found.forEach((line, row) => {
        line.forEach((value, column) => {
          if (value === '') return;
          const origin = places.origin(row, column);
          expect(origin && label(origin.row, origin.column)).toBe(value);
        });
      });
      for (let row = 0; row < ROWS; row += 1) {
        for (let column = 0; column < COLUMNS; column += 1) {
          const now = where.get(label(row, column));
          expect(places.areas(areaOf(row, column, 1, 1))).toEqual(now === undefined ? [] : [now]);
        }
      }
    }),
    { numRuns: tries(300) },
  );
});

test('[FA9] whole rows and columns are known to be those they were, or new', () => {
  const { book, id } = openLabelled();
  book.insertCells(id, areaOf(2, 0, 2, 16_384), 'down');
  book.deleteCells(id, areaOf(6, 0, 1, 16_384), 'up');
  book.insertCells(id, areaOf(0, 1, 1_048_576, 1), 'right');
  book.insertCells(id, areaOf(0, 0, 3, 2), 'down');
  const places = new MovedPlaces(book.moves(id));
  expect([1, 2, 3, 4, 5, 6].map((row) => places.originRow(row))).toEqual([1, undefined, undefined, 2, 3, 5]);
  expect([0, 1, 2].map((column) => places.originColumn(column))).toEqual([0, undefined, 1]);
});

test('[FA9] an area of which only a part was moved is in pieces', () => {
  const places = new MovedPlaces([{ area: areaOf(2, 1, 1, 2), direction: 'down' }]);
  expect(places.areas(areaOf(4, 0, 2, 3))).toEqual([areaOf(4, 0, 2, 1), areaOf(5, 1, 2, 2)]);
  expect(places.areas(areaOf(0, 0, 2, 3))).toEqual([areaOf(0, 0, 2, 3)]);
});

test('[FA9] what was cut takes along what was whole in it; of an area of several cells a part goes nowhere', () => {
  const places = new MovedPlaces([{ area: areaOf(2, 1, 3, 2), to: { row: 10, column: 4 } }]);
  expect(places.areas(areaOf(3, 1, 2, 2))).toEqual([areaOf(11, 4, 2, 2)]);
  expect(places.areas(areaOf(2, 0, 3, 2))).toEqual([areaOf(2, 0, 3, 2)]);
  expect(places.areas(areaOf(10, 4, 1, 1))).toEqual([]);
  expect(places.areas(areaOf(10, 4, 2, 1))).toEqual([areaOf(10, 4, 2, 1)]);
  expect(places.isLeft(areaOf(2, 1, 1, 1))).toBe(false);
});

test('[FA9] what hangs on cells that went to another sheet stays, wherever it is by then, and is known to', () => {
  const places = new MovedPlaces([
    { area: areaOf(0, 0, 1, 16_384), direction: 'down' },
    { area: areaOf(2, 1, 1, 1), to: null },
    { area: areaOf(0, 0, 1, 16_384), direction: 'down' },
  ]);
  expect(places.areas(areaOf(1, 1, 1, 1))).toEqual([areaOf(3, 1, 1, 1)]);
  expect(places.origin(3, 1)).toEqual({ row: 1, column: 1 });
  expect([areaOf(1, 1, 1, 1), areaOf(2, 1, 1, 1), areaOf(1, 2, 1, 1)].map((area) => places.isLeft(area))).toEqual([
    true,
    false,
    false,
  ]);
});
