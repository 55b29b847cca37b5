import type { Kysely } from 'kysely';
import type { RowPlace } from '../../shared/access/may-edit.ts';
import { linkTo, placeChain, placesOf, type PlaceTable } from '../../shared/access/row-place.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell, Cells } from '../../shared/tables/cell.ts';
import { keyOf, keyText, type Table } from '../../shared/tables/table.ts';
import { readMatchingRows } from '../storage/matching-rows.ts';
import type { Database } from '../storage/schema.ts';
import type { RowPlaces } from '../../shared/access/may-edit-for.ts';
import type { ContextRequest } from './context-request.ts';

const nowhere: RowPlace = { project: null, region: null };

/** Rows by key, of each table of the chain. */
type Known = { readonly [T in PlaceTable]: Map<string, Cells> };

/**
 * Reads the rows that decide where the edited rows belong. Only an editor with a row scope is asked for it. A row that is
 * at the head counts as it is there, so that nobody moves a project into reach and edits it in one go; one that this sync
 * adds counts as it is added.
 */
export async function readPlaces(
  db: Kysely<Database>,
  request: ContextRequest,
  read: Readonly<Record<string, readonly StoredRow[]>>,
): Promise<RowPlaces> {
  if (request.membership.role !== 'editor' || request.membership.scope === null) return { placesOf: () => [nowhere] };
  const known: Known = { commitments: new Map(), budgetLines: new Map(), projects: new Map(), sites: new Map() };
  const open: [Table, Cells][] = [];
  for (const edit of request.edits) {
    const table = tableNamed(edit.table);
    if (edit.kind === 'insert') addInserted(known, table, edit.cells);
    if (edit.kind !== 'delete') open.push([table, edit.cells]);
  }
  for (const [name, rows] of Object.entries(read)) for (const row of rows) open.push([tableNamed(name), row.cells]);
  if (request.head > 0) await readChain(db, request.program, known, open);
  return { placesOf: (table, cells) => placesOf((name, key) => known[name].get(key), table, cells) };
}

function addInserted(known: Known, table: Table, cells: Cells): void {
  const name = placeChain.find((each) => each === table.name);
  if (name) known[name].set(keyOf(table, cells), cells);
}

async function readChain(db: Kysely<Database>, program: string, known: Known, start: [Table, Cells][]): Promise<void> {
  const open = [...start];
  for (const name of placeChain) {
    const table = tableNamed(name);
    const wanted = new Map<string, readonly Cell[]>();
    for (const [from, cells] of open) {
      const key = linkTo(name, from, cells);
      if (key) wanted.set(keyText(key), key);
    }
    const rows = await readMatchingRows(db, program, { table, columns: table.key, values: [...wanted.values()] });
    for (const { cells } of rows) {
      known[name].set(keyOf(table, cells), cells);
      open.push([table, cells]);
    }
  }
}
