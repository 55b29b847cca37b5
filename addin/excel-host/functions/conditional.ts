import { type Area, SHEET_COLUMNS, SHEET_ROWS } from '../book/area.ts';
import { isCellError } from '../book/cell.ts';
import { broadcast } from '../calculation/broadcast.ts';
import { MANY, overOperands } from '../calculation/declare.ts';
import { read } from '../calculation/evaluate.ts';
import type { FunctionSpec, Scope } from '../calculation/scope.ts';
import {
  DIV0,
  type Fallible,
  type Operand,
  type SheetArea,
  VALUE,
  type Value,
  valueAt,
  sizeOf,
} from '../calculation/value.ts';
import { areaArgument } from './arguments.ts';
import { criterionOf } from './criteria.ts';
import { total } from './math.ts';

/** Counts, sums and so on of the cells that meet criteria. */
export const conditionalFunctions: Readonly<Record<string, FunctionSpec>> = {
  COUNTIF: overOperands(2, 2, (operands, scope) => overCriteria(operands, scope, (places) => places.count)),
  COUNTIFS: overOperands(2, MANY, (operands, scope) => overCriteria(operands, scope, (places) => places.count)),
  SUMIF: overOperands(2, 3, ([range, criterion, sums], scope) =>
    overCriteria([range ?? null, criterion ?? null], scope, (places) => places.numbers(sums ?? range, true, total)),
  ),
  AVERAGEIF: overOperands(2, 3, ([range, criterion, sums], scope) =>
    overCriteria([range ?? null, criterion ?? null], scope, (places) => places.numbers(sums ?? range, true, average)),
  ),
  SUMIFS: withValues(total),
  AVERAGEIFS: withValues(average),
  MAXIFS: withValues((numbers) => numbers.reduce((most, each) => Math.max(most, each), numbers[0] ?? 0)),
  MINIFS: withValues((numbers) => numbers.reduce((least, each) => Math.min(least, each), numbers[0] ?? 0)),
};

function average(numbers: readonly number[]): Value {
  return numbers.length === 0 ? DIV0 : total(numbers) / numbers.length;
}

function withValues(run: (numbers: readonly number[]) => Value): FunctionSpec {
  return overOperands(3, MANY, ([values, ...criteria], scope) =>
    criteria.length % 2 === 1 ? VALUE : overCriteria(criteria, scope, (places) => places.numbers(values, false, run)),
  );
}

interface Places {
  /** How many places meet all criteria. */
  readonly count: number;
  /** What a function gives of the numbers in these places of another range; `isLoose`: of whatever shape that has. */
  numbers(range: Operand | undefined, isLoose: boolean, run: (numbers: readonly number[]) => Value): Value;
}

/** Pairs of range and criterion; a block as criterion gives a block of answers. */
function overCriteria(operands: readonly Operand[], scope: Scope, answer: (places: Places) => Value): Operand {
  const ranges: SheetArea[] = [];
  const wanted: ReturnType<typeof read>[] = [];
  for (let index = 0; index + 1 < operands.length; index += 2) {
    const range = areaArgument(operands[index]);
    if (isCellError(range)) return range;
    ranges.push(range);
    wanted.push(read(operands[index + 1] ?? null, scope));
  }
  const [first] = ranges;
  if (first === undefined || !ranges.every(({ area }) => sameShape(area, first.area))) return VALUE;
  return broadcast(wanted, (criteria) => answer(placesOf(ranges, criteria, first.area, scope)));
}

function sameShape(a: Area, b: Area): boolean {
  return a.rowCount === b.rowCount && a.columnCount === b.columnCount;
}

function placesOf(ranges: readonly SheetArea[], criteria: readonly Value[], shape: Area, scope: Scope): Places {
  const tests = criteria.map((wanted) => criterionOf(wanted, scope));
  const blocks = ranges.map((range) => scope.cells.matrix(range));
  // Whole columns are read to the last row in use; the rest is blank, and blank may be what is wanted.
  const rows = Math.max(...blocks.map((block) => block.length));
  const columns = Math.max(...blocks.map((block) => sizeOf(block).columns));
  const found: (readonly [row: number, column: number])[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (tests.every((test, index) => test(valueAt(blocks[index], row, column)))) found.push([row, column]);
    }
  }
  const unread = shape.rowCount * shape.columnCount - rows * columns;
  return {
    count: found.length + (tests.every((test) => test(null)) ? unread : 0),
    numbers: (range, isLoose, run) => {
      const numbers = numbersAt(areaArgument(range), isLoose, shape, found, scope);
      return isCellError(numbers) ? numbers : run(numbers);
    },
  };
}

function numbersAt(
  range: Fallible<SheetArea>,
  isLoose: boolean,
  shape: Area,
  places: readonly (readonly [number, number])[],
  scope: Scope,
): Fallible<number[]> {
  if (isCellError(range)) return range;
  if (!isLoose && !sameShape(range.area, shape)) return VALUE;
  const { row, column } = range.area;
  const area = {
    row,
    column,
    rowCount: Math.min(shape.rowCount, SHEET_ROWS - row),
    columnCount: Math.min(shape.columnCount, SHEET_COLUMNS - column),
  };
  const values = scope.cells.matrix({ sheetId: range.sheetId, area });
  const numbers: number[] = [];
  for (const [atRow, atColumn] of places) {
    const value = valueAt(values, atRow, atColumn);
    if (isCellError(value)) return value;
    if (typeof value === 'number') numbers.push(value);
  }
  return numbers;
}
