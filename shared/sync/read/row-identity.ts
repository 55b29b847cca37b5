import type { Cells, RowId } from '../../tables/cell.ts';
import { isRowId } from '../../tables/cell.ts';
import { keyIsBlank, keyOf, type Table } from '../../tables/table.ts';
import { inSteps, type Steps } from '../steps.ts';

/** A row as read from the sheet; `row` is the text of its Row ID cell, "" when empty. */
export interface SheetRow {
  readonly row: string;
  readonly cells: Cells;
  /** Place in the table's data body, from 0. */
  readonly position: number;
}

/** Two or more rows whose Row IDs and keys have come apart, with the Row ID that each of them ought to have. */
export interface Misalignment {
  readonly position: number;
  readonly row: RowId;
  /** The key in the sheet, which base has under `rightRow`. */
  readonly key: string;
  readonly rightRow: RowId;
}

export interface IdentityFindings {
  /** [W1, W2] Positions of rows that need a new Row ID: blank or malformed ones, and all but one of duplicates. */
  readonly needNewId: readonly number[];
  /** [W3] Rows of base that the sheet lacks. */
  readonly missing: ReadonlyMap<RowId, Cells>;
  /** [W4] Empty, or at least two rows: then nothing may be sent before the person has decided. */
  readonly misaligned: readonly Misalignment[];
}

const MOST_ROWS_UNASKED = 20;
const MOST_SHARE_UNASKED = 0.05;

/** [W3] True when missing rows may be sent as deletes only after asking: many of them, or any that may be out of sight. */
export function mustAskBeforeDeleting(missing: number, baseRows: number, isUnsure: boolean): boolean {
  if (missing === 0) return false;
  return isUnsure || missing > MOST_ROWS_UNASKED || missing > baseRows * MOST_SHARE_UNASKED;
}

/** Rows with one Row ID, at least one. */
type SameRows = [SheetRow, ...SheetRow[]];

/** Rows of the sheet by Row ID, in sheet order; rows without a proper Row ID are left out. */
function* rowsByRowId(rows: readonly SheetRow[]): Steps<Map<RowId, SameRows>> {
  const found = new Map<RowId, SameRows>();
  yield* inSteps(rows, (row) => {
    if (!isRowId(row.row)) return;
    const list = found.get(row.row);
    if (list) list.push(row);
    else found.set(row.row, [row]);
  });
  return found;
}

/** [W2] Of the rows with one Row ID, the one that keeps it: the key of base, else the first. */
function keeper(table: Table, rows: Readonly<SameRows>, base: Cells | undefined): SheetRow {
  const match = base && rows.find((row) => keyOf(table, row.cells) === keyOf(table, base));
  return match ?? rows[0];
}

/**
 * Rules W1–W4 on one table, in steps.
 * @param base the table at the workbook's revision
 * @param rows every row of the sheet, in sheet order
 */
export function* findIdentities(
  table: Table,
  base: ReadonlyMap<RowId, Cells>,
  rows: readonly SheetRow[],
): Steps<IdentityFindings> {
  const byId = yield* rowsByRowId(rows);
  const keepers = new Map<RowId, SheetRow>();
  yield* inSteps(byId, ([id, same]) => {
    keepers.set(id, keeper(table, same, base.get(id)));
  });
  const kept = new Set(keepers.values());
  return {
    needNewId: rows.filter((row) => !kept.has(row)).map((row) => row.position),
    missing: new Map([...base].filter(([id]) => !byId.has(id))),
    misaligned: yield* misalignments(table, base, keepers, rows),
  };
}

/** Row whose key is not the one that base has under its Row ID, or whose Row ID base does not know. */
interface StrayRow {
  readonly id: RowId;
  readonly row: SheetRow;
  readonly key: string;
}

/**
 * [W4] Rows that bear a key that base has under the Row ID of another row which has lost it: what a sort that leaves the
 * Row ID column out does, also where rows were deleted before it or have come in since. Exchanging keys by hand looks
 * the same, so the person is asked. Where one of the keys was edited as well, the row left over gets the Row ID left over.
 */
function* misalignments(
  table: Table,
  base: ReadonlyMap<RowId, Cells>,
  keepers: ReadonlyMap<RowId, SheetRow>,
  rows: readonly SheetRow[],
): Steps<Misalignment[]> {
  const strays: StrayRow[] = [];
  const ownersByKey = new Map<string, RowId>();
  const loses = (id: RowId, before: Cells): void => {
    if (!keyIsBlank(table, before)) ownersByKey.set(keyOf(table, before), id);
  };
  yield* inSteps(keepers, ([id, row]) => {
    const before = base.get(id);
    const key = keyOf(table, row.cells);
    if (before !== undefined && key === keyOf(table, before)) return;
    strays.push({ id, row, key });
    if (before !== undefined) loses(id, before);
  });
  // In a sheet where every row has its own key, nothing has come apart, whatever is missing.
  // Stryker disable next-line ConditionalExpression,ArrayDeclaration: it only spares a pass over base.
  if (strays.length < 2) return [];
  yield* inSteps(base, ([id, before]) => {
    if (!keepers.has(id)) loses(id, before);
  });
  const rightRows = new Map<RowId, RowId>();
  for (const { id, key } of strays) {
    const owner = ownersByKey.get(key);
    if (owner === undefined) continue;
    rightRows.set(id, owner);
    // Of two rows with one key, the first is the owner's.
    ownersByKey.delete(key);
  }
  if (rightRows.size < 2) return [];
  const kept = new Set(keepers.values());
  const unnamedKeys = new Set(rows.filter((row) => !kept.has(row)).map((row) => keyOf(table, row.cells)));
  closeChains(rightRows, (id) => unnamedKeys.has(keyOf(table, base.get(id) ?? {})));
  return strays.flatMap(({ id, row, key }) => {
    const rightRow = rightRows.get(id);
    return rightRow === undefined ? [] : [{ position: row.position, row: id, key, rightRow }];
  });
}

/**
 * Gives the last row of each open chain the Row ID of its first, so that no Row ID is given twice or lost, unless a row
 * without a Row ID of its own is there to be given it [W13].
 */
function closeChains(rightRows: Map<RowId, RowId>, isClaimed: (id: RowId) => boolean): void {
  const taken = new Set(rightRows.values());
  for (const first of [...rightRows.keys()].filter((id) => !taken.has(id) && !isClaimed(id))) {
    let last = first;
    for (let next = rightRows.get(last); next !== undefined; next = rightRows.get(last)) last = next;
    rightRows.set(last, first);
  }
}
