import type { Kysely } from 'kysely';
import type { WireRow } from '../../shared/protocol/cells.ts';
import type { RemoteTable } from '../../shared/protocol/sync.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import type { Database } from '../storage/schema.ts';
import { computedCellsOf } from '../totals/computed-cells.ts';
import type { Remote } from './remote-changes.ts';

/** True of rows that came without their computed columns, since none of them has moved. */
function leavesOut(name: string, { columns }: RemoteTable): boolean {
  return columns.length < Object.keys(tableNamed(name).columns).length;
}

/** Tables whose rows came without computed columns. */
export function tablesLeftOut({ tables }: Pick<Remote, 'tables'>): string[] {
  return Object.entries(tables).flatMap(([name, table]) => (leavesOut(name, table) ? [name] : []));
}

/**
 * Stretches that fit together: a table has its computed columns in all of them or in none; where everything is asked for, in
 * all. What was left out is read as it is at the head: a later stretch would name a row whose computed cells have moved since.
 */
export async function fillIn(
  db: Kysely<Database>,
  program: string,
  stretches: readonly Remote[],
  isAllAsked: boolean,
): Promise<readonly Remote[]> {
  const [without, withThem] = [new Map<string, Set<RowId>>(), new Set<string>()];
  for (const { tables } of stretches) {
    for (const [name, table] of Object.entries(tables)) {
      if (!leavesOut(name, table)) {
        withThem.add(name);
        continue;
      }
      const ids = without.get(name) ?? new Set();
      without.set(name, ids);
      for (const [row] of table.rows) ids.add(row);
    }
  }
  const wanted = new Map([...without].filter(([name]) => isAllAsked || withThem.has(name)));
  if (wanted.size === 0) return stretches;
  const computed = await computedCellsOf(db, program, wanted);
  return stretches.map((stretch) => filledIn(stretch, wanted, computed));
}

function filledIn(
  stretch: Remote,
  wanted: ReadonlyMap<string, unknown>,
  computed: ReadonlyMap<string, ReadonlyMap<RowId, Cells>>,
): Remote {
  const tables = Object.entries(stretch.tables).map(([name, table]) => {
    if (!wanted.has(name) || !leavesOut(name, table)) return [name, table] as const;
    return [name, wholeTable(name, table, computed.get(name))] as const;
  });
  return { ...stretch, tables: Object.fromEntries(tables) };
}

function wholeTable(
  name: string,
  { columns, rows, deleted }: RemoteTable,
  computed: ReadonlyMap<RowId, Cells> | undefined,
): RemoteTable {
  const all = Object.keys(tableNamed(name).columns);
  const places = all.map((column) => columns.indexOf(column));
  const wholeRow = ([row, revision, ...values]: WireRow): WireRow => [
    row,
    revision,
    ...all.map((column, i) => (places[i] === -1 ? computed?.get(row)?.[column] : values[places[i] ?? 0]) ?? null),
  ];
  return { columns: all, rows: rows.map(wholeRow), deleted };
}
