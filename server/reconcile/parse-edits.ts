import type { ParsedSyncRequest, TableEdits } from '../../shared/protocol/sync.ts';
import type { Edit, Revision } from '../../shared/sync/edit.ts';
import { findTable } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import type { Table } from '../../shared/tables/table.ts';
import { invalidRequest } from '../errors.ts';

/**
 * The edits of a request, each cell with the revision at which its author saw it. Values are checked later, cell by cell.
 * Throws invalid_request for a table or column that is none, a computed column, or a row that is edited twice.
 */
export function parseEdits(request: ParsedSyncRequest): Edit[] {
  const edits: Edit[] = [];
  for (const [name, ofTable] of Object.entries(request.edits)) {
    const table = findTable(name);
    if (!table) throw invalidRequest(`edits.${name}`, 'There is no such table.');
    addEdits(edits, table, ofTable, request.base);
  }
  return edits;
}

function addEdits(edits: Edit[], table: Table, ofTable: TableEdits, base: Revision): void {
  const path = `edits.${table.name}`;
  const rows: EditedRows = new Map();
  ofTable.inserts?.forEach((edit, index) => {
    checkOnce(rows, edit.row, null, () => `${path}.inserts.${index}`);
    checkColumns(table, edit.cells, () => `${path}.inserts.${index}.cells`);
    edits.push({
      kind: 'insert',
      table: table.name,
      row: edit.row,
      cells: edit.cells,
      seen: edit.seen ?? base,
      ...basketOf(edit),
    });
  });
  ofTable.updates?.forEach((edit, index) => {
    checkOnce(rows, edit.row, Object.keys(edit.cells), () => `${path}.updates.${index}`);
    checkColumns(table, edit.cells, () => `${path}.updates.${index}.cells`);
    const seen = Object.fromEntries(Object.keys(edit.cells).map((column) => [column, edit.seen?.[column] ?? base]));
    edits.push({ kind: 'update', table: table.name, row: edit.row, cells: edit.cells, seen, ...basketOf(edit) });
  });
  ofTable.deletes?.forEach((edit, index) => {
    checkOnce(rows, edit.row, null, () => `${path}.deletes.${index}`);
    edits.push({ kind: 'delete', table: table.name, row: edit.row, seen: edit.seen ?? base, ...basketOf(edit) });
  });
}

function basketOf(edit: { basket?: string | undefined }): { basket?: string } {
  return edit.basket === undefined ? {} : { basket: edit.basket };
}

/** Columns that a row is edited in so far; null: the row as a whole. */
type EditedRows = Map<RowId, readonly string[] | null>;

/** A row comes once in a request, or in several updates of different columns (some of them in a basket). */
function checkOnce(rows: EditedRows, row: RowId, columns: readonly string[] | null, path: () => string): void {
  const earlier = rows.get(row);
  if (earlier === undefined) {
    rows.set(row, columns);
    return;
  }
  if (columns === null || earlier === null || columns.some((column) => earlier.includes(column))) {
    throw invalidRequest(`${path()}.row`, `Row ${row} comes twice in this request.`);
  }
  rows.set(row, [...earlier, ...columns]);
}

function checkColumns(table: Table, cells: Cells, path: () => string): void {
  for (const name of Object.keys(cells)) {
    const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
    if (!column) throw invalidRequest(`${path()}.${name}`, `${table.label} has no such column.`);
    if (column.computed === true)
      throw invalidRequest(`${path()}.${name}`, `${column.label} is computed and cannot be edited.`);
  }
}
