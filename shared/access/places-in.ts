import type { Edit } from '../sync/edit.ts';
import { getOrMake } from '../sync/get-or-make.ts';
import type { ProgramView } from '../sync/merge/merge-context.ts';
import { tableNamed } from '../tables/all-tables.ts';
import type { Cells } from '../tables/cell.ts';
import { keyOf } from '../tables/table.ts';
import type { RowPlaces } from './may-edit-for.ts';
import type { RowPlace } from './may-edit.ts';
import { scopeOf, type Membership } from './membership.ts';
import { placeChain, placesOf, type RowByKey } from './row-place.ts';

const nowhere: RowPlace = { project: null, region: null };

/**
 * Where the rows of a sync belong. Only an editor with a row scope is asked for it. A row that is at the head counts as it
 * is there, so that nobody moves a project into reach and edits it in one go; one that this sync adds counts as it is
 * added.
 */
export function placesIn(membership: Membership, program: ProgramView, edits: readonly Edit[]): RowPlaces {
  if (scopeOf(membership) === null) return { placesOf: () => [nowhere] };
  const added = addedRows(edits);
  const find: RowByKey = (name, key) =>
    program.matching(name, tableNamed(name).key, key)[0]?.cells ?? added.get(name)?.get(key);
  return { placesOf: (table, cells) => placesOf(find, table, cells) };
}

/** Rows that the edits add to the tables of the chain, by table and key. */
function addedRows(edits: readonly Edit[]): Map<string, Map<string, Cells>> {
  const added = new Map<string, Map<string, Cells>>();
  for (const edit of edits) {
    const name = edit.kind === 'insert' ? placeChain.find((each) => each === edit.table) : undefined;
    if (name === undefined || edit.kind !== 'insert') continue;
    getOrMake(added, name, () => new Map<string, Cells>()).set(keyOf(tableNamed(name), edit.cells), edit.cells);
  }
  return added;
}
