import { isTableName, tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell, Cells } from '../../shared/tables/cell.ts';
import type { Column } from '../../shared/tables/column.ts';
import { editableColumns } from '../../shared/tables/table.ts';

interface Row {
  readonly row: string;
  readonly cells: Cells;
}

/** What stands in a required cell that a generator of figures says nothing of. */
function placeholder(column: Column): Cell {
  switch (column.kind) {
    case 'list':
      return column.values[0] ?? null;
    case 'date':
      return '2026-01-01';
    case 'period':
      return '2026-01';
    case 'fiscalYear':
      return '2025-26';
    case 'integer':
    case 'money':
    case 'percent':
    case 'decimal':
      return column.min ?? 0;
    case 'flag':
      return true;
    default:
      return column.label;
  }
}

/** Rows by table name with something in every required cell, as rows of a plan have it. */
export function completeRows(stored: Readonly<Record<string, readonly Row[] | undefined>>): Record<string, Row[]> {
  return Object.fromEntries(
    Object.entries(stored).map(([name, rows = []]) => {
      if (!isTableName(name)) return [name, [...rows]];
      const table = tableNamed(name);
      const needed = editableColumns(table).flatMap((column): [string, Cell][] => {
        const of = table.columns[column];
        return of?.required === true ? [[column, placeholder(of)]] : [];
      });
      return [name, rows.map(({ row, cells }) => ({ row, cells: { ...Object.fromEntries(needed), ...cells } }))];
    }),
  );
}
