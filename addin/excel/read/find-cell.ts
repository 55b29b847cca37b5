import type { CellPlace } from '../../../shared/tables/cell.ts';
import { bodyBlock, findLayouts } from './table-layout.ts';

/** The range of a managed cell; null when its row or column is not in the sheet. Three requests. */
export async function findCell(context: Excel.RequestContext, place: CellPlace): Promise<Excel.Range | null> {
  const layout = (await findLayouts(context)).get(place.table);
  const rowIdIndex = layout?.match.rowIdIndex ?? null;
  const column = layout?.match.indexByColumn.get(place.column);
  if (!layout || rowIdIndex === null || column === undefined) return null;
  const ids = bodyBlock(layout, 0, rowIdIndex, layout.rowCount, 1).load('values');
  await context.sync();
  const row = ids.values.findIndex(([id]) => id === place.row);
  return row < 0 ? null : bodyBlock(layout, row, column, 1, 1);
}
