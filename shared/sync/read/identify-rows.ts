import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { keyIsBlank, keyOf, type Table } from '../../tables/table.ts';
import type { Steps } from '../steps.ts';
import { withRowIds, type LocalTable } from './local-table.ts';
import { findIdentities, type Misalignment } from './row-identity.ts';

/** Row IDs for rows of a table that have none of their own, by position. */
export type NameRows = (local: LocalTable, positions: readonly number[]) => ReadonlyMap<number, RowId>;

/** [W1, W2, W4, W13] The rows of a table under the Row IDs that are theirs. */
export interface IdentifiedTable {
  readonly local: LocalTable;
  /** Row IDs that the sheet is to get, by position. */
  readonly given: ReadonlyMap<number, RowId>;
  /** Rows whose Row IDs and keys have come apart and were not realigned: nothing may be sent. */
  readonly misaligned: readonly Misalignment[];
}

/**
 * Gives every row its Row ID, in steps. A row without one that bears the key of a row missing from the sheet is that row,
 * its hidden Row ID lost [W13]; others without get a new one.
 * @param realign where Row IDs and keys have come apart, go by the keys [W4]
 */
export function* identifyRows(
  local: LocalTable,
  base: ReadonlyMap<RowId, Cells>,
  realign: boolean,
  nameRows: NameRows,
): Steps<IdentifiedTable> {
  const { table } = local;
  const rows = local.rows.map(({ rowId, cells, sheet: { position } }) => {
    const row = rowId ?? '';
    return { row, cells: withKeyOfBase(table, cells, base.get(row)), position };
  });
  const { needNewId, missing, misaligned } = yield* findIdentities(table, base, rows);
  if (realign && misaligned.length > 0) return yield* identifyRealigned(local, base, misaligned, nameRows);
  const needing = new Set(needNewId);
  const given = new Map<number, RowId>();
  const lost = rowsByKey(table, missing);
  const unnamed: number[] = [];
  for (const { cells, sheet } of local.rows) {
    if (!needing.has(sheet.position)) continue;
    const key = keyOf(table, cells);
    const found = lost.get(key);
    if (found === undefined) unnamed.push(sheet.position);
    else {
      lost.delete(key);
      given.set(sheet.position, found);
    }
  }
  for (const [position, rowId] of nameRows(local, unnamed)) given.set(position, rowId);
  return { local: withRowIds(local, given), given, misaligned };
}

/** [W4] Goes by the keys first. Who lacks a Row ID of its own then, a copy of a torn row say, is named as in any sheet. */
function* identifyRealigned(
  local: LocalTable,
  base: ReadonlyMap<RowId, Cells>,
  misaligned: readonly Misalignment[],
  nameRows: NameRows,
): Steps<IdentifiedTable> {
  const realigned = new Map(misaligned.map(({ position, rightRow }) => [position, rightRow]));
  const identified = yield* identifyRows(withRowIds(local, realigned), base, false, nameRows);
  return { ...identified, given: new Map([...realigned, ...identified.given]) };
}

/** A key cell that could not be read, or whose column is missing, counts as base has it: the row is still that row. */
function withKeyOfBase(table: Table, cells: Cells, before: Cells | undefined): Cells {
  if (!before || table.key.every((column) => cells[column] !== undefined)) return cells;
  const whole: Record<string, Cell> = { ...cells };
  for (const column of table.key) whole[column] ??= before[column] ?? null;
  return whole;
}

function rowsByKey(table: Table, rows: ReadonlyMap<RowId, Cells>): Map<string, RowId> {
  const found = new Map<string, RowId>();
  for (const [row, cells] of rows) if (!keyIsBlank(table, cells)) found.set(keyOf(table, cells), row);
  return found;
}
