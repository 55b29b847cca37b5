import {
  type ITableFilterItem,
  TableColumnFilterTypeEnum,
  TableConditionTypeEnum,
  TableNumberCompareTypeEnum as Numbers,
  TableStringCompareTypeEnum as Texts,
} from '@univerjs/preset-sheets-table';
import type { FilterCriteria } from 'excel-host/book/book.ts';

/** What Univer's filter panel shows for a filter of the book. */
export function toUniverFilter(criteria: FilterCriteria): ITableFilterItem {
  const values = criteria.values ?? [criteria.criterion1 ?? ''];
  return { filterType: TableColumnFilterTypeEnum.manual, values: [...values] };
}

/** The book's filter for one chosen in Univer's panel; undefined where it has no equal. */
export function filterCriteria(filter: ITableFilterItem): FilterCriteria | undefined {
  if (filter.filterType === TableColumnFilterTypeEnum.manual) return { filterOn: 'Values', values: filter.values };
  const { filterInfo } = filter;
  if (filterInfo.conditionType === TableConditionTypeEnum.String)
    return custom(texts[filterInfo.compareType](filterInfo.expectedValue));
  if (filterInfo.conditionType !== TableConditionTypeEnum.Number) return undefined;
  const { compareType, expectedValue } = filterInfo;
  const sign = signs.find(([type]) => type === compareType)?.[1];
  if (sign !== undefined && typeof expectedValue === 'number') return custom(`${sign}${expectedValue}`);
  if (!Array.isArray(expectedValue)) return undefined;
  const [low, high] = expectedValue;
  if (compareType === Numbers.Between)
    return { filterOn: 'Custom', criterion1: `>=${low}`, operator: 'And', criterion2: `<=${high}` };
  if (compareType === Numbers.NotBetween)
    return { filterOn: 'Custom', criterion1: `<${low}`, operator: 'Or', criterion2: `>${high}` };
  return undefined;
}

const texts: Readonly<Record<Texts, (text: string) => string>> = {
  [Texts.Equal]: (text) => `=${text}`,
  [Texts.NotEqual]: (text) => `<>${text}`,
  [Texts.Contains]: (text) => `=*${text}*`,
  [Texts.NotContains]: (text) => `<>*${text}*`,
  [Texts.StartsWith]: (text) => `=${text}*`,
  [Texts.EndsWith]: (text) => `=*${text}`,
};

const signs: readonly (readonly [Numbers, string])[] = [
  [Numbers.Equal, '='],
  [Numbers.NotEqual, '<>'],
  [Numbers.GreaterThan, '>'],
  [Numbers.GreaterThanOrEqual, '>='],
  [Numbers.LessThan, '<'],
  [Numbers.LessThanOrEqual, '<='],
];

function custom(criterion1: string): FilterCriteria {
  return { filterOn: 'Custom', criterion1 };
}
