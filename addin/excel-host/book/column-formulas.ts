import type { Area } from './area.ts';

/** A formula by column of the sheet. */
export interface ColumnFormula {
  readonly column: number;
  readonly row: number;
  readonly formula: string;
}

/** The calculated columns of a table body: those with a formula in every row; each with the formula of its row `modelRow`. */
export function columnFormulas(
  body: Area,
  modelRow: number,
  formulaAt: (row: number, column: number) => string | undefined,
): ColumnFormula[] {
  const found: ColumnFormula[] = [];
  for (let column = body.column; column < body.column + body.columnCount; column += 1) {
    const formula = formulaAt(modelRow, column);
    if (formula !== undefined && hasFormulaInEveryRow(body, column, formulaAt))
      found.push({ column, row: modelRow, formula });
  }
  return found;
}

function hasFormulaInEveryRow(
  body: Area,
  column: number,
  formulaAt: (row: number, column: number) => string | undefined,
): boolean {
  for (let row = body.row; row < body.row + body.rowCount; row += 1) {
    if (formulaAt(row, column) === undefined) return false;
  }
  return true;
}
