import type { Cell, Cells, RowId } from '../../../shared/tables/cell.ts';
import type { Edit } from '../../../shared/sync/edit.ts';
import type { JournalEntry } from '../../../shared/sync/history/journal.ts';
import type { MergeInputs } from './merge-inputs.ts';

/** A cell that both authors changed, each to another value. */
export interface PlainConflict {
  readonly row: RowId;
  readonly column: string;
  readonly base: Cell;
  readonly local: Cell;
  readonly remote: Cell;
}

export interface PlainChanges {
  readonly changes: ReadonlyMap<RowId, Cells | null>;
  readonly conflicts: readonly PlainConflict[];
}

/** The least that a three-way merge from change lists can do: no rules, keys, references or rights are looked at. */
export function plainChanges({ head, entries, edits }: MergeInputs): PlainChanges {
  const entryByRow = new Map<RowId, JournalEntry>();
  for (const entry of entries) entryByRow.set(entry.row, entry);
  const changes = new Map<RowId, Cells | null>();
  const conflicts: PlainConflict[] = [];
  for (const edit of edits) {
    if (edit.kind === 'delete') changes.set(edit.row, null);
    else if (edit.kind === 'insert') changes.set(edit.row, edit.cells);
    else mergeCells(edit, head.get(edit.row)?.cells ?? {}, entryByRow.get(edit.row), changes, conflicts);
  }
  return { changes, conflicts };
}

function mergeCells(
  { row, cells }: Edit & { kind: 'update' },
  remote: Cells,
  entry: JournalEntry | undefined,
  changes: Map<RowId, Cells | null>,
  conflicts: PlainConflict[],
): void {
  const accepted: Record<string, Cell> = {};
  for (const column of Object.keys(cells)) {
    const local = cells[column] ?? null;
    const there = remote[column] ?? null;
    if (local === there) continue;
    if (entry && column in entry.after) {
      conflicts.push({ row, column, base: entry.before[column] ?? null, local, remote: there });
    } else accepted[column] = local;
  }
  changes.set(row, accepted);
}

/** The merged table besides, as the libraries that merge whole documents give it. */
export function plainMerge(inputs: MergeInputs): {
  readonly table: ReadonlyMap<RowId, Cells>;
  readonly conflicts: readonly PlainConflict[];
} {
  const { changes, conflicts } = plainChanges(inputs);
  const table = new Map<RowId, Cells>();
  for (const [row, { cells }] of inputs.head) table.set(row, cells);
  for (const [row, cells] of changes) {
    if (cells === null) table.delete(row);
    else table.set(row, { ...table.get(row), ...cells });
  }
  return { table, conflicts };
}
