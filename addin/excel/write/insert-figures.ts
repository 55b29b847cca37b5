import { figuresBlock, type Figures, type FiguresBlock } from './figures-block.ts';
import { columnLetters } from '../../../shared/workbook-file/column-letters.ts';
import { textForExcel } from './text-cell.ts';
import type { SheetValue } from '../../../shared/sync/read/sheet-table.ts';
import { done, hindered, type Outcome } from '../workbook-problem.ts';

/** 'occupied': some cell of the area holds something, or a table is in or next to it; nothing was written. */
export type InsertOutcome = 'written' | 'occupied';

const SHEET_ROWS = 1_048_576;
const SHEET_COLUMNS = 16_384;

interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly rowCount: number;
  readonly columnCount: number;
  /** The area; a new object each time, so that it can be loaded before and after a write of one request. */
  readonly area: () => Excel.Range;
}

/**
 * Writes figures as plain values from the active cell on, if everything there is empty. Three requests, one more where
 * text did not stay text. Problems: a protected sheet, and text that Excel changed twice; then nothing is left behind.
 */
export async function insertFigures(context: Excel.RequestContext, figures: Figures): Promise<Outcome<InsertOutcome>> {
  const block = figuresBlock(figures);
  const start = context.workbook.getActiveCell().load('rowIndex,columnIndex');
  start.worksheet.load('name,protection/protected');
  await context.sync();
  const { name: sheet, protection } = start.worksheet;
  if (protection.protected) return hindered({ kind: 'sheetProtected', sheet });
  const [rowCount, columnCount] = [block.values.length, block.values[0]?.length ?? 0];
  const [row, column] = [start.rowIndex, start.columnIndex];
  if (row + rowCount > SHEET_ROWS || column + columnCount > SHEET_COLUMNS) return done('occupied');
  const area = (): Excel.Range => start.worksheet.getRangeByIndexes(row, column, rowCount, columnCount);
  const place: Place = { sheet, row, column, rowCount, columnCount, area };
  return (await isFree(context, start.worksheet, place)) ? await write(context, place, block) : done('occupied');
}

async function isFree(context: Excel.RequestContext, worksheet: Excel.Worksheet, place: Place): Promise<boolean> {
  const { row, column, rowCount, columnCount, area } = place;
  const found = area().load('formulas');
  // A table grows over what is written right below or right beside it, so the cells above and on the left count as well.
  const [above, left] = [Math.min(row, 1), Math.min(column, 1)];
  const reach = worksheet.getRangeByIndexes(row - above, column - left, rowCount + above, columnCount + left);
  const tables = reach.getTables(false).load('items/name');
  await context.sync();
  return tables.items.length === 0 && isBlank(found);
}

function isBlank({ formulas }: Excel.Range): boolean {
  return formulas.every((line: readonly unknown[]) => line.every((formula) => formula === ''));
}

async function write(
  context: Excel.RequestContext,
  place: Place,
  block: FiguresBlock,
): Promise<Outcome<InsertOutcome>> {
  const before = place.area().load('formulas,values,numberFormat');
  const target = place.area();
  target.numberFormat = block.formats.map((line) => [...line]);
  target.values = block.values.map((line) => line.map(written));
  const after = place.area().load('formulas,values');
  await context.sync();
  if (!isBlank(before)) {
    await putBack(context, place, before);
    return done('occupied');
  }
  const wrong = wrongCells(after, block);
  const [first] = wrong;
  if (first === undefined || (await writeAgain(context, place, block, wrong))) return done('written');
  await putBack(context, place, before);
  const address = `${columnLetters(place.column + first.column)}${place.row + first.row + 1}`;
  return hindered({ kind: 'textNotKept', sheet: place.sheet, address, text: String(first.value) });
}

function written(value: SheetValue): SheetValue {
  return typeof value === 'string' && value !== '' ? textForExcel(value) : value;
}

interface WrongCell {
  readonly row: number;
  readonly column: number;
  readonly value: SheetValue;
}

/** Cells that hold something else than what was written. */
function wrongCells(after: Excel.Range, block: FiguresBlock): WrongCell[] {
  return block.values.flatMap((line, row) =>
    line.flatMap((value, column): WrongCell[] => {
      const isKept = after.values[row]?.[column] === value && after.formulas[row]?.[column] === value;
      return isKept ? [] : [{ row, column, value }];
    }),
  );
}

/** Text once more without the apostrophe, for an Excel that takes it for a part of a text cell. True when all is right. */
async function writeAgain(
  context: Excel.RequestContext,
  place: Place,
  block: FiguresBlock,
  wrong: readonly WrongCell[],
): Promise<boolean> {
  for (const { row, column, value } of wrong) place.area().getCell(row, column).values = [[value]];
  const after = place.area().load('formulas,values');
  await context.sync();
  return wrongCells(after, block).length === 0;
}

/** The area as it was: somebody has typed into it since it was looked at, or the figures cannot stand there. */
async function putBack(context: Excel.RequestContext, place: Place, before: Excel.Range): Promise<void> {
  const target = place.area();
  target.numberFormat = before.numberFormat;
  target.formulas = before.formulas.map((line: readonly SheetValue[], row) =>
    line.map((formula, column) => (formula === before.values[row]?.[column] ? written(formula) : formula)),
  );
  await context.sync();
}
