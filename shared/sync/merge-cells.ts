import type { Cell, Cells, RowId } from '../tables/cell.ts';
import { cellFromWire } from '../tables/kinds/kind-of.ts';
import { shown } from '../tables/kinds/parsed.ts';
import { cellAt, existedAt, lastChangeOf } from './cell-history.ts';
import type { Revision, UpdateEdit } from './edit.ts';
import type { CellDraft, RowDraft } from './merge-draft.ts';
import { conflictCell, recordRefusal, type MergeRun } from './merge-run.ts';
import type { TableShape } from './table-shape.ts';

/** Where a cell came from, before it is known to be a canonical value of its column. */
interface RawCell {
  readonly column: string;
  readonly value: Cell;
  readonly seen: Revision;
  readonly basket: string | undefined;
}

function readCell(run: MergeRun, shape: TableShape, row: RowId, raw: RawCell): CellDraft {
  const { table } = shape;
  const column = Object.hasOwn(table.columns, raw.column) ? table.columns[raw.column] : undefined;
  const cell = { column: raw.column, seen: raw.seen, basket: raw.basket, base: null, remote: null };
  const refuse = (rule: string, message: string): CellDraft => {
    recordRefusal(run, { table: table.name, row, column: raw.column, value: raw.value }, rule, message);
    return { ...cell, local: raw.value, state: 'refused' };
  };
  if (!column) return refuse('E2', `${table.label} has no column ${shown(raw.column)}.`);
  if (column.computed === true)
    return refuse('P3', `${column.label} is worked out by the server and cannot be edited.`);
  const parsed = cellFromWire(column, raw.value);
  if (!parsed.ok) return refuse(parsed.rule, parsed.message);
  return { ...cell, local: parsed.value, state: 'apply' };
}

/** [E2, M10] Reads the cells of an insert; empty ones say nothing. */
export function readInsertedCells(
  run: MergeRun,
  shape: TableShape,
  row: RowId,
  cells: Cells,
  seen: Revision,
  basket: string | undefined,
): CellDraft[] {
  return Object.entries(cells)
    .map(([column, value]) => readCell(run, shape, row, { column, value, seen, basket }))
    .filter((cell) => cell.local !== null);
}

/** [E2, M10] Reads the cells of updates of one row. A cell without a `seen` of its own counts as never seen. */
export function readUpdatedCells(run: MergeRun, shape: TableShape, updates: readonly UpdateEdit[]): CellDraft[] {
  const drafts: CellDraft[] = [];
  for (const { row, cells, seen, basket } of updates) {
    for (const column of Object.keys(cells)) {
      const value = cells[column] ?? null;
      drafts.push(readCell(run, shape, row, { column, value, seen: seen[column] ?? 0, basket }));
    }
  }
  return drafts;
}

/** [M1–M3, E3] Compares each edited cell of a live row with the head. */
export function compareWithHead(run: MergeRun, draft: RowDraft, head: Cells): void {
  for (const cell of draft.cells) {
    if (cell.state !== 'apply') continue;
    cell.remote = head[cell.column] ?? null;
    cell.base = cellAt(draft.history, cell.column, cell.seen, cell.remote);
    if (cell.local === cell.remote) {
      cell.state = 'agree';
    } else if (cell.remote !== cell.base) {
      cell.state = 'conflict';
      const kind = existedAt(draft.history, cell.seen, true) ? 'cell' : 'sameKey';
      conflictCell(run, draft, cell, kind, lastChangeOf(draft.history, [cell.column], cell.seen));
    }
  }
}

/** [E5] Compares the cells of a row added twice with the row that was there first. */
export function compareWithHolder(run: MergeRun, draft: RowDraft, holder: Cells): void {
  for (const cell of draft.cells) {
    if (cell.state !== 'apply') continue;
    cell.remote = holder[cell.column] ?? null;
    if (cell.local === cell.remote) {
      cell.state = 'agree';
    } else if (cell.remote !== null) {
      cell.state = 'conflict';
      conflictCell(run, draft, cell, 'sameKey', lastChangeOf(draft.history, [cell.column], -1));
    }
  }
}

/** [M4] Compares the cells of a row that is no longer there with its delete. */
export function compareWithDeletion(run: MergeRun, draft: RowDraft, deletedAt: Revision): void {
  for (const cell of draft.cells) {
    if (cell.state !== 'apply') continue;
    if (cell.seen >= deletedAt) {
      cell.base = draft.ground[cell.column] ?? null;
      cell.remote = cell.base;
      continue;
    }
    cell.base = cellAt(draft.history, cell.column, cell.seen, null);
    cell.state = 'conflict';
    conflictCell(run, draft, cell, 'editDelete', draft.history.at(-1));
  }
}
