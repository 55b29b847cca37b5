import type { Cell, RowId } from '../tables/cell.ts';
import type { GroupedEdits } from './group-edits.ts';
import type { MergeContext } from './merge-context.ts';
import { touched, type CellDraft, type RowDraft } from './merge-draft.ts';
import type { Conflict, ConflictKind, Refusal } from './outcome.ts';
import type { JournalEntry } from './journal.ts';
import type { TableShape } from './table-shape.ts';

/** One merge in progress: the drafts and what has been decided so far. Lives only inside `merge`. */
export interface MergeRun {
  readonly context: MergeContext;
  readonly shapes: ReadonlyMap<string, TableShape>;
  readonly edits: GroupedEdits;
  /** By table name and Row ID at the head. */
  readonly drafts: Map<string, Map<RowId, RowDraft>>;
  readonly list: RowDraft[];
  readonly conflicts: Conflict[];
  readonly refusals: Refusal[];
  readonly adopted: Record<RowId, RowId>;
}

/** Something that stands against a draft: the cells in `columns` that are about to be written, or the whole row. */
export interface Objection {
  readonly draft: RowDraft;
  /** null: the row as a whole. */
  readonly columns: readonly string[] | null;
  /** Column the refusal of a whole row names. */
  readonly cause?: string;
  readonly rule: string;
  readonly message: string;
  /** [M9] The cells are a conflict rather than refused. */
  readonly isCombined?: boolean;
}

export function draftOf(run: MergeRun, table: string, row: RowId): RowDraft | undefined {
  return run.drafts.get(table)?.get(row);
}

export function addDraft(run: MergeRun, draft: RowDraft): void {
  const table = draft.shape.table.name;
  let rows = run.drafts.get(table);
  if (!rows) run.drafts.set(table, (rows = new Map<RowId, RowDraft>()));
  rows.set(draft.target, draft);
  run.list.push(draft);
}

/** Records a refusal without touching any draft. */
export function recordRefusal(
  run: MergeRun,
  at: { readonly table: string; readonly row: RowId; readonly column: string | null; readonly value: Cell },
  rule: string,
  message: string,
): void {
  run.refusals.push({ table: at.table, row: at.row, column: at.column, rule, value: at.value, message });
}

/** Keeps one cell out as a conflict. `entry` is the change that made remote what it is. */
export function conflictCell(
  run: MergeRun,
  draft: RowDraft,
  cell: Pick<CellDraft, 'column' | 'base' | 'local' | 'remote'>,
  kind: ConflictKind,
  entry: JournalEntry | undefined,
): void {
  run.conflicts.push({
    table: draft.shape.table.name,
    row: draft.row,
    column: cell.column,
    kind,
    base: cell.base,
    local: cell.local,
    remote: cell.remote,
    by: entry?.by ?? '',
    at: entry?.at ?? '',
    revision: entry?.revision ?? run.context.head(draft.shape.table.name, draft.target)?.revision ?? 0,
  });
}

/** Keeps a whole row edit out; its cells go with it. */
export function refuseRow(run: MergeRun, draft: RowDraft, rule: string, message: string, column: string | null): void {
  const cell = draft.cells.find((candidate) => candidate.column === column);
  const at = { table: draft.shape.table.name, row: draft.row, column, value: cell?.local ?? null };
  recordRefusal(run, at, rule, message);
  draft.rowState = 'refused';
  for (const each of draft.cells) if (each.state === 'apply') each.state = 'refused';
  touched(draft);
}

/** Keeps one cell out. A new row goes with a cell it cannot be without. */
export function refuseCell(run: MergeRun, draft: RowDraft, cell: CellDraft, rule: string, message: string): void {
  if (draft.kind === 'add' && isIndispensable(draft.shape, cell.column)) {
    if (draft.rowState === 'apply') refuseRow(run, draft, rule, message, cell.column);
    return;
  }
  const at = { table: draft.shape.table.name, row: draft.row, column: cell.column, value: cell.local };
  recordRefusal(run, at, rule, message);
  cell.state = 'refused';
  touched(draft);
}

function isIndispensable(shape: TableShape, column: string): boolean {
  return shape.table.key.includes(column) || shape.required.includes(column);
}
