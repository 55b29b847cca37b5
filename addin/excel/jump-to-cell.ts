import type { CellPlace } from '../../shared/tables/cell.ts';
import { findCell } from './read/find-cell.ts';
import { bodyBlock, findLayouts } from './read/table-layout.ts';
import type { RowPosition } from './workbook-port.ts';
import { done, hindered, type Outcome } from './workbook-problem.ts';

/** Shows and selects a cell; false when its row or column is not in the sheet. Five requests. */
export async function jumpToCell(context: Excel.RequestContext, place: CellPlace): Promise<Outcome<boolean>> {
  const cell = await findCell(context, place);
  if (!cell) return done(false);
  return await show(context, cell);
}

/** [FA6] Shows and selects a row that has no Row ID, in its first column that is seen. Four requests. */
export async function jumpToRow(
  context: Excel.RequestContext,
  { table, position }: RowPosition,
): Promise<Outcome<boolean>> {
  const layout = (await findLayouts(context)).get(table);
  if (!layout) return done(false);
  const column = layout.match.rowIdIndex === 0 ? 1 : 0;
  return await show(context, bodyBlock(layout, position, column, 1, 1));
}

async function show(context: Excel.RequestContext, cell: Excel.Range): Promise<Outcome<boolean>> {
  const sheet = cell.worksheet.load('name,visibility');
  await context.sync();
  if (sheet.visibility !== 'Visible') return hindered({ kind: 'sheetHidden', sheet: sheet.name });
  sheet.activate();
  cell.select();
  await context.sync();
  return done(true);
}
