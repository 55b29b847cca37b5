import type { Cells, RowId } from '../../tables/cell.ts';
import { tableNamed, tables } from '../../tables/all-tables.ts';
import { getOrMake } from '../../sync/get-or-make.ts';
import { keyOf, keyTextOf, referencesOf } from '../../tables/table.ts';

/** A part of the plan that somebody is to answer for: a region, a manager's projects, one school, or what is open. */
export type PlanPart =
  | { readonly kind: 'region'; readonly of: string }
  /** `of`: id of the person. */
  | { readonly kind: 'manager'; readonly of: string }
  /** `of`: location code. */
  | { readonly kind: 'site'; readonly of: string }
  /** Rows that the checks find fault with. */
  | { readonly kind: 'open' };

export interface PlanRow {
  readonly row: RowId;
  readonly cells: Cells;
}

/** Row IDs by table. */
export type RowsByTable = ReadonlyMap<string, ReadonlySet<RowId>>;

export interface RowsOfPart {
  /** Rows that are answered for. */
  readonly own: RowsByTable;
  /** Rows that those name: there for their names, and not to be changed. */
  readonly named: RowsByTable;
}

/** Tables whose rows belong to a project as a whole, to a site, or to the budget line that they are booked on. */
const ofProject: ReadonlySet<string> = new Set(['scope', 'budgetLines', 'forecasts', 'milestones', 'assignments']);
const ofSite: ReadonlySet<string> = new Set(['scope', 'budgetLines', 'milestones', 'siteSystems', 'siteBoundaries']);
const ofLine: ReadonlySet<string> = new Set(['commitments', 'expenditures', 'changeLines']);

/** Tables into which a row of the part may be typed, whether or not there are any yet. */
export function tablesOfPart({ kind }: PlanPart): ReadonlySet<string> {
  if (kind === 'open') return new Set();
  return kind === 'manager' ? ofProject : ofSite;
}

/**
 * The rows of a part of the plan, and those that they name.
 * @param faulty rows that the checks find fault with, of which the part `open` consists
 */
export function rowsOfPart(
  plan: ReadonlyMap<string, readonly PlanRow[]>,
  part: PlanPart,
  faulty: RowsByTable = new Map(),
): RowsOfPart {
  const own = part.kind === 'open' ? faulty : ownRows(plan, part);
  const named = new Map<string, Set<RowId>>();
  const keys = keysOf(plan);
  for (const table of tables) {
    const mine = own.get(table.name);
    const rows = plan.get(table.name);
    if (mine === undefined || rows === undefined) continue;
    const references = referencesOf(table);
    for (const { row, cells } of rows) {
      if (!mine.has(row)) continue;
      for (const { columns, table: other } of references) {
        const found = keys(other).get(keyTextOf(columns, cells));
        if (found !== undefined && own.get(other)?.has(found) !== true) {
          getOrMake(named, other, () => new Set<RowId>()).add(found);
        }
      }
    }
  }
  return { own, named };
}

/** Row IDs by key, of one table after the other as they are asked for. */
function keysOf(plan: ReadonlyMap<string, readonly PlanRow[]>): (table: string) => ReadonlyMap<string, RowId> {
  const byTable = new Map<string, ReadonlyMap<string, RowId>>();
  return (name) =>
    getOrMake(byTable, name, () => {
      const table = tableNamed(name);
      return new Map(plan.get(name)?.map(({ row, cells }) => [keyOf(table, cells), row]));
    });
}

/** A part that follows from where projects and sites are and whose they are. */
export type PlacedPart = Exclude<PlanPart, { kind: 'open' }>;

function ownRows(plan: ReadonlyMap<string, readonly PlanRow[]>, part: PlacedPart): RowsByTable {
  const own = new Map<string, ReadonlySet<RowId>>();
  const choose = (table: string, isOwn: (cells: Cells) => boolean): ReadonlySet<string> => {
    const definition = tableNamed(table);
    const chosen = plan.get(table)?.filter(({ cells }) => isOwn(cells));
    if (chosen !== undefined && chosen.length > 0) own.set(table, new Set(chosen.map(({ row }) => row)));
    return new Set(chosen?.map(({ cells }) => keyOf(definition, cells)));
  };
  // No key is empty, so what names nothing is in none.
  const isIn = (keys: ReadonlySet<string>, cells: Cells, ...columns: readonly string[]): boolean =>
    keys.has(keyTextOf(columns, cells));
  const projects = choose('projects', (cells) => isProjectOf(part, cells));
  const sites = choose('sites', (cells) => isSiteOf(part, cells));
  const keysByTable = new Map(
    [...new Set([...ofProject, ...ofSite])].map((name) => [
      name,
      choose(
        name,
        (cells) =>
          (ofProject.has(name) && isIn(projects, cells, 'project')) ||
          (ofSite.has(name) && isIn(sites, cells, 'location')),
      ),
    ]),
  );
  const lines = keysByTable.get('budgetLines') ?? new Set();
  for (const table of ofLine)
    keysByTable.set(
      table,
      choose(table, (cells) => isIn(lines, cells, 'budgetLine')),
    );
  const commitments = keysByTable.get('commitments') ?? new Set();
  choose('commitmentChanges', (cells) => isIn(commitments, cells, 'commitment', 'commitmentLine'));
  return own;
}

export function isProjectOf(part: PlacedPart, { region, manager }: Cells): boolean {
  if (part.kind === 'region') return region === part.of;
  return part.kind === 'manager' && manager === part.of;
}

export function isSiteOf(part: PlacedPart, { region, code }: Cells): boolean {
  if (part.kind === 'region') return region === part.of;
  return part.kind === 'site' && code === part.of;
}
