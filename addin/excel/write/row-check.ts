import { isRowId, type RowId } from '../../../shared/tables/cell.ts';
import { bodyBlock, type TableLayout } from '../read/table-layout.ts';
import type { SheetValue } from '../../../shared/sync/read/sheet-table.ts';

/** A row as it was read: it may be touched only while it still looks like this. */
export interface ExpectedRow {
  readonly position: number;
  readonly from: RowId | null;
  /** Values in the order of the plan's columns in the sheet. */
  readonly expected: readonly SheetValue[];
}

/** Queues the reading of whole rows; rows that follow each other are read as one range. */
export function queueRows(layout: TableLayout, positions: readonly number[]): Map<number, () => RowNow> {
  const found = new Map<number, () => RowNow>();
  for (const [from, count] of spansOf(positions)) {
    const range = bodyBlock(layout, from, 0, count, layout.columnCount).load('values,formulas');
    for (let at = 0; at < count; at++) {
      found.set(from + at, () => ({ values: range.values[at] ?? [], formulas: range.formulas[at] ?? [] }));
    }
  }
  return found;
}

/** All cells of a row, the person's own columns included. */
export interface RowNow {
  readonly values: readonly SheetValue[];
  readonly formulas: readonly SheetValue[];
}

/** Rising positions as spans [first, count]. */
export function spansOf(positions: readonly number[]): [from: number, count: number][] {
  const spans: [number, number][] = [];
  for (const position of positions.toSorted((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && last[0] + last[1] === position) last[1]++;
    else spans.push([position, 1]);
  }
  return spans;
}

/** True while the row still has the Row ID and the values of the plan's columns that it was read with. */
export function isUnchanged(layout: TableLayout, row: ExpectedRow, now: RowNow): boolean {
  const id = String(now.values[layout.match.rowIdIndex ?? -1] ?? '');
  if ((isRowId(id) ? id : null) !== row.from) return false;
  const indexes = [...layout.match.indexByColumn.values()].toSorted((a, b) => a - b);
  return indexes.every((index, place) => (now.values[index] ?? '') === (row.expected[place] ?? ''));
}
