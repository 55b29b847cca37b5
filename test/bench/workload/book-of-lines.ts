import type { Scalar } from 'excel-host/book/cell.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { ROW_ID_HEADER } from '../../../shared/tables/workbook-metadata.ts';
import type { PlanRow } from './plan-rows.ts';

export const SHEET_COLUMNS = 12;

const columns = Object.entries(tableNamed('budgetLines').columns).slice(0, SHEET_COLUMNS - 1);

/** A book with the budget lines as the plan's table on a sheet of its own: the Row ID and the first eleven columns. */
export function bookOfLines(lines: readonly PlanRow[]): MemoryBook {
  const { label, excelName } = tableNamed('budgetLines');
  const book = new MemoryBook();
  book.addSheet();
  const { id } = book.addSheet(label);
  const rows = lines.map(({ row, cells }) => [row, ...columns.map(([name]): Scalar => cells[name] ?? '')]);
  book.write(id, 0, 0, [[ROW_ID_HEADER, ...columns.map(([, column]) => column.label)], ...rows]);
  const area = { row: 0, column: 0, rowCount: rows.length + 1, columnCount: SHEET_COLUMNS };
  const table = book.addTable(id, area, true);
  book.updateTable(table.id, { name: excelName });
  return book;
}
