import { packRuns, formatToSet, putGroup, putRuns, type CellToPut, type PutRun } from './put-cells.ts';
import { bodyBlock, type TableLayout } from '../read/table-layout.ts';
import type { CellWrite } from '../../../shared/sync/apply/table-writes.ts';
import type { LeftAlone } from '../workbook-port.ts';
import type { SheetValue } from '../../../shared/sync/read/sheet-table.ts';
import type { ChangesWatch } from './changes-watch.ts';
import { done, hindered, type Outcome } from '../workbook-problem.ts';

export interface TableCells {
  readonly layout: TableLayout;
  readonly cells: readonly CellWrite[];
}

/**
 * Writes cells of rows that are in the sheet. Each group of cells is looked at first: a cell that has changed since it
 * was read, or that holds a formula, is left alone [A5, W6]. Two requests per group.
 */
export async function writeCells(
  context: Excel.RequestContext,
  tables: readonly TableCells[],
  watch: ChangesWatch,
): Promise<Outcome<readonly LeftAlone[]>> {
  const leftAlone: LeftAlone[] = [];
  const writes = new Map<CellToPut, CellWrite>();
  const runs = tables.flatMap(({ layout, cells }) => putRuns(layout, cellsToPut(layout, cells, writes)));
  for (const group of packRuns(runs)) {
    if (watch(0).isCancelled) return hindered({ kind: 'cancelled' });
    const looked = await lookAt(context, group, writes);
    if (!looked.ok) return looked;
    leftAlone.push(...looked.value.changed);
    // Cells left alone may have parted the runs, and many small ones make a larger request.
    for (const packed of packRuns(looked.value.runs)) {
      const put = await putGroup(context, packed);
      if (!put.ok) return put;
      for (const { layout, cell } of put.value) leftAlone.push(...aloneAs(layout, writes.get(cell)));
    }
    watch(cellCount(group));
  }
  return done(leftAlone);
}

function cellCount(group: readonly PutRun[]): number {
  return group.reduce((sum, { run }) => sum + run.cells.length * (run.cells[0]?.length ?? 0), 0);
}

function cellsToPut(layout: TableLayout, cells: readonly CellWrite[], writes: Map<CellToPut, CellWrite>): CellToPut[] {
  return cells.flatMap((write) => {
    const column = layout.match.indexByColumn.get(write.column);
    if (column === undefined) return [];
    const { position: row, value, expected: before } = write;
    const cell: CellToPut = { row, column, value, format: null, before };
    writes.set(cell, write);
    return [cell];
  });
}

function aloneAs(layout: TableLayout, write: CellWrite | undefined): LeftAlone[] {
  return write ? [{ table: layout.table.name, row: write.row, column: write.column }] : [];
}

interface Looked {
  readonly runs: readonly PutRun[];
  readonly changed: readonly LeftAlone[];
}

async function lookAt(
  context: Excel.RequestContext,
  group: readonly PutRun[],
  writes: Map<CellToPut, CellWrite>,
): Promise<Outcome<Looked>> {
  const probes = group.map(({ layout, run }) => ({
    layout,
    run,
    ids: bodyBlock(layout, run.row, layout.match.rowIdIndex ?? 0, run.cells.length, 1).load('values'),
    now: bodyBlock(layout, run.row, run.column, run.cells.length, run.cells[0]?.length ?? 0).load(
      'values,formulas,numberFormat',
    ),
  }));
  await context.sync();
  const changed: LeftAlone[] = [];
  const unchanged = new Map<TableLayout, CellToPut[]>();
  for (const { layout, run, ids, now } of probes) {
    for (const [row, line] of run.cells.entries()) {
      for (const [column, cell] of line.entries()) {
        const write = writes.get(cell);
        if (!write) continue;
        if (ids.values[row]?.[0] !== write.row) return hindered({ kind: 'rowsMoved', table: layout.table.label });
        const value: SheetValue = now.values[row]?.[column] ?? '';
        const formula: SheetValue = now.formulas[row]?.[column] ?? '';
        const isFree = formula === value || write.replacesFormula === true;
        if (value !== write.expected || !isFree) {
          changed.push(...aloneAs(layout, write));
          continue;
        }
        const format = formatToSet(layout.table.columns[write.column] ?? null, now.numberFormat[row]?.[column] ?? null);
        const checked: CellToPut = { ...cell, format, before: formula };
        writes.set(checked, write);
        const list = unchanged.get(layout);
        if (list) list.push(checked);
        else unchanged.set(layout, [checked]);
      }
    }
  }
  return done({ runs: [...unchanged].flatMap(([layout, cells]) => putRuns(layout, cells)), changed });
}
