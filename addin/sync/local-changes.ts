import type { Edit } from '../../shared/sync/edit.ts';
import type { Cell, Cells, RowId } from '../../shared/tables/cell.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { keyOf } from '../../shared/tables/table.ts';
import type { ProgramState } from '../../shared/sync/program-rows.ts';

/** One cell of a change, canonical values. */
export interface ChangedCell {
  readonly column: string;
  /** Null where the cell was empty or the row is new. */
  readonly before: Cell;
  /** Null where the cell is emptied or the row deleted. */
  readonly after: Cell;
}

/** What one of my edits does to one row. */
export interface ChangedRow {
  readonly table: string;
  readonly row: RowId;
  /** Business key as the person reads it in the sheet; of a deleted row, as it was. */
  readonly rowKey: string;
  readonly kind: Edit['kind'];
  /** In the order of the table's columns; of a deleted row, what it held. */
  readonly cells: readonly ChangedCell[];
  /** The row in the program at the workbook's revision; null: it is not there. */
  readonly base: Cells | null;
}

/** Edits as a person reads them: row by row, before and after, against the program at the workbook's revision. */
export function changedRows(edits: readonly Edit[], base: ProgramState): ChangedRow[] {
  return edits.map((edit) => changedRow(edit, base.tables.get(edit.table)?.get(edit.row) ?? null));
}

function changedRow(edit: Edit, base: Cells | null): ChangedRow {
  const table = tableNamed(edit.table);
  const after = edit.kind === 'delete' ? {} : edit.cells;
  const isTouched = (column: string): boolean =>
    edit.kind === 'delete' ? (base?.[column] ?? null) !== null : Object.hasOwn(after, column);
  const cells = Object.entries(table.columns)
    .filter(([name, column]) => column.computed !== true && isTouched(name))
    .map(([name]) => ({ column: name, before: base?.[name] ?? null, after: after[name] ?? null }));
  const rowKey = keyOf(table, { ...base, ...after });
  return { table: edit.table, row: edit.row, rowKey, kind: edit.kind, cells, base };
}
