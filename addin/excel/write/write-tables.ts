import { appendRows } from './append-rows.ts';
import { lookAtMetadata } from '../metadata-sheet.ts';
import { followChanges, type ChangesWatch } from './changes-watch.ts';
import { findDropDownSources } from '../set-up/list-sheet.ts';
import { removeRows } from './remove-rows.ts';
import { putFiltersBack, readFilters, takeFiltersOff } from './table-filters.ts';
import { findLayouts, isTorn, requireLayouts, rowsBlocked, type TableLayout } from '../read/table-layout.ts';
import type { LeftAlone, WriteOptions } from '../workbook-port.ts';
import type { TableWrites } from '../../../shared/sync/apply/table-writes.ts';
import { done, hindered, type Outcome } from '../workbook-problem.ts';
import { writeCells } from './write-cells.ts';
import { writeRowIds } from './write-row-ids.ts';

interface WorkOfTable {
  readonly layout: TableLayout;
  readonly writes: TableWrites;
}

function hasWork(writes: TableWrites): boolean {
  return writes.rowIds.length + writes.cells.length + writes.removals.length + writes.appends.length > 0;
}

/**
 * Makes the writes of several tables, and notes before the first that they have begun, where that is asked for: that goes with
 * requests that look at the sheets, and takes none of its own. Requests, with g = groups of at most `BYTES_PER_WRITE` bytes:
 * 2 to find the tables + 2 g(Row IDs) + 2 g(cells) + 2 g(removals) + 5 + g(appended rows), + 3 where filters stand.
 */
export async function writeTables(
  context: Excel.RequestContext,
  writes: readonly TableWrites[],
  options: WriteOptions,
): Promise<Outcome<readonly LeftAlone[]>> {
  const wanted = writes.filter(hasWork);
  if (wanted.length === 0) return done([]);
  const { begins, after = begins?.revision } = options;
  const look = after === undefined ? null : lookAtMetadata(context);
  const found = requireLayouts(
    await findLayouts(context),
    wanted.map(({ table }) => table),
  );
  if (!found.ok) return found;
  if (after !== undefined && look?.saysStill(after) === false) return hindered({ kind: 'overtaken' });
  const work = found.value.flatMap((layout) => {
    const own = wanted.find(({ table }) => table === layout.table.name);
    return own ? [{ layout, writes: own }] : [];
  });
  const protectedSheet = found.value.find(({ isProtected }) => isProtected);
  if (protectedSheet) return hindered({ kind: 'sheetProtected', sheet: protectedSheet.sheetName });
  const torn = work.find(({ layout, writes: { removals } }) => removals.length > 0 && isTorn(layout));
  if (torn) return hindered(rowsBlocked(torn.layout));
  const filtered = found.value.filter(({ isFiltered }) => isFiltered);
  const watch = followChanges(wanted, options.watch);
  const write = (): Promise<Outcome<readonly LeftAlone[]>> => {
    if (begins) look?.put(begins);
    return writeAll(context, work, { watch, goneWith: options.goneWith });
  };
  if (filtered.length === 0) return await write();
  if (!options.clearFilters) {
    return hindered({ kind: 'filterOn', tables: filtered.map(({ table }) => table.label) });
  }
  const saved = await readFilters(context, filtered);
  try {
    await takeFiltersOff(context, saved);
    return await write();
  } finally {
    await putFiltersBack(context, saved);
  }
}

interface Listeners {
  readonly watch: ChangesWatch;
  readonly goneWith: WriteOptions['goneWith'];
}

async function writeAll(
  context: Excel.RequestContext,
  work: readonly WorkOfTable[],
  { watch, goneWith }: Listeners,
): Promise<Outcome<readonly LeftAlone[]>> {
  const ids = await writeRowIds(
    context,
    work.map(({ layout, writes }) => ({ layout, rowIds: writes.rowIds })).filter(({ rowIds }) => rowIds.length > 0),
  );
  if (!ids.ok) return ids;
  const cells = await writeCells(
    context,
    work.map(({ layout, writes }) => ({ layout, cells: writes.cells })),
    watch,
  );
  if (!cells.ok) return cells;
  const removed = await removeRows(
    context,
    work.map(({ layout, writes }) => ({ layout, removals: writes.removals })),
    goneWith,
  );
  const appended = await appendAll(context, work, watch);
  return appended.ok ? done([...cells.value, ...removed]) : appended;
}

/** Removals have changed the row counts, so the tables are found anew. */
async function appendAll(
  context: Excel.RequestContext,
  work: readonly WorkOfTable[],
  watch: ChangesWatch,
): Promise<Outcome<null>> {
  const wanted = work.filter(({ writes }) => writes.appends.length > 0);
  if (wanted.length === 0) return done(null);
  const layouts = requireLayouts(
    await findLayouts(context),
    wanted.map(({ writes }) => writes.table),
  );
  if (!layouts.ok) return layouts;
  const tables = layouts.value.map((layout, index) => ({ layout, appends: wanted[index]?.writes.appends ?? [] }));
  return await appendRows(context, tables, await findDropDownSources(context), watch);
}
