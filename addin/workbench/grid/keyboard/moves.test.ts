import { describe, expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import {
  extendedTo,
  movedTo,
  selectedAll,
  type Step,
  stepped,
  type Target,
  targets,
  wholeColumns,
  wholeRows,
} from './moves.ts';
import type { Selected, SheetShape } from './sheet-shape.ts';

/** 100 rows of 20 px of which ten are seen, 12 columns of 50 px of which four are; row 4 and column 2 are hidden. */
const shape: SheetShape = {
  rows: { count: 100, frozen: 1, seenPx: 200, sizePx: (row) => (row === 4 ? 0 : 20) },
  columns: { count: 12, frozen: 2, seenPx: 200, sizePx: (column) => (column === 2 ? 0 : 50) },
  used: areaOf(0, 0, 60, 10),
};
const empty: SheetShape = { ...shape, used: undefined };
const cell = (row: number, column: number): Selected => movedTo({ row, column });

describe('[FC5] keys that lead far away', () => {
  test.for<[string, Target, row: number, column: number]>([
    ['Home goes to the first column that scrolls and is seen', targets.rowStart, 5, 3],
    ['Ctrl+Home goes to the first cell that scrolls', targets.sheetStart, 1, 3],
    ['Ctrl+End goes to the last cell in use', targets.sheetEnd, 59, 9],
    ['PageDown goes on by what is seen', targets.pageDown, 15, 7],
    ['PageUp passes over hidden rows and stops at the top', targets.pageUp, 0, 7],
    ['Alt+PageDown goes right by what is seen', targets.pageRight, 5, 11],
    ['Alt+PageUp goes left by what is seen, without what is hidden', targets.pageLeft, 5, 3],
  ])('%s', ([, target, row, column]) => {
    expect(target(shape, { row: 5, column: 7 })).toEqual({ row, column });
  });

  test('PageDown goes on by one where not even one row fits, and PageUp counts no hidden row', () => {
    const small = { ...shape, rows: { ...shape.rows, seenPx: 5 } };
    expect(targets.pageDown(small, { row: 3, column: 0 })).toEqual({ row: 5, column: 0 });
    expect(targets.pageUp(shape, { row: 20, column: 0 })).toEqual({ row: 10, column: 0 });
    expect(targets.pageUp(shape, { row: 12, column: 0 })).toEqual({ row: 1, column: 0 });
  });

  test('on an empty sheet Ctrl+End is its first cell; where all columns stand still Home is the first', () => {
    expect(targets.sheetEnd(empty, { row: 5, column: 5 })).toEqual({ row: 0, column: 0 });
    const still = { ...shape, columns: { ...shape.columns, frozen: 12 } };
    expect(targets.rowStart(still, { row: 5, column: 5 })).toEqual({ row: 5, column: 0 });
  });

  test('with Shift the active cell stays and the corner across from it moves, on either side', () => {
    const once = extendedTo(shape, cell(5, 7), targets.pageDown);
    expect(once).toEqual({ area: areaOf(5, 7, 11, 1), active: { row: 5, column: 7 } });
    expect(extendedTo(shape, once, targets.pageDown).area).toEqual(areaOf(5, 7, 21, 1));
    expect(extendedTo(shape, once, targets.pageUp).area).toEqual(areaOf(5, 7, 1, 1));
    expect(extendedTo(shape, cell(5, 7), targets.rowStart).area).toEqual(areaOf(5, 3, 1, 5));
    expect(extendedTo(shape, cell(5, 7), targets.sheetEnd).area).toEqual(areaOf(5, 7, 55, 3));
  });
});

describe('[FC5] Tab and Enter', () => {
  test.for<[Step, from: Selected, row: number, column: number]>([
    ['right', cell(5, 1), 5, 3],
    ['left', cell(5, 3), 5, 1],
    ['down', cell(3, 1), 5, 1],
    ['up', cell(5, 1), 3, 1],
    ['left', cell(5, 0), 5, 0],
    ['up', cell(0, 3), 0, 3],
    ['right', cell(5, 11), 5, 11],
    ['down', cell(99, 3), 99, 3],
  ])('%s passes over what is hidden and stops at the edge', ([step, from, row, column]) => {
    expect(stepped(shape, from, step)).toEqual(cell(row, column));
  });

  test('within a selection they go round: Tab by rows, Enter by columns, never to what is hidden', () => {
    const area = areaOf(3, 1, 3, 3);
    const round = (step: Step, count: number): (readonly [number, number])[] => {
      let selected: Selected = { area, active: { row: 3, column: 1 } };
      return Array.from({ length: count }, () => {
        selected = stepped(shape, selected, step);
        expect(selected.area).toEqual(area);
        return [selected.active.row, selected.active.column];
      });
    };
    expect(round('right', 4)).toEqual([
      [3, 3],
      [5, 1],
      [5, 3],
      [3, 1],
    ]);
    expect(round('down', 4)).toEqual([
      [5, 1],
      [3, 3],
      [5, 3],
      [3, 1],
    ]);
    expect(round('left', 2)).toEqual([
      [5, 3],
      [5, 1],
    ]);
    expect(round('up', 1)).toEqual([[5, 3]]);
  });

  test('within a selection of one column or one row they go round, too', () => {
    const column: Selected = { area: areaOf(5, 3, 3, 1), active: { row: 7, column: 3 } };
    expect(stepped(shape, column, 'down')).toEqual({ ...column, active: { row: 5, column: 3 } });
    expect(stepped(shape, column, 'right')).toEqual({ ...column, active: { row: 5, column: 3 } });
    const row: Selected = { area: areaOf(5, 3, 1, 3), active: { row: 5, column: 3 } };
    expect(stepped(shape, row, 'left')).toEqual({ ...row, active: { row: 5, column: 5 } });
    expect(stepped(shape, row, 'up')).toEqual({ ...row, active: { row: 5, column: 5 } });
  });
});

describe('[FC5] selecting much at once', () => {
  test('Ctrl+A selects the table, then the sheet; beside it what is in use, then the sheet', () => {
    const table = areaOf(0, 0, 5, 4);
    const once = selectedAll(shape, cell(2, 2), table);
    expect(once).toEqual({ area: table, active: { row: 2, column: 2 } });
    expect(selectedAll(shape, once, table).area).toEqual(areaOf(0, 0, 100, 12));
    expect(selectedAll(shape, cell(8, 8)).area).toEqual(areaOf(0, 0, 60, 10));
    expect(selectedAll(shape, cell(80, 8)).area).toEqual(areaOf(0, 0, 100, 12));
    expect(selectedAll(empty, cell(2, 2)).area).toEqual(areaOf(0, 0, 100, 12));
  });

  test('Shift+Space selects the rows and Ctrl+Space the columns of what is selected', () => {
    const some = { area: areaOf(3, 1, 2, 2), active: { row: 4, column: 2 } };
    expect(wholeRows(shape, some)).toEqual({ ...some, area: areaOf(3, 0, 2, 12) });
    expect(wholeColumns(shape, some)).toEqual({ ...some, area: areaOf(0, 1, 100, 2) });
  });
});
