import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaOf, SHEET_COLUMNS, SHEET_ROWS, type Area } from './area.ts';
import { GENERAL, type Scalar } from './cell.ts';
import { SheetGrid } from './sheet-grid.ts';

interface PlainCell {
  readonly value: Scalar;
  readonly formula: string | undefined;
  readonly format: string;
  readonly isBold: boolean;
}

const SIZE = 40;
const EMPTY: PlainCell = { value: '', formula: undefined, format: GENERAL, isBold: false };

/** A sheet as a square of cells, every operation done the long way: what the grid must come to. */
class PlainSheet {
  cells: PlainCell[][] = Array.from({ length: SIZE }, () => Array.from({ length: SIZE }, () => EMPTY));

  set(row: number, column: number, change: Partial<PlainCell>): void {
    const line = this.cells[row] ?? [];
    line[column] = { ...(line[column] ?? EMPTY), ...change };
  }

  eachIn({ row, column, rowCount, columnCount }: Area, change: Partial<PlainCell>): void {
    for (let down = 0; down < rowCount; down += 1) {
      for (let right = 0; right < Math.min(columnCount, SIZE - column); right += 1) {
        this.set(row + down, column + right, change);
      }
    }
  }

  /** Moves the cells of the area's columns up (`by` below 0) or down, from its first row on; what falls in between goes. */
  moveDown({ row, column, columnCount }: Area, by: number): void {
    const before = this.cells.map((line) => [...line]);
    for (let at = row; at < SIZE; at += 1) {
      for (let right = column; right < Math.min(column + columnCount, SIZE); right += 1) {
        const from = at - by;
        const isNew = by > 0 && from < row;
        const line = this.cells[at] ?? [];
        line[right] = isNew ? EMPTY : (before[from]?.[right] ?? EMPTY);
      }
    }
  }

  moveRight({ row, column, rowCount }: Area, by: number): void {
    for (let at = row; at < row + rowCount; at += 1) {
      const line = this.cells[at] ?? [];
      if (by > 0) line.splice(column, 0, ...Array.from({ length: by }, () => EMPTY));
      else line.splice(column, -by);
      this.cells[at] = Array.from({ length: SIZE }, (_, index) => line[index] ?? EMPTY);
    }
  }
}

type Step = (grid: SheetGrid, plain: PlainSheet) => void;

const place = fc.nat(6);
const size = fc.integer({ min: 1, max: 3 });
const areas = fc
  .tuple(place, place, size, size)
  .map(([row, column, rows, columns]) => areaOf(row, column, rows, columns));
/** Of cells, or of whole rows. */
const blocks = fc
  .tuple(areas, fc.boolean())
  .map(([area, isWhole]) => (isWhole ? { ...area, column: 0, columnCount: SHEET_COLUMNS } : area));
const values: fc.Arbitrary<Scalar> = fc.constantFrom<Scalar>('', 'a', 'b', 1, 0, false, true);

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(place, place, values).map(([row, column, value]): Step => (grid, plain) => {
    grid.setValue(row, column, value);
    plain.set(row, column, { value, formula: undefined });
  }),
  fc.tuple(place, place, fc.constantFrom('=A1', '=B2')).map(([row, column, formula]): Step => (grid, plain) => {
    grid.setFormula(row, column, formula);
    plain.set(row, column, { value: '', formula });
  }),
  fc.tuple(place, place, fc.constantFrom('@', '0.00', GENERAL)).map(([row, column, format]): Step => (grid, plain) => {
    grid.setFormat(row, column, format);
    plain.set(row, column, { format });
  }),
  areas.map((area): Step => (grid, plain) => {
    grid.patchStyle(area, { bold: true });
    plain.eachIn(area, { isBold: true });
  }),
  areas.map((area): Step => (grid, plain) => {
    grid.clearContents(area);
    plain.eachIn(area, { value: '', formula: undefined });
  }),
  areas.map((area): Step => (grid, plain) => {
    grid.clearFormats(area);
    plain.eachIn(area, { format: GENERAL, isBold: false });
  }),
  blocks.map((area): Step => (grid, plain) => {
    grid.insertDown(area, area.row - 1);
    plain.moveDown(area, area.rowCount);
    const above = plain.cells[area.row - 1] ?? [];
    for (let row = area.row; row < area.row + area.rowCount; row += 1) {
      for (let column = area.column; column < Math.min(area.column + area.columnCount, SIZE); column += 1) {
        const { format, isBold } = above[column] ?? EMPTY;
        plain.set(row, column, { format, isBold });
      }
    }
  }),
  blocks.map((area): Step => (grid, plain) => {
    grid.deleteUp(area);
    plain.moveDown(area, -area.rowCount);
  }),
  areas.map((area): Step => (grid, plain) => {
    grid.insertRight(area);
    plain.moveRight(area, area.columnCount);
  }),
  areas.map((area): Step => (grid, plain) => {
    grid.deleteLeft(area);
    plain.moveRight(area, -area.columnCount);
  }),
);

const WITHIN = 30;

function cellsOf(grid: SheetGrid): PlainCell[][] {
  return Array.from({ length: WITHIN }, (_, row) =>
    Array.from({ length: WITHIN }, (_cell, column) => ({
      value: grid.value(row, column),
      formula: grid.formula(row, column),
      format: grid.format(row, column),
      isBold: grid.style(row, column).bold === true,
    })),
  );
}

/** The smallest area with every cell of which something is true. */
function spanOf(cells: readonly (readonly PlainCell[])[], isUsed: (cell: PlainCell) => boolean): Area | undefined {
  const used = cells.flatMap((line, row) => line.flatMap((cell, column) => (isUsed(cell) ? [{ row, column }] : [])));
  if (used.length === 0) return undefined;
  const [rows, columns] = [used.map(({ row }) => row), used.map(({ column }) => column)];
  const [top, left] = [Math.min(...rows), Math.min(...columns)];
  return areaOf(top, left, Math.max(...rows) - top + 1, Math.max(...columns) - left + 1);
}

const hasContent = ({ value, formula }: PlainCell): boolean => value !== '' || formula !== undefined;

test('a grid holds what a square of cells holds, whatever is written, cleared, inserted and deleted', () => {
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 8 }), (list) => {
      const [grid, plain] = [new SheetGrid(), new PlainSheet()];
      for (const step of list) step(grid, plain);
      const wanted = plain.cells.slice(0, WITHIN).map((line) => line.slice(0, WITHIN));
      expect(cellsOf(grid)).toEqual(wanted);
      expect(grid.used(true)).toEqual(spanOf(wanted, hasContent));
      expect(grid.used(false)).toEqual(
        spanOf(wanted, (cell) => hasContent(cell) || cell.format !== GENERAL || cell.isBold),
      );
      const formulas: string[] = [];
      grid.eachFormula((row, column, formula) => formulas.push(`${row}/${column} ${formula}`));
      expect(formulas).toEqual(
        wanted.flatMap((line, row) =>
          line.flatMap(({ formula }, column) => (formula === undefined ? [] : [`${row}/${column} ${formula}`])),
        ),
      );
      expect(grid.formulaCount).toBe(formulas.length);
      expect(grid.rowValues(2, 1, 5)).toEqual(wanted[2]?.slice(1, 6).map(({ value }) => value));
    }),
    { numRuns: 400 },
  );
});

describe('rows', () => {
  test('are shown unless somebody or a filter hides them; height is kept', () => {
    const grid = new SheetGrid();
    grid.setHidden(5, false);
    grid.setFiltered(5, false);
    expect([grid.rowsInUse, grid.isShown(5)]).toEqual([0, true]);
    expect(grid.looks(5)).toEqual({ hidden: false, filtered: false, height: undefined });
    grid.setHidden(1, true);
    grid.setFiltered(2, true);
    grid.setHeight(3, 20);
    expect([0, 1, 2, 3].map((row) => grid.isShown(row))).toEqual([true, false, false, true]);
    expect(grid.looks(3)).toEqual({ hidden: false, filtered: false, height: 20 });
    grid.setHidden(1, false);
    grid.setFiltered(2, false);
    expect([1, 2].map((row) => grid.isShown(row))).toEqual([true, true]);
  });

  test('far down cost nothing for those between', () => {
    const grid = new SheetGrid();
    grid.setValue(1_000_000, 2, 'far');
    expect([grid.value(1_000_000, 2), grid.value(999_999, 2)]).toEqual(['far', '']);
    expect(grid.used(true)).toEqual(areaOf(1_000_000, 2, 1, 1));
    grid.setValue(7, 0, '');
    expect(grid.hasFormulas(7)).toBe(false);
  });

  test('are put into another order with only the columns that are to move', () => {
    const grid = new SheetGrid();
    ['a', 'b', 'c'].forEach((value, row) => {
      grid.setValue(row, 0, value);
      grid.setValue(row, 1, row);
    });
    grid.setFormula(0, 2, '=A1');
    grid.setFormat(0, 0, '@');
    grid.patchStyle(areaOf(2, 0, 1, 1), { bold: true });
    grid.reorder(areaOf(0, 0, 3, 3), [2, 1, 0], [0, 2], (formula, rows) => `${formula}${rows > 0 ? '+' : ''}${rows}`);
    expect([0, 1, 2].map((row) => grid.rowValues(row, 0, 2))).toEqual([
      ['c', 0],
      ['b', 1],
      ['a', 2],
    ]);
    expect([grid.formula(0, 2), grid.formula(2, 2), grid.formulaCount]).toEqual([undefined, '=A1+2', 1]);
    expect([0, 2].map((row) => grid.format(row, 0))).toEqual([GENERAL, '@']);
    expect([0, 2].map((row) => grid.style(row, 0).bold)).toEqual([true, undefined]);
  });
});

describe('whole columns', () => {
  const columns = (first: number, count: number) => areaOf(0, first, SHEET_ROWS, count);

  test('have formats and looks of their own, which a cell’s come before', () => {
    const grid = new SheetGrid();
    grid.setFormat(1, 1, '0.00');
    grid.setColumnFormats(columns(1, 2), '@');
    expect([grid.format(1, 1), grid.format(9, 2), grid.format(9, 3)]).toEqual(['@', '@', GENERAL]);
    grid.setFormat(1, 1, '0.00');
    expect([grid.format(1, 1), grid.format(2, 1)]).toEqual(['0.00', '@']);
    grid.patchStyle(areaOf(4, 1, 1, 1), { italic: true });
    grid.patchStyle(columns(1, 1), { bold: true });
    expect([grid.style(4, 1), grid.style(5, 1), grid.style(5, 2)]).toEqual([
      { italic: true, bold: true },
      { bold: true },
      {},
    ]);
    grid.patchStyle(columns(1, 1), { bold: undefined });
    expect([grid.style(4, 1), grid.style(5, 1)]).toEqual([{ italic: true }, {}]);
    grid.clearFormats(columns(1, 1));
    expect([grid.format(1, 1), grid.format(2, 1), grid.format(2, 2), grid.style(4, 1)]).toEqual([
      GENERAL,
      GENERAL,
      '@',
      {},
    ]);
  });

  test('take these along when columns come or go', () => {
    const grid = new SheetGrid();
    grid.setColumnFormats(columns(2, 1), '@');
    grid.setColumnFormats(columns(4, 1), '0.00');
    grid.insertRight(columns(3, 2));
    expect([2, 3, 4, 6].map((column) => grid.format(0, column))).toEqual(['@', GENERAL, GENERAL, '0.00']);
    grid.deleteLeft(columns(2, 3));
    expect([2, 3, 4].map((column) => grid.format(0, column))).toEqual([GENERAL, '0.00', GENERAL]);
  });

  test('leave them with cells that are moved out of their column', () => {
    const grid = new SheetGrid();
    grid.setColumnFormats(columns(1, 1), '@');
    grid.setValue(0, 1, '007');
    grid.insertRight(areaOf(0, 1, 1, 1));
    expect([grid.value(0, 2), grid.format(0, 2)]).toEqual(['007', '@']);
    expect([grid.format(0, 1), grid.format(1, 1)]).toEqual(['@', '@']);
  });
});
