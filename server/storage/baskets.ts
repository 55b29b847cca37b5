import type { Kysely } from 'kysely';
import type { Revision } from '../../shared/sync/edit.ts';
import type { BasketPlace } from '../../shared/sync/history/baskets.ts';
import { insertMany } from './insert-many.ts';
import type { Database } from './schema.ts';

const columns = ['program', 'revision', 'table_name', 'row_id', 'column_name', 'basket'] as const;

/** [M8] Keeps what a revision changed in baskets. */
export async function writeBaskets(
  db: Kysely<Database>,
  { program, revision }: { readonly program: string; readonly revision: Revision },
  places: readonly BasketPlace[],
): Promise<void> {
  if (places.length === 0) return;
  const rows = places.map(({ table, row, column, basket }) => [program, revision, table, row, column ?? '', basket]);
  await insertMany(db, { table: 'baskets', columns, rows });
}

/** [M8] What a revision changed in baskets; nothing of revisions from before that was kept. */
export async function readBaskets(db: Kysely<Database>, program: string, revision: Revision): Promise<BasketPlace[]> {
  const query = db.selectFrom('baskets').selectAll().where('program', '=', program).where('revision', '=', revision);
  return (await query.execute()).map(({ table_name, row_id, column_name, basket }) => ({
    table: table_name,
    row: row_id,
    column: column_name === '' ? null : column_name,
    basket,
  }));
}
