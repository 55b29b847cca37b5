import { numberFormatOf } from '../../../shared/tables/kinds/kind-of.ts';
import { queueDropDowns, type DropDownSources } from '../set-up/drop-downs.ts';
import { packRuns, putGroup, putRuns, type CellToPut } from './put-cells.ts';
import { bodyBlock, isTorn, rowsBlocked, type TableLayout } from '../read/table-layout.ts';
import type { RowAppend } from '../../../shared/sync/apply/table-writes.ts';
import type { ChangesWatch } from './changes-watch.ts';
import { done, hindered, type Outcome } from '../workbook-problem.ts';

export interface TableAppends {
  readonly layout: TableLayout;
  readonly appends: readonly RowAppend[];
}

/** How many rows at the end of a table are looked at per request for blank ones to fill. */
const BLANK_ROWS_PER_LOOK = 1_000;

/**
 * Adds rows at the end of tables: fills blank rows that are there (also those an interrupted append left), makes the
 * table longer by the rest, then writes the values as ranges, which in co-authoring is safer and in bulk much faster
 * than `rows.add`. Requests: 2 to look and to make room (more only where over 1,000 blank rows stand at the end), and
 * one per group of rows.
 */
export async function appendRows(
  context: Excel.RequestContext,
  tables: readonly TableAppends[],
  dropDowns: DropDownSources,
  watch: ChangesWatch,
): Promise<Outcome<null>> {
  const wanted = tables.filter(({ appends }) => appends.length > 0);
  if (wanted.length === 0) return done(null);
  const room = await makeRoom(context, wanted, dropDowns);
  if (!room.ok) return room;
  const grown = room.value;
  const runs = grown.flatMap(({ layout, appends, start }) => putRuns(layout, cellsOf(layout, appends, start)));
  const perRun = grown.reduce((sum, { appends }) => sum + appends.length, 0) / Math.max(1, runs.length);
  for (const group of packRuns(runs)) {
    if (watch(Math.round(perRun * group.length)).isCancelled) return hindered({ kind: 'cancelled' });
    const put = await putGroup(context, group);
    if (!put.ok) return put;
  }
  return done(null);
}

interface GrownTable extends TableAppends {
  /** Body row of the first new row. */
  readonly start: number;
}

/** What becomes of a table. */
interface Room extends GrownTable {
  /** Rows by which it grows. */
  readonly extra: number;
  /** Nothing stands in the rows below that it needs. */
  readonly isFree: boolean;
}

async function makeRoom(
  context: Excel.RequestContext,
  tables: readonly TableAppends[],
  dropDowns: DropDownSources,
): Promise<Outcome<GrownTable[]>> {
  const looks = tables.map(({ layout, appends }) => ({
    below: bodyBlock(layout, layout.rowCount, 0, appends.length, layout.columnCount)
      .getUsedRangeOrNullObject(true)
      .load('address'),
    ids: bodyBlock(layout, 0, layout.match.rowIdIndex ?? 0, layout.rowCount, 1).load('values'),
  }));
  await context.sync();
  const blanks: number[] = [];
  for (const [index, { layout, appends }] of tables.entries()) {
    const ids = looks[index]?.ids.values ?? [];
    const withoutId = layout.rowCount - 1 - ids.findLastIndex(([id]) => id !== '');
    blanks.push(await blankRowsAtEnd(context, layout, Math.min(appends.length, withoutId)));
  }
  const rooms = tables.map(({ layout, appends: wanted }, index): Room => {
    const look = looks[index];
    // The pane of a colleague who has the same workbook open may have added the same rows a moment ago.
    const present = new Set(look?.ids.values.map(([id]) => String(id)));
    const appends = wanted.filter(({ row }) => !present.has(row));
    const blank = blanks[index] ?? 0;
    const extra = Math.max(0, appends.length - blank);
    return { layout, appends, start: layout.rowCount - blank, extra, isFree: look?.below.isNullObject === true };
  });
  const blocked = rooms.find(
    ({ layout, extra, isFree }) => extra > 0 && (layout.showTotals || !isFree) && isTorn(layout),
  );
  if (blocked) return hindered(rowsBlocked(blocked.layout));
  for (const { layout, appends, start, extra, isFree } of rooms) {
    if (extra > 0) growTable(layout, extra, !isFree);
    if (appends.length > 0) queueDropDowns(layout, start, appends.length, dropDowns);
  }
  await context.sync();
  return done(rooms);
}

function isManaged({ match }: TableLayout, index: number): boolean {
  return !match.own.includes(index);
}

/**
 * How many rows at the end are blank, of the last `wanted`, which have no Row ID: in all of their cells but for formulas of the
 * person's own columns, which stand in every row.
 */
async function blankRowsAtEnd(context: Excel.RequestContext, layout: TableLayout, wanted: number): Promise<number> {
  let blank = 0;
  while (blank < wanted) {
    const count = Math.min(BLANK_ROWS_PER_LOOK, wanted - blank);
    const from = layout.rowCount - blank - count;
    const range = bodyBlock(layout, from, 0, count, layout.columnCount).load('values,formulas');
    await context.sync();
    const lastFilled = range.values.findLastIndex((line, row) =>
      line.some((value, index) => {
        const isFormula = range.formulas[row]?.[index] !== value;
        return value !== '' && (isManaged(layout, index) || !isFormula);
      }),
    );
    blank += count - 1 - lastFilled;
    if (lastFilled >= 0) break;
  }
  return blank;
}

function growTable(layout: TableLayout, extra: number, hasContentBelow: boolean): void {
  if (layout.showTotals) {
    // Only the table itself can make room above its totals row. A null, which the types do not know, leaves a cell as the table makes it:
    // with the formula of a calculated column of the person's own, which a blank would take away.
    const blankRow = layout.headers.map((_, index) => (isManaged(layout, index) ? '' : null));
    const { rows } = layout.excelTable;
    const blankRows = Array.from({ length: extra }, () => blankRow);
    Reflect.apply(Reflect.get(rows, 'add'), rows, [undefined, blankRows]);
    return;
  }
  const headerRows = layout.showHeaders ? 1 : 0;
  if (hasContentBelow) bodyBlock(layout, layout.rowCount, 0, extra, layout.columnCount).insert('Down');
  layout.excelTable.resize(
    layout.worksheet.getRangeByIndexes(
      layout.firstRow - headerRows,
      layout.firstColumn,
      layout.rowCount + extra + headerRows,
      layout.columnCount,
    ),
  );
}

/** The Row ID and every column of the plan; the person's own columns are not touched. */
function cellsOf(layout: TableLayout, appends: readonly RowAppend[], start: number): CellToPut[] {
  const columns = [...layout.match.indexByColumn].map(([name, index]) => {
    const column = layout.table.columns[name];
    return { name, index, format: column ? numberFormatOf(column) : null };
  });
  const rowIdIndex = layout.match.rowIdIndex ?? 0;
  return appends.flatMap((append, at): CellToPut[] => [
    { row: start + at, column: rowIdIndex, value: append.row, format: '@' },
    ...columns.map(({ name, index, format }) => ({
      row: start + at,
      column: index,
      value: append.cells[name] ?? '',
      format,
    })),
  ]);
}
