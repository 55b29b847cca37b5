import type { CellPlace } from '../../shared/tables/cell.ts';
import { findCell } from './read/find-cell.ts';
import { bodyBlock, findLayouts } from './read/table-layout.ts';
import type { RowPosition } from './workbook-port.ts';
import { done, type Outcome } from './workbook-problem.ts';

/** Shows and selects a cell; false when its row or column is not in the sheet. Four requests. */
export async function jumpToCell(context: Excel.RequestContext, place: CellPlace): Promise<Outcome<boolean>> {
  const cell = await findCell(context, place);
  if (!cell) return done(false);
  cell.worksheet.activate();
  cell.select();
  await context.sync();
  return done(true);
}

/** [FA6] Shows and selects a row that has no Row ID, in its first column that is seen. Three requests. */
export async function jumpToRow(
  context: Excel.RequestContext,
  { table, position }: RowPosition,
): Promise<Outcome<boolean>> {
  const layout = (await findLayouts(context)).get(table);
  if (!layout) return done(false);
  const column = layout.match.rowIdIndex === 0 ? 1 : 0;
  layout.worksheet.activate();
  bodyBlock(layout, position, column, 1, 1).select();
  await context.sync();
  return done(true);
}
