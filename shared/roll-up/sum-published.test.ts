import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountsIn, figuresOf, publishedAmounts, rollUpMeasures } from './published-amounts.ts';
import { publishedCuts, WHOLE } from './published-cuts.ts';
import { addedUp } from './published-totals.ts';
import { calendarWords, sumPublished, type DistrictCut } from './sum-published.ts';
import { tries } from '../../test/run-size.ts';

const MOST_CENTS = 10 ** 12;
const cents = fc.integer({ min: -MOST_CENTS, max: MOST_CENTS });
const names = ['GO Bond', 'State', 'Federal', '2025-26', '2026-27', 'No budget line'];

/** A thousand million dollars in an amount at most, in up to forty districts. */
const districts = (cut: (typeof publishedCuts)[number] | typeof WHOLE): fc.Arbitrary<DistrictCut[]> => {
  const amounts = fc.record(Object.fromEntries(amountsIn(cut).map((name) => [name, cents])));
  const group = fc.record({ group: cut === WHOLE ? fc.constant(WHOLE) : fc.constantFrom(...names), amounts });
  const groups = fc.uniqueArray(group, { selector: (each) => each.group });
  return fc.array(fc.record({ yearBegins: fc.constantFrom(7, 10), groups }), { maxLength: 40 });
};

const sum = (parts: readonly (number | undefined)[]): bigint =>
  parts.reduce((all: bigint, each) => all + BigInt(each ?? 0), 0n);

describe('[RUP4] the sums of a roll-up', () => {
  test('are those of the districts to the cent, by every cut, whatever the order', () => {
    const cut = fc.constantFrom(WHOLE, ...publishedCuts).chain((each) => fc.tuple(fc.constant(each), districts(each)));
    fc.assert(
      fc.property(cut, ([by, parts]) => {
        const sums = sumPublished(by, parts);
        expect(sumPublished(by, parts.toReversed())).toEqual(sums);
        for (const name of amountsIn(by)) {
          const published = parts.flatMap(({ groups }) => groups.map(({ amounts }) => amounts[name]));
          expect(sum(sums.map(({ amounts }) => amounts[name]))).toBe(sum(published));
        }
        for (const { group, districts: count, amounts } of sums.filter(() => by !== WHOLE && by !== 'fiscalYear')) {
          const own = parts.flatMap(({ groups }) => groups.filter((each) => each.group === group));
          expect(count).toBe(own.length);
          for (const name of amountsIn(by))
            expect(BigInt(amounts[name] ?? 0)).toBe(sum(own.map((each) => each.amounts[name])));
        }
      }),
      { numRuns: tries(60) },
    );
  });

  test('keep the identities of the plan, and say which figures are no sums', () => {
    fc.assert(
      fc.property(districts(WHOLE), (parts) => {
        const [whole] = sumPublished(WHOLE, parts);
        const figures = figuresOf(WHOLE, whole?.amounts ?? {});
        const of = (name: string): number => figures[name] ?? 0;
        expect(of('current')).toBe(of('obligated') + of('uncommitted'));
        expect(of('current')).toBe(of('expended') + of('unspent'));
        expect(of('current')).toBe(of('eac') + of('vac'));
        expect(of('proposed')).toBe(of('current') + of('pending'));
      }),
      { numRuns: tries(30) },
    );
    const odd = rollUpMeasures(WHOLE).filter(({ isAdditive }) => !isAdditive);
    expect(odd.map(({ name }) => name)).toEqual(['percentObligated', 'percentSpent', 'contingencyPercent']);
  });

  test('never add fiscal years of one name that begin in different months', () => {
    const of = (yearBegins: number, current: number): DistrictCut => {
      const amounts = Object.fromEntries(publishedAmounts.map((name) => [name, 0]));
      return { yearBegins, groups: [{ group: '2026-27', amounts: { ...amounts, current } }] };
    };
    const told = (...parts: DistrictCut[]) =>
      sumPublished('fiscalYear', parts).map(({ group, districts: count, amounts }) => [
        group,
        count,
        amounts['current'],
      ]);
    expect(told(of(7, 5), of(7, 6))).toEqual([['2026-27', 2, 11]]);
    expect(told(of(7, 5), of(10, 6), of(7, 1))).toEqual([
      ['2026-27 (July to June)', 2, 6],
      ['2026-27 (October to September)', 1, 6],
    ]);
    expect([1, 7, 12].map(calendarWords)).toEqual(['January to December', 'July to June', 'December to November']);
  });

  test('end with a sentence where they are beyond what can be counted', () => {
    const huge = { group: WHOLE, amounts: { current: Number.MAX_SAFE_INTEGER } };
    expect(() => addedUp(WHOLE, [huge, huge])).toThrow('beyond ninety trillion dollars');
  });
});
