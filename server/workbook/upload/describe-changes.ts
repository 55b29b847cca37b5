import type { Kysely } from 'kysely';
import { SHOWN_CHANGES, type WorkbookChange, type WorkbookReply } from '../../../shared/protocol/workbook.ts';
import type { Edit } from '../../../shared/sync/edit.ts';
import { cellChanges } from '../../../shared/sync/history/cell-changes.ts';
import type { RowChange } from '../../../shared/sync/history/journal.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../../shared/tables/cell.ts';
import { keyOf } from '../../../shared/tables/table.ts';
import { rowKeys } from '../../storage/row-keys.ts';
import type { Database } from '../../storage/schema.ts';

/** An uploaded workbook's edits with the rows they are made on, as they were at the file's revision. */
export interface FileEdits {
  readonly edits: readonly Edit[];
  readonly baseRows: ReadonlyMap<RowId, Cells>;
}

/**
 * What the revision of an upload would change in the plan, cell for cell: rows in the order of the file, then those that
 * follow a renamed key.
 */
export function tellChanges(
  changes: readonly RowChange[],
  { edits }: FileEdits,
): NonNullable<WorkbookReply['changes']> {
  const places = new Map(edits.map(({ row }, index) => [row, index]));
  const placeOf = ({ row }: RowChange): number => places.get(row) ?? edits.length;
  const inFileOrder = [...changes].sort((left, right) => placeOf(left) - placeOf(right));
  const rows = inFileOrder.map((change): WorkbookChange => {
    const { table, row, kind } = change;
    return { table, row, kind, cells: kind === 'delete' ? [] : cellChanges(change) };
  });
  const cellCount = rows.reduce((sum, { cells }) => sum + cells.length, 0);
  return { rows: rows.slice(0, SHOWN_CHANGES), rowCount: rows.length, cellCount };
}

/** Keys in the plan of rows that an upload changes without naming them. */
export async function tellKeysInPlan(
  db: Kysely<Database>,
  program: string,
  changes: readonly RowChange[],
): Promise<Record<RowId, string>> {
  const keyOfChange = await rowKeys(db, program, changes);
  return Object.fromEntries(changes.map((change) => [change.row, keyOfChange(change)]));
}

/** Keys of these rows as the file's reader knows them: from the file's revision, else as the file gives them. */
export function tellRowKeys(
  { edits, baseRows }: FileEdits,
  named: Iterable<{ readonly table: string; readonly row: RowId | null }>,
): Record<RowId, string> {
  const inserted = new Map(edits.flatMap((edit) => (edit.kind === 'insert' ? [[edit.row, edit.cells] as const] : [])));
  const keys: Record<RowId, string> = {};
  for (const { table, row } of named) {
    const cells = row === null ? undefined : (baseRows.get(row) ?? inserted.get(row));
    if (row !== null && cells !== undefined) keys[row] = keyOf(tableNamed(table), cells);
  }
  return keys;
}
