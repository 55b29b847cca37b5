import { lockableColumns, type LockedCells } from '../../../shared/plan/locked-cells.ts';
import { getOrMake } from '../../../shared/sync/get-or-make.ts';
import { dropDownsOf } from '../set-up/drop-downs.ts';
import { findDropDownSources } from '../set-up/list-sheet.ts';
import { bodyBlock, findLayouts, type TableLayout } from '../read/table-layout.ts';
import { done, type Outcome } from '../workbook-problem.ts';

/** Of a longer table the Row IDs alone would take more time than the look is worth. */
const MOST_ROWS = 20_000;
/** Blocks of a table: a table whose locked rows lie more scattered than that gets no look, rather than half of one. */
const MOST_BLOCKS = 400;

/** Always true, and known again as ours; it lies over the person's own formats and goes without a trace. */
const FORMULA = '=ISTEXT("SEP Sync: is locked")';
/** The look of computed columns: neither is for typing. */
const FILL = '#F2F2F2';
const FONT = '#595959';
/** Excel counts negative priorities from the back. */
const AT_THE_BACK = -1;
const TITLE = 'Locked';
const NO_PROMPT = { message: '', showPrompt: false, title: '' };

/** Rows and columns of a table's body, from 0, that lie side by side and are locked for one reason. */
interface Block {
  readonly row: number;
  readonly rowCount: number;
  readonly column: number;
  readonly columnCount: number;
  readonly hint: string;
}

/**
 * [FD1] Greys the cells that are locked, says why beside the selected one, and takes away what was grey before. Drop-downs
 * keep their own message. Requests: 2 to find the tables, 1 for the lists, 2–3 for what is there, 1 to write.
 * @returns how many blocks are grey now
 */
export async function greyLockedCells(
  context: Excel.RequestContext,
  locked: readonly LockedCells[],
): Promise<Outcome<number>> {
  const layouts = [...(await findLayouts(context)).values()].filter(
    ({ isProtected, rowCount, match }) =>
      !isProtected && rowCount > 0 && rowCount <= MOST_ROWS && match.rowIdIndex !== null,
  );
  if (layouts.length === 0) return done(0);
  const sources = await findDropDownSources(context);
  const ids = layouts.map((layout) =>
    bodyBlock(layout, 0, layout.match.rowIdIndex ?? 0, layout.rowCount, 1).load('values'),
  );
  const grey = await greyNow(context, layouts);
  let blocks = 0;
  layouts.forEach((layout, index) => {
    const rows = (ids[index]?.values ?? []).map(([id]) => String(id));
    const wanted = locked
      .filter(({ table }) => table === layout.table.name)
      .flatMap((cells) => blocksOf(layout, rows, cells));
    const shown = wanted.length > MOST_BLOCKS ? [] : wanted;
    blocks += shown.length;
    const now = grey.get(layout.table.name) ?? [];
    // Each write can cost the person an undo.
    if (isSame(layout, now, shown)) return;
    for (const { format } of now) format.delete();
    queuePrompts(layout, shown, new Set(dropDownsOf(layout, sources).map((dropDown) => dropDown.index)));
    for (const block of shown) queueGrey(rangeOf(layout, block));
  });
  await context.sync();
  return done(blocks);
}

/** Where grey lies, as rows and columns of the sheet. */
type Place = Pick<Excel.Range, 'rowIndex' | 'columnIndex' | 'rowCount' | 'columnCount'>;

interface Grey {
  readonly format: Excel.ConditionalFormat;
  readonly place: Place;
}

function placeText({ rowIndex, columnIndex, rowCount, columnCount }: Place): string {
  return `${rowIndex} ${columnIndex} ${rowCount} ${columnCount}`;
}

function isSame({ firstRow, firstColumn }: TableLayout, now: readonly Grey[], wanted: readonly Block[]): boolean {
  const there = now.map(({ place }) => placeText(place)).toSorted();
  const places = wanted.map(({ row, column, rowCount, columnCount }) =>
    placeText({ rowIndex: firstRow + row, columnIndex: firstColumn + column, rowCount, columnCount }),
  );
  return there.join() === places.toSorted().join();
}

function rangeOf(layout: TableLayout, { row, rowCount, column, columnCount }: Omit<Block, 'hint'>): Excel.Range {
  return bodyBlock(layout, row, column, rowCount, columnCount);
}

function queueGrey(range: Excel.Range): void {
  const added = range.conditionalFormats.add('Custom');
  added.custom.rule.formula = FORMULA;
  added.custom.format.fill.color = FILL;
  added.custom.format.font.color = FONT;
  // Below everything else: what somebody has typed over a locked value must look refused, not locked.
  added.priority = AT_THE_BACK;
}

/** Input messages of the columns that have no list: those of lists belong to the drop-down. */
function queuePrompts(layout: TableLayout, blocks: readonly Block[], lists: ReadonlySet<number>): void {
  const isPlain = (column: number): boolean => !lists.has(column);
  for (const name of lockableColumns(layout.table.name)) {
    const column = layout.match.indexByColumn.get(name);
    if (column === undefined || !isPlain(column)) continue;
    bodyBlock(layout, 0, column, layout.rowCount, 1).dataValidation.prompt = NO_PROMPT;
  }
  for (const { row, rowCount, column, columnCount, hint } of blocks) {
    for (let offset = 0; offset < columnCount; offset++) {
      if (!isPlain(column + offset)) continue;
      const range = bodyBlock(layout, row, column + offset, rowCount, 1);
      range.dataValidation.prompt = { message: hint, showPrompt: true, title: TITLE };
    }
  }
}

/** Our grey as it is now, by table. */
async function greyNow(context: Excel.RequestContext, layouts: readonly TableLayout[]): Promise<Map<string, Grey[]>> {
  const looks = layouts.map((layout) => {
    const body = bodyBlock(layout, 0, 0, layout.rowCount, layout.columnCount);
    return { table: layout.table.name, formats: body.conditionalFormats.load('items/type,items/id') };
  });
  await context.sync();
  const found = looks.flatMap(({ table, formats }) =>
    formats.items
      .filter(({ type }) => type === 'Custom')
      .map((format) => {
        const place = format.getRange().load('rowIndex,columnIndex,rowCount,columnCount');
        return { table, format, place, rule: format.custom.rule.load('formula') };
      }),
  );
  if (found.length > 0) await context.sync();
  const grey = new Map<string, Grey[]>();
  for (const { table, format, place, rule } of found) {
    if (rule.formula === FORMULA) getOrMake(grey, table, (): Grey[] => []).push({ format, place });
  }
  return grey;
}

/** The locked cells of a table in as few blocks as rows and columns that lie side by side allow. */
function blocksOf({ match }: TableLayout, ids: readonly string[], { rows, columns, hint }: LockedCells): Block[] {
  const indexes = columns.flatMap((name) => match.indexByColumn.get(name) ?? []).toSorted((a, b) => a - b);
  const columnRuns = runsOf(indexes);
  return runsOf(ids.flatMap((id, row) => (rows.has(id) ? [row] : []))).flatMap(([row, rowCount]) =>
    columnRuns.map(([column, columnCount]) => ({ row, rowCount, column, columnCount, hint })),
  );
}

/** Runs of numbers that follow each other, as first and count. */
function runsOf(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === number) last[1]++;
    else runs.push([number, 1]);
  }
  return runs;
}
