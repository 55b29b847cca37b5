import { lineColumns, mergeInputs, tableOf } from '../../workload/merge-inputs.ts';

/** The budget lines at base and as the two authors have them: Row ID → cells. */
export function authorTables(size) {
  const { plan, a, b } = mergeInputs(size);
  const base = new Map(plan.budgetLines.map(({ row, cells }) => [row, cells]));
  return { base, a: tableOf(plan.budgetLines, a), b: tableOf(plan.budgetLines, b) };
}

/** One text line per row. */
export function rowLines(table) {
  return [...table].map(([row, cells]) => JSON.stringify([row, ...lineColumns.map((column) => cells[column] ?? null)]));
}

/** One array per row, headers first. */
export function rowArrays(table) {
  const rows = [...table].map(([row, cells]) => [row, ...lineColumns.map((column) => cells[column] ?? null)]);
  return [['row', ...lineColumns], ...rows];
}
