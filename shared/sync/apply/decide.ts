import type { Cell, RowId } from '../../tables/cell.ts';
import type { ColumnKind } from '../../tables/column.ts';
import type { Edit, Revision } from '../edit.ts';
import type { Conflict } from '../outcome.ts';
import type { CellWrite } from './plan.ts';

/** [CON3] What a person may choose for a conflict. */
export type Choice =
  | { readonly kind: 'keepLocal' }
  | { readonly kind: 'takeRemote' }
  /** For money: base and the changes of both sides. */
  | { readonly kind: 'keepBoth' }
  | { readonly kind: 'enterValue'; readonly value: Cell };

/** What a choice means: edits for the next sync, and what to do in the sheet at once. */
export interface Decision {
  readonly edits: readonly Edit[];
  /** Cells to write in the sheet. */
  readonly writes: readonly CellWrite[];
  /** Rows to delete from the sheet. */
  readonly deletes: readonly RowId[];
  /** Rows to put back into the sheet, as they are at the head. */
  readonly restores: readonly RowId[];
  /** Cells that now count as seen at this revision: to be put into the pane's pending list [CON2]. */
  readonly seen: readonly { readonly row: RowId; readonly column: string; readonly revision: Revision }[];
}

const nothing: Decision = { edits: [], writes: [], deletes: [], restores: [], seen: [] };

/** The choices that make sense for a conflict on a column of this kind. */
export function choicesFor(conflict: Conflict, kind: ColumnKind): Choice['kind'][] {
  switch (conflict.kind) {
    case 'cell':
      return kind === 'money'
        ? ['keepLocal', 'takeRemote', 'keepBoth', 'enterValue']
        : ['keepLocal', 'takeRemote', 'enterValue'];
    case 'sameKey':
    case 'editDelete':
      return ['keepLocal', 'takeRemote', 'enterValue'];
    case 'combined':
      return ['takeRemote', 'enterValue'];
    case 'deleteEdit':
      return ['keepLocal', 'takeRemote'];
  }
}

/** Base and the changes of both sides, in cents; an empty amount counts as nothing. */
export function bothChanges(conflict: Pick<Conflict, 'base' | 'local' | 'remote'>): number {
  const cents = (cell: Cell) => (typeof cell === 'number' ? cell : 0);
  return cents(conflict.local) + cents(conflict.remote) - cents(conflict.base);
}

/**
 * [CON3] What a choice about a conflict means. If remote moves again before the next sync, it is a conflict again [CON4].
 * Throws RangeError for a choice that `choicesFor` does not offer.
 * @param ofRow all conflicts of the row: `editDelete` and `deleteEdit` are decided for the row as a whole
 */
export function decide(
  conflict: Conflict,
  choice: Choice,
  kind: ColumnKind,
  ofRow: readonly Conflict[] = [conflict],
): Decision {
  if (!choicesFor(conflict, kind).includes(choice.kind)) {
    throw new RangeError(`${choice.kind} is no answer to a conflict of kind ${conflict.kind}.`);
  }
  if (choice.kind === 'takeRemote') return takeRemote(conflict);
  const alike = ofRow.filter((each) => each.kind === conflict.kind && each.row === conflict.row);
  if (conflict.kind === 'deleteEdit') return keepDelete(conflict, alike);
  return setCells(conflict.kind === 'editDelete' ? alike : [conflict], conflict, valueOf(conflict, choice));
}

function valueOf(conflict: Conflict, choice: Choice): Cell {
  if (choice.kind === 'keepBoth') return bothChanges(conflict);
  return choice.kind === 'enterValue' ? choice.value : conflict.local;
}

function takeRemote({ kind, row, column, remote, revision }: Conflict): Decision {
  if (kind === 'editDelete') return { ...nothing, deletes: [row] };
  if (kind === 'deleteEdit') return { ...nothing, restores: [row] };
  return { ...nothing, writes: [{ row, column, value: remote }], seen: [{ row, column, revision }] };
}

function seenOf(conflicts: readonly Conflict[]): Decision['seen'] {
  return conflicts.map(({ row, column, revision }) => ({ row, column, revision }));
}

/** The row goes, whatever of it has changed up to the latest of its conflicts. */
function keepDelete({ table, row }: Conflict, alike: readonly Conflict[]): Decision {
  const seen = Math.max(...alike.map((each) => each.revision));
  return {
    ...nothing,
    edits: [{ kind: 'delete', table, row, seen }],
    seen: alike.map((each) => ({ row, column: each.column, revision: seen })),
  };
}

/** Cells get their local values, the one decided about gets `value`. */
function setCells(conflicts: readonly Conflict[], decided: Conflict, value: Cell): Decision {
  const { table, row, column } = decided;
  const cells = conflicts.map((each) => [each.column, each.column === column ? value : each.local] as const);
  const seen = conflicts.map((each) => [each.column, each.revision] as const);
  return {
    ...nothing,
    edits: [{ kind: 'update', table, row, cells: Object.fromEntries(cells), seen: Object.fromEntries(seen) }],
    writes: value === decided.local ? [] : [{ row, column, value }],
    seen: seenOf(conflicts),
  };
}

/** Conflicts with the Row IDs that the sheet uses once adopted rows have been rewritten [E5]. */
export function conflictsAfterAdoption(
  conflicts: readonly Conflict[],
  adopted: Readonly<Record<RowId, RowId>>,
): Conflict[] {
  return conflicts.map((conflict) => ({ ...conflict, row: adopted[conflict.row] ?? conflict.row }));
}
