import { packBySize } from './cell-runs.ts';
import { BYTES_PER_WRITE, bytesOfValues } from './put-cells.ts';
import { isUnchanged, queueRows, spansOf, type RowNow } from './row-check.ts';
import { bodyBlock, type TableLayout } from '../read/table-layout.ts';
import { textForExcel } from './text-cell.ts';
import { keyText } from '../../../shared/tables/table.ts';
import type { LeftAlone, OwnCell, WriteOptions } from '../workbook-port.ts';
import type { RowRemoval } from '../../../shared/sync/apply/table-writes.ts';
import type { SheetValue } from '../../../shared/sync/read/sheet-table.ts';

export interface TableRemovals {
  readonly layout: TableLayout;
  readonly removals: readonly RowRemoval[];
}

const BYTES_PER_ROW = 1_200;

/**
 * Removes rows, last first. A row that changed since it was read stays [A5]; one that changes in the very last moment
 * is put back. What the person had typed beside the plan's columns is told once it is gone. A table keeps one blank row at least, as Excel wants. Two requests per group of rows.
 */
export async function removeRows(
  context: Excel.RequestContext,
  tables: readonly TableRemovals[],
  goneWith: WriteOptions['goneWith'],
): Promise<readonly LeftAlone[]> {
  const leftAlone: LeftAlone[] = [];
  const single = tables.flatMap(({ layout, removals }) =>
    removals.toSorted((a, b) => b.position - a.position).map((removal) => ({ layout, removal })),
  );
  const remaining = new Map(tables.map(({ layout }) => [layout, layout.rowCount]));
  const sizeOf = ({ removal }: (typeof single)[number]): number => BYTES_PER_ROW + bytesOfValues(removal.expected);
  for (const group of packBySize(single, sizeOf, BYTES_PER_WRITE)) {
    const layouts = new Map<TableLayout, RowRemoval[]>();
    for (const { layout, removal } of group) layouts.set(layout, [...(layouts.get(layout) ?? []), removal]);
    const checked = await unchangedRows(context, layouts);
    leftAlone.push(...checked.changed);
    leftAlone.push(...(await deleteRows(context, checked.unchanged, { remaining, goneWith })));
  }
  return leftAlone;
}

interface CheckedRows {
  readonly unchanged: ReadonlyMap<TableLayout, readonly RowRemoval[]>;
  readonly changed: readonly LeftAlone[];
}

function expectedOf(removal: RowRemoval) {
  return { position: removal.position, from: removal.row, expected: removal.expected };
}

function aloneOf(layout: TableLayout, { row }: RowRemoval): LeftAlone {
  return { table: layout.table.name, row, column: null };
}

async function unchangedRows(
  context: Excel.RequestContext,
  layouts: ReadonlyMap<TableLayout, readonly RowRemoval[]>,
): Promise<CheckedRows> {
  const queued = [...layouts].map(([layout, removals]) => ({ layout, removals, rows: queueAll(layout, removals) }));
  await context.sync();
  const unchanged = new Map<TableLayout, RowRemoval[]>();
  const changed: LeftAlone[] = [];
  for (const { layout, removals, rows } of queued) {
    const standing = removals.filter((removal) => stands(layout, removal, rows));
    unchanged.set(layout, standing);
    changed.push(
      ...removals.filter((removal) => !standing.includes(removal)).map((removal) => aloneOf(layout, removal)),
    );
  }
  return { unchanged, changed };
}

function queueAll(layout: TableLayout, removals: readonly RowRemoval[]): Map<number, () => RowNow> {
  return queueRows(
    layout,
    removals.map(({ position }) => position),
  );
}

function stands(layout: TableLayout, removal: RowRemoval, rows: ReadonlyMap<number, () => RowNow>): boolean {
  const now = rows.get(removal.position)?.();
  return now !== undefined && isUnchanged(layout, expectedOf(removal), now);
}

interface DeletionSetting {
  /** Rows that each table has. */
  readonly remaining: Map<TableLayout, number>;
  readonly goneWith: WriteOptions['goneWith'];
}

async function deleteRows(
  context: Excel.RequestContext,
  layouts: ReadonlyMap<TableLayout, readonly RowRemoval[]>,
  { remaining, goneWith }: DeletionSetting,
): Promise<LeftAlone[]> {
  const queued = [...layouts].map(([layout, removals]) => {
    const rows = queueAll(layout, removals);
    const left = remaining.get(layout) ?? layout.rowCount;
    const positions = removals.map(({ position }) => position);
    queueDeletion(layout, positions, left === positions.length);
    remaining.set(layout, left - positions.length);
    return { layout, removals, rows };
  });
  if (queued.every(({ removals }) => removals.length === 0)) return [];
  await context.sync();
  const wrong = queued.flatMap(({ layout, removals, rows }) =>
    removals
      .filter((removal) => !stands(layout, removal, rows))
      .map((removal) => ({ layout, removal, row: rows.get(removal.position)?.() })),
  );
  const gone = queued.flatMap(({ layout, removals, rows }) =>
    removals
      .filter((removal) => stands(layout, removal, rows))
      .flatMap((removal) => ownCells(layout, removal, rows.get(removal.position)?.())),
  );
  if (gone.length > 0) goneWith?.(gone);
  for (const { layout, row } of wrong) if (row) putRowBack(layout, row);
  if (wrong.length > 0) await context.sync();
  return wrong.map(({ layout, removal }) => aloneOf(layout, removal));
}

/** What the person had typed into columns of their own; a formula is worked out again anywhere. */
function ownCells(layout: TableLayout, { row }: RowRemoval, now: RowNow | undefined): OwnCell[] {
  const { table, match, headers } = layout;
  const textAt = (index: number | undefined): string => String(now?.values[index ?? -1] ?? '');
  const rowKey = keyText(table.key.map((column) => textAt(match.indexByColumn.get(column))));
  return match.own.flatMap((index) => {
    const text = textAt(index);
    const isTyped = text !== '' && now?.formulas[index] === now?.values[index];
    return isTyped ? [{ table: table.name, row, rowKey, header: headers[index] ?? '', text }] : [];
  });
}

/** Spans from the bottom up, so that positions above stay true; the last row of a table is blanked instead. */
function queueDeletion(layout: TableLayout, positions: readonly number[], isEverything: boolean): void {
  for (const [from, count] of spansOf(positions).toReversed()) {
    const keepsFirst = isEverything && from === 0;
    if (keepsFirst) bodyBlock(layout, 0, 0, 1, layout.columnCount).clear('Contents');
    const [first, rest] = keepsFirst ? [1, count - 1] : [from, count];
    if (rest > 0) bodyBlock(layout, first, 0, rest, layout.columnCount).delete('Up');
  }
}

/** Brings a row back on top of the table: the person changed or moved it while its removal was on the way. */
function putRowBack(layout: TableLayout, row: RowNow): void {
  bodyBlock(layout, 0, 0, 1, layout.columnCount).insert('Down');
  const target = bodyBlock(layout, 0, 0, 1, layout.columnCount);
  target.formulas = [row.formulas.map((formula, index) => contentsOf(formula, row.values[index] ?? ''))];
}

function contentsOf(formula: SheetValue, value: SheetValue): SheetValue {
  return formula === value && typeof value === 'string' && value !== '' ? textForExcel(value) : formula;
}
