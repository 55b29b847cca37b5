import { type Scalar, isCellError } from './cell.ts';

function rank(value: Scalar): number {
  if (value === '') return 4;
  if (typeof value === 'number') return 0;
  if (typeof value === 'string') return 1;
  if (typeof value === 'boolean') return 2;
  return 3;
}

/** Excel's sort order: numbers, text, truth values, errors; blanks always last, also descending. */
export function compareScalars(a: Scalar, b: Scalar, options: { ascending: boolean; matchCase: boolean }): number {
  const blankLast = Number(a === '') - Number(b === '');
  if (blankLast !== 0 || a === '') return blankLast;
  const order = compareFilled(a, b, options.matchCase);
  return options.ascending ? order : -order;
}

function compareFilled(a: Scalar, b: Scalar, matchCase: boolean): number {
  const byRank = rank(a) - rank(b);
  if (byRank !== 0) return byRank;
  if (isCellError(a) || isCellError(b)) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b, matchCase);
  return Number(a) - Number(b);
}

function compareTexts(a: string, b: string, matchCase: boolean): number {
  const [left, right] = matchCase ? [a, b] : [a.toLowerCase(), b.toLowerCase()];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
