import { findTable } from '../../../shared/tables/all-tables.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { nearestOf } from '../../../shared/tables/nearest-value.ts';

/** The value of a drop-down column that a wrong one most likely stands for: its beginning, or a slip away; else null. */
export function nearestValue(table: string, column: string, wrong: Cell): string | null {
  const definition = findTable(table)?.columns[column];
  return definition?.kind === 'list' && typeof wrong === 'string' ? nearestOf(definition.values, wrong) : null;
}
