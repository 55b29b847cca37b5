import {
  lockedBlocks,
  lockedLook,
  lockedMessages,
  type LockedBlock,
  type LockedMessage,
} from '../../../shared/plan/locks/locked-blocks.ts';
import { lockableColumns, type LockedCells } from '../../../shared/plan/locks/locked-cells.ts';
import { getOrMake } from '../../../shared/sync/get-or-make.ts';
import { columnLetters, columnOfLetters } from '../../../shared/workbook-file/column-letters.ts';
import { dropDownsOf } from '../set-up/drop-downs.ts';
import { findDropDownSources } from '../set-up/list-sheet.ts';
import { bodyBlock, findLayouts, type TableLayout } from '../read/table-layout.ts';
import { done, type Outcome } from '../workbook-problem.ts';
import { areSaid, putPrompts } from './own-prompts.ts';
import { inRequests } from './validated-runs.ts';

/** Row IDs in one answer: about 1 MB of the 5 that Excel on the web gives. */
const IDS_PER_REQUEST = 50_000;
/** Blocks of a table: one whose locked rows lie more scattered than that gets no look, rather than half of one. */
const MOST_BLOCKS = 50_000;
/** Blocks of one conditional format: their address stays below the 8,192 characters that Excel takes, with the sheet's name as well. */
const BLOCKS_PER_FORMAT = 200;
/** Formats that are written at once, so that a request stays well below what Excel on the web takes. */
const FORMATS_PER_REQUEST = 50;
/** Messages of a table: each is a rule of its own, and with many thousands Excel is slow. */
const MOST_MESSAGES = 3_000;

/** Excel counts negative priorities from the back. */
const AT_THE_BACK = -1;

/**
 * [FD1] Greys the cells that are locked, says why beside the selected one, and takes away what was grey before. Drop-downs
 * keep their own message, and cells what somebody says beside them. Requests: 2 to find the tables, 1 for the lists, 2 for what is
 * there, 1 for 50,000 Row IDs of a table that holds locked cells, 1 to look at or write 400 messages or 10,000 blocks. What lies in very many runs is grey
 * without a message.
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
    const messages = messagesOf(shown, lists);
    // Each write can cost the person an undo.
    const isGreySame = isSame(layout, now, shown);
    if (isGreySame && (await areSaid(context, layout, messages))) continue;
    await putPrompts(context, layout, saidColumns(layout, lists), { messages, cuts: cutsOf(layout, now) });
    if (isGreySame) continue;
    for (const { format } of now) format.delete();
    const addresses = shown.map((block) => addressOf(layout, block));
    const formats = portionsOf(addresses, BLOCKS_PER_FORMAT);
    await inRequests(context, formats, FORMATS_PER_REQUEST, (areas) => queueGrey(layout, areas));
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

function messagesOf(blocks: readonly LockedBlock[], lists: ReadonlySet<number>): LockedMessage[] {
  const messages = lockedMessages(blocks).filter(({ column }) => !lists.has(column));
  return messages.length > MOST_MESSAGES ? [] : messages;
}

interface Grey {
  readonly format: Excel.ConditionalFormat;
  /** Addresses of the areas it lies on, without their sheet. */
  readonly areas: readonly string[];
}

function addressOf(
  { firstRow, firstColumn }: TableLayout,
  { row, rowCount, column, columnCount }: Omit<LockedBlock, 'hint'>,
): string {
  const corner = (down: number, right: number) => `${columnLetters(firstColumn + right)}${firstRow + down + 1}`;
  const first = corner(row, column);
  const last = corner(row + rowCount - 1, column + columnCount - 1);
  return first === last ? first : `${first}:${last}`;
}

/** The areas of an address such as `'Lines, 2026'!A1:B4,'Lines, 2026'!D2`. */
function areasIn(address: string): string[] {
  return [...address.matchAll(/(?:^|[!,])\s*\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?(?=\s*(?:,|$))/g)].map(
    ([, column = '', row = '', lastColumn, lastRow]) =>
      lastColumn === undefined ? `${column}${row}` : `${column}${row}:${lastColumn}${lastRow}`,
  );
}

function isSame(layout: TableLayout, now: readonly Grey[], wanted: readonly LockedBlock[]): boolean {
  const there = now.flatMap(({ areas }) => areas).toSorted();
  return (
    there.join() ===
    wanted
      .map((block) => addressOf(layout, block))
      .toSorted()
      .join()
  );
}

function portionsOf<T>(all: readonly T[], size: number): T[][] {
  const portions: T[][] = [];
  for (let at = 0; at < all.length; at += size) portions.push(all.slice(at, at + size));
  return portions;
}

function queueGrey({ worksheet }: TableLayout, areas: readonly string[]): void {
  const added = worksheet.getRanges(areas.join()).conditionalFormats.add('Custom');
  added.custom.rule.formula = lockedLook.formula;
  added.custom.format.fill.color = lockedLook.fill;
  added.custom.format.font.color = lockedLook.font;
  // Below everything else: what somebody has typed over a locked value must look refused, not locked.
  added.priority = AT_THE_BACK;
}

/** The columns in which cells may be locked and that have no list, whose message belongs to the drop-down. */
function saidColumns(layout: TableLayout, lists: ReadonlySet<number>): number[] {
  const columns = lockableColumns(layout.table.name).flatMap((name) => layout.match.indexByColumn.get(name) ?? []);
  return columns.filter((column) => !lists.has(column));
}

/** By column, rows of the body at which our grey begins or ends, beside which our messages stand; of very many places none has any. */
function cutsOf({ firstRow, firstColumn }: TableLayout, grey: readonly Grey[]): Map<number, number[]> {
  const cuts = new Map<number, number[]>();
  const areas = grey.flatMap((each) => each.areas);
  if (areas.length > MOST_MESSAGES) return cuts;
  for (const area of areas) {
    const [first = '', last = first] = area.split(':');
    const [row, column, lastRow, lastColumn] = [rowIn(first), columnIn(first), rowIn(last), columnIn(last)];
    for (let at = column; at <= lastColumn; at++) {
      getOrMake(cuts, at - firstColumn, (): number[] => []).push(row - firstRow, lastRow + 1 - firstRow);
    }
  }
  return cuts;
}

function rowIn(address: string): number {
  return Number(/\d+/.exec(address)?.[0]) - 1;
}

function columnIn(address: string): number {
  return columnOfLetters(/[A-Z]+/.exec(address)?.[0] ?? '');
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
      .map((format) => ({
        table,
        format,
        rule: format.custom.rule.load('formula'),
        ranges: format.getRanges().load('address'),
      })),
  );
  if (found.length > 0) await context.sync();
  const grey = new Map<string, Grey[]>();
  for (const { table, format, rule, ranges } of found) {
    if (rule.formula !== lockedLook.formula) continue;
    getOrMake(grey, table, (): Grey[] => []).push({ format, areas: areasIn(ranges.address) });
  }
  return grey;
}
