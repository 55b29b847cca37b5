import { type Scalar, isCellError } from './cell.ts';

function rank(value: Scalar): number {
  if (typeof value === 'number') return 0;
  if (typeof value === 'string') return 1;
  return typeof value === 'boolean' ? 2 : 3;
}

/** Excel's sort order: numbers, text, truth values, errors; blanks always last, also descending. */
export function compareScalars(a: Scalar, b: Scalar, options: { ascending: boolean; matchCase: boolean }): number {
  const blankLast = Number(a === '') - Number(b === '');
  if (blankLast !== 0) return blankLast;
  const order = rank(a) - rank(b) || compareAlike(sortKey(a, options.matchCase), sortKey(b, options.matchCase));
  return options.ascending ? order : -order;
}

/** What values of one kind are ordered by: texts in any case are alike unless case counts, and all errors are. */
function sortKey(value: Scalar, matchCase: boolean): string | number {
  if (isCellError(value)) return 0;
  return typeof value === 'string' && !matchCase
    ? value.toLowerCase()
    : typeof value === 'boolean'
      ? Number(value)
      : value;
}

function compareAlike(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
