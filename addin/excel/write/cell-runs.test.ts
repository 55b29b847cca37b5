import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellRuns, packBySize } from './cell-runs.ts';

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
