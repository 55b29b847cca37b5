import type { Cell, Cells } from '../tables/cell.ts';
import { tableNamed } from '../tables/all-tables.ts';
import { keyText, type Table } from '../tables/table.ts';
import type { RowPlace } from './edit-to-judge.ts';

/** Tables along which a row's place is found, in the order in which each leads to the next. */
export const placeChain = ['commitments', 'budgetLines', 'projects', 'sites'] as const;

export type PlaceTable = (typeof placeChain)[number];

/** Cells of the row of a table that has this key (`keyText`). */
export type RowByKey = (table: PlaceTable, key: string) => Cells | undefined;

/** Columns by which a row names the row of `name` that it belongs to; empty: it names none. */
function linkColumns(name: PlaceTable, { scope }: Table): readonly string[] {
  return {
    commitments: scope?.commitment ?? [],
    budgetLines: scope?.budgetLine === undefined ? [] : [scope.budgetLine],
    projects: scope?.project === undefined ? [] : [scope.project],
    sites: scope?.site === undefined ? [] : [scope.site],
  }[name];
}

/** Key of the row of `name` that this row names in its scope columns, if it names one. */
export function linkTo(name: PlaceTable, table: Table, cells: Cells): readonly Cell[] | null {
  const key = linkColumns(name, table).map((column) => cells[column] ?? null);
  return key.length > 0 && key.every((part) => part !== null) ? key : null;
}

/**
 * [FD2] Every place a row belongs to, found over the rows it names: that of its project and that of its site, or those of
 * its budget line and of its commitment, which may lie in two regions. At least one; a row that names nothing belongs to one that is nowhere.
 */
export function placesOf(find: RowByKey, table: Table, cells: Cells): readonly RowPlace[] {
  const named = (['commitments', 'budgetLines'] as const).flatMap((name) => placesOver(name, find, table, cells));
  if (named.length > 0) return named;
  const project = table.scope?.project === undefined ? null : textOf(cells[table.scope.project]);
  if (table.scope?.region !== undefined)
    return [{ project, region: textOf(cells[table.scope.region]), ...programOf(table, cells) }];
  const places = (['projects', 'sites'] as const).flatMap((name) => placeAlong(name, find, table, cells, project));
  return places.length > 0 ? places : [{ project, region: null }];
}

const nowhere: RowPlace = { project: null, region: null };

/** The places of the commitment or of the budget line that a row names; none where it names none. */
function placesOver(
  name: 'commitments' | 'budgetLines',
  find: RowByKey,
  table: Table,
  cells: Cells,
): readonly RowPlace[] {
  const key = linkTo(name, table, cells);
  if (key === null) return [];
  const target = find(name, keyText(key));
  if (!target) return [{ ...nowhere, ...missingIn(name, table, key) }];
  return placesOf(find, tableNamed(name), target).map(withoutOwnColumn);
}

/** The place that a row has by its project, or by its site; none where it names none. */
function placeAlong(
  name: 'projects' | 'sites',
  find: RowByKey,
  table: Table,
  cells: Cells,
  project: string | null,
): readonly RowPlace[] {
  const key = linkTo(name, table, cells);
  if (key === null) return [];
  const target = find(name, keyText(key));
  const program = programOfProject(find, project);
  return [
    target
      ? { project, region: textOf(target['region']), ...program }
      : { project, region: null, ...program, ...missingIn(name, table, key) },
  ];
}

/** A project's row names its program itself. */
function programOf({ name }: Table, cells: Cells): Pick<RowPlace, 'program'> {
  const program = name === 'projects' ? textOf(cells['program']) : null;
  return program === null ? {} : { program };
}

function programOfProject(find: RowByKey, project: string | null): Pick<RowPlace, 'program'> {
  const cells = project === null ? undefined : find('projects', keyText([project]));
  return cells === undefined ? {} : programOf(tableNamed('projects'), cells);
}

/** What another row misses is named by a column of that row. */
function withoutOwnColumn({ missing, ...place }: RowPlace): RowPlace {
  return missing === undefined ? place : { ...place, missing: { ...missing, column: null } };
}

function missingIn(name: PlaceTable, table: Table, key: readonly Cell[]): Pick<RowPlace, 'missing'> {
  const column = linkColumns(name, table).at(-1) ?? null;
  return { missing: { table: name, column, key: key.map(String).join('/') } };
}

function textOf(cell: Cell | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}
