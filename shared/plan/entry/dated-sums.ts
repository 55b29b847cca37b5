import { compareText } from '../../sync/compare-text.ts';
import { getOrMake } from '../../sync/get-or-make.ts';
import { addAmounts, noAmounts, type Amounts } from '../figures/amounts.ts';

/** What is posted somewhere: all of it, and once more by its day what is dated after a day. */
export interface DatedSums {
  readonly all: Amounts;
  /** By day, of postings after the day that was asked about; null: of none, as nearly always. */
  later: Map<string, Amounts> | null;
}

/** Sums to be read alone. */
export interface KnownSums {
  readonly all: Readonly<Amounts>;
  readonly later: ReadonlyMap<string, Readonly<Amounts>> | null;
}

export const nothingPosted: KnownSums = { all: noAmounts(), later: null };

export function noDatedSums(): DatedSums {
  return { all: noAmounts(), later: null };
}

/** A sum of both. Where nothing is posted in one, it is the other itself: a first push brings a hundred thousand of them. */
export function bothSums(one: KnownSums, other: KnownSums): KnownSums {
  if (one === nothingPosted) return other;
  if (other === nothingPosted) return one;
  const sum = noDatedSums();
  for (const each of [one, other]) addDatedSums(sum, each);
  return sum;
}

/** Adds sums, or with `times` −1 takes them away. */
export function addDatedSums(sum: DatedSums, more: KnownSums, times: 1 | -1 = 1): void {
  addAmounts(sum.all, more.all, times);
  for (const [day, amounts] of more.later ?? []) addAmounts(amountsOn(sum, day), amounts, times);
}

/** What is posted on a later day, to be added to. */
export function amountsOn(sums: DatedSums, day: string): Amounts {
  return getOrMake((sums.later ??= new Map<string, Amounts>()), day, noAmounts);
}

/**
 * What counts on a day. What is dated later does not, whether it gives or takes.
 * @param day not before the day that was asked about; null: when everything has happened that is known
 */
export function sumsOnDay({ all, later }: KnownSums, day: string | null): Readonly<Amounts> {
  const notYet = day === null || later === null ? [] : [...later].filter(([date]) => date > day);
  if (notYet.length === 0) return all;
  const sums = { ...all };
  for (const [, amounts] of notYet) addAmounts(sums, amounts, -1);
  return sums;
}

/** What counts before the first of its later days, and from each of them on. */
export function momentsOf(sums: KnownSums): readonly Readonly<Amounts>[] {
  return ['', ...(sums.later?.keys() ?? [])].sort(compareText).map((day) => sumsOnDay(sums, day));
}
