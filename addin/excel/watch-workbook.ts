import { done, type Outcome } from './workbook-problem.ts';

/**
 * Calls back when any cell of the workbook changes. Only a hint: Excel does not tell of every change (row deletions,
 * picks from a drop-down), tells of format changes too, and forgets the handler with the
 * pane. Returns how to stop listening.
 */
export async function watchWorkbook(context: Excel.RequestContext, onChange: () => void): Promise<Outcome<() => void>> {
  let isWatching = true;
  context.workbook.worksheets.onChanged.add(({ triggerSource }) => {
    // The add-in's own writes are read back as they are made; their events come late and would only raise doubt.
    if (isWatching && triggerSource !== 'ThisLocalAddin') onChange();
    return Promise.resolve();
  });
  await context.sync();
  return done(() => {
    isWatching = false;
  });
}
