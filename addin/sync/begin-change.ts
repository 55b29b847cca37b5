import { budgetLines } from '../../shared/tables/budget-lines.ts';
import type { Cell, RowId, RowOrCellPlace } from '../../shared/tables/cell.ts';
import { compareText } from '../../shared/sync/compare-text.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { Instead } from '../../shared/sync/outcome.ts';
import { emptyWrites, type TableWrites } from '../../shared/sync/apply/table-writes.ts';
import type { CellValue } from './set-cells.ts';
import type { WorkbookReading } from './read-workbook.ts';
import type { OpenRefusal } from './session/sync-state.ts';
import { isStillRefused } from './standing.ts';

/** A cell, or a whole row, with what was typed there. */
export type Typed = RowOrCellPlace & { readonly value: Cell };

/** A budget change that somebody has begun from what was refused: its amounts are held in the pane until they are sent. */
export interface BegunChange {
  /** What was typed, as it is on the lines of the change: cents by budget line, each line once. */
  readonly moved: readonly Instead[];
  /** What the sheet shows of it until the change is sent: the plan's values take their place then. */
  readonly typed: readonly Typed[];
  /** Of lines that came with it into the plan, with 0.00: what was typed there, should the change be dropped. */
  readonly ofNewLines: readonly CellValue[];
}

/** [FD1] The change that does what was refused; what a change does not do instead is left out. */
export function begunChange(refusals: readonly OpenRefusal[]): BegunChange {
  const meant = refusals.filter(({ instead }) => instead !== undefined);
  const isNew = ({ isNewRow }: OpenRefusal): boolean => isNewRow === true;
  return {
    moved: movedAmounts(meant),
    typed: meant
      .filter((refusal) => !isNew(refusal))
      .map(({ table, row, column, value }) => ({ table, row, column, value })),
    ofNewLines: onceEach(meant.filter(isNew)),
  };
}

/** The amounts to move, each budget line once, in their order: a lock refuses every cell of a row that it holds. */
function movedAmounts(refusals: readonly OpenRefusal[]): Instead[] {
  const byLine = new Map(refusals.flatMap(({ instead }) => (instead ? [[instead.line, instead] as const] : [])));
  return [...byLine.values()].toSorted((a, b) => compareText(a.line, b.line));
}

function onceEach(refusals: readonly OpenRefusal[]): CellValue[] {
  const byRow = new Map(
    refusals.map(({ table, row, instead }) => [
      row,
      { table, row, column: 'original', value: instead?.amount ?? null },
    ]),
  );
  return [...byRow.values()];
}

/**
 * True while the sheet holds just what was refused, and each line the amount by which its change would move money. What
 * somebody has typed since has been judged by nobody: the plan's value must not take its place.
 */
export function areAsRefused(
  reading: WorkbookReading,
  edits: readonly Edit[],
  refusals: readonly OpenRefusal[],
): boolean {
  const byPlace = new Map(edits.map((edit) => [`${edit.table} ${edit.row}`, edit]));
  return refusals.every((refusal) => {
    const edit = byPlace.get(`${refusal.table} ${refusal.row}`);
    if (edit === undefined || !isStillRefused(refusal, edit)) return false;
    // A word about a row as a whole is about its coming or its going.
    if (refusal.column === null && edit.kind === 'update') return false;
    return refusal.instead === undefined || refusal.instead.amount === difference(reading, refusal.row);
  });
}

/** Cents by which the original amount of a line differs from the plan's; null: it cannot be read. */
function difference({ locals, base }: WorkbookReading, row: RowId): number | null {
  const found = locals
    .find(({ table }) => table.name === budgetLines.name)
    ?.rows.find(({ rowId }) => rowId === row)?.cells;
  const [now, before] = [
    found === undefined ? null : found['original'],
    base.tables.get(budgetLines.name)?.get(row)?.['original'],
  ];
  return now === undefined ? null : Number(now ?? 0) - Number(before ?? 0);
}

/** Lines that are new come into the plan without an amount only: 0.00 takes its place in the sheet. */
export function planWithoutAmounts({ locals }: WorkbookReading, { ofNewLines }: BegunChange): TableWrites[] {
  const rows = new Set<RowId>(ofNewLines.map(({ row }) => row));
  const local = locals.find(({ table }) => table.name === budgetLines.name);
  const index = local?.sheet.columns.indexOf('original') ?? -1;
  if (!local || index < 0) return [];
  const cells = local.rows.flatMap(({ rowId, sheet: { position, values } }) =>
    rowId === null || !rows.has(rowId)
      ? []
      : [{ row: rowId, position, column: 'original', expected: values[index] ?? '', value: 0 }],
  );
  return cells.length === 0 ? [] : [{ ...emptyWrites(budgetLines.name), cells }];
}
