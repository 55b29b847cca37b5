import { bodyBlock, findLayouts } from './table-layout.ts';
import type { CellPlace } from './workbook-port.ts';
import { done, type Outcome } from './workbook-problem.ts';

/** Shows and selects a cell; false when its row or column is not in the sheet. Four requests. */
export async function jumpToCell(context: Excel.RequestContext, place: CellPlace): Promise<Outcome<boolean>> {
  const layout = (await findLayouts(context)).get(place.table);
  const rowIdIndex = layout?.match.rowIdIndex ?? null;
  const column = layout?.match.indexByColumn.get(place.column);
  if (!layout || rowIdIndex === null || column === undefined) return done(false);
  const ids = bodyBlock(layout, 0, rowIdIndex, layout.rowCount, 1).load('values');
  await context.sync();
  const row = ids.values.findIndex(([id]) => id === place.row);
  if (row < 0) return done(false);
  layout.worksheet.activate();
  bodyBlock(layout, row, column, 1, 1).select();
  await context.sync();
  return done(true);
}
