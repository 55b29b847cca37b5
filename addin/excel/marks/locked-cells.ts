import {
  lockedBlocks,
  lockedLook,
  lockedMessages,
  type LockedBlock,
  type LockedMessage,
} from '../../../shared/plan/locked-blocks.ts';
import { lockableColumns, type LockedCells } from '../../../shared/plan/locked-cells.ts';
import { getOrMake } from '../../../shared/sync/get-or-make.ts';
import { dropDownsOf } from '../set-up/drop-downs.ts';
import { findDropDownSources } from '../set-up/list-sheet.ts';
import { bodyBlock, findLayouts, type TableLayout } from '../read/table-layout.ts';
import { done, type Outcome } from '../workbook-problem.ts';

/** Row IDs in one answer: about 1 MB of the 5 that Excel on the web gives. */
const IDS_PER_REQUEST = 50_000;
/**
 * Blocks of a table: one whose locked rows lie more scattered than that gets no look, rather than half of one. Each is a
 * conditional format, of which Excel draws some thousands without being slow.
 */
const MOST_BLOCKS = 3_000;
/** Blocks that are written at once, so that a request stays well below what Excel on the web takes. */
const BLOCKS_PER_REQUEST = 400;

/** Excel counts negative priorities from the back. */
const AT_THE_BACK = -1;
const NO_PROMPT = { message: '', showPrompt: false, title: '' };

/**
 * [FD1] Greys the cells that are locked, says why beside the selected one, and takes away what was grey before. Drop-downs
 * keep their own message. Requests: 2 to find the tables, 1 for the lists, 2 for what is there, 1 for 50,000 Row IDs of a
 * table that holds locked cells, 1 to look at or write 400 blocks or messages.
 * @returns how many blocks are grey now
 */
export async function greyLockedCells(
  context: Excel.RequestContext,
  locked: readonly LockedCells[],
): Promise<Outcome<number>> {
  const layouts = [...(await findLayouts(context)).values()].filter(
    ({ isProtected, rowCount, match }) => !isProtected && rowCount > 0 && match.rowIdIndex !== null,
  );
  if (layouts.length === 0) return done(0);
  const sources = await findDropDownSources(context);
  const grey = await greyNow(context, layouts);
  let blocks = 0;
  for (const layout of layouts) {
    const ofTable = locked.filter(({ table }) => table === layout.table.name);
    const rows = ofTable.length === 0 ? [] : await rowIdsOf(context, layout);
    const wanted = ofTable.flatMap((cells) => lockedBlocks(rows, indexesOf(layout, cells), cells));
    const shown = wanted.length > MOST_BLOCKS ? [] : wanted;
    blocks += shown.length;
    const now = grey.get(layout.table.name) ?? [];
    const lists = new Set(dropDownsOf(layout, sources).map((dropDown) => dropDown.index));
    const messages = lockedMessages(shown).filter(({ column }) => !lists.has(column));
    // Each write can cost the person an undo.
    const isGreySame = isSame(layout, now, shown);
    if (isGreySame && (await areSaid(context, layout, messages))) continue;
    queueNoPrompts(layout, lists);
    await inRequests(context, messages, (message) => queuePrompt(layout, message));
    if (isGreySame) continue;
    for (const { format } of now) format.delete();
    await inRequests(context, shown, (block) => queueGrey(rangeOf(layout, block)));
  }
  await context.sync();
  return done(blocks);
}

/** The Row IDs of a table's body in the order of the sheet. */
async function rowIdsOf(context: Excel.RequestContext, layout: TableLayout): Promise<string[]> {
  const ids: string[] = [];
  for (let row = 0; row < layout.rowCount; row += IDS_PER_REQUEST) {
    const count = Math.min(IDS_PER_REQUEST, layout.rowCount - row);
    const block = bodyBlock(layout, row, layout.match.rowIdIndex ?? 0, count, 1).load('values');
    await context.sync();
    for (const [id] of block.values) ids.push(String(id));
  }
  return ids;
}

function indexesOf({ match }: TableLayout, { columns }: LockedCells): number[] {
  return columns.flatMap((name) => match.indexByColumn.get(name) ?? []);
}

/** Where grey lies, as rows and columns of the sheet. */
type Place = Pick<Excel.Range, 'rowIndex' | 'columnIndex' | 'rowCount' | 'columnCount'>;

interface Grey {
  readonly format: Excel.ConditionalFormat;
  /** Null: it lies on several ranges, as a file or a person who has moved cells makes it. */
  readonly place: Place | null;
}

function placeText({ rowIndex, columnIndex, rowCount, columnCount }: Place): string {
  return `${rowIndex} ${columnIndex} ${rowCount} ${columnCount}`;
}

function isSame({ firstRow, firstColumn }: TableLayout, now: readonly Grey[], wanted: readonly LockedBlock[]): boolean {
  const there = now.map(({ place }) => (place === null ? '' : placeText(place))).toSorted();
  const places = wanted.map(({ row, column, rowCount, columnCount }) =>
    placeText({ rowIndex: firstRow + row, columnIndex: firstColumn + column, rowCount, columnCount }),
  );
  return there.join() === places.toSorted().join();
}

function rangeOf(layout: TableLayout, { row, rowCount, column, columnCount }: Omit<LockedBlock, 'hint'>): Excel.Range {
  return bodyBlock(layout, row, column, rowCount, columnCount);
}

function queueGrey(range: Excel.Range): void {
  const added = range.conditionalFormats.add('Custom');
  added.custom.rule.formula = lockedLook.formula;
  added.custom.format.fill.color = lockedLook.fill;
  added.custom.format.font.color = lockedLook.font;
  // Below everything else: what somebody has typed over a locked value must look refused, not locked.
  added.priority = AT_THE_BACK;
}

/** Takes away the input messages of the columns that have no list: those of lists belong to the drop-down. */
function queueNoPrompts(layout: TableLayout, lists: ReadonlySet<number>): void {
  for (const name of lockableColumns(layout.table.name)) {
    const column = layout.match.indexByColumn.get(name);
    if (column === undefined || lists.has(column)) continue;
    bodyBlock(layout, 0, column, layout.rowCount, 1).dataValidation.prompt = NO_PROMPT;
  }
}

function queuePrompt(layout: TableLayout, { row, rowCount, column, hint }: LockedMessage): void {
  const { dataValidation } = bodyBlock(layout, row, column, rowCount, 1);
  dataValidation.prompt = { message: hint, showPrompt: true, title: lockedLook.title };
}

/** True when each message stands where it belongs; looked at is the first cell of each, as all of them were written alike. */
async function areSaid(
  context: Excel.RequestContext,
  layout: TableLayout,
  messages: readonly LockedMessage[],
): Promise<boolean> {
  const said: { readonly validation: Excel.DataValidation; readonly hint: string }[] = [];
  await inRequests(context, messages, ({ row, column, hint }) => {
    said.push({ validation: bodyBlock(layout, row, column, 1, 1).dataValidation.load('prompt'), hint });
  });
  if (said.length % BLOCKS_PER_REQUEST > 0) await context.sync();
  return said.every(({ validation, hint }) => validation.prompt.message === hint);
}

/** Queues something for each, in requests of a size that Excel on the web takes; what is left goes with the next one. */
async function inRequests<T>(
  context: Excel.RequestContext,
  each: readonly T[],
  queue: (one: T) => void,
): Promise<void> {
  for (const [index, one] of each.entries()) {
    queue(one);
    if ((index + 1) % BLOCKS_PER_REQUEST === 0) await context.sync();
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
        const place = format.getRangeOrNullObject().load('rowIndex,columnIndex,rowCount,columnCount');
        return { table, format, place, rule: format.custom.rule.load('formula') };
      }),
  );
  if (found.length > 0) await context.sync();
  const grey = new Map<string, Grey[]>();
  for (const { table, format, place, rule } of found) {
    if (rule.formula !== lockedLook.formula) continue;
    getOrMake(grey, table, (): Grey[] => []).push({ format, place: place.isNullObject ? null : place });
  }
  return grey;
}
