import type { CellPlace } from '../../shared/tables/cell.ts';
import { findCell } from './read/find-cell.ts';
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
