import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { editableColumns, type Table } from '../../tables/table.ts';
import type { DeleteEdit, Edit, InsertEdit, Revision, UpdateEdit } from '../edit.ts';
import { finish, inSteps, type Steps } from '../steps.ts';

/** A row as the sheet has it. A column that the sheet lacks is absent from `cells` and counts as unchanged. */
export interface LocalRow {
  readonly row: RowId;
  readonly cells: Cells;
}

/**
 * [CON2] Cells that are still undecided, with the revision at which the person last saw them: by Row ID, then column.
 * All other cells count as seen at the workbook's revision.
 */
export type PendingSeen = ReadonlyMap<RowId, Readonly<Record<string, Revision>>>;

export interface DiffInput {
  readonly table: Table;
  /** The table at the workbook's revision. */
  readonly base: ReadonlyMap<RowId, Cells>;
  /** Rows of the sheet, each Row ID once (see row-identity.ts). */
  readonly local: Iterable<LocalRow>;
  /** The workbook's revision. */
  readonly seen: Revision;
  readonly pendingSeen?: PendingSeen;
}

/** What the sheet changed since base, as edits [E1]: inserts and updates in sheet order, then deletes in base order. */
export function diffTable(input: DiffInput): Edit[] {
  return finish(diffSteps(input));
}

/** `diffTable` in steps. */
export function* diffSteps({ table, base, local, seen, pendingSeen }: DiffInput): Steps<Edit[]> {
  const columns = editableColumns(table);
  const edits: Edit[] = [];
  const present = new Set<RowId>();
  yield* inSteps(local, ({ row, cells }) => {
    present.add(row);
    const edit = diffRow({
      table: table.name,
      columns,
      row,
      base: base.get(row),
      cells,
      seen,
      pending: pendingSeen?.get(row),
    });
    if (edit) edits.push(edit);
  });
  yield* inSteps(base.keys(), (row) => {
    if (!present.has(row)) edits.push(deleteEdit(table.name, row, seen, pendingSeen?.get(row)));
  });
  return edits;
}

interface RowDiffInput {
  readonly table: string;
  /** The editable columns of the table. */
  readonly columns: readonly string[];
  readonly row: RowId;
  readonly base: Cells | undefined;
  readonly cells: Cells;
  readonly seen: Revision;
  readonly pending: Readonly<Record<string, Revision>> | undefined;
}

/** What the sheet changed in one of its rows; null when nothing. */
function diffRow(input: RowDiffInput): InsertEdit | UpdateEdit | null {
  const { base, columns, cells } = input;
  if (base === undefined) return input.pending ? pendingUpdate(input, input.pending) : insertEdit(input);
  for (const column of columns) {
    const local = cells[column];
    if (local !== undefined && local !== (base[column] ?? null)) return updateEdit(input, base);
  }
  return null;
}

function insertEdit({ table, columns, row, cells, seen }: RowDiffInput): InsertEdit {
  const filled: Record<string, Cell> = {};
  for (const column of columns) {
    const local = cells[column] ?? null;
    if (local !== null) filled[column] = local;
  }
  return { kind: 'insert', table, row, cells: filled, seen };
}

function updateEdit(input: RowDiffInput, base: Cells): UpdateEdit {
  const changed: Record<string, Cell> = {};
  const seen: Record<string, Revision> = {};
  for (const column of input.columns) {
    const local = input.cells[column];
    if (local === undefined || local === (base[column] ?? null)) continue;
    changed[column] = local;
    seen[column] = input.pending?.[column] ?? input.seen;
  }
  return { kind: 'update', table: input.table, row: input.row, cells: changed, seen };
}

/**
 * A row of the sheet that the program no longer has, with cells still undecided: their edits are reported again and
 * must not bring the row back as if it were new [M4, CON2].
 */
function pendingUpdate(input: RowDiffInput, pending: Readonly<Record<string, Revision>>): UpdateEdit {
  const cells: Record<string, Cell> = {};
  for (const column of Object.keys(pending)) cells[column] = input.cells[column] ?? null;
  return { kind: 'update', table: input.table, row: input.row, cells, seen: pending };
}

/** [M5, CON2] A row deleted in the sheet; while some of its cells are undecided it was last seen before they changed. */
export function deleteEdit(
  table: string,
  row: RowId,
  seen: Revision,
  pending: Readonly<Record<string, Revision>> | undefined,
): DeleteEdit {
  return { kind: 'delete', table, row, seen: pending ? Math.min(seen, ...Object.values(pending)) : seen };
}
