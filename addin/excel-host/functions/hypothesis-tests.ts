import { isCellError } from '../book/cell.ts';
import { integer, mapped, matrixOf, number, optional, overOperands } from '../calculation/declare.ts';
import type { FunctionSpec } from '../calculation/scope.ts';
import { DIV0, type Fallible, NA, NUM, type Value, sizeOf } from '../calculation/value.ts';
import { incompleteBeta } from './beta.ts';
import { gauss, isTails, tailsOf } from './distributions.ts';
import { gammaAbove } from './gamma.ts';
import { ofLists } from './library.ts';
import { total } from './math.ts';
import { variance } from './ordered.ts';

const zTest = ofLists(1, [number, optional(number, Number.NaN)], ([list = []], [x = 0, given = Number.NaN]) => {
  if (list.length === 0) return NA;
  const spread = Number.isNaN(given) ? variance(list, true) : given ** 2;
  if (isCellError(spread)) return spread;
  return spread === 0 ? DIV0 : gauss((x - total(list) / list.length) / Math.sqrt(spread / list.length));
});
const fTest = ofLists(2, [], ([a = [], b = []]) => ratioTest(a, b));
const tTest = ofLists(2, [integer, integer], ([a = [], b = []], [tails = 0, type = 0]) =>
  studentTest(a, b, tails, type),
);
const chiTest = overOperands(2, 2, ([actual, expected], scope) => {
  const [seen, meant] = [matrixOf(actual, scope), matrixOf(expected, scope)];
  const { rows, columns } = sizeOf(seen);
  const freedom = rows > 1 && columns > 1 ? (rows - 1) * (columns - 1) : rows * columns - 1;
  if (rows !== sizeOf(meant).rows || columns !== sizeOf(meant).columns || freedom === 0) return NA;
  let sum = 0;
  for (const [row, line] of seen.entries()) {
    for (const [column, value] of line.entries()) {
      const wanted = meant[row]?.[column];
      if (isCellError(value)) return value;
      if (isCellError(wanted)) return wanted;
      if (typeof value !== 'number' || typeof wanted !== 'number') continue;
      if (wanted === 0) return DIV0;
      if (wanted < 0) return NUM;
      sum += (value - wanted) ** 2 / wanted;
    }
  }
  return gammaAbove(sum / 2, freedom / 2);
});

/** How likely samples would differ as much by chance. */
export const hypothesisTests: Readonly<Record<string, FunctionSpec>> = {
  'CHISQ.TEST': chiTest,
  CHITEST: chiTest,
  'F.TEST': fTest,
  FTEST: fTest,
  'T.TEST': tTest,
  TTEST: tTest,
  'Z.TEST': zTest,
  ZTEST: zTest,
};

/** Twice the smaller tail of the ratio of the variances. */
function ratioTest(a: readonly number[], b: readonly number[]): Value {
  const [first, second] = [variance(a, true), variance(b, true)];
  if (isCellError(first)) return first;
  if (isCellError(second)) return second;
  if (first === 0 || second === 0) return DIV0;
  const [n, m] = [a.length - 1, b.length - 1];
  const above = incompleteBeta((m * second) / (m * second + n * first), m / 2, n / 2);
  return 2 * Math.min(above, 1 - above);
}

/** 1 paired, 2 equal variances, 3 unequal variances. */
function studentTest(a: readonly number[], b: readonly number[], tails: number, type: number): Value {
  if (!isTails(tails)) return NUM;
  switch (type) {
    case 1:
      return a.length === b.length ? pairedTest(a, b, tails) : NA;
    case 2:
    case 3:
      return unpairedTest(a, b, tails, type === 2);
    default:
      return NUM;
  }
}

function unpairedTest(a: readonly number[], b: readonly number[], tails: number, isEven: boolean): Value {
  const [first, second] = [sampleOf(a), sampleOf(b)];
  if (isCellError(first)) return first;
  if (isCellError(second)) return second;
  const [n, m] = [first.size, second.size];
  const apart = first.middle - second.middle;
  if (isEven) {
    const pooled = ((n - 1) * first.spread + (m - 1) * second.spread) / (n + m - 2);
    return tailsOf(apart / Math.sqrt(pooled * (1 / n + 1 / m)), n + m - 2, tails);
  }
  const [sx, sy] = [first.spread / n, second.spread / m];
  const freedom = (sx + sy) ** 2 / (sx ** 2 / (n - 1) + sy ** 2 / (m - 1));
  return tailsOf(apart / Math.sqrt(sx + sy), freedom, tails);
}

function pairedTest(a: readonly number[], b: readonly number[], tails: number): Value {
  const sample = sampleOf(a.map((each, index) => each - (b[index] ?? 0)));
  if (isCellError(sample)) return sample;
  const { size, middle, spread } = sample;
  return spread === 0 ? DIV0 : tailsOf(middle / Math.sqrt(spread / size), size - 1, tails);
}

interface Sample {
  readonly size: number;
  readonly middle: number;
  /** The variance. */
  readonly spread: number;
}

/** `#DIV/0!` of fewer than two numbers. */
function sampleOf(list: readonly number[]): Fallible<Sample> {
  return mapped(variance(list, true), (spread) => ({ size: list.length, middle: total(list) / list.length, spread }));
}
