import { isIndispensable } from '../../tables/table.ts';
import type { LockTold } from '../../plan/rules/row-rule.ts';
import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { getOrMake } from '../get-or-make.ts';
import type { GroupedEdits } from './group-edits.ts';
import type { JournalEntry } from '../history/journal.ts';
import type { MergeContext } from './merge-context.ts';
import { touched, type CellDraft, type RowDraft } from './merge-draft.ts';
import type { Conflict, ConflictKind, Refusal } from '../outcome.ts';
import type { TableShape } from './table-shape.ts';

/** One merge in progress: the drafts and what has been decided so far. Lives only inside `merge`. */
export interface MergeRun {
  readonly context: MergeContext;
  readonly shapes: ReadonlyMap<string, TableShape>;
  readonly edits: GroupedEdits;
  /** By table name and Row ID at the head. */
  readonly drafts: Map<string, Map<RowId, RowDraft>>;
  readonly list: RowDraft[];
  /** Drafts with references that follow a renamed key. */
  readonly followers: RowDraft[];
  /** Drafts into which the program itself writes. */
  readonly stamped: RowDraft[];
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
  readonly cause?: string | undefined;
  readonly rule: string;
  readonly message: string;
  /** [M9] The cells are a conflict rather than refused. */
  readonly isCombined?: boolean;
  /** Of what an act has fixed. */
  readonly told?: LockTold | null | undefined;
}

export function draftOf(run: MergeRun, table: string, row: RowId): RowDraft | undefined {
  return run.drafts.get(table)?.get(row);
}

export function addDraft(run: MergeRun, draft: RowDraft): void {
  getOrMake(run.drafts, draft.shape.table.name, () => new Map<RowId, RowDraft>()).set(draft.target, draft);
  run.list.push(draft);
}

/** A context without the journal, of a preview say, cannot tell who changed remote. */
const unknownChange = { by: '', at: '', revision: 0 };

/** Keeps one cell out as a conflict. `entry` is the change that made remote what it is. */
export function conflictCell(
  run: MergeRun,
  draft: RowDraft,
  cell: Pick<CellDraft, 'column' | 'base' | 'local' | 'remote'>,
  kind: ConflictKind,
  entry: JournalEntry | undefined,
): void {
  const { by, at, revision } = entry ?? unknownChange;
  touched(draft);
  run.conflicts.push({
    table: draft.shape.table.name,
    row: draft.row,
    column: cell.column,
    kind,
    base: cell.base,
    local: cell.local,
    remote: cell.remote,
    by,
    at,
    revision,
  });
}

function localOf(draft: RowDraft, column: string | null): Cell {
  if (column === null) return null;
  const cell = draft.cells.find((candidate) => candidate.column === column);
  return cell?.local ?? draft.added[column] ?? null;
}

/** Why something is kept out. */
export type Reason = Pick<Objection, 'rule' | 'message' | 'told'>;

function lockOf(told: LockTold | null | undefined): Pick<Refusal, 'locked' | 'instead'> {
  if (told === null || told === undefined) return {};
  const { locked, instead } = told;
  return { locked, ...(instead === null ? {} : { instead }) };
}

/** Keeps a whole row edit out; its cells go with it. */
export function refuseRow(
  run: MergeRun,
  draft: RowDraft,
  { rule, message, told }: Reason,
  column: string | null,
): void {
  const table = draft.shape.table.name;
  const value = localOf(draft, column);
  run.refusals.push({ table, row: draft.row, column, rule, value, message, ...lockOf(told) });
  draft.rowState = 'refused';
  for (const cell of draft.cells) if (cell.state === 'apply') cell.state = 'refused';
  touched(draft);
}

/** Keeps one cell that is about to be written out. A new row goes with a cell it cannot be without. */
export function refuseCell(run: MergeRun, draft: RowDraft, column: string, reason: Reason): void {
  if (draft.kind === 'add' && isIndispensable(draft.shape.table, column)) {
    refuseRow(run, draft, reason, column);
    return;
  }
  const { rule, message, told } = reason;
  const [table, value] = [draft.shape.table.name, localOf(draft, column)];
  run.refusals.push({ table, row: draft.row, column, rule, value, message, ...lockOf(told) });
  const cell = draft.cells.find((candidate) => candidate.column === column);
  if (cell) {
    cell.state = 'refused';
  } else {
    draft.added = without(draft.added, column);
    draft.cells.push({
      column,
      local: value,
      seen: draft.seen,
      basket: draft.basket,
      base: null,
      remote: null,
      state: 'refused',
    });
  }
  touched(draft);
}

function without(cells: Cells, column: string): Cells {
  const { [column]: _gone, ...rest } = cells;
  return rest;
}
