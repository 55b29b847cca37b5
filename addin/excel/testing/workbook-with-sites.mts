import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { TableWrites } from '../../../shared/sync/apply/table-writes.ts';
import type { SheetTable, SheetValue } from '../../../shared/sync/read/sheet-table.ts';
import { openWorkbook, type OpenWorkbook } from './open-workbook.mts';
import { rowIdOf, valueOf } from './outcomes.ts';

/** No writes to the Sites. */
export const nothing: TableWrites = { table: 'sites', rowIds: [], cells: [], removals: [], appends: [] };
export const keepFilters = { clearFilters: false };

/** A workbook whose table Sites has so many rows: School 0, School 1, … */
export async function withSites(
  count: number,
  cells: Readonly<Record<string, SheetValue>> = {},
): Promise<OpenWorkbook> {
  const workbook = openWorkbook();
  valueOf(await workbook.port.setUp({ create: [tableNamed('sites')], adopt: [] }));
  const appends = Array.from({ length: count }, (_, index) => ({
    row: rowIdOf(index),
    cells: { code: String(1000 + index), name: `School ${index}`, ...cells },
  }));
  valueOf(await workbook.port.write([{ ...nothing, appends }], keepFilters));
  return workbook;
}

export async function readSites({ port }: OpenWorkbook): Promise<SheetTable> {
  const [table] = valueOf(await port.readTables(['sites']));
  if (!table) throw new Error('No table was read.');
  return table;
}
