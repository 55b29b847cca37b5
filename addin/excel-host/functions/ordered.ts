import { DIV0, type Fallible, NA, NUM } from '../calculation/value.ts';
import { total } from './math.ts';

/** Figures of a list of numbers, most of them by its order. */

export function sorted(numbers: readonly number[]): number[] {
  return [...numbers].sort((a, b) => a - b);
}

export function variance(numbers: readonly number[], isSample: boolean): Fallible<number> {
  const divisor = numbers.length - Number(isSample);
  return divisor < 1 ? DIV0 : squaredDeviations(numbers) / divisor;
}

export function squaredDeviations(numbers: readonly number[]): number {
  const middle = total(numbers) / numbers.length;
  return numbers.reduce((sum, each) => sum + (each - middle) ** 2, 0);
}

export function median(numbers: readonly number[]): Fallible<number> {
  return percentile(numbers, 0.5);
}

/** The values that come most often, in the order they first come; none where no value comes twice. */
export function modes(numbers: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const each of numbers) counts.set(each, (counts.get(each) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return most < 2 ? [] : [...counts].filter(([, count]) => count === most).map(([value]) => value);
}

/** The k-th largest or smallest. */
export function nth(numbers: readonly number[], k: number, isLargest: boolean): Fallible<number> {
  const place = Math.ceil(k);
  if (place < 1 || place > numbers.length) return NUM;
  return sorted(numbers).at(isLargest ? -place : place - 1) ?? NUM;
}

export function percentile(numbers: readonly number[], share: number): Fallible<number> {
  if (numbers.length === 0 || share < 0 || share > 1) return NUM;
  return between(sorted(numbers), share * (numbers.length - 1));
}

export function percentileExclusive(numbers: readonly number[], share: number): Fallible<number> {
  const place = share * (numbers.length + 1) - 1;
  if (numbers.length === 0 || place < 0 || place > numbers.length - 1) return NUM;
  return between(sorted(numbers), place);
}

function between(ordered: readonly number[], place: number): number {
  const low = Math.floor(place);
  const a = ordered[low] ?? 0;
  const b = ordered[low + 1] ?? a;
  return a + (b - a) * (place - low);
}

/** The share of the values below x, to so many digits, cut off. */
export function percentRank(
  numbers: readonly number[],
  x: number,
  digits: number,
  isExclusive: boolean,
): Fallible<number> {
  if (numbers.length === 0 || digits < 1) return NUM;
  const ordered = sorted(numbers);
  const [first = 0, last = 0] = [ordered[0], ordered.at(-1)];
  if (x < first || x > last) return NA;
  const below = ordered.filter((each) => each < x).length;
  const isThere = ordered[below] === x;
  const [low = 0, high = 0] = [ordered[below - 1], ordered[below]];
  const place = isThere ? below : below - 1 + (x - low) / (high - low);
  const share = isExclusive
    ? (place + 1) / (numbers.length + 1)
    : numbers.length === 1
      ? 1
      : place / (numbers.length - 1);
  return Math.floor(Number((share * 10 ** digits).toPrecision(15))) / 10 ** digits;
}
