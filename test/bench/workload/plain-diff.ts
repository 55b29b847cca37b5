import type { Cell, Cells, RowId } from '../../../shared/tables/cell.ts';
import { lineColumns, mergeInputs, tableOf } from './merge-inputs.ts';
import type { PlanSize } from './plan-rows.ts';

export interface SheetRow {
  readonly row: RowId;
  readonly cells: Cells;
}

/** The base of the budget lines, and the sheet with one author's edits: objects of its own, as read from a workbook. */
export function diffInputs(size: PlanSize): { readonly base: Map<RowId, Cells>; readonly local: readonly SheetRow[] } {
  const { plan, a } = mergeInputs(size);
  const base = new Map(plan.budgetLines.map(({ row, cells }) => [row, cells]));
  const local = [...tableOf(plan.budgetLines, a)].map(([row, cells]) => ({ row, cells: { ...cells } }));
  return { base, local };
}

export interface PlainEdit {
  readonly row: RowId;
  readonly cells: Record<string, Cell> | null;
}

/** The least that a comparison of two whole tables can do: every cell of every row, by name. */
export function plainDiff(base: ReadonlyMap<RowId, Cells>, local: readonly SheetRow[]): PlainEdit[] {
  const edits: PlainEdit[] = [];
  const present = new Set<RowId>();
  for (const { row, cells } of local) {
    present.add(row);
    const before = base.get(row);
    let changed: Record<string, Cell> | undefined;
    for (const column of lineColumns) {
      const value = cells[column] ?? null;
      if (before && value === (before[column] ?? null)) continue;
      (changed ??= {})[column] = value;
    }
    if (changed) edits.push({ row, cells: changed });
  }
  for (const row of base.keys()) if (!present.has(row)) edits.push({ row, cells: null });
  return edits;
}
