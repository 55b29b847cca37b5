import { eliminate } from './eliminate.ts';

/** A line (or plane) through points by least squares, with the figures LINEST gives. */
export interface Fit {
  readonly coefficients: readonly number[];
  readonly intercept: number;
  readonly errors: readonly number[];
  readonly interceptError: number;
  readonly determination: number;
  readonly residualDeviation: number;
  readonly f: number;
  readonly freedom: number;
  readonly regressionSum: number;
  readonly residualSum: number;
}

/** `xs` holds one row of variables for each of `ys`; undefined where they do not fix a line. */
export function fitLine(
  xs: readonly (readonly number[])[],
  ys: readonly number[],
  hasIntercept: boolean,
): Fit | undefined {
  const variables = xs[0]?.length ?? 0;
  const design = xs.map((row) => (hasIntercept ? [...row, 1] : [...row]));
  const size = variables + Number(hasIntercept);
  const normal = Array.from({ length: size }, (_r, row) =>
    Array.from({ length: size }, (_c, column) => sumOf(design, (line) => (line[row] ?? 0) * (line[column] ?? 0))),
  );
  const right = Array.from({ length: size }, (_, row) =>
    sumOf(design, (line, index) => (line[row] ?? 0) * (ys[index] ?? 0)),
  );
  const { determinant, inverse } = eliminate(normal);
  if (determinant === 0) return undefined;
  const solution = inverse.map((line) => sumOf(line, (each, index) => each * (right[index] ?? 0)));
  const residualSum = sumOf(design, (line, index) => {
    const fitted = sumOf(line, (each, at) => each * (solution[at] ?? 0));
    return ((ys[index] ?? 0) - fitted) ** 2;
  });
  const middle = hasIntercept ? sumOf(ys, (each) => each) / ys.length : 0;
  const totalSum = sumOf(ys, (each) => (each - middle) ** 2);
  const freedom = ys.length - size;
  const residualVariance = freedom > 0 ? residualSum / freedom : 0;
  const errors = solution.map((_, index) => Math.sqrt(Math.max(0, residualVariance * (inverse[index]?.[index] ?? 0))));
  return {
    coefficients: solution.slice(0, variables),
    intercept: hasIntercept ? (solution[variables] ?? 0) : 0,
    errors: errors.slice(0, variables),
    interceptError: errors[variables] ?? 0,
    determination: totalSum === 0 ? 1 : 1 - residualSum / totalSum,
    residualDeviation: Math.sqrt(residualVariance),
    f: (totalSum - residualSum) / variables / residualVariance,
    freedom,
    regressionSum: totalSum - residualSum,
    residualSum,
  };
}

function sumOf<T>(list: readonly T[], value: (each: T, index: number) => number): number {
  return list.reduce((sum, each, index) => sum + value(each, index), 0);
}
