import { describe, expect, test } from 'vitest';
import { noAmounts } from '../figures/amounts.ts';
import {
  addDatedSums,
  bothSums,
  momentsOf,
  noDatedSums,
  nothingPosted,
  sumsOnDay,
  type KnownSums,
} from './dated-sums.ts';

const budget = (current: number) => ({ ...noAmounts(), current });
/** 100 in the end, of which 70 come on 1 December and 20 on 1 January. */
const dated: KnownSums = {
  all: budget(100),
  later: new Map([
    ['2027-01-01', budget(20)],
    ['2026-12-01', budget(70)],
  ]),
};

describe('sums that are dated', () => {
  test('count from the very day on, and all of them in the end', () => {
    const days = ['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01', null];
    expect(days.map((day) => sumsOnDay(dated, day).current)).toEqual([10, 80, 80, 100, 100]);
    expect(sumsOnDay({ all: budget(100), later: null }, '2026-11-30').current).toBe(100);
  });

  test('are told before the first day and from each day on, whatever order the days came in', () => {
    expect(momentsOf(dated).map(({ current }) => current)).toEqual([10, 80, 100]);
    expect(momentsOf({ all: budget(5), later: null }).map(({ current }) => current)).toEqual([5]);
  });

  test('add up day by day, and where nothing is posted in one they are the other itself', () => {
    const both = bothSums(dated, { all: budget(-30), later: new Map([['2026-12-01', budget(-30)]]) });
    expect([both.all.current, both.later?.get('2026-12-01')?.current]).toEqual([70, 40]);
    expect(bothSums(nothingPosted, dated)).toBe(dated);
    expect(bothSums(dated, nothingPosted)).toBe(dated);
    expect(dated.all.current).toBe(100);
  });

  test('taken away from themselves leave nothing on any day', () => {
    const sums = noDatedSums();
    addDatedSums(sums, dated);
    addDatedSums(sums, dated, -1);
    expect(momentsOf(sums).map(({ current }) => current)).toEqual([0, 0, 0]);
  });
});
