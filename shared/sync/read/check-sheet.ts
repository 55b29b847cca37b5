import type { DraftRows } from '../../protocol/presence.ts';
import { MAX_DRAFT_ROWS } from '../../protocol/presence-limits.ts';
import type { Edit } from '../edit.ts';
import { inSteps, type Steps } from '../steps.ts';
import type { Conflict, Refusal } from '../outcome.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import { computedColumns } from '../../tables/table.ts';
import type { WorkbookMetadata } from '../../tables/workbook-metadata.ts';
import type { FoundEdits } from './find-edits.ts';
import type { LocalSheetRow, LocalTable } from './local-table.ts';
import type { ProgramState } from '../program-rows.ts';
import { countEdits } from '../count-edits.ts';

/** The three things that together, and only together, allow "All changes synced" (all of one check). */
export interface Evidence {
  /** No local edit is waiting to be sent. */
  readonly queueEmpty: boolean;
  /** A fresh reading of the sheet equals what the server has acknowledged. */
  readonly sheetEqualsAcknowledged: boolean;
  /** The workbook's own revision, read back, is the one the server has acknowledged. */
  readonly revisionConfirmed: boolean;
}

export interface SheetCheck {
  /** Edits that nobody has looked at yet: neither in conflict nor refused nor held back. */
  readonly toSend: number;
  /** Rows of those edits by table, at most `MAX_DRAFT_ROWS` of them. */
  readonly drafts: DraftRows;
  readonly evidence: Evidence;
}

export interface CheckInput {
  readonly locals: readonly LocalTable[];
  readonly metadata: WorkbookMetadata | null;
  /** The program as the server has acknowledged it. */
  readonly acknowledged: ProgramState;
  /** What the sheet holds besides, rows that have yet to get their Row ID included. */
  readonly found: FoundEdits;
  readonly conflicts: readonly Pick<Conflict, 'table' | 'row' | 'column'>[];
  readonly refusals: readonly Pick<Refusal, 'table' | 'row' | 'column'>[];
}

/** Compares a fresh reading of the sheet with what the server has acknowledged, in steps [PRO18]. */
export function* checkSheet(input: CheckInput): Steps<SheetCheck> {
  const { locals, acknowledged, metadata, found } = input;
  const open = openCells(input);
  const unread = new Set(found.refusals.map(({ table, row, column }) => placeOf(table, row, column)));
  const judged = [...open].filter((place) => !unread.has(place));
  const waiting = found.edits.flatMap((edit) => withoutOpen(edit, open, judged));
  const rowsHaveIds = locals.every(({ rows }) => rows.every(({ rowId }) => rowId !== null));
  const isQueueEmpty =
    rowsHaveIds &&
    found.edits.length === 0 &&
    found.refusals.length === 0 &&
    found.unconfirmed.size === 0 &&
    found.cleared.size === 0;
  return {
    toSend: countEdits(waiting) + countUntold(found, open),
    drafts: draftsOf(waiting),
    evidence: {
      queueEmpty: isQueueEmpty,
      sheetEqualsAcknowledged: isQueueEmpty && (yield* allComputedAgree(locals, acknowledged)),
      revisionConfirmed: metadata !== null && metadata.revision === acknowledged.revision,
    },
  };
}

function draftsOf(edits: readonly Edit[]): DraftRows {
  const drafts: Record<string, RowId[]> = {};
  for (const { table, row } of edits.slice(0, MAX_DRAFT_ROWS)) (drafts[table] ??= []).push(row);
  return drafts;
}

/** What cannot be sent and has not been told yet, such as a row whose key has come in under another row meanwhile. */
function countUntold({ refusals }: FoundEdits, open: ReadonlySet<string>): number {
  return refusals.filter(({ table, row, column }) => !open.has(placeOf(table, row, column))).length;
}

/** Cells and whole rows that are waiting for a decision or a correction, not for sending. */
function openCells({ conflicts, refusals }: CheckInput): ReadonlySet<string> {
  return new Set([...conflicts, ...refusals].map(({ table, row, column }) => placeOf(table, row, column)));
}

function placeOf(table: string, row: string, column: string | null): string {
  return `${table} ${row} ${column ?? ''}`;
}

/**
 * What of an edit is still to go. Of a new row that was judged and is not in the plan, as of a delete, whatever was
 * refused stands for all of it [E1]; a cell that cannot be read keeps only itself here.
 */
function withoutOpen(edit: Edit, open: ReadonlySet<string>, judged: readonly string[]): Edit[] {
  if (open.has(placeOf(edit.table, edit.row, null))) return [];
  if (edit.kind !== 'update') {
    const prefix = `${edit.table} ${edit.row} `;
    return judged.some((place) => place.startsWith(prefix)) ? [] : [edit];
  }
  const cells = Object.entries(edit.cells).filter(([column]) => !open.has(placeOf(edit.table, edit.row, column)));
  return cells.length === 0 ? [] : [{ ...edit, cells: Object.fromEntries(cells) }];
}

function* allComputedAgree(locals: readonly LocalTable[], acknowledged: ProgramState): Steps<boolean> {
  let agree = true;
  for (const local of locals) {
    const rows = acknowledged.tables.get(local.table.name);
    const columns = computedColumns(local.table).filter((column) => local.sheet.columns.includes(column));
    yield* inSteps(local.rows, (row) => {
      const head = rows?.get(row.rowId ?? '');
      if (head) agree &&= computedAgree(row, head, columns);
    });
  }
  return agree;
}

function computedAgree({ formulas, computed }: LocalSheetRow, head: Cells, columns: readonly string[]): boolean {
  return columns.every((column) => formulas.has(column) || computed[column] === (head[column] ?? null));
}
