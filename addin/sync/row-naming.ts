import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { LocalTable } from '../../shared/sync/read/local-table.ts';
import type { NameRows } from '../../shared/sync/read/identify-rows.ts';
import type { SheetValue } from '../../shared/sync/read/sheet-table.ts';
import { rowIdFromBytes, type RowId } from '../../shared/tables/cell.ts';

interface NamedRow {
  readonly position: number;
  readonly values: readonly SheetValue[];
  readonly row: RowId;
}

/**
 * Names rows that have no Row ID yet, and names a row the same while it is recognisably the same: a new row that was
 * shown before sending, or left out, is the one that the next sync finds, though nothing was written meanwhile. A name that
 * has come into the sheet meanwhile is its row's for good, also where a copy of that row now stands in the old place.
 */
export function createRowNaming(randomBytes: (count: number) => Uint8Array): NameRows {
  const known = new Map<string, readonly NamedRow[]>();
  return (local, positions) => {
    const inSheet = new Set(local.rows.map(({ rowId }) => rowId));
    const before = (known.get(local.table.name) ?? []).filter(({ row }) => !inSheet.has(row));
    const named = nameAgain(before, rowsAt(local, positions), () => rowIdFromBytes(randomBytes(15)));
    known.set(local.table.name, named);
    return new Map(named.map(({ position, row }) => [position, row]));
  };
}

type RowAt = Omit<NamedRow, 'row'>;

function rowsAt(local: LocalTable, positions: readonly number[]): RowAt[] {
  const wanted = new Set(positions);
  return local.rows
    .filter(({ sheet }) => wanted.has(sheet.position))
    .map(({ sheet: { position, values } }) => ({ position, values }));
}

/** The surest likeness first: unmoved and unchanged, then moved, then typed on in its place. */
const likenesses: readonly ((row: RowAt) => string)[] = [
  ({ position, values }) => `${position} ${JSON.stringify(values)}`,
  ({ values }) => JSON.stringify(values),
  ({ position }) => String(position),
];

function nameAgain(before: readonly NamedRow[], rows: readonly RowAt[], newRowId: () => RowId): NamedRow[] {
  const taken = new Set<RowId>();
  const names = new Map<number, RowId>();
  for (const likeness of likenesses) {
    const free = new Map<string, RowId[]>();
    for (const each of before) if (!taken.has(each.row)) getOrMake(free, likeness(each), () => []).push(each.row);
    for (const row of rows) {
      if (free.size === 0 || names.has(row.position)) continue;
      const found = free.get(likeness(row))?.shift();
      if (found === undefined) continue;
      taken.add(found);
      names.set(row.position, found);
    }
  }
  return rows.map((row) => ({ ...row, row: names.get(row.position) ?? newRowId() }));
}
