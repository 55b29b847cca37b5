import type { Kysely } from 'kysely';
import type { PlacesOfRow } from '../../shared/questions/work-claims.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { keyText, referencesOf } from '../../shared/tables/table.ts';
import { readMatchingRows } from '../storage/matching-rows.ts';
import type { Database } from '../storage/schema.ts';

/** Tables over which a row belongs to a project or a site without naming it. */
const ledTo: ReadonlySet<string> = new Set(['budgetLines', 'commitments', 'changes']);
/** A change of many lines is asked about where its first ones lie. */
const LINES_LOOKED_AT = 50;

/** The sites, projects and regions that a row belongs to, by itself and over the rows it names. */
export async function placesOfRow(
  db: Kysely<Database>,
  program: string,
  table: string,
  cells: Cells,
): Promise<PlacesOfRow> {
  const found = { sites: new Set<string>(), projects: new Set<string>(), regions: new Set<string>() };
  const seen = new Set<string>();
  const waiting = [{ table, cells }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const definition = tableNamed(next.table);
    addPlaces(found, next.table, next.cells);
    for (const { columns, table: target } of referencesOf(definition)) {
      const key = keyText(columns.map((column) => next?.cells[column] ?? null));
      if (target === 'sites' || target === 'projects' || ledTo.has(target))
        waiting.push(...(await unseen(db, program, { target, column: null, text: key }, seen)));
    }
    if (next.table === 'changes') {
      const number = keyText([next.cells['number'] ?? null]);
      waiting.push(...(await unseen(db, program, { target: 'changeLines', column: 'change', text: number }, seen)));
    }
  }
  return { sites: [...found.sites], projects: [...found.projects], regions: [...found.regions] };
}

function addPlaces(
  { sites, projects, regions }: { sites: Set<string>; projects: Set<string>; regions: Set<string> },
  table: string,
  cells: Cells,
): void {
  const { code, number, region } = cells;
  if (table === 'sites' && typeof code === 'string') sites.add(code);
  if (table === 'projects' && typeof number === 'string') projects.add(number);
  if ((table === 'sites' || table === 'projects') && typeof region === 'string') regions.add(region);
}

interface Wanted {
  readonly target: string;
  /** Null: the table's key. */
  readonly column: string | null;
  readonly text: string;
}

async function unseen(
  db: Kysely<Database>,
  program: string,
  { target, column, text }: Wanted,
  seen: Set<string>,
): Promise<{ table: string; cells: Cells }[]> {
  const place = `${target} ${column ?? ''} ${text}`;
  if (text.replaceAll('/', '') === '' || seen.has(place)) return [];
  seen.add(place);
  const table = tableNamed(target);
  const columns = column === null ? table.key : [column];
  const rows = await readMatchingRows(db, program, { table, columns, texts: [text] });
  return rows.slice(0, LINES_LOOKED_AT).map(({ cells }) => ({ table: target, cells }));
}
