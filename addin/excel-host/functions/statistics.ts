import { isCellError } from '../book/cell.ts';
import { broadcast } from '../calculation/broadcast.ts';
import { toNumber } from '../calculation/coerce.ts';
import {
  MANY,
  boolean,
  lift1,
  lift3,
  mapped,
  matrixOf,
  number,
  numbersOf,
  optional,
  overNumbers,
  overOperands,
  single,
  integer,
} from '../calculation/declare.ts';
import { read } from '../calculation/evaluate.ts';
import type { FunctionSpec, Scope } from '../calculation/scope.ts';
import {
  DIV0,
  type Fallible,
  type Matrix,
  NA,
  NUM,
  type Operand,
  REF,
  VALUE,
  type Value,
  sizeOf,
} from '../calculation/value.ts';
import { mean } from './aggregate.ts';
import { total } from './math.ts';
import {
  median,
  modes,
  nth,
  percentRank,
  percentile,
  percentileExclusive,
  sorted,
  squaredDeviations,
  variance,
} from './ordered.ts';
import { fitLine, type Fit } from './regression.ts';

const sample = overNumbers((numbers) => variance(numbers, true));
const population = overNumbers((numbers) => variance(numbers, false));
const sampleDeviation = overNumbers((numbers) => mapped(variance(numbers, true), Math.sqrt));
const populationDeviation = overNumbers((numbers) => mapped(variance(numbers, false), Math.sqrt));
const mode = overNumbers((numbers) => modes(numbers)[0] ?? NA);
const rank = ranking(false);

export const statisticsFunctions: Readonly<Record<string, FunctionSpec>> = {
  VAR: sample,
  'VAR.S': sample,
  VARP: population,
  'VAR.P': population,
  STDEV: sampleDeviation,
  'STDEV.S': sampleDeviation,
  STDEVP: populationDeviation,
  'STDEV.P': populationDeviation,
  MEDIAN: overNumbers(median),
  MODE: mode,
  'MODE.SNGL': mode,
  'MODE.MULT': overOperands(1, MANY, (operands, scope) => {
    const numbers = numbersOf(operands, scope);
    if (isCellError(numbers)) return numbers;
    const found = modes(numbers);
    return found.length === 0 ? NA : found.map((each) => [each]);
  }),
  LARGE: ofList((numbers, k) => nth(numbers, k, true)),
  SMALL: ofList((numbers, k) => nth(numbers, k, false)),
  PERCENTILE: ofList(percentile),
  'PERCENTILE.INC': ofList(percentile),
  'PERCENTILE.EXC': ofList(percentileExclusive),
  QUARTILE: ofList((numbers, quarter) => percentile(numbers, Math.trunc(quarter) / 4)),
  'QUARTILE.INC': ofList((numbers, quarter) => percentile(numbers, Math.trunc(quarter) / 4)),
  'QUARTILE.EXC': ofList((numbers, quarter) => percentileExclusive(numbers, Math.trunc(quarter) / 4)),
  PERCENTRANK: percentRanking(false),
  'PERCENTRANK.INC': percentRanking(false),
  'PERCENTRANK.EXC': percentRanking(true),
  RANK: rank,
  'RANK.EQ': rank,
  'RANK.AVG': ranking(true),
  TRIMMEAN: ofList((numbers, share) => {
    if (share < 0 || share >= 1) return NUM;
    const cut = Math.floor((numbers.length * share) / 2);
    return mean(sorted(numbers).slice(cut, numbers.length - cut));
  }),
  GEOMEAN: overNumbers((numbers) =>
    numbers.some((each) => each <= 0) ? NUM : Math.exp(total(numbers.map(Math.log)) / numbers.length),
  ),
  HARMEAN: overNumbers((numbers) =>
    numbers.some((each) => each <= 0) ? NUM : numbers.length / total(numbers.map((each) => 1 / each)),
  ),
  AVEDEV: overNumbers((numbers) => {
    const middle = mean(numbers);
    return isCellError(middle) ? NUM : total(numbers.map((each) => Math.abs(each - middle))) / numbers.length;
  }),
  DEVSQ: overNumbers((numbers) => (numbers.length === 0 ? NUM : squaredDeviations(numbers))),
  KURT: overNumbers((numbers) => {
    const n = numbers.length;
    const deviation = Math.sqrt(squaredDeviations(numbers) / (n - 1));
    if (n < 4 || deviation === 0) return DIV0;
    const fourth = moment(numbers, deviation, 4);
    return ((n * (n + 1)) / ((n - 1) * (n - 2) * (n - 3))) * fourth - (3 * (n - 1) ** 2) / ((n - 2) * (n - 3));
  }),
  SKEW: overNumbers((numbers) => {
    const n = numbers.length;
    const deviation = Math.sqrt(squaredDeviations(numbers) / (n - 1));
    if (n < 3 || deviation === 0) return DIV0;
    return (n / ((n - 1) * (n - 2))) * moment(numbers, deviation, 3);
  }),
  'SKEW.P': overNumbers((numbers) => {
    const n = numbers.length;
    const deviation = Math.sqrt(squaredDeviations(numbers) / n);
    return n < 3 || deviation === 0 ? DIV0 : moment(numbers, deviation, 3) / n;
  }),
  STANDARDIZE: lift3(number, number, number, (x, middle, deviation) =>
    deviation <= 0 ? NUM : (x - middle) / deviation,
  ),
  FISHER: lift1(number, Math.atanh),
  FISHERINV: lift1(number, Math.tanh),
  CORREL: ofPairs(correlation),
  PEARSON: ofPairs(correlation),
  RSQ: ofPairs((xs, ys) => mapped(correlation(xs, ys), (r) => r * r)),
  COVAR: ofPairs((xs, ys) => covariance(xs, ys, 0)),
  'COVARIANCE.P': ofPairs((xs, ys) => covariance(xs, ys, 0)),
  'COVARIANCE.S': ofPairs((xs, ys) => covariance(xs, ys, 1)),
  SLOPE: ofPairs((ys, xs) => mapped(lineThrough(xs, ys), ({ slope }) => slope)),
  INTERCEPT: ofPairs((ys, xs) => mapped(lineThrough(xs, ys), ({ intercept }) => intercept)),
  STEYX: ofPairs((ys, xs) => {
    const n = xs.length;
    if (n < 3) return DIV0;
    const product = covariance(xs, ys, 0);
    const spread = squaredDeviations(xs);
    if (isCellError(product)) return product;
    if (spread === 0) return DIV0;
    return Math.sqrt((squaredDeviations(ys) - (product * n) ** 2 / spread) / (n - 2));
  }),
  FORECAST: forecast(),
  'FORECAST.LINEAR': forecast(),
  FREQUENCY: overOperands(2, 2, ([data = null, bins = null], scope) => {
    const [numbers, limits] = [numbersOf([data], scope), numbersOf([bins], scope)];
    if (isCellError(numbers)) return numbers;
    if (isCellError(limits)) return limits;
    const ordered = sorted(limits);
    const counts = limits.map((limit, index) => {
      // Of the same limit twice, only the first counts.
      if (limits.indexOf(limit) < index) return [0];
      const before = ordered.filter((each) => each < limit).at(-1) ?? Number.NEGATIVE_INFINITY;
      return [numbers.filter((each) => each > before && each <= limit).length];
    });
    const last = ordered.at(-1) ?? Number.NEGATIVE_INFINITY;
    return [...counts, [numbers.filter((each) => each > last).length]];
  }),
  TREND: overOperands(1, 4, (operands, scope) => projected(operands, scope, false)),
  GROWTH: overOperands(1, 4, (operands, scope) => projected(operands, scope, true)),
  LINEST: overOperands(1, 4, (operands, scope) => coefficients(operands, scope, false)),
  LOGEST: overOperands(1, 4, (operands, scope) => coefficients(operands, scope, true)),
  PROB: overOperands(3, 4, ([xs, shares, low, high], scope) => {
    const pairs = pairsOf(xs, shares, scope);
    const from = single(number, low, scope);
    const to = high === undefined ? from : single(number, high, scope);
    if (isCellError(pairs)) return pairs;
    if (isCellError(from)) return from;
    if (isCellError(to)) return to;
    const [values, chances] = pairs;
    const isChance = chances.every((each) => each > 0 && each <= 1) && Math.abs(total(chances) - 1) < 1e-9;
    if (!isChance) return NUM;
    return total(chances.filter((_, index) => inside(values[index] ?? Number.NaN, from, to)));
  }),
};

function inside(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

function moment(numbers: readonly number[], deviation: number, power: number): number {
  const middle = total(numbers) / numbers.length;
  return total(numbers.map((each) => ((each - middle) / deviation) ** power));
}

/** A figure of a list of numbers and one more argument, which may be a block. */
function ofList(run: (numbers: readonly number[], k: number) => Value): FunctionSpec {
  return overOperands(2, 2, ([list = null, k = null], scope) => {
    const numbers = numbersOf([list], scope);
    if (isCellError(numbers)) return numbers;
    return broadcast([read(k, scope)], ([value = null]) => {
      const place = toNumber(value, scope);
      return isCellError(place) ? place : run(numbers, place);
    });
  });
}

function percentRanking(isExclusive: boolean): FunctionSpec {
  return overOperands(2, 3, ([list = null, x, digits], scope) => {
    const numbers = numbersOf([list], scope);
    const value = single(number, x, scope);
    const places = single(optional(integer, 3), digits, scope);
    if (isCellError(numbers)) return numbers;
    if (isCellError(value)) return value;
    return isCellError(places) ? places : percentRank(numbers, value, places, isExclusive);
  });
}

function ranking(isAverage: boolean): FunctionSpec {
  return overOperands(2, 3, ([x = null, list = null, order], scope) => {
    const numbers = numbersOf([list], scope);
    const isUp = single(optional(boolean, false), order, scope);
    if (isCellError(numbers)) return numbers;
    if (isCellError(isUp)) return isUp;
    return broadcast([read(x, scope)], ([value = null]) => {
      const wanted = toNumber(value, scope);
      if (isCellError(wanted)) return wanted;
      const same = numbers.filter((each) => each === wanted).length;
      if (same === 0) return NA;
      const before = numbers.filter((each) => (isUp ? each < wanted : each > wanted)).length;
      return before + 1 + (isAverage ? (same - 1) / 2 : 0);
    });
  });
}

type Pairs = readonly [number[], number[]];

/** Two lists side by side; pairs of which one is no number are left out. */
function pairsOf(first: Operand | undefined, second: Operand | undefined, scope: Scope): Fallible<Pairs> {
  const [a, b] = [matrixOf(first, scope).flat(), matrixOf(second, scope).flat()];
  if (a.length !== b.length) return NA;
  const pairs: Pairs = [[], []];
  for (const [index, x] of a.entries()) {
    const y = b[index];
    if (isCellError(x)) return x;
    if (isCellError(y)) return y;
    if (typeof x !== 'number' || typeof y !== 'number') continue;
    pairs[0].push(x);
    pairs[1].push(y);
  }
  return pairs;
}

function ofPairs(run: (first: readonly number[], second: readonly number[]) => Value): FunctionSpec {
  return overOperands(2, 2, ([first, second], scope) => {
    const pairs = pairsOf(first, second, scope);
    return isCellError(pairs) ? pairs : run(...pairs);
  });
}

function covariance(xs: readonly number[], ys: readonly number[], less: number): Fallible<number> {
  if (xs.length - less < 1) return DIV0;
  const [x, y] = [total(xs) / xs.length, total(ys) / ys.length];
  return total(xs.map((each, index) => (each - x) * ((ys[index] ?? 0) - y))) / (xs.length - less);
}

function correlation(xs: readonly number[], ys: readonly number[]): Fallible<number> {
  const product = covariance(xs, ys, 0);
  const spread = Math.sqrt(squaredDeviations(xs) * squaredDeviations(ys));
  if (isCellError(product)) return product;
  return spread === 0 ? DIV0 : (product * xs.length) / spread;
}

function lineThrough(
  xs: readonly number[],
  ys: readonly number[],
): Fallible<{ readonly slope: number; readonly intercept: number }> {
  const product = covariance(xs, ys, 0);
  const spread = squaredDeviations(xs);
  if (isCellError(product)) return product;
  if (spread === 0) return DIV0;
  const slope = (product * xs.length) / spread;
  return { slope, intercept: total(ys) / ys.length - (slope * total(xs)) / xs.length };
}

function forecast(): FunctionSpec {
  return overOperands(3, 3, ([x = null, ys, xs], scope) => {
    const pairs = pairsOf(xs, ys, scope);
    if (isCellError(pairs)) return pairs;
    const line = lineThrough(...pairs);
    if (isCellError(line)) return line;
    return broadcast([read(x, scope)], ([value = null]) =>
      mapped(toNumber(value, scope), (at) => line.intercept + line.slope * at),
    );
  });
}

/** The known values, their places as rows of variables, and whether the line may miss the origin. */
interface Known {
  readonly ys: number[];
  readonly xs: number[][];
  readonly isWide: boolean;
  readonly hasIntercept: boolean;
}

function knownOf(
  operands: readonly Operand[],
  constant: Operand | undefined,
  scope: Scope,
  isGrowth: boolean,
): Fallible<Known> {
  const block = matrixOf(operands[0], scope);
  const size = sizeOf(block);
  const isWide = size.rows === 1 && size.columns > 1;
  const ys = numbersIn(block);
  const places = operands[1] === undefined || operands[1] === null ? undefined : matrixOf(operands[1], scope);
  const xs = places === undefined ? ys?.map((_, index) => [index + 1]) : rowsOf(places, isWide);
  const hasIntercept = single(optional(boolean, true), constant ?? undefined, scope);
  if (isCellError(hasIntercept)) return hasIntercept;
  if (ys === undefined || xs === undefined) return VALUE;
  if (xs.length !== ys.length) return REF;
  if (isGrowth && ys.some((each) => each <= 0)) return NUM;
  return { ys: isGrowth ? ys.map(Math.log) : ys, xs, isWide, hasIntercept };
}

function numbersIn(block: Matrix): number[] | undefined {
  const numbers = block.flat().filter((value) => typeof value === 'number');
  return numbers.length === block.flat().length ? numbers : undefined;
}

/** One row of variables for each observation. */
function rowsOf(block: Matrix, isWide: boolean): number[][] | undefined {
  const lines = isWide ? (block[0] ?? []).map((_, column) => block.map((row) => row[column] ?? null)) : block;
  const rows = lines.map((line) => line.filter((value) => typeof value === 'number'));
  return rows.every((row, index) => row.length === lines[index]?.length) ? rows : undefined;
}

function projected(operands: readonly Operand[], scope: Scope, isGrowth: boolean): Operand {
  const known = knownOf(operands, operands[3], scope, isGrowth);
  if (isCellError(known)) return known;
  const fit = fitLine(known.xs, known.ys, known.hasIntercept);
  if (fit === undefined) return NUM;
  const news =
    operands[2] === undefined || operands[2] === null ? known.xs : rowsOf(matrixOf(operands[2], scope), known.isWide);
  if (news === undefined) return VALUE;
  const values = news.map((row) => {
    const value = fit.coefficients.reduce((sum, each, index) => sum + each * (row[index] ?? 0), fit.intercept);
    return isGrowth ? Math.exp(value) : value;
  });
  return known.isWide ? [values] : values.map((value) => [value]);
}

function coefficients(operands: readonly Operand[], scope: Scope, isGrowth: boolean): Operand {
  const known = knownOf(operands, operands[2], scope, isGrowth);
  const isFull = single(optional(boolean, false), operands[3], scope);
  if (isCellError(known)) return known;
  if (isCellError(isFull)) return isFull;
  const fit = fitLine(known.xs, known.ys, known.hasIntercept);
  if (fit === undefined) return NUM;
  const own = [...fit.coefficients.toReversed(), fit.intercept];
  const first = isGrowth ? own.map(Math.exp) : own;
  return isFull ? [first, ...figuresOf(fit, first.length, known.hasIntercept)] : [first];
}

function figuresOf(fit: Fit, width: number, hasIntercept: boolean): Matrix {
  const pad = (values: readonly Value[]): Value[] => [
    ...values,
    ...Array.from<Value>({ length: width - values.length }).fill(NA),
  ];
  const errors = [...fit.errors.toReversed(), hasIntercept ? fit.interceptError : NA];
  return [
    errors,
    pad([fit.determination, fit.residualDeviation]),
    pad([fit.f, fit.freedom]),
    pad([fit.regressionSum, fit.residualSum]),
  ];
}
