import { compareText } from '../../sync/compare-text.ts';
import { getOrMake } from '../../sync/get-or-make.ts';
import { addAmounts, noAmounts, type Amounts } from '../figures/amounts.ts';

/** What is posted somewhere: all of it, and once more by its day what is dated after a day. */
export interface DatedSums {
  readonly all: Amounts;
  /** By day, of postings after the day that was asked about. */
  readonly later: Map<string, Amounts>;
}

/** Sums to be read alone. */
export interface KnownSums {
  readonly all: Readonly<Amounts>;
  readonly later: ReadonlyMap<string, Readonly<Amounts>>;
}

export const nothingPosted: KnownSums = { all: noAmounts(), later: new Map() };

export function noDatedSums(): DatedSums {
  return { all: noAmounts(), later: new Map() };
}

/** Adds sums, or with `times` −1 takes them away. */
export function addDatedSums(sum: DatedSums, more: KnownSums, times: 1 | -1 = 1): void {
  addAmounts(sum.all, more.all, times);
  for (const [day, amounts] of more.later) addAmounts(getOrMake(sum.later, day, noAmounts), amounts, times);
}

/**
 * What counts on a day. What is dated later does not, whether it gives or takes.
 * @param day not before the day that was asked about; null: when everything has happened that is known
 */
export function sumsOnDay({ all, later }: KnownSums, day: string | null): Readonly<Amounts> {
  const notYet = day === null ? [] : [...later].filter(([date]) => date > day);
  if (notYet.length === 0) return all;
  const sums = { ...all };
  for (const [, amounts] of notYet) addAmounts(sums, amounts, -1);
  return sums;
}

/** What counts before the first of its later days, and from each of them on. */
export function momentsOf(sums: KnownSums): readonly Readonly<Amounts>[] {
  return ['', ...sums.later.keys()].sort(compareText).map((day) => sumsOnDay(sums, day));
}
