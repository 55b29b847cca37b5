import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellRuns, cutBySize, packBySize } from './cell-runs.ts';

const places = fc.uniqueArray(fc.tuple(fc.nat(30), fc.nat(6)), { selector: ([row, column]) => `${row},${column}` });

test('runs cover exactly the given cells, each once, and none is larger than allowed', () => {
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 20 }), (given, maxCells) => {
      const cells = given.map(([row, column]) => ({ row, column, cell: `${row},${column}` }));
      const runs = cellRuns(cells, maxCells);
      const covered = runs.flatMap((run) =>
        run.cells.flatMap((line, row) => line.map((cell, column) => [cell, `${run.row + row},${run.column + column}`])),
      );
      expect(covered.every(([cell, place]) => cell === place)).toBe(true);
      expect(covered.map(([cell]) => cell).toSorted()).toEqual(cells.map(({ cell }) => cell).toSorted());
      for (const run of runs) expect(run.cells.flat().length).toBeLessThanOrEqual(maxCells);
    }),
  );
});

test('a full block of cells is one run', () => {
  const cells = Array.from({ length: 12 }, (_, index) => ({
    row: Math.floor(index / 3),
    column: index % 3,
    cell: index,
  }));
  expect(cellRuns(cells, 100)).toHaveLength(1);
});

test('cutting a run keeps every cell in its place, and goes over the limit only with a single cell', () => {
  const sizes = fc
    .integer({ min: 1, max: 8 })
    .chain((width) =>
      fc.array(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: width, maxLength: width }), { minLength: 1 }),
    );
  fc.assert(
    fc.property(sizes, fc.nat(9), fc.nat(9), (lines, row, column) => {
      const cells = lines.map((line, down) =>
        line.map((size, right) => ({ size, place: `${row + down},${column + right}` })),
      );
      const pieces = cutBySize({ row, column, cells }, ({ size }) => size, 50);
      const placed = pieces.flatMap((piece) =>
        piece.cells.flatMap((line, down) =>
          line.map(({ place }, right) => [place, `${piece.row + down},${piece.column + right}`]),
        ),
      );
      expect(placed.every(([place, found]) => place === found)).toBe(true);
      expect(placed.map(([place]) => place)).toEqual(cells.flat().map(({ place }) => place));
      for (const piece of pieces) {
        const all = piece.cells.flat();
        expect(all.length === 1 || all.reduce((sum, { size }) => sum + size, 0) <= 50).toBe(true);
        expect(new Set(piece.cells.map((line) => line.length)).size).toBe(1);
      }
    }),
  );
});

test('a run is cut between rows where that is enough, and not at all where it is small enough', () => {
  const run = {
    row: 3,
    column: 1,
    cells: [
      [20, 20],
      [10, 5],
      [30, 5],
    ],
  };
  const heights = (limit: number) => cutBySize(run, (size) => size, limit).map(({ row, cells }) => [row, cells.length]);
  expect(heights(90)).toEqual([[3, 3]]);
  expect(heights(89)).toEqual([
    [3, 2],
    [5, 1],
  ]);
});

test('packing keeps the order, and only an item that is too large by itself goes over the limit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 150 })), (sizes) => {
      const groups = packBySize(sizes, (size) => size, 100);
      expect(groups.flat()).toEqual(sizes);
      for (const group of groups) {
        const sum = group.reduce((total, size) => total + size, 0);
        expect(sum <= 100 || group.length === 1).toBe(true);
      }
    }),
  );
});
