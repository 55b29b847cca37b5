import { describe, expect, test } from 'vitest';
import type { FilterCriteria } from 'excel-host/book/book.ts';
import { allowUniver } from './testing/load-univer.ts';

allowUniver();
const {
  TableColumnFilterTypeEnum: Filters,
  TableConditionTypeEnum: Conditions,
  TableNumberCompareTypeEnum: Numbers,
  TableStringCompareTypeEnum: Texts,
} = await import('@univerjs/preset-sheets-table');
const { filterCriteria, toUniverFilter } = await import('./table-filter.ts');

describe('a filter chosen in the grid', () => {
  test('of values is one of values, and is drawn as it was chosen', () => {
    const criteria = { filterOn: 'Values', values: ['North', ''] };
    expect(filterCriteria(toUniverFilter(criteria))).toEqual(criteria);
  });

  test.each([
    [Texts.Equal, '=elm', ['elm']],
    [Texts.NotEqual, '<>elm', []],
    [Texts.Contains, '=*elm*', []],
    [Texts.NotContains, '<>*elm*', []],
    [Texts.StartsWith, '=elm*', []],
    [Texts.EndsWith, '=*elm', []],
  ])('of texts (%s) is the criterion %s', (compareType, criterion1) => {
    const filterInfo = { conditionType: Conditions.String, compareType, expectedValue: 'elm' } as const;
    expect(filterCriteria({ filterType: Filters.condition, filterInfo })).toEqual({ filterOn: 'Custom', criterion1 });
  });

  test.each([
    [Numbers.Equal, '=5'],
    [Numbers.NotEqual, '<>5'],
    [Numbers.GreaterThan, '>5'],
    [Numbers.GreaterThanOrEqual, '>=5'],
    [Numbers.LessThan, '<5'],
    [Numbers.LessThanOrEqual, '<=5'],
  ])('of numbers (%s) is the criterion %s', (compareType, criterion1) => {
    const filterInfo = { conditionType: Conditions.Number, compareType, expectedValue: 5 } as const;
    expect(filterCriteria({ filterType: Filters.condition, filterInfo })).toEqual({ filterOn: 'Custom', criterion1 });
  });

  test.each([
    [Numbers.Between, { filterOn: 'Custom', criterion1: '>=2', operator: 'And', criterion2: '<=5' }],
    [Numbers.NotBetween, { filterOn: 'Custom', criterion1: '<2', operator: 'Or', criterion2: '>5' }],
  ] as const)('of numbers %s two others has two criteria', (compareType, criteria) => {
    const expectedValue: [number, number] = [2, 5];
    const filterInfo = { conditionType: Conditions.Number, compareType, expectedValue } as const;
    expect(filterCriteria({ filterType: Filters.condition, filterInfo })).toEqual(criteria);
  });

  test('that the book has no equal of is none', () => {
    const numbers = (
      compareType: typeof Numbers.Above | typeof Numbers.Between | typeof Numbers.Equal,
      expectedValue: number | [number, number],
    ) =>
      filterCriteria({
        filterType: Filters.condition,
        filterInfo: { conditionType: Conditions.Number, compareType, expectedValue },
      });
    expect([numbers(Numbers.Above, 5), numbers(Numbers.Above, [2, 5]), numbers(Numbers.Between, 5)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(numbers(Numbers.Equal, [2, 5])).toBeUndefined();
  });

  test('that only compares is drawn as its first criterion, and one without any as blank', () => {
    const valuesOf = (criteria: FilterCriteria) => filterCriteria(toUniverFilter(criteria))?.values;
    expect(valuesOf({ filterOn: 'Custom', criterion1: '>5', criterion2: '<9' })).toEqual(['>5']);
    expect(valuesOf({ filterOn: 'TopItems' })).toEqual(['']);
  });
});
