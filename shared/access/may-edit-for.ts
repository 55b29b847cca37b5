import type { RowPlace } from './edit-to-judge.ts';
import { denialOf } from './may-edit.ts';
import type { Membership } from './membership.ts';
import type { Edit } from '../sync/edit.ts';
import type { MayEdit } from '../sync/merge/merge-context.ts';
import { tableNamed } from '../tables/all-tables.ts';
import type { Cell, Cells } from '../tables/cell.ts';
import type { Table } from '../tables/table.ts';

/** Finds the projects and regions of rows of one sync. */
export interface RowPlaces {
  /** Where the row belongs by these cells, to somebody who gives the columns `changed` another value. */
  placesOf(table: Table, cells: Cells, changed?: readonly string[]): readonly RowPlace[];
}

/**
 * [PPL1, PPL3] The access check of a merge: role, column rights, and the place of the row before and after. What is
 * brought in, by an import or as the first of a plan, was decided elsewhere.
 */
export function mayEditFor(membership: Membership, places: RowPlaces, isBroughtIn: boolean): MayEdit {
  return (edit, before, after) => {
    const table = tableNamed(edit.table);
    const changed = changedCells(edit, before);
    const placed = (cells: Cells | null): readonly RowPlace[] | undefined =>
      cells === null ? undefined : places.placesOf(table, cells, Object.keys(changed));
    const [was, is] = [placed(before), placed(after)];
    return denialOf(membership, {
      table,
      changed,
      was: before,
      is: after,
      isBroughtIn,
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    });
  };
}

/** Cells that get another value: sending a value that is there already needs no right to set it. */
function changedCells(edit: Edit, before: Cells | null): Cells {
  if (edit.kind === 'delete') return {};
  if (before === null) return edit.cells;
  const changed: Record<string, Cell> = {};
  for (const column of Object.keys(edit.cells)) {
    const value = edit.cells[column] ?? null;
    if (value !== (before?.[column] ?? null)) changed[column] = value;
  }
  return changed;
}
