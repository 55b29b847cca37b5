import type { Kysely } from 'kysely';
import type { RowChange } from '../../shared/sync/history/journal.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { keyOf } from '../../shared/tables/table.ts';
import { planTable, type Database } from './schema.ts';
import { isAmong } from './sql-dialect.ts';

/** A row of the plan. */
export type RowPlace = Pick<RowChange, 'table' | 'row'>;

/** A function that names the row of each of these changes: by its key at the head, or the key it was deleted with. */
export async function rowKeys(
  db: Kysely<Database>,
  program: string,
  changes: readonly RowChange[],
): Promise<(change: RowChange) => string> {
  const keys = await headKeys(db, program, changes);
  for (const { table, row, kind, before } of changes) {
    const place = `${table}/${row}`;
    if (kind === 'delete' && !keys.has(place)) keys.set(place, keyOf(tableNamed(table), before));
  }
  return ({ table, row, after }) => keys.get(`${table}/${row}`) ?? keyOf(tableNamed(table), after);
}

/** Keys at the head of the rows that are there, by `table/row`. */
export async function headKeys(
  db: Kysely<Database>,
  program: string,
  places: readonly RowPlace[],
): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  for (const [name, rows] of rowsByTable(places)) {
    const found = await db
      .selectFrom(planTable(tableNamed(name)))
      .select(['row_id', 'key_text'])
      .where('program', '=', program)
      .where(isAmong(db, 'row_id', rows))
      .execute();
    for (const row of found) keys.set(`${name}/${row.row_id}`, row.key_text);
  }
  return keys;
}

/** The rows by their table. */
export function rowsByTable(places: readonly RowPlace[]): Map<string, Set<RowId>> {
  const found = new Map<string, Set<RowId>>();
  for (const { table, row } of places) found.set(table, (found.get(table) ?? new Set()).add(row));
  return found;
}
