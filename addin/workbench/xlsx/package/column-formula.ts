import type { SheetFile, TableFile } from 'excel-host/file/book-file.ts';
import { moveFormula } from 'excel-host/formula/shift-formula.ts';
import { toFileFormula } from 'excel-host/formula/file-formula.ts';

/** What the cells of a table's column say of its formula. */
export type ColumnFormula =
  /** Every row holds it; without its equals sign, in the words of a file. */
  | { readonly kind: 'one'; readonly text: string }
  | { readonly kind: 'none' }
  /** Some rows hold another, or a value typed over it. */
  | { readonly kind: 'mixed' };

export function columnFormula({ cells }: SheetFile, { area, looks }: TableFile, index: number): ColumnFormula {
  const first = area.row + Number(looks.showHeaders);
  const end = area.row + area.rowCount - Number(looks.showTotals);
  const formulas = Array.from({ length: Math.max(0, end - first) }, (_, offset) => {
    const content = cells?.contents[first + offset - cells.area.row]?.[area.column + index - cells.area.column];
    return typeof content === 'object' && 'formula' in content ? content.formula : undefined;
  });
  const [model] = formulas;
  if (formulas.every((formula) => formula === undefined)) return { kind: 'none' };
  const isOne = model !== undefined && formulas.every((formula, offset) => formula === moveFormula(model, offset, 0));
  return isOne ? { kind: 'one', text: toFileFormula(model, { tableName: looks.name }).slice(1) } : { kind: 'mixed' };
}
