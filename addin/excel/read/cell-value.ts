import type { CellPlace } from '../../../shared/tables/cell.ts';
import { findCell } from './find-cell.ts';
import type { SheetValue } from '../../../shared/sync/read/sheet-table.ts';
import { done, type Outcome } from '../workbook-problem.ts';

/** What a cell of a managed table holds; null when its row or column is not in the sheet. Four requests. */
export async function cellValue(context: Excel.RequestContext, place: CellPlace): Promise<Outcome<SheetValue | null>> {
  const cell = (await findCell(context, place))?.load('values');
  if (!cell) return done(null);
  await context.sync();
  const value: SheetValue = cell.values[0]?.[0] ?? '';
  return done(value);
}
