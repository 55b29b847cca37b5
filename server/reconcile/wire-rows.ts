import type { RowsOfTable, WireRow } from '../../shared/protocol/cells.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { editableColumns, type Table } from '../../shared/tables/table.ts';

/** Computed cells of a table by Row ID. */
export type ComputedRows = ReadonlyMap<RowId, Cells>;

/**
 * Rows as they travel: every column of the table in order, computed ones included (empty where nothing is computed), or
 * without those.
 */
export function wireTable(
  table: Table,
  rows: readonly StoredRow[],
  computed: ComputedRows | 'left out' | undefined,
): RowsOfTable {
  const columns = computed === 'left out' ? editableColumns(table) : Object.keys(table.columns);
  const computedRows = computed === 'left out' ? undefined : computed;
  const isComputed = columns.map((column) => table.columns[column]?.computed === true);
  const wireRow = ({ row, revision, cells }: StoredRow): WireRow => {
    const ofRow = computedRows?.get(row);
    const wire: WireRow = [row, revision];
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i] ?? '';
      wire.push((isComputed[i] === true ? ofRow?.[column] : cells[column]) ?? null);
    }
    return wire;
  };
  return { columns: [...columns], rows: rows.map(wireRow) };
}
