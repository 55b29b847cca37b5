import { isRowId } from '../../../shared/tables/cell.ts';
import { isTooLarge } from '../excel-run.ts';
import { bodyBlock, findLayouts, requireLayouts, sheetColumns, addressOf, type TableLayout } from './table-layout.ts';
import type { SheetRow, SheetTable, SheetValue } from '../../../shared/sync/read/sheet-table.ts';
import { lookAtMetadata, type MetadataLook } from '../metadata-sheet.ts';
import type { ReadOptions, WorkWatch } from '../workbook-port.ts';
import { done, hindered, type Outcome } from '../workbook-problem.ts';

/**
 * Cells per request. Values, formulas and value types of a cell are about 35 bytes of JSON, so a reply is about 1.4 MB,
 * well under Excel's 5 MB; blocks of text that is longer are split further when Excel refuses them.
 */
export const CELLS_PER_READ = 40_000;
export const ROWS_PER_READ = 5_000;

/** [FA6] Rows under a table that are looked at: a row typed after a gap or under a total is near, notes may be far. */
const ROWS_LOOKED_AT_BELOW = 10;

/** How often a table is read again when its rows moved while its blocks were read one after the other. */
const READ_ATTEMPTS = 3;

interface Block {
  readonly layout: TableLayout;
  readonly from: number;
  readonly rowCount: number;
}

/** What one reading has taken. */
interface Reads {
  /** How many requests each table took: with more than one, somebody can sort it in between. */
  readonly ofTable: Map<TableLayout, number>;
  /** The metadata together with the last of the cells. */
  end: MetadataLook | null;
}

/** Rows per block of a table that is `columnCount` wide. */
export function rowsPerBlock(columnCount: number, cellsPerRead: number): number {
  return Math.max(1, Math.min(ROWS_PER_READ, Math.floor(cellsPerRead / Math.max(1, columnCount))));
}

/**
 * Splits tables into blocks and packs blocks into requests of at most `cellsPerRead` cells. Requests: at most
 * 1 + 2 × (all cells / `cellsPerRead`), and one for every block that alone is wider than that.
 */
export function packBlocks(
  tables: readonly { readonly rowCount: number; readonly columnCount: number }[],
  cellsPerRead: number,
): { readonly index: number; readonly from: number; readonly rowCount: number }[][] {
  const requests: { index: number; from: number; rowCount: number }[][] = [];
  let room = 0;
  tables.forEach(({ rowCount, columnCount }, index) => {
    const size = rowsPerBlock(columnCount, cellsPerRead);
    for (let from = 0; from < rowCount; from += size) {
      const block = { index, from, rowCount: Math.min(size, rowCount - from) };
      const cells = block.rowCount * columnCount;
      const current = requests.at(-1);
      if (current && cells <= room) current.push(block);
      else requests.push([block]);
      room = (current && cells <= room ? room : cellsPerRead) - cells;
    }
  });
  return requests;
}

/**
 * Reads tables with their rows at one moment: when rows moved between two blocks of a table, it is read again. What the workbook says of
 * itself is looked at with the last request for cells, so that it costs none of its own: a pane notes an update with its first cells and
 * the revision after its last ones, so where nothing else is said by then, no pane has written since the survey.
 */
export async function readTables(
  context: Excel.RequestContext,
  names: readonly string[],
  { watch, said }: ReadOptions = {},
): Promise<Outcome<readonly SheetTable[]>> {
  for (let attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
    const layouts = requireLayouts(await findLayouts(context), names);
    if (!layouts.ok) return layouts;
    const reads: Reads = { ofTable: new Map(), end: null };
    const under = blocksBelow(layouts.value);
    const read = await readLayouts(context, layouts.value, { reads, watch, isToTheEnd: under.length === 0 });
    if (!read.ok) return read;
    const below = await readBelow(context, under, reads);
    if (!below.ok) return below;
    if (said !== undefined && reads.end?.saysJust(said) === false) return hindered({ kind: 'overtaken' });
    const tables = layouts.value.map((layout, index) =>
      tableOf(layout, read.value[index] ?? [], below.value.get(layout.table.name)),
    );
    const severed = layouts.value.filter((layout) => (reads.ofTable.get(layout) ?? 0) > 1);
    if (severed.length === 0 || (await idsStillStand(context, severed, tables))) return done(tables);
  }
  return hindered({ kind: 'rowsMoved', table: names.join(', ') });
}

interface LayoutsReading {
  readonly reads: Reads;
  readonly watch: WorkWatch | undefined;
  /** No cells are read after these. */
  readonly isToTheEnd: boolean;
}

async function readLayouts(
  context: Excel.RequestContext,
  layouts: readonly TableLayout[],
  { reads, watch, isToTheEnd }: LayoutsReading,
): Promise<Outcome<readonly SheetRow[][]>> {
  const rows: SheetRow[][] = layouts.map(() => []);
  const total = layouts.reduce((sum, { rowCount }) => sum + rowCount, 0);
  let count = 0;
  const requests = packBlocks(layouts, CELLS_PER_READ);
  for (const request of requests) {
    if (watch?.isCancelled() === true) return hindered({ kind: 'cancelled' });
    watch?.progress(count, total);
    for (const { rowCount } of request) count += rowCount;
    const blocks = request.flatMap(({ index, from, rowCount }) => {
      const layout = layouts[index];
      return layout ? [{ index, layout, from, rowCount }] : [];
    });
    const read = await readBlocks(context, blocks, { reads, isLast: isToTheEnd && request === requests.at(-1) });
    if (!read.ok) return read;
    read.value.forEach((found, at) => {
      const into = rows[blocks[at]?.index ?? -1];
      if (into) for (const row of found) into.push(row);
    });
  }
  return done(rows);
}

/** [FA6, W11] The few rows under each table. */
function blocksBelow(layouts: readonly TableLayout[]): Block[] {
  return layouts.flatMap((layout): Block[] => {
    const totals = layout.showTotals ? 1 : 0;
    const rowCount = Math.min(ROWS_LOOKED_AT_BELOW, layout.rowsBelow - totals);
    return rowCount > 0 ? [{ layout, from: layout.rowCount + totals, rowCount }] : [];
  });
}

/** The rows of these blocks, by table. One request. */
async function readBelow(
  context: Excel.RequestContext,
  blocks: readonly Block[],
  reads: Reads,
): Promise<Outcome<ReadonlyMap<string, readonly SheetRow[]>>> {
  if (blocks.length === 0) return done(new Map());
  const under: Reads = { ofTable: new Map(), end: null };
  const read = await readBlocks(context, blocks, { reads: under, isLast: true });
  reads.end = under.end;
  if (!read.ok) return read;
  return done(new Map(blocks.map(({ layout }, index) => [layout.table.name, read.value[index] ?? []])));
}

interface BlocksReading {
  readonly reads: Reads;
  /** No cells are read after these. */
  readonly isLast: boolean;
}

async function readBlocks(
  context: Excel.RequestContext,
  blocks: readonly Block[],
  { reads, isLast }: BlocksReading,
): Promise<Outcome<readonly SheetRow[][]>> {
  const look = isLast ? lookAtMetadata(context) : null;
  const ranges = blocks.map(({ layout, from, rowCount }) =>
    bodyBlock(layout, from, 0, rowCount, layout.columnCount).load('values,formulas,valueTypes'),
  );
  try {
    await context.sync();
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    return await readHalves(context, blocks, { reads, isLast }, error);
  }
  reads.end = look;
  const { ofTable } = reads;
  for (const layout of new Set(blocks.map((block) => block.layout)))
    ofTable.set(layout, (ofTable.get(layout) ?? 0) + 1);
  const results: SheetRow[][] = [];
  for (const [index, block] of blocks.entries()) {
    const range = ranges[index];
    const rows = range ? rowsOf(block, range) : null;
    range?.untrack();
    if (rows === null) return hindered(unreadable(block));
    results.push(rows);
  }
  return done(results);
}

/** The reply was too large: the same blocks in two requests, or one block in two halves. */
async function readHalves(
  context: Excel.RequestContext,
  blocks: readonly Block[],
  { reads, isLast }: BlocksReading,
  error: unknown,
): Promise<Outcome<readonly SheetRow[][]>> {
  const [only] = blocks;
  if (!only || (blocks.length === 1 && only.rowCount === 1)) throw error;
  const isOne = blocks.length === 1;
  const middle = isOne ? Math.floor(only.rowCount / 2) : Math.floor(blocks.length / 2);
  const halves = isOne
    ? [[{ ...only, rowCount: middle }], [{ ...only, from: only.from + middle, rowCount: only.rowCount - middle }]]
    : [blocks.slice(0, middle), blocks.slice(middle)];
  const results: SheetRow[][] = [];
  for (const half of halves) {
    const read = await readBlocks(context, half, { reads, isLast: isLast && half === halves.at(-1) });
    if (!read.ok) return read;
    results.push(...read.value);
  }
  return done(isOne ? [results.flat()] : results);
}

function unreadable({ layout, from, rowCount }: Block): { kind: 'unreadable'; sheet: string; address: string } {
  const last = addressOf(layout, from + rowCount - 1, layout.columnCount - 1);
  return { kind: 'unreadable', sheet: layout.sheetName, address: `${addressOf(layout, from, 0)}:${last}` };
}

const none: readonly number[] = [];

/** The rows of a block; null when Excel gave no values, which must never pass for an empty table. */
function rowsOf({ layout, from, rowCount }: Block, range: Excel.Range): SheetRow[] | null {
  // Over its limits Excel answers null although the type says otherwise.
  const values: readonly (readonly SheetValue[])[] | null = range.values;
  const formulas: readonly (readonly unknown[])[] | null = range.formulas;
  const types: readonly (readonly string[])[] | null = range.valueTypes;
  if (values?.length !== rowCount || formulas?.length !== rowCount || types?.length !== rowCount) return null;
  const { rowIdIndex, indexByColumn } = layout.match;
  const indexes = [...indexByColumn.values()].toSorted((a, b) => a - b);
  const rows: SheetRow[] = [];
  for (let at = 0; at < rowCount; at++) {
    const line = values[at] ?? [];
    const id = String(line[rowIdIndex ?? -1] ?? '');
    const rowId = isRowId(id) ? id : null;
    const cells = indexes.map((index) => line[index] ?? '');
    if (rowId === null && cells.every((value) => value === '')) continue;
    const lineFormulas = formulas[at] ?? [];
    const lineTypes = types[at] ?? [];
    rows.push({
      rowId,
      position: from + at,
      values: cells,
      formulas: placesWhere(indexes, (index) => isFormula(lineFormulas[index], line[index])),
      errors: placesWhere(indexes, (index) => lineTypes[index] === 'Error'),
    });
  }
  return rows;
}

/** Excel gives text that starts with "=" in `formulas` as it is; only a formula's value differs from its formula. */
function isFormula(formula: unknown, value: unknown): boolean {
  return typeof formula === 'string' && formula.startsWith('=') && formula !== value;
}

function placesWhere(indexes: readonly number[], holds: (index: number) => boolean): readonly number[] {
  let found: number[] | null = null;
  indexes.forEach((index, place) => {
    if (holds(index)) (found ??= []).push(place);
  });
  return found ?? none;
}

function tableOf(layout: TableLayout, rows: readonly SheetRow[], below: readonly SheetRow[] = []): SheetTable {
  return { table: layout.table.name, columns: sheetColumns(layout.match), rows, below };
}

/** True when the Row ID cells are those that were read block by block. */
async function idsStillStand(
  context: Excel.RequestContext,
  layouts: readonly TableLayout[],
  tables: readonly SheetTable[],
): Promise<boolean> {
  const columns = layouts.map((layout) => {
    const body = layout.excelTable.getDataBodyRange();
    return body.getColumn(layout.match.rowIdIndex ?? 0).load('values');
  });
  await context.sync();
  return layouts.every((layout, index) => {
    const values: readonly (readonly unknown[])[] | null = columns[index]?.values ?? null;
    const table = tables.find(({ table }) => table === layout.table.name);
    if (values?.length !== layout.rowCount || !table) return false;
    const seen = new Map(table.rows.map((row) => [row.position, row.rowId]));
    return values.every(([cell], position) => {
      const id = String(cell);
      return (isRowId(id) ? id : null) === (seen.get(position) ?? null);
    });
  });
}
