import { type Area, areaOf } from './area.ts';
import type { TableInfo } from './book.ts';

type Shape = Pick<TableInfo, 'area' | 'showHeaders' | 'showTotals'>;

export function headerArea({ area, showHeaders }: Shape): Area | undefined {
  return showHeaders ? areaOf(area.row, area.column, 1, area.columnCount) : undefined;
}

/** The rows between header and totals; Excel always keeps at least one. */
export function bodyArea({ area, showHeaders, showTotals }: Shape): Area {
  const top = Number(showHeaders);
  return areaOf(area.row + top, area.column, area.rowCount - top - Number(showTotals), area.columnCount);
}

export function totalsArea({ area, showTotals }: Shape): Area | undefined {
  return showTotals ? areaOf(area.row + area.rowCount - 1, area.column, 1, area.columnCount) : undefined;
}
