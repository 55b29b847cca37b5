import { isCellError } from '../book/cell.ts';
import { broadcast } from '../calculation/broadcast.ts';
import { compareValues, toNumber } from '../calculation/coerce.ts';
import { mapped, matrixOf, overOperands, single, boolean, optional } from '../calculation/declare.ts';
import { read, readSingle } from '../calculation/evaluate.ts';
import type { FunctionSpec, Scope } from '../calculation/scope.ts';
import {
  type Fallible,
  type Matrix,
  NA,
  type Operand,
  REF,
  Reference,
  VALUE,
  type Value,
  sizeOf,
  valueAt,
} from '../calculation/value.ts';
import { areaArgument, integerArgument, transposed } from './arguments.ts';
import { hasWildcard, wildcardPattern } from './criteria.ts';

export const lookupFunctions: Readonly<Record<string, FunctionSpec>> = {
  VLOOKUP: overOperands(3, 4, (operands, scope) => tableLookup(operands, scope, false)),
  HLOOKUP: overOperands(3, 4, (operands, scope) => tableLookup(operands, scope, true)),
  LOOKUP: overOperands(2, 3, ([wanted = null, vector, results], scope) => {
    const block = matrixOf(vector, scope);
    const { rows, columns } = sizeOf(block);
    const isWide = columns > rows;
    const keys = isWide ? (block[0] ?? []) : block.map((row) => row[0] ?? null);
    const lines = isWide ? transposed(block) : block;
    const answers = results === undefined ? lines.map((line) => line.at(-1) ?? null) : matrixOf(results, scope).flat();
    return broadcast([read(wanted, scope)], ([value = null]) => {
      if (isCellError(value)) return value;
      const place = searchSorted(keys, value);
      const answer = place === undefined ? undefined : answers[place];
      return answer === undefined ? NA : answer;
    });
  }),
  MATCH: overOperands(2, 3, ([wanted = null, vector, mode], scope) => {
    const keys = vectorOf(matrixOf(vector, scope));
    if (keys === undefined) return NA;
    const type = integerArgument(mode, 1, scope);
    if (isCellError(type)) return type;
    return broadcast([read(wanted, scope)], ([value = null]) => {
      if (isCellError(value)) return value;
      const place =
        type === 0
          ? searchExact(keys, value, true, 1)
          : type > 0
            ? searchSorted(keys, value)
            : searchDescending(keys, value);
      return place === undefined ? NA : place + 1;
    });
  }),
  XMATCH: overOperands(2, 4, ([wanted = null, vector, mode, search], scope) => {
    const keys = vectorOf(matrixOf(vector, scope));
    const how = searchModes(mode, search, scope);
    if (keys === undefined) return VALUE;
    if (isCellError(how)) return how;
    return broadcast([read(wanted, scope)], ([value = null]) => {
      if (isCellError(value)) return value;
      const place = searchX(keys, value, how);
      return place === undefined ? NA : place + 1;
    });
  }),
  XLOOKUP: overOperands(3, 6, ([wanted = null, vector, results = null, otherwise, mode, search], scope) => {
    const block = matrixOf(vector, scope);
    const keys = vectorOf(block);
    const how = searchModes(mode, search, scope);
    if (keys === undefined) return VALUE;
    if (isCellError(how)) return how;
    const isDown = sizeOf(block).columns === 1;
    const fallback = otherwise ?? NA;
    const [sought, given] = [extentOf(vector, scope), extentOf(results, scope)];
    const isEven = isDown ? sought.rows === given.rows : sought.columns === given.columns;
    const values = read(wanted, scope);
    if (Array.isArray(values) && values.flat().length > 1) {
      if (!isEven) return VALUE;
      const answers = matrixOf(results, scope);
      return broadcast([values], ([value = null]) => {
        if (isCellError(value)) return value;
        const place = searchX(keys, value, how);
        if (place === undefined) return readSingle(fallback, scope);
        return isDown ? valueAt(answers, place, 0) : valueAt(answers, 0, place);
      });
    }
    const value = readSingle(values, scope);
    if (isCellError(value)) return value;
    if (!isEven) return VALUE;
    const place = searchX(keys, value, how);
    return place === undefined ? fallback : line(results, place, isDown, scope);
  }),
  INDEX: overOperands(2, 4, (operands, scope) => {
    const [array = null, rowOperand, columnOperand, areaOperand] = operands;
    const row = broadcastable(rowOperand, scope);
    const column = broadcastable(columnOperand, scope);
    const which = integerArgument(areaOperand, 1, scope);
    if (isCellError(which)) return which;
    if (Array.isArray(row) || Array.isArray(column)) {
      const block = matrixOf(array, scope);
      return broadcast([row ?? null, column ?? null], ([r = null, c = null]) => {
        const picked = pick(block, r, column === undefined ? undefined : c, scope);
        return Array.isArray(picked) ? VALUE : picked;
      });
    }
    const source = array instanceof Reference ? array.areas[which - 1] : undefined;
    if (array instanceof Reference) {
      if (source === undefined) return REF;
      const { rowCount, columnCount } = source.area;
      const place = placeIn(rowCount, columnCount, row, column, scope);
      if (isCellError(place)) return place;
      return new Reference([
        {
          sheetId: source.sheetId,
          area: {
            row: source.area.row + Math.max(0, place.row - 1),
            column: source.area.column + Math.max(0, place.column - 1),
            rowCount: place.row === 0 ? rowCount : 1,
            columnCount: place.column === 0 ? columnCount : 1,
          },
        },
      ]);
    }
    const block = matrixOf(array, scope);
    return isCellError(array) ? array : pick(block, row ?? null, column, scope);
  }),
};

function broadcastable(operand: Operand | undefined, scope: Scope): Value | Matrix | undefined {
  return operand === undefined ? undefined : read(operand, scope);
}

interface Place {
  /** From 1; 0 = all. */
  readonly row: number;
  readonly column: number;
}

/** One number into a single row or column counts along it; two are row and column. */
function placeIn(
  rows: number,
  columns: number,
  row: Value | undefined,
  column: Value | undefined,
  scope: Scope,
): Fallible<Place> {
  const [r, c] = [wholeNumber(row, scope), column === undefined ? undefined : wholeNumber(column, scope)];
  if (isCellError(r)) return r;
  if (isCellError(c)) return c;
  const place =
    c === undefined && rows === 1 && columns > 1
      ? { row: 1, column: r }
      : { row: r, column: c ?? (columns === 1 ? 1 : 0) };
  if (place.row < 0 || place.column < 0) return VALUE;
  return place.row > rows || place.column > columns ? REF : place;
}

function wholeNumber(value: Value | undefined, scope: Scope): Fallible<number> {
  return mapped(toNumber(value ?? null, scope), Math.trunc);
}

function pick(block: Matrix, row: Value, column: Value | undefined, scope: Scope): Value | Matrix {
  const { rows, columns } = sizeOf(block);
  const place = placeIn(rows, columns, row, column, scope);
  if (isCellError(place)) return place;
  if (place.row === 0 && place.column === 0) return block;
  if (place.row === 0) return block.map((each) => [each[place.column - 1] ?? null]);
  if (place.column === 0) return [block[place.row - 1] ?? []];
  return valueAt(block, place.row - 1, place.column - 1);
}

function tableLookup(operands: readonly Operand[], scope: Scope, isAcross: boolean): Operand {
  const [wanted = null, table, index, sorted] = operands;
  const block = isAcross ? transposed(matrixOf(table, scope)) : matrixOf(table, scope);
  const isApproximate = single(optional(boolean, true), sorted, scope);
  if (isCellError(isApproximate)) return isApproximate;
  const keys = block.map((row) => row[0] ?? null);
  return broadcast([read(wanted, scope), read(index ?? null, scope)], ([value = null, which = null]) => {
    if (isCellError(value)) return value;
    const place = wholeNumber(which, scope);
    if (isCellError(place)) return place;
    if (place < 1) return VALUE;
    if (place > sizeOf(block).columns) return REF;
    const found = isApproximate ? searchSorted(keys, value) : searchExact(keys, value, true, 1);
    return found === undefined ? NA : valueAt(block, found, place - 1);
  });
}

/** How many rows and columns an argument has, without reading cells. */
function extentOf(operand: Operand | undefined, scope: Scope): { readonly rows: number; readonly columns: number } {
  const found = areaArgument(operand);
  if (isCellError(found)) return sizeOf(matrixOf(operand, scope));
  return { rows: found.area.rowCount, columns: found.area.columnCount };
}

/** The row or column of results that stands where the key was found; as cells where the results are. */
function line(results: Operand, place: number, isDown: boolean, scope: Scope): Operand {
  const source = areaArgument(results);
  if (isCellError(source)) {
    const block = matrixOf(results, scope);
    return isDown ? [block[place] ?? []] : block.map((row) => [row[place] ?? null]);
  }
  const { area, sheetId } = source;
  const cells = isDown
    ? { ...area, row: area.row + place, rowCount: 1 }
    : { ...area, column: area.column + place, columnCount: 1 };
  return new Reference([{ sheetId, area: cells }]);
}

function vectorOf(block: Matrix): Value[] | undefined {
  const { rows, columns } = sizeOf(block);
  if (columns === 1) return block.map((row) => row[0] ?? null);
  return rows === 1 ? [...(block[0] ?? [])] : undefined;
}

interface SearchModes {
  readonly match: number;
  readonly search: number;
}

function searchModes(mode: Operand | undefined, search: Operand | undefined, scope: Scope): Fallible<SearchModes> {
  const [match, order] = [integerArgument(mode, 0, scope), integerArgument(search, 1, scope)];
  if (isCellError(match)) return match;
  if (isCellError(order)) return order;
  const isKnown = [-1, 0, 1, 2].includes(match) && [1, -1, 2, -2].includes(order);
  return isKnown ? { match, search: order } : VALUE;
}

function searchX(keys: readonly Value[], wanted: Value, { match, search }: SearchModes): number | undefined {
  const direction = search === -1 || search === -2 ? -1 : 1;
  if (match === 2) return searchExact(keys, wanted, true, direction);
  const exact = wanted === null ? firstBlank(keys, direction) : searchExact(keys, wanted, false, direction);
  if (exact !== undefined || match === 0) return exact;
  let best: number | undefined;
  for (const index of order(keys.length, direction)) {
    const key = keys[index] ?? null;
    if (!comparable(key, wanted)) continue;
    const compared = compareValues(key, wanted);
    if (match === -1 ? compared > 0 : compared < 0) continue;
    const held = best === undefined ? undefined : (keys[best] ?? null);
    if (held === undefined || (match === -1 ? compareValues(key, held) > 0 : compareValues(key, held) < 0))
      best = index;
  }
  return best;
}

/** Only XMATCH and XLOOKUP find blanks by a blank. */
function firstBlank(keys: readonly Value[], direction: number): number | undefined {
  const found = direction > 0 ? keys.indexOf(null) : keys.lastIndexOf(null);
  return found < 0 ? undefined : found;
}

function* order(length: number, direction: number): Generator<number> {
  if (direction > 0) for (let index = 0; index < length; index += 1) yield index;
  else for (let index = length - 1; index >= 0; index -= 1) yield index;
}

/** The first place with this very value; texts without case, with wildcards where they are wanted. */
export function searchExact(
  keys: readonly Value[],
  wanted: Value,
  withWildcards: boolean,
  direction: number,
): number | undefined {
  const pattern =
    withWildcards && typeof wanted === 'string' && hasWildcard(wanted) ? wildcardPattern(wanted) : undefined;
  for (const index of order(keys.length, direction)) {
    const key = keys[index] ?? null;
    if (pattern !== undefined ? typeof key === 'string' && pattern.test(key) : isSame(key, wanted)) return index;
  }
  return undefined;
}

function isSame(key: Value, wanted: Value): boolean {
  return comparable(key, wanted) && compareValues(key, wanted) === 0;
}

/** Lookups compare only values of one kind: the text "5" is not the number 5. */
function comparable(key: Value, wanted: Value): boolean {
  if (isCellError(key)) return false;
  const kind = wanted === null ? 'number' : typeof wanted;
  return key === null ? false : typeof key === kind;
}

/** In keys sorted upwards: the last that is not greater, by halving as Excel does. */
export function searchSorted(keys: readonly Value[], wanted: Value): number | undefined {
  let low = 0;
  let high = keys.length - 1;
  let best: number | undefined;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    // Keys of another kind are passed over.
    let at = middle;
    while (at <= high && !comparable(keys[at] ?? null, wanted)) at += 1;
    if (at > high) {
      high = middle - 1;
      continue;
    }
    if (compareValues(keys[at] ?? null, wanted) <= 0) {
      best = at;
      low = at + 1;
    } else high = middle - 1;
  }
  return best;
}

/** In keys sorted downwards: the last that is not less. */
function searchDescending(keys: readonly Value[], wanted: Value): number | undefined {
  let best: number | undefined;
  for (const [index, key] of keys.entries()) {
    if (!comparable(key, wanted)) continue;
    const compared = compareValues(key, wanted);
    if (compared < 0) break;
    best = index;
    if (compared === 0) break;
  }
  return best;
}
