import type { TableEdits } from '../../shared/protocol/sync.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { newRow } from './test-server.ts';

/** Cells of a valid site. */
export function site(code: string, cells: Cells = {}): Cells {
  return {
    code,
    name: `School ${code}`,
    type: 'Elementary',
    erateClass: 'School',
    region: 'North',
    boardDistrict: '1',
    street: '1 Cedar Way',
    city: 'Cedar Basin',
    state: 'CA',
    zip: '90001',
    status: 'Active',
    ...cells,
  };
}

/** Cells of a valid system. */
export function system(code: string, cells: Cells = {}): Cells {
  return { code, name: `System ${code}`, program: 'School Network Modernization', erateCategory: 'C2', ...cells };
}

/** Inserts of rows with new Row IDs. */
export function inserts(...rows: Cells[]): { ids: RowId[]; edits: TableEdits } {
  const ids = rows.map(() => newRow());
  return { ids, edits: { inserts: rows.map((cells, index) => ({ row: ids[index] ?? '', cells: { ...cells } })) } };
}

/** An update of one row. */
export function update(row: RowId, cells: Cells, seen?: Record<string, number>): TableEdits {
  return { updates: [{ row, cells: { ...cells }, ...(seen === undefined ? {} : { seen }) }] };
}
