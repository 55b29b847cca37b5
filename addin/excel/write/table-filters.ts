import type { TableLayout } from '../read/table-layout.ts';

/** What was filtered, to be put back after writing. */
export interface SavedFilters {
  readonly layout: TableLayout;
  readonly criteria: readonly { readonly index: number; readonly criteria: Excel.FilterCriteria }[];
}

/** Takes the filters off filtered tables and returns what they were. Two requests. */
export async function takeFiltersOff(
  context: Excel.RequestContext,
  layouts: readonly TableLayout[],
): Promise<SavedFilters[]> {
  const loading = layouts.map((layout) => ({
    layout,
    filters: layout.headers.map((_, index) => {
      const { filter } = layout.excelTable.columns.getItemAt(index);
      filter.load('criteria');
      return filter;
    }),
  }));
  await context.sync();
  const saved = loading.map(({ layout, filters }) => ({
    layout,
    criteria: filters.flatMap((filter, index) => {
      // A column without a filter has no criteria, whatever the type says.
      const criteria: Excel.FilterCriteria | null = filter.criteria;
      return criteria === null ? [] : [{ index, criteria }];
    }),
  }));
  for (const { layout } of saved) layout.excelTable.clearFilters();
  await context.sync();
  return saved;
}

/** Puts the same filters back, so that rows are judged by their new values. One request. */
export async function putFiltersBack(context: Excel.RequestContext, saved: readonly SavedFilters[]): Promise<void> {
  for (const { layout, criteria } of saved) {
    for (const { index, criteria: kept } of criteria) layout.excelTable.columns.getItemAt(index).filter.apply(kept);
  }
  await context.sync();
}
