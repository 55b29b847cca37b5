import type { TableLayout } from '../read/table-layout.ts';

/** What was filtered, to be put back after writing. */
export interface SavedFilters {
  readonly layout: TableLayout;
  readonly criteria: readonly { readonly index: number; readonly criteria: Excel.FilterCriteria }[];
}

/** The filters of filtered tables. One request. */
export async function readFilters(
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
  return loading.map(({ layout, filters }) => ({
    layout,
    criteria: filters.flatMap((filter, index) => {
      // A column without a filter has no criteria, whatever the type says.
      const criteria: Excel.FilterCriteria | null = filter.criteria;
      return criteria === null ? [] : [{ index, criteria }];
    }),
  }));
}

/** Takes the filters off. One request. */
export async function takeFiltersOff(context: Excel.RequestContext, saved: readonly SavedFilters[]): Promise<void> {
  for (const { layout } of saved) layout.excelTable.clearFilters();
  await context.sync();
}

/**
 * Puts the same filters back, so that rows are judged by their new values. One request, and a second one where Excel
 * refuses the first: nobody else knows what the person had filtered.
 */
export async function putFiltersBack(context: Excel.RequestContext, saved: readonly SavedFilters[]): Promise<void> {
  try {
    await applyFilters(context, saved);
  } catch {
    await applyFilters(context, saved);
  }
}

async function applyFilters(context: Excel.RequestContext, saved: readonly SavedFilters[]): Promise<void> {
  for (const { layout, criteria } of saved) {
    for (const { index, criteria: kept } of criteria) layout.excelTable.columns.getItemAt(index).filter.apply(kept);
  }
  await context.sync();
}
