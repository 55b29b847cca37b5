import type { Cells } from '../../tables/cell.ts';
import type { Table } from '../../tables/table.ts';
import type { RowRule } from './row-rule.ts';

/** V39 for one pair of date columns: the second may not be before the first; either may be empty. */
export function dateOrderRule(table: Table, first: string, second: string): RowRule {
  const labelOf = (column: string) => table.columns[column]?.label ?? column;
  return {
    id: 'V39',
    table: table.name,
    columns: [first, second],
    severity: 'error',
    check: (cells: Cells) => {
      const [start, finish] = [cells[first] ?? null, cells[second] ?? null];
      // Canonical dates are YYYY-MM-DD, so their order as text is their order in time.
      if (typeof start !== 'string' || typeof finish !== 'string' || finish >= start) return null;
      return `${labelOf(second)} ${finish} is before ${labelOf(first)} ${start}. Correct one of the two dates.`;
    },
  };
}
