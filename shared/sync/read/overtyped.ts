import type { ProgramState } from '../program-rows.ts';
import { computedColumns } from '../../tables/table.ts';
import type { Cell, RowId } from '../../tables/cell.ts';
import { inSteps, type Steps } from '../steps.ts';
import type { LocalTable } from './local-table.ts';
import type { SheetValue } from './sheet-table.ts';

/** [W12, FB1] A value that somebody typed into a computed column: it is the plan's, so applying a reply puts it right. */
export interface Overtyped {
  readonly table: string;
  readonly row: RowId;
  readonly column: string;
  /** What stands in the cell, as Excel gives it. */
  readonly typed: SheetValue;
  /** What the plan had there. */
  readonly plan: Cell;
}

/**
 * Computed cells that hold something else than the plan put there, in steps; formulas are a person's own [W6] and stay.
 * Of a row that is new to the plan, what its copied neighbour holds was copied and not typed.
 */
export function* findOvertyped(locals: readonly LocalTable[], base: ProgramState): Steps<Overtyped[]> {
  const found: Overtyped[] = [];
  for (const local of locals) {
    const { name } = local.table;
    const rows = base.tables.get(name);
    const columns = computedColumns(local.table)
      .map((column) => ({ column, index: local.sheet.columns.indexOf(column) }))
      .filter(({ index }) => index >= 0);
    if (rows === undefined) continue;
    const ofOthers = copiedValues(local, rows, columns);
    yield* inSteps(local.rows, ({ rowId, sheet, computed, formulas, withoutResult, cleared }) => {
      if (rowId === null) return;
      const known = rows.get(rowId);
      // Delete over a whole row empties its computed cells as well; that is told as the row's [W10].
      const mayBeBlank = known === undefined || cleared !== undefined;
      for (const { column, index } of columns) {
        const typed = sheet.values[index] ?? '';
        const plan = known?.[column] ?? null;
        if (formulas.has(column) || withoutResult.includes(column) || computed[column] === plan) continue;
        if (mayBeBlank && typed === '') continue;
        if (known === undefined && ofOthers.get(column)?.has(typed) === true) continue;
        found.push({ table: name, row: rowId, column, typed, plan });
      }
    });
  }
  return found;
}

function copiedValues(
  local: LocalTable,
  rows: ReadonlyMap<RowId, unknown>,
  columns: readonly { readonly column: string; readonly index: number }[],
): ReadonlyMap<string, ReadonlySet<SheetValue | undefined>> {
  const known = local.rows.filter(({ rowId }) => rows.has(rowId ?? ''));
  // Stryker disable next-line ConditionalExpression: where no row is new, nothing is looked up.
  if (known.length === local.rows.length) return new Map();
  return new Map(columns.map(({ column, index }) => [column, new Set(known.map(({ sheet }) => sheet.values[index]))]));
}
