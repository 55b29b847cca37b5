import type { Kysely } from 'kysely';
import type { RowPlace } from '../../shared/access/may-edit.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell, Cells } from '../../shared/tables/cell.ts';
import { keyOf, keyText, type Table } from '../../shared/tables/table.ts';
import { readMatchingRows } from '../storage/matching-rows.ts';
import type { Database } from '../storage/schema.ts';
import type { ContextRequest } from './context-request.ts';

/** Finds the project and region of rows of one sync. */
export interface RowPlaces {
  placeOf(table: Table, cells: Cells): RowPlace;
}

const nowhere: RowPlace = { project: null, region: null };

/** Tables along which a row's place is found, in the order in which each leads to the next. */
const chain = ['commitments', 'budgetLines', 'projects', 'sites'] as const;
type ChainTable = (typeof chain)[number];

/** Rows by key, of each table of the chain. */
type Known = { readonly [T in ChainTable]: Map<string, Cells> };

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
  if (request.membership.role !== 'editor' || request.membership.scope === null) return { placeOf: () => nowhere };
  const known: Known = { commitments: new Map(), budgetLines: new Map(), projects: new Map(), sites: new Map() };
  const open: [Table, Cells][] = [];
  for (const edit of request.edits) {
    const table = tableNamed(edit.table);
    if (edit.kind === 'insert') addInserted(known, table, edit.cells);
    if (edit.kind !== 'delete') open.push([table, edit.cells]);
  }
  for (const [name, rows] of Object.entries(read)) for (const row of rows) open.push([tableNamed(name), row.cells]);
  if (request.head > 0) await readChain(db, request.program, known, open);
  return { placeOf: (table, cells) => placeOf(known, table, cells) };
}

function addInserted(known: Known, table: Table, cells: Cells): void {
  const name = chain.find((each) => each === table.name);
  if (name) known[name].set(keyOf(table, cells), cells);
}

async function readChain(db: Kysely<Database>, program: string, known: Known, start: [Table, Cells][]): Promise<void> {
  const open = [...start];
  for (const name of chain) {
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

/** Key of the row of `name` that this row names in its scope columns, if it names one. */
function linkTo(name: ChainTable, { scope }: Table, cells: Cells): readonly Cell[] | null {
  const columns = {
    commitments: scope?.commitment ?? [],
    budgetLines: scope?.budgetLine === undefined ? [] : [scope.budgetLine],
    projects: scope?.project === undefined ? [] : [scope.project],
    sites: scope?.site === undefined ? [] : [scope.site],
  }[name];
  const key = columns.map((column) => cells[column] ?? null);
  return key.length > 0 && key.every((part) => part !== null) ? key : null;
}

function placeOf(known: Known, table: Table, cells: Cells): RowPlace {
  for (const name of ['commitments', 'budgetLines'] as const) {
    const key = linkTo(name, table, cells);
    if (key === null) continue;
    const target = known[name].get(keyText(key));
    return target ? placeOf(known, tableNamed(name), target) : nowhere;
  }
  const project = table.scope?.project === undefined ? null : textOf(cells[table.scope.project]);
  return { project, region: regionOf(known, table, cells) };
}

/** The region the row names itself, else that of its site, else that of its project. */
function regionOf(known: Known, table: Table, cells: Cells): string | null {
  if (table.scope?.region !== undefined) return textOf(cells[table.scope.region]);
  const site = linkTo('sites', table, cells);
  if (site) return textOf(known.sites.get(keyText(site))?.['region']);
  const project = linkTo('projects', table, cells);
  return project ? textOf(known.projects.get(keyText(project))?.['region']) : null;
}

function textOf(cell: Cell | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}
