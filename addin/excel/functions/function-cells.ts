import { CELLS_PER_READ, packBlocks } from '../read/read-tables.ts';
import { columnLetters } from '../../../shared/workbook-file/column-letters.ts';
import type { SheetValue } from '../../../shared/sync/read/sheet-table.ts';
import { done, hindered, type Outcome, type WorkbookProblem } from '../workbook-problem.ts';

/** A cell whose formula calls a function of this add-in. Row and column count from 0 on the sheet. */
export interface FunctionCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly formula: string;
  readonly value: SheetValue;
  /** It shows an error, or still waits for its figure. */
  readonly isUnsettled: boolean;
}

/** Why cells of a sheet cannot be written now. */
interface Obstacle {
  readonly sheet: string;
  readonly problem: WorkbookProblem;
  readonly holds: (cell: FunctionCell) => boolean;
}

interface Area {
  readonly sheet: string;
  readonly rowIndex: number;
  readonly columnIndex: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** True when a formula calls SEP.…; what stands in texts, quoted sheet names and column references does not count. */
export function callsFunction(formula: string): boolean {
  const code = formula.replaceAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^[\]]*\]/g, ' ');
  // Where the add-in is not loaded, Excel may show the name as it is stored in files.
  return /(?<![\w.])(?:_xldudf_)?SEP[._][A-Z][A-Z0-9._]*\(/i.test(code);
}

/**
 * Every such cell of the workbook, hidden sheets included. Two requests, and one for about 40,000 cells in use. The
 * problems are those that would keep the cells from being written: a protected sheet, a filter on a table around them.
 */
export async function findFunctionCells(context: Excel.RequestContext): Promise<Outcome<readonly FunctionCell[]>> {
  const sheets = context.workbook.worksheets.load('items/name,items/protection/protected');
  await context.sync();
  const looked = sheets.items.map((worksheet) => ({
    worksheet,
    used: worksheet.getUsedRangeOrNullObject(false).load('rowIndex,columnIndex,rowCount,columnCount'),
    tables: worksheet.tables.load('items/name,items/autoFilter/isDataFiltered'),
  }));
  await context.sync();
  const areas = looked.flatMap(({ worksheet, used }): Area[] => {
    if (used.isNullObject) return [];
    const { rowIndex, columnIndex, rowCount, columnCount } = used;
    return [{ sheet: worksheet.name, rowIndex, columnIndex, rowCount, columnCount }];
  });
  const cells: FunctionCell[] = [];
  for (const request of packBlocks(areas, CELLS_PER_READ)) {
    const blocks = request.flatMap(({ index, from, rowCount }) => {
      const area = areas[index];
      return area ? [{ ...area, rowIndex: area.rowIndex + from, rowCount }] : [];
    });
    const read = await readBlocks(context, blocks);
    if (!read.ok) return read;
    cells.push(...read.value);
  }
  if (cells.length === 0) return done(cells);
  const obstacle = (await findObstacles(context, looked)).find(({ sheet, holds }) =>
    cells.some((cell) => cell.sheet === sheet && holds(cell)),
  );
  return obstacle ? hindered(obstacle.problem) : done(cells);
}

async function readBlocks(
  context: Excel.RequestContext,
  blocks: readonly Area[],
): Promise<Outcome<readonly FunctionCell[]>> {
  const ranges = blocks.map(({ sheet, rowIndex, columnIndex, rowCount, columnCount }) =>
    context.workbook.worksheets
      .getItem(sheet)
      .getRangeByIndexes(rowIndex, columnIndex, rowCount, columnCount)
      .load('values,formulas,valueTypes'),
  );
  await context.sync();
  const cells: FunctionCell[] = [];
  for (const [index, block] of blocks.entries()) {
    const range = ranges[index];
    const found = range ? cellsOf(block, range) : null;
    range?.untrack();
    if (found === null) {
      const { sheet, rowIndex, columnIndex } = block;
      return hindered({ kind: 'unreadable', sheet, address: `${columnLetters(columnIndex)}${rowIndex + 1}` });
    }
    cells.push(...found);
  }
  return done(cells);
}

/** Null when Excel gave no values. */
function cellsOf({ sheet, rowIndex, columnIndex, rowCount }: Area, range: Excel.Range): FunctionCell[] | null {
  // Over its limits Excel answers null although the type says otherwise.
  const formulas: readonly (readonly unknown[])[] | null = range.formulas;
  const values: readonly (readonly SheetValue[])[] | null = range.values;
  const types: readonly (readonly string[])[] | null = range.valueTypes;
  if (formulas?.length !== rowCount || values?.length !== rowCount || types?.length !== rowCount) return null;
  return formulas.flatMap((line, row) =>
    line.flatMap((formula, column): FunctionCell[] => {
      const value = values[row]?.[column] ?? '';
      // Text that starts with "=" comes as it is; only a formula's value differs from it.
      if (typeof formula !== 'string' || !formula.startsWith('=') || formula === value) return [];
      if (!callsFunction(formula)) return [];
      const isUnsettled = types[row]?.[column] === 'Error' || /^#(?:BUSY!|GETTING_DATA)/.test(String(value));
      return [{ sheet, row: rowIndex + row, column: columnIndex + column, formula, value, isUnsettled }];
    }),
  );
}

interface LookedAt {
  readonly worksheet: Excel.Worksheet;
  readonly tables: Excel.TableCollection;
}

/** Protected sheets, and filtered tables, in which Excel misplaces what is written. */
async function findObstacles(context: Excel.RequestContext, looked: readonly LookedAt[]): Promise<Obstacle[]> {
  const filtered = looked.flatMap(({ worksheet, tables }) =>
    tables.items
      .filter(({ autoFilter }) => autoFilter.isDataFiltered)
      .map((table) => {
        const area = table.getRange().load('rowIndex,columnIndex,rowCount,columnCount');
        return { sheet: worksheet.name, name: table.name, area };
      }),
  );
  if (filtered.length > 0) await context.sync();
  const locked = looked.filter(({ worksheet }) => worksheet.protection.protected);
  return [
    ...locked.map(({ worksheet: { name } }): Obstacle => {
      return { sheet: name, problem: { kind: 'sheetProtected', sheet: name }, holds: () => true };
    }),
    ...filtered.map(({ sheet, name, area }): Obstacle => {
      return { sheet, problem: { kind: 'filterOn', tables: [name] }, holds: (cell) => isInside(area, cell) };
    }),
  ];
}

function isInside(area: Excel.Range, { row, column }: FunctionCell): boolean {
  const { rowIndex, columnIndex, rowCount, columnCount } = area;
  return row >= rowIndex && row < rowIndex + rowCount && column >= columnIndex && column < columnIndex + columnCount;
}
