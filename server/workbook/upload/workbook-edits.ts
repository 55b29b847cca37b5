import type { SyncReply, WireRefusal } from '../../../shared/protocol/sync.ts';
import { diffTable, type LocalRow, type PendingSeen } from '../../../shared/sync/read/diff.ts';
import type { Edit, Revision } from '../../../shared/sync/edit.ts';
import { findIdentities, mustAskBeforeDeleting, type Misalignment } from '../../../shared/sync/read/row-identity.ts';
import type { Cell, Cells, RowId } from '../../../shared/tables/cell.ts';
import { keyIsBlank, keyOf, type Table } from '../../../shared/tables/table.ts';
import type { PendingCell } from '../../../shared/tables/workbook-metadata.ts';
import { newRowId } from './row-ids.ts';
import type { FileRow, FileTable } from '../read/workbook-contents.ts';

export interface TableComparison {
  readonly table: Table;
  readonly file: FileTable;
  /** The table at the file's revision. */
  readonly base: ReadonlyMap<RowId, Cells>;
  readonly workbook: string;
  readonly revision: Revision;
  readonly pending: readonly PendingCell[];
  /** [W3] Send deletes however many rows are missing. */
  readonly allowDeletions: boolean;
  /** [W4] Give rows whose Row IDs and keys have come apart the Row ID of their key. */
  readonly realign: boolean;
}

/** What one table of an uploaded file changed since its revision. */
export interface TableFindings {
  readonly edits: readonly Edit[];
  readonly refusals: readonly WireRefusal[];
  readonly warnings: SyncReply['warnings'];
  /** [W4] Rows that came apart, with their sheet rows; then `edits` must not be sent. */
  readonly misaligned: readonly (Misalignment & { readonly sheetRow: number })[];
}

/** Compares a table of an uploaded file with the same table at the file's revision, by the rules of reading a workbook. */
export function compareTable(comparison: TableComparison): TableFindings {
  const { table, file, base, revision } = comparison;
  const rows = file.rows.map((row) => withKeyOfBase(table, row, base));
  const findings = findIdentities(
    table,
    base,
    rows.map(({ row, cells }, position) => ({ row, cells, position })),
  );
  const misaligned = findings.misaligned.map((found) => ({ ...found, sheetRow: rows[found.position]?.sheetRow ?? 0 }));
  if (misaligned.length > 0 && !comparison.realign) return { edits: [], refusals: [], warnings: [], misaligned };
  const ids = rowIds(comparison, rows, findings.needNewId, findings.missing.rows);
  for (const { position, rightRow } of misaligned) ids[position] = rightRow;
  const local = rows.map(({ cells }, index): LocalRow => ({ row: ids[index] ?? '', cells }));
  const edits = diffTable({ table, base, local, seen: revision, pendingSeen: pendingOf(table, comparison.pending) });
  return {
    ...heldDeletes(comparison, edits),
    refusals: refusalsOf(file, ids),
    misaligned: [],
  };
}

/** A key cell that could not be read, or whose column is missing, counts as base has it: the row is still that row. */
function withKeyOfBase(table: Table, row: FileRow, base: ReadonlyMap<RowId, Cells>): FileRow {
  const before = base.get(row.row);
  if (!before || table.key.every((column) => row.cells[column] !== undefined)) return row;
  const cells: Record<string, Cell> = { ...row.cells };
  for (const column of table.key) cells[column] ??= before[column] ?? null;
  return { ...row, cells };
}

/**
 * The Row ID of every row of the file. A row without one that bears the key of a row missing from the sheet is that row,
 * its hidden Row ID lost; others without get a new one.
 */
function rowIds(
  { table, base, workbook, revision }: TableComparison,
  rows: readonly FileRow[],
  needNewId: readonly number[],
  missing: readonly RowId[],
): RowId[] {
  const ids = rows.map(({ row }) => row);
  const missingByKey = new Map<string, RowId>();
  for (const id of missing) {
    const cells = base.get(id);
    if (cells && !keyIsBlank(table, cells)) missingByKey.set(keyOf(table, cells), id);
  }
  for (const position of needNewId) {
    const row = rows[position];
    if (!row) continue;
    const key = keyOf(table, row.cells);
    const lost = keyIsBlank(table, row.cells) ? undefined : missingByKey.get(key);
    if (lost !== undefined) missingByKey.delete(key);
    ids[position] = lost ?? newRowId({ workbook, revision, table: table.name }, row);
  }
  return ids;
}

/** [CON2] Cells in open conflicts, with the revision at which the person last saw them. */
function pendingOf(table: Table, pending: readonly PendingCell[]): PendingSeen {
  const seen = new Map<RowId, Record<string, Revision>>();
  for (const entry of pending) {
    if (entry.table !== table.name) continue;
    seen.set(entry.row, { ...seen.get(entry.row), [entry.column]: entry.seen });
  }
  return seen;
}

/** [W3] Holds deletes back when there are so many that a person has to say so. */
function heldDeletes(
  { table, file, base, revision, allowDeletions }: TableComparison,
  edits: readonly Edit[],
): Pick<TableFindings, 'edits' | 'warnings'> {
  const deletes = edits.filter(({ kind }) => kind === 'delete').length;
  if (allowDeletions || !mustAskBeforeDeleting(deletes, base.size, false)) return { edits, warnings: [] };
  const message = `The sheet ${file.sheet} lacks ${deletes} of the ${base.size} rows of revision ${revision}; none of them was deleted. Allow deletions if they are to go.`;
  return {
    edits: edits.filter(({ kind }) => kind !== 'delete'),
    warnings: [{ rule: 'W3', message, table: table.name, row: null }],
  };
}

function refusalsOf(file: FileTable, ids: readonly RowId[]): WireRefusal[] {
  const idBySheetRow = new Map(file.rows.map(({ sheetRow }, index) => [sheetRow, ids[index] ?? '']));
  return file.refused.map(({ sheetRow, column, rule, value, message }) => ({
    table: file.table,
    row: idBySheetRow.get(sheetRow) ?? '',
    column,
    rule,
    value,
    message,
  }));
}
