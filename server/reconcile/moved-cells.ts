import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { editableColumns } from '../../shared/tables/table.ts';

/** Editable columns of a row that have moved: a bit for each, in the order of its table. 'all': the row was not there before. */
export type MovedCells = bigint | 'all';

/** By table and row; a row that is not there has moved in no editable column. */
export type MovedRows = ReadonlyMap<string, ReadonlyMap<RowId, MovedCells>>;

/** What of a row has moved for whoever stands before a revision. */
export interface Moved {
  readonly before: Revision;
  readonly cells: MovedCells;
}

/** What several changes have moved, whatever their order. A row that has come meanwhile is new, one that is gone does not matter. */
export function movedRows(changes: Iterable<RowChange>): MovedRows {
  const found = new Map<string, Map<RowId, MovedCells>>();
  const columnsOf = new Map<string, readonly string[]>();
  for (const { table, row, kind, before, after } of changes) {
    const rows = getOrMake(found, table, () => new Map<RowId, MovedCells>());
    const columns = getOrMake(columnsOf, table, () => editableColumns(tableNamed(table)));
    const cells = kind === 'insert' ? 'all' : bitsOf(columns, before) | bitsOf(columns, after);
    rows.set(row, together(rows.get(row) ?? 0n, cells));
  }
  return found;
}

function bitsOf(columns: readonly string[], cells: Cells): bigint {
  let bits = 0n;
  for (const name of Object.keys(cells)) {
    const at = columns.indexOf(name);
    if (at >= 0) bits |= 1n << BigInt(at);
  }
  return bits;
}

function together(one: MovedCells, other: MovedCells): MovedCells {
  return one === 'all' || other === 'all' ? 'all' : one | other;
}

/** The places of these columns among the editable ones of their table. */
export function placesOf(cells: bigint): number[] {
  const places: number[] = [];
  for (let [left, at] = [cells, 0]; left > 0n; left >>= 1n, at++) if ((left & 1n) === 1n) places.push(at);
  return places;
}

/**
 * What has moved when `later` follows on `earlier`, each with the latest first. Whoever stands before an earlier revision is told what
 * has moved since as well; where that is nothing more, they need not be told apart.
 */
export function movedOn(earlier: readonly Moved[], later: readonly Moved[]): readonly Moved[] {
  const found = [...later];
  let cells = later.at(-1)?.cells ?? 0n;
  for (const step of earlier) {
    const both = together(cells, step.cells);
    if (both === cells) continue;
    cells = both;
    found.push({ before: step.before, cells });
  }
  return found.length === later.length ? later : found;
}

/** What has moved after a base. */
export function movedAfter(moved: readonly Moved[], base: Revision): MovedCells {
  let cells: MovedCells = 0n;
  for (const step of moved) {
    if (step.before <= base) break;
    ({ cells } = step);
  }
  return cells;
}
