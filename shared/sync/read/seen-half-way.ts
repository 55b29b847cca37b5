import type { Cells, RowId } from '../../tables/cell.ts';
import type { Edit, InsertEdit, Revision, UpdateEdit } from '../edit.ts';
import type { ProgramState } from '../program-rows.ts';

/**
 * [A2] The edits of a sheet in which updates to `reached` stopped half-way, the latest last. What is as one of these revisions has it
 * may have been written by the update, or typed: nobody can tell. It counts as seen there, so that it is written over nobody who has
 * changed it since, and is given up for nobody: where somebody has, it is a conflict.
 *
 * @param base the workbook's revision, at which edits count as seen otherwise
 */
export function seenHalfWay(edits: readonly Edit[], base: Revision, reached: readonly ProgramState[]): readonly Edit[] {
  if (reached.length === 0) return edits;
  return edits.map((edit): Edit => {
    const rowAt = (state: ProgramState): Cells | undefined => rowOf(state, edit.table, edit.row);
    if (edit.kind === 'update') return { ...edit, seen: seenCells(edit, base, reached, rowAt) };
    if (edit.seen !== base) return edit;
    const isThere = (state: ProgramState): boolean =>
      edit.kind === 'delete' ? rowAt(state) === undefined : isAsIn(edit, rowAt(state));
    return { ...edit, seen: reached.findLast(isThere)?.revision ?? base };
  });
}

function rowOf({ tables }: ProgramState, table: string, row: RowId): Cells | undefined {
  return tables.get(table)?.get(row);
}

/** What is in conflict already was seen when it was. */
function seenCells(
  { cells, seen }: UpdateEdit,
  base: Revision,
  reached: readonly ProgramState[],
  rowAt: (state: ProgramState) => Cells | undefined,
): UpdateEdit['seen'] {
  const found = Object.entries(seen).map(([column, revision]) => {
    if (revision !== base) return [column, revision] as const;
    const led = reached.findLast((state) => {
      const row = rowAt(state);
      return row !== undefined && (row[column] ?? null) === (cells[column] ?? null);
    });
    return [column, led?.revision ?? base] as const;
  });
  return Object.fromEntries(found);
}

function isAsIn({ cells }: InsertEdit, row: Cells | undefined): boolean {
  return row !== undefined && Object.entries(cells).every(([column, cell]) => cell === (row[column] ?? null));
}
