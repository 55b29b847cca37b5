import { findFunctionCells, type FunctionCell } from './function-cells.ts';
import { textForExcel } from '../write/text-cell.ts';
import { done, type Outcome } from '../workbook-problem.ts';

/** Cells per request: about 700 bytes each for the objects and what they hold, well below 1 MB. */
const CELLS_PER_WRITE = 500;

/**
 * Replaces every formula that calls SEP.… by the value it shows, on every sheet, before a workbook is mailed to people
 * without the add-in. Formulas that show an error or still wait for their figure stay, and so do those that fill several
 * cells. Gives the number of cells frozen; with a problem nothing was written.
 */
export async function freezeFunctions(context: Excel.RequestContext): Promise<Outcome<number>> {
  const found = await findFunctionCells(context);
  if (!found.ok) return found;
  const settled = found.value.filter(({ isUnsettled }) => !isUnsettled);
  const single = await withoutSpills(context, settled);
  const frozen = await writeUnlessChanged(context, single, (range, { value }) => {
    range.values = [[typeof value === 'string' ? textForExcel(value) : value]];
  });
  return done(frozen);
}

/**
 * Enters every formula that calls SEP.… again, which makes Excel look for the function anew: the cure for #NAME? and a
 * #BUSY! that stays. Gives the number of formulas; with a problem nothing was written.
 */
export async function reenterFunctions(context: Excel.RequestContext): Promise<Outcome<number>> {
  const found = await findFunctionCells(context);
  if (!found.ok) return found;
  const entered = await writeUnlessChanged(context, found.value, (range, { row, formula }) => {
    if (row === 0) {
      range.formulas = [[formula]];
      return;
    }
    // A formula alone would become a calculated column in a table; null leaves the cell above as it is.
    range.getOffsetRange(-1, 0).getResizedRange(1, 0).formulas = [[null], [formula]];
  });
  return done(entered);
}

/** Freezing the first cell of a formula that fills several would blank the others. */
async function withoutSpills(
  context: Excel.RequestContext,
  cells: readonly FunctionCell[],
): Promise<readonly FunctionCell[]> {
  const kept: FunctionCell[] = [];
  for (const batch of batches(cells)) {
    const ranges = batch.map((cell) => rangeOf(context, cell).load('hasSpill'));
    await context.sync();
    kept.push(...batch.filter((_, index) => ranges[index]?.hasSpill !== true));
  }
  return kept;
}

/** Writes cell by cell, and puts back what somebody has typed into a cell since it was read. Gives the number written. */
async function writeUnlessChanged(
  context: Excel.RequestContext,
  cells: readonly FunctionCell[],
  write: (range: Excel.Range, cell: FunctionCell) => void,
): Promise<number> {
  let written = 0;
  for (const batch of batches(cells)) {
    const before = batch.map((cell) => {
      const range = rangeOf(context, cell).load('formulas');
      write(rangeOf(context, cell), cell);
      return range;
    });
    await context.sync();
    const changed = batch.flatMap((cell, index) => {
      const held: unknown = before[index]?.formulas[0]?.[0];
      return held === cell.formula ? [] : [{ cell, held }];
    });
    for (const { cell, held } of changed) rangeOf(context, cell).formulas = [[held]];
    if (changed.length > 0) await context.sync();
    written += batch.length - changed.length;
  }
  return written;
}

/** A new object each time, so that a cell can be loaded before it is written in the same request. */
function rangeOf(context: Excel.RequestContext, { sheet, row, column }: FunctionCell): Excel.Range {
  return context.workbook.worksheets.getItem(sheet).getCell(row, column);
}

function batches(cells: readonly FunctionCell[]): FunctionCell[][] {
  const found: FunctionCell[][] = [];
  for (let at = 0; at < cells.length; at += CELLS_PER_WRITE) found.push(cells.slice(at, at + CELLS_PER_WRITE));
  return found;
}
