import { readSingle } from '../calculation/evaluate.ts';
import { SHEET_COLUMNS, SHEET_ROWS } from '../book/area.ts';
import { isCellError } from '../book/cell.ts';
import { compareScalars } from '../book/compare-scalars.ts';
import { MANY, boolean, integer, matrixOf, optional, overOperands, single, number } from '../calculation/declare.ts';
import { toBoolean } from '../calculation/coerce.ts';
import type { FunctionSpec, Scope } from '../calculation/scope.ts';
import {
  CALC,
  type Fallible,
  type Matrix,
  NA,
  type Operand,
  VALUE,
  type Value,
  makeMatrix,
  sizeOf,
  valueAt,
} from '../calculation/value.ts';
import { integerArgument, listOf, transposed } from './arguments.ts';

/** Functions that give blocks. */
export const arrayFunctions: Readonly<Record<string, FunctionSpec>> = {
  FILTER: overOperands(2, 3, ([array, include, otherwise], scope) => {
    const block = matrixOf(array, scope);
    const mask = matrixOf(include, scope);
    const [size, shape] = [sizeOf(block), sizeOf(mask)];
    const isDown = shape.columns === 1 && shape.rows === size.rows;
    if (!isDown && !(shape.rows === 1 && shape.columns === size.columns)) return VALUE;
    const keep: boolean[] = [];
    for (const value of mask.flat()) {
      const truth = toBoolean(value);
      if (isCellError(truth)) return truth;
      keep.push(truth);
    }
    const kept = isDown
      ? block.filter((_, row) => keep[row] === true)
      : block.map((row) => row.filter((_, column) => keep[column] === true));
    if (sizeOf(kept).columns === 0) return otherwise ?? CALC;
    return kept;
  }),
  SORT: overOperands(1, 4, ([array, index, order, byColumn], scope) => {
    const isAcross = single(optional(boolean, false), byColumn, scope);
    if (isCellError(isAcross)) return isAcross;
    const block = isAcross ? transposed(matrixOf(array, scope)) : matrixOf(array, scope);
    const keys = index === undefined ? [1] : listOf(index, scope);
    const orders = order === undefined ? [1] : listOf(order, scope);
    const columns: number[] = [];
    for (const key of keys) {
      if (typeof key !== 'number' || key < 1 || key > sizeOf(block).columns) return VALUE;
      columns.push(Math.trunc(key) - 1);
    }
    if (!orders.every((each) => each === 1 || each === -1)) return VALUE;
    const fields = columns.map((column, at) => ({
      keys: block.map((row) => row[column] ?? null),
      isUp: (orders[at] ?? orders[0]) === 1,
    }));
    const sorted = sortedOrder(block.length, fields).map((row) => block[row] ?? []);
    return isAcross ? transposed(sorted) : sorted;
  }),
  SORTBY: overOperands(2, MANY, ([array, ...by], scope) => {
    const block = matrixOf(array, scope);
    const fields: SortKeys[] = [];
    let isAcross = false;
    for (let at = 0; at < by.length; at += 2) {
      const keys = matrixOf(by[at], scope);
      const order = integerArgument(by[at + 1] ?? undefined, 1, scope);
      if (isCellError(order)) return order;
      if (order !== 1 && order !== -1) return VALUE;
      const size = sizeOf(keys);
      isAcross = size.rows === 1 && size.columns > 1;
      const list = keys.flat();
      if (list.length !== (isAcross ? sizeOf(block).columns : block.length)) return VALUE;
      fields.push({ keys: list, isUp: order === 1 });
    }
    const lines = isAcross ? transposed(block) : block;
    const sorted = sortedOrder(lines.length, fields).map((line) => lines[line] ?? []);
    return isAcross ? transposed(sorted) : sorted;
  }),
  UNIQUE: overOperands(1, 3, ([array, byColumn, once], scope) => {
    const isAcross = single(optional(boolean, false), byColumn, scope);
    const isOnce = single(optional(boolean, false), once, scope);
    if (isCellError(isAcross)) return isAcross;
    if (isCellError(isOnce)) return isOnce;
    const lines = isAcross ? transposed(matrixOf(array, scope)) : matrixOf(array, scope);
    const counts = new Map<string, number>();
    const keys = lines.map((line) => line.map(keyOf).join('\u0000'));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    const kept = lines.filter((_, index) => {
      const key = keys[index] ?? '';
      return isOnce ? counts.get(key) === 1 : keys.indexOf(key) === index;
    });
    if (kept.length === 0) return CALC;
    return isAcross ? transposed(kept) : kept;
  }),
  SEQUENCE: overOperands(1, 4, ([rows, columns, start, step], scope) => {
    const [height, width] = [
      integerArgument(rows ?? undefined, 1, scope),
      integerArgument(columns ?? undefined, 1, scope),
    ];
    const [first, by] = [
      single(optional(number, 1), start ?? undefined, scope),
      single(optional(number, 1), step ?? undefined, scope),
    ];
    if (isCellError(height)) return height;
    if (isCellError(width)) return width;
    if (isCellError(first)) return first;
    if (isCellError(by)) return by;
    if (height < 0 || width < 0 || isOverSheet(height, width)) return VALUE;
    if (height === 0 || width === 0) return CALC;
    return makeMatrix(height, width, (row, column) => first + (row * width + column) * by);
  }),
  RANDARRAY: overOperands(0, 5, ([rows, columns, low, high, whole], scope) => {
    const [height, width] = [
      integerArgument(rows ?? undefined, 1, scope),
      integerArgument(columns ?? undefined, 1, scope),
    ];
    const [least, most] = [
      single(optional(number, 0), low ?? undefined, scope),
      single(optional(number, 1), high ?? undefined, scope),
    ];
    const isWhole = single(optional(boolean, false), whole, scope);
    if (isCellError(height)) return height;
    if (isCellError(width)) return width;
    if (isCellError(least)) return least;
    if (isCellError(most)) return most;
    if (height < 1 || width < 1 || isOverSheet(height, width) || least > most) return VALUE;
    return makeMatrix(height, width, () => {
      const share = scope.cells.random();
      return isWhole === true ? least + Math.floor(share * (most - least + 1)) : least + share * (most - least);
    });
  }),
  TAKE: overOperands(2, 3, (operands, scope) => cut(operands, scope, takeEnd)),
  DROP: overOperands(2, 3, (operands, scope) => cut(operands, scope, dropEnd)),
  CHOOSEROWS: overOperands(2, MANY, ([array, ...which], scope) => chosen(matrixOf(array, scope), which, scope)),
  CHOOSECOLS: overOperands(2, MANY, ([array, ...which], scope) => {
    const found = chosen(transposed(matrixOf(array, scope)), which, scope);
    return isCellError(found) ? found : transposed(found);
  }),
  EXPAND: overOperands(2, 4, ([array, rows, columns, pad], scope) => {
    const block = matrixOf(array, scope);
    const size = sizeOf(block);
    const height = integerArgument(rows ?? undefined, size.rows, scope);
    const width = integerArgument(columns ?? undefined, size.columns, scope);
    if (isCellError(height)) return height;
    if (isCellError(width)) return width;
    if (height < size.rows || width < size.columns || isOverSheet(height, width)) return VALUE;
    const filler = pad === undefined ? NA : readSingle(pad, scope);
    return makeMatrix(height, width, (row, column) =>
      row < size.rows && column < size.columns ? valueAt(block, row, column) : filler,
    );
  }),
  HSTACK: overOperands(1, MANY, (operands, scope) => {
    const blocks = operands.map((operand) => matrixOf(operand, scope));
    const height = Math.max(...blocks.map((block) => block.length));
    return Array.from({ length: height }, (_, row) =>
      blocks.flatMap((block) => block[row] ?? Array.from<Value>({ length: sizeOf(block).columns }).fill(NA)),
    );
  }),
  VSTACK: overOperands(1, MANY, (operands, scope) => {
    const blocks = operands.map((operand) => matrixOf(operand, scope));
    const width = Math.max(...blocks.map((block) => sizeOf(block).columns));
    return blocks.flatMap((block) =>
      block.map((row) =>
        Array.from({ length: width }, (_, column) => (column < row.length ? (row[column] ?? null) : NA)),
      ),
    );
  }),
  TOCOL: overOperands(1, 3, (operands, scope) => {
    const list = flattened(operands, scope);
    return isCellError(list) ? list : list.map((value) => [value]);
  }),
  TOROW: overOperands(1, 3, (operands, scope) => {
    const list = flattened(operands, scope);
    return isCellError(list) ? list : [list];
  }),
  WRAPROWS: overOperands(2, 3, (operands, scope) => wrapped(operands, scope)),
  WRAPCOLS: overOperands(2, 3, (operands, scope) => {
    const lines = wrapped(operands, scope);
    return isCellError(lines) ? lines : transposed(lines);
  }),
};

/** A block that could not stand on a sheet. */
export function isOverSheet(rows: number, columns: number): boolean {
  return rows > SHEET_ROWS || columns > SHEET_COLUMNS;
}

interface SortKeys {
  readonly keys: readonly Value[];
  readonly isUp: boolean;
}

function sortedOrder(length: number, fields: readonly SortKeys[]): number[] {
  return Array.from({ length }, (_, index) => index).sort((a, b) => {
    for (const { keys, isUp } of fields) {
      const order = compareScalars(keys[a] ?? '', keys[b] ?? '', { ascending: isUp, matchCase: false });
      if (order !== 0) return order;
    }
    return a - b;
  });
}

function keyOf(value: Value): string {
  if (value === null) return 'blank';
  return isCellError(value) ? value.error : `${typeof value}:${String(value).toLowerCase()}`;
}

function cut(operands: readonly Operand[], scope: Scope, part: <T>(list: readonly T[], count: number) => T[]): Operand {
  const [array, rows, columns] = operands;
  const block = matrixOf(array, scope);
  const height = rows === undefined || rows === null ? undefined : integerArgument(rows, 0, scope);
  const width = columns === undefined || columns === null ? undefined : integerArgument(columns, 0, scope);
  if (isCellError(height)) return height;
  if (isCellError(width)) return width;
  const lines = height === undefined ? block : part(block, height);
  const result = width === undefined ? lines : lines.map((line) => part(line, width));
  return sizeOf(result).columns === 0 ? CALC : result;
}

function takeEnd<T>(list: readonly T[], count: number): T[] {
  if (count === 0) return [];
  return count > 0 ? list.slice(0, count) : list.slice(Math.max(0, list.length + count));
}

function dropEnd<T>(list: readonly T[], count: number): T[] {
  return count >= 0 ? list.slice(count) : list.slice(0, Math.max(0, list.length + count));
}

function chosen(block: Matrix, which: readonly Operand[], scope: Scope): Fallible<Matrix> {
  const lines: Matrix = [];
  for (const value of which.flatMap((operand) => listOf(operand, scope))) {
    const at = integer.read(value, scope);
    if (isCellError(at)) return at;
    const picked = at === 0 ? undefined : block.at(at > 0 ? at - 1 : at);
    if (picked === undefined || Math.abs(at) > block.length) return VALUE;
    lines.push(picked);
  }
  return lines;
}

function flattened(operands: readonly Operand[], scope: Scope): Fallible<Value[]> {
  const [array, ignore, byColumn] = operands;
  const mode = integerArgument(ignore ?? undefined, 0, scope);
  const isByColumn = single(optional(boolean, false), byColumn, scope);
  if (isCellError(mode)) return mode;
  if (isCellError(isByColumn)) return isByColumn;
  if (mode < 0 || mode > 3) return VALUE;
  const block = matrixOf(array, scope);
  const kept = (isByColumn ? transposed(block) : block)
    .flat()
    .filter((value) => !((mode & 1) === 1 && value === null) && !((mode & 2) === 2 && isCellError(value)));
  return kept.length === 0 ? CALC : kept;
}

function wrapped(operands: readonly Operand[], scope: Scope): Fallible<Matrix> {
  const [vector, count, pad] = operands;
  const block = matrixOf(vector, scope);
  const width = integerArgument(count, 1, scope);
  if (isCellError(width)) return width;
  if (width < 1) return VALUE;
  if (sizeOf(block).rows > 1 && sizeOf(block).columns > 1) return VALUE;
  const filler = pad === undefined ? NA : readSingle(pad, scope);
  const list = block.flat();
  return Array.from({ length: Math.ceil(list.length / width) }, (_, row) =>
    Array.from({ length: width }, (_cell, column) => {
      const at = row * width + column;
      return at < list.length ? (list[at] ?? null) : filler;
    }),
  );
}
