import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { Cell, Cells, RowId } from '../../../shared/tables/cell.ts';
import type { Edit } from '../../../shared/sync/edit.ts';
import type { JournalEntry, RowChange, StoredRow } from '../../../shared/sync/history/journal.ts';
import { allEdits, BASE_REVISION, twoAuthors, type AuthorEdits } from './author-edits.ts';
import { planRows, type PlanRow, type PlanRows, type PlanSize } from './plan-rows.ts';

export interface MergeInputs {
  readonly plan: PlanRows;
  readonly a: AuthorEdits;
  readonly b: AuthorEdits;
  /** Budget lines with A's edits, which made revision 2. */
  readonly head: ReadonlyMap<RowId, StoredRow>;
  /** What A's edits changed. */
  readonly entries: readonly JournalEntry[];
  /** B's edits, all seen at revision 1. */
  readonly edits: readonly Edit[];
}

const HEAD_REVISION = BASE_REVISION + 1;

/** Two authors' edits of one plan, the first one's already at the head. */
export function mergeInputs(size: PlanSize): MergeInputs {
  const plan = planRows(size);
  const { a, b } = twoAuthors(plan.budgetLines, size);
  const head = new Map<RowId, StoredRow>(
    plan.budgetLines.map(({ row, cells }) => [row, { row, revision: BASE_REVISION, cells }]),
  );
  const entries = allEdits(a).map((edit) => entryOf(edit, head.get(edit.row)?.cells ?? {}));
  for (const { row, kind, after } of entries) {
    if (kind === 'delete') head.delete(row);
    else head.set(row, { row, revision: HEAD_REVISION, cells: { ...head.get(row)?.cells, ...after } });
  }
  return { plan, a, b, head, entries, edits: allEdits(b) };
}

function entryOf(edit: Edit, cells: Cells): JournalEntry {
  return { ...changeOf(edit, cells), revision: HEAD_REVISION, by: 'A', at: '2026-11-23T10:29:00Z' };
}

function changeOf({ kind, table, row, ...edit }: Edit, cells: Cells): RowChange {
  if (!('cells' in edit)) return { table, row, kind: 'delete', before: filled(cells), after: {} };
  if (kind === 'insert') return { table, row, kind, before: {}, after: filled(edit.cells) };
  const before: Record<string, Cell> = {};
  for (const column of Object.keys(edit.cells)) before[column] = cells[column] ?? null;
  return { table, row, kind: 'update', before, after: edit.cells };
}

function filled(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null));
}

/** The budget lines as one author has them: base with that author's edits. */
export function tableOf(lines: readonly PlanRow[], author: AuthorEdits): Map<RowId, Cells> {
  const table = new Map(lines.map(({ row, cells }) => [row, cells]));
  for (const { row, cells } of author.updates) table.set(row, { ...table.get(row), ...cells });
  for (const { row, cells } of author.inserts) table.set(row, cells);
  for (const { row } of author.deletes) table.delete(row);
  return table;
}

/** Columns of the budget lines that people edit. */
export const lineColumns: readonly string[] = Object.entries(tableNamed('budgetLines').columns).flatMap(
  ([name, { computed }]) => (computed === true ? [] : [name]),
);
