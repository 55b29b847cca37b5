import { packBySize } from './cell-runs.ts';
import { BYTES_PER_WRITE, bytesOfValues, packRuns, putGroup, putRuns, type CellToPut } from './put-cells.ts';
import { isUnchanged, queueRows } from './row-check.ts';
import type { TableLayout } from '../read/table-layout.ts';
import type { RowIdWrite } from '../../../shared/sync/apply/table-writes.ts';
import { done, hindered, type Outcome } from '../workbook-problem.ts';

export interface TableRowIds {
  readonly layout: TableLayout;
  readonly rowIds: readonly RowIdWrite[];
}

const BYTES_PER_ROW = 600;

/** Gives rows their Row IDs [W1, W2]. A row that changed since it was read stops the write. Two requests per group of rows. */
export async function writeRowIds(
  context: Excel.RequestContext,
  tables: readonly TableRowIds[],
): Promise<Outcome<null>> {
  const single = tables.flatMap(({ layout, rowIds }) => rowIds.map((write) => ({ layout, write })));
  for (const group of packBySize(
    single,
    ({ write }) => BYTES_PER_ROW + bytesOfValues(write.expected),
    BYTES_PER_WRITE,
  )) {
    const layouts = new Map<TableLayout, RowIdWrite[]>();
    for (const { layout, write } of group) layouts.set(layout, [...(layouts.get(layout) ?? []), write]);
    const moved = await firstMoved(context, layouts);
    if (moved) return hindered({ kind: 'rowsMoved', table: moved.table.label });
    const runs = [...layouts].flatMap(([layout, writes]) =>
      putRuns(
        layout,
        writes.map((write) => idCell(layout, write)),
      ),
    );
    for (const packed of packRuns(runs)) {
      const put = await putGroup(context, packed);
      if (!put.ok) return put;
      const [collision] = put.value;
      if (collision) return hindered({ kind: 'rowsMoved', table: collision.layout.table.label });
    }
  }
  return done(null);
}

function idCell(layout: TableLayout, write: RowIdWrite): CellToPut {
  const cell: CellToPut = { row: write.position, column: layout.match.rowIdIndex ?? 0, value: write.row, format: '@' };
  return write.from === null ? cell : { ...cell, before: write.from };
}

async function firstMoved(
  context: Excel.RequestContext,
  layouts: ReadonlyMap<TableLayout, readonly RowIdWrite[]>,
): Promise<TableLayout | null> {
  const queued = [...layouts].map(([layout, writes]) => {
    const rows = queueRows(
      layout,
      writes.map(({ position }) => position),
    );
    return { layout, writes, rows };
  });
  await context.sync();
  for (const { layout, writes, rows } of queued) {
    const stands = writes.every((write) => {
      const now = rows.get(write.position)?.();
      return now !== undefined && isUnchanged(layout, write, now);
    });
    if (!stands) return layout;
  }
  return null;
}
