import type { BookFile, FormulaFile, SheetFile } from 'excel-host/file/book-file.ts';
import { type IsBlockName, isArrayFormula } from 'excel-host/formula/array-formula.ts';
import { toFileFormula } from 'excel-host/formula/file-formula.ts';
import { parseFormula } from 'excel-host/formula/parse-formula.ts';

/** A formula in the words of a file, without its equals sign. */
export interface WrittenFormula {
  readonly text: string;
  /** Rows and columns it fills where it has to be marked as one that may fill cells; undefined for one of single values. */
  readonly fills: { readonly rowCount: number; readonly columnCount: number } | undefined;
}

/** Whether a name of the book stands for several cells; one of unknown meaning may. */
export function blockNames({ names }: Pick<BookFile, 'names'>): IsBlockName {
  const known = new Map(names.map(({ name, formula }) => [name.toUpperCase(), parseFormula(formula)?.expression]));
  return (name) => {
    const expression = known.get(name.toUpperCase());
    if (expression?.kind === 'cells') return expression.area.rowCount > 1 || expression.area.columnCount > 1;
    return expression?.kind !== 'constant';
  };
}

/** [FA9] How a file holds the formula of a cell. One that may fill cells is marked, or Excel would put `@` into it. */
export function writtenFormula(
  { formula, spilled }: FormulaFile,
  place: {
    readonly row: number;
    readonly column: number;
    readonly sheet: SheetFile;
    readonly isBlockName: IsBlockName;
  },
): WrittenFormula {
  const { row, column, sheet, isBlockName } = place;
  const isArray = spilled !== undefined || isArrayFormula(formula, isBlockName);
  return {
    text: toFileFormula(formula, { tableName: tableNameAt(sheet, row, column), isArray }).slice(1),
    fills: isArray ? { rowCount: spilled?.length ?? 1, columnCount: spilled?.[0]?.length ?? 1 } : undefined,
  };
}

/** Name of the table that a cell stands in: formulas may leave it out in the book, and not in a file. */
export function tableNameAt({ tables }: Pick<SheetFile, 'tables'>, row: number, column: number): string | undefined {
  const table = tables.find(
    ({ area }) =>
      row >= area.row &&
      row < area.row + area.rowCount &&
      column >= area.column &&
      column < area.column + area.columnCount,
  );
  return table?.looks.name;
}
