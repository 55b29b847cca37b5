import { planRows, type PlanRows } from '../invariants/plan-rows.ts';
import type { PlantedRow } from './sound-work.ts';

/** A plan of just these rows; the Row ID of the n-th is R and n. */
export function planOfRows(rows: readonly PlantedRow[]): PlanRows {
  const stored: Record<string, { row: string; cells: PlantedRow['cells'] }[]> = {};
  rows.forEach(({ table, cells }, index) => (stored[table] ??= []).push({ row: `R${index}`, cells }));
  return planRows(stored);
}
