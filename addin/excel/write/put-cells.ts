import type { Column } from '../../../shared/tables/column.ts';
import { isTextColumn, numberFormatOf } from '../../../shared/tables/kinds/kind-of.ts';
import { cellRuns, cutBySize, packBySize, type CellRun, type PlacedCell } from './cell-runs.ts';
import { addressOf, bodyBlock, type TableLayout } from '../read/table-layout.ts';
import { textForExcel } from './text-cell.ts';
import type { SheetValue } from '../../../shared/sync/read/sheet-table.ts';
import { done, hindered, type Outcome } from '../workbook-problem.ts';

/**
 * Bytes of the texts that a request writes and that its cells held before, as estimated. The true size of the request stays
 * below 1 MB; of the reply, which holds values and formulas from before and after, below 2 MB. Excel's limit is 5 MB each.
 */
export const BYTES_PER_WRITE = 400_000;
/** Objects, actions and reads that go with one range, whatever its size. */
const BYTES_PER_RUN = 1_600;
const CELLS_PER_RUN = 10_000;

/** One value for one body cell. Row and column count from 0 within the body. */
export interface CellToPut {
  readonly row: number;
  readonly column: number;
  readonly value: SheetValue;
  /** Number format to set first; null: keep the cell's. */
  readonly format: string | null;
  /** What the cell held a moment ago; if it holds something else when the write arrives, that is put back [A5]. */
  readonly before?: Contents;
}

/** What a cell holds: its value, or the formula where there is one. */
export type Contents = SheetValue;

export interface PutRun {
  readonly layout: TableLayout;
  readonly run: CellRun<CellToPut>;
}

/** The format a cell needs so that Excel keeps its value as it is; null when `current` will do. */
export function formatToSet(column: Column | null, current: string | null): string | null {
  if (column === null || isTextColumn(column)) return current === '@' ? null : '@';
  const isPlain = current === null || current === '@' || (current === 'General' && numberFormatOf(column) !== '@');
  return isPlain ? numberFormatOf(column) : null;
}

export function putRuns(layout: TableLayout, cells: readonly CellToPut[]): PutRun[] {
  const placed = cells.map((cell): PlacedCell<CellToPut> => ({ row: cell.row, column: cell.column, cell }));
  const runs = cellRuns(placed, CELLS_PER_RUN);
  return runs
    .flatMap((run) => cutBySize(run, bytesOfCell, BYTES_PER_WRITE - BYTES_PER_RUN))
    .map((run) => ({ layout, run }));
}

/** Groups of runs, each for one request below 1 MB: ceil(bytes / `BYTES_PER_WRITE`) × 2 groups at the most. */
export function packRuns(runs: readonly PutRun[]): PutRun[][] {
  return packBySize(runs, ({ run }) => bytesOf(run), BYTES_PER_WRITE);
}

function bytesOf(run: CellRun<CellToPut>): number {
  let bytes = BYTES_PER_RUN;
  for (const line of run.cells) for (const cell of line) bytes += bytesOfCell(cell);
  return bytes;
}

function bytesOfCell({ value, before = '' }: CellToPut): number {
  return bytesOfValues([value, before]);
}

/** Bytes of values inside JSON inside JSON: quotes and backslashes of texts are escaped twice, other text is UTF-8. */
export function bytesOfValues(values: readonly SheetValue[]): number {
  return values.reduce<number>((bytes, value) => bytes + (typeof value === 'string' ? value.length * 3 + 4 : 12), 12);
}

interface PendingPut extends PutRun {
  readonly before: Excel.Range;
  readonly after: Excel.Range;
}

/** A cell that somebody changed between the last look and the write; their contents have been put back. */
export interface Collision {
  readonly layout: TableLayout;
  readonly cell: CellToPut;
}

/**
 * Writes one group of runs and reads it back in the same request. Text that did not stay text is written once more;
 * contents that changed in the last moment are put back. One request, and one more for each of the two.
 */
export async function putGroup(
  context: Excel.RequestContext,
  group: readonly PutRun[],
): Promise<Outcome<readonly Collision[]>> {
  const pending = group.map(queuePut);
  await context.sync();
  const collisions = pending.flatMap(collisionsOf);
  if (collisions.length > 0) await putBack(context, collisions);
  const wrong = pending.flatMap((put) => changedByExcel(put, collisions));
  if (wrong.length > 0) {
    const kept = await putAgain(context, wrong);
    if (!kept.ok) return kept;
  }
  return done(collisions.map(({ layout, cell }) => ({ layout, cell })));
}

function rangeOf({ layout, run }: PutRun): Excel.Range {
  return bodyBlock(layout, run.row, run.column, run.cells.length, run.cells[0]?.length ?? 0);
}

/** Actions of one request run in order, so the same cells are read before and after the write. */
function queuePut(put: PutRun): PendingPut {
  const before = rangeOf(put).load('values,formulas');
  const target = rangeOf(put);
  const formats = put.run.cells.map((line) => line.map((cell) => cell.format));
  if (formats.some((line) => line.some((format) => format !== null))) target.numberFormat = formats;
  target.values = put.run.cells.map((line) => line.map(({ value }) => written(value)));
  const after = rangeOf(put).load('values,formulas');
  return { ...put, before, after };
}

function written(value: SheetValue): SheetValue {
  return typeof value === 'string' && value !== '' ? textForExcel(value) : value;
}

interface FoundCollision extends Collision {
  readonly contents: Contents;
  readonly isFormula: boolean;
}

function collisionsOf({ layout, run, before }: PendingPut): FoundCollision[] {
  return run.cells.flatMap((line, row) =>
    line.flatMap((cell, column): FoundCollision[] => {
      if (cell.before === undefined) return [];
      const value: SheetValue = before.values[row]?.[column] ?? '';
      const formula: Contents = before.formulas[row]?.[column] ?? '';
      return formula === cell.before || value === cell.before
        ? []
        : [{ layout, cell, contents: formula, isFormula: formula !== value }];
    }),
  );
}

/** Puts back what a person entered while the request was on its way. */
async function putBack(context: Excel.RequestContext, collisions: readonly FoundCollision[]): Promise<void> {
  for (const { layout, cell, contents, isFormula } of collisions) {
    const range = bodyBlock(layout, cell.row, cell.column, 1, 1);
    if (isFormula) {
      range.numberFormat = [['General']];
      range.formulas = [[contents]];
    } else {
      range.values = [[written(contents)]];
    }
  }
  await context.sync();
}

interface WrongCell {
  readonly layout: TableLayout;
  readonly cell: CellToPut;
  readonly found: SheetValue;
}

/** Cells that hold something else than what was written: a formula, a number or a date made of text. */
function changedByExcel(put: PendingPut, collisions: readonly Collision[]): WrongCell[] {
  const collided = new Set(collisions.map(({ cell }) => cell));
  return put.run.cells.flatMap((line, row) =>
    line.flatMap((cell, column): WrongCell[] => {
      const found: SheetValue = put.after.values[row]?.[column] ?? '';
      const formula: Contents = put.after.formulas[row]?.[column] ?? '';
      const isKept = found === cell.value && formula === found;
      return isKept || collided.has(cell) ? [] : [{ layout: put.layout, cell, found }];
    }),
  );
}

/** A second try: text without the apostrophe where Excel kept that as a part of the text, numbers out of text cells. */
async function putAgain(context: Excel.RequestContext, wrong: readonly WrongCell[]): Promise<Outcome<null>> {
  const ranges = wrong.map(({ layout, cell, found }) => {
    const range = bodyBlock(layout, cell.row, cell.column, 1, 1);
    const isText = typeof cell.value === 'string';
    range.numberFormat = [[isText ? '@' : (cell.format ?? 'General')]];
    range.values = [[found === written(cell.value) ? cell.value : written(cell.value)]];
    return bodyBlock(layout, cell.row, cell.column, 1, 1).load('values,formulas');
  });
  await context.sync();
  for (const [index, { layout, cell }] of wrong.entries()) {
    const range = ranges[index];
    if (range?.values[0]?.[0] === cell.value && range.formulas[0]?.[0] === cell.value) continue;
    const address = addressOf(layout, cell.row, cell.column);
    return hindered({ kind: 'textNotKept', sheet: layout.sheetName, address, text: String(cell.value) });
  }
  return done(null);
}
