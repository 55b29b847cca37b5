import type { Cell, Cells } from '../tables/cell.ts';
import { tableNamed } from '../tables/all-tables.ts';
import { keyText, type Table } from '../tables/table.ts';
import type { RowPlace } from './may-edit.ts';

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

/** The project and region a row belongs to, found over the rows it names. */
export function placeOf(find: RowByKey, table: Table, cells: Cells): RowPlace {
  for (const name of ['commitments', 'budgetLines'] as const) {
    const key = linkTo(name, table, cells);
    if (key === null) continue;
    const target = find(name, keyText(key));
    if (!target) return { project: null, region: null, ...missingIn(name, table, key) };
    const { missing, ...place } = placeOf(find, tableNamed(name), target);
    // What is missing is named by a column of the other row.
    return missing === undefined ? place : { ...place, missing: { ...missing, column: null } };
  }
  const project = table.scope?.project === undefined ? null : textOf(cells[table.scope.project]);
  return { project, ...regionOf(find, table, cells) };
}

/** The region the row names itself, else that of its site, else that of its project. */
function regionOf(find: RowByKey, table: Table, cells: Cells): Omit<RowPlace, 'project'> {
  if (table.scope?.region !== undefined) return { region: textOf(cells[table.scope.region]) };
  for (const name of ['sites', 'projects'] as const) {
    const key = linkTo(name, table, cells);
    // A row that is its own end of the chain, such as a new project, names itself and misses nothing.
    if (key === null || table.name === name) continue;
    const target = find(name, keyText(key));
    return target ? { region: textOf(target['region']) } : { region: null, ...missingIn(name, table, key) };
  }
  return { region: null };
}

function missingIn(name: PlaceTable, table: Table, key: readonly Cell[]): Pick<RowPlace, 'missing'> {
  const column = linkColumns(name, table).at(-1) ?? null;
  return { missing: { table: name, column, key: key.map(String).join('/') } };
}

function textOf(cell: Cell | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}
