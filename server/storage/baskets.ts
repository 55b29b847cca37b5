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
  const found = await readBasketsSince(db, { program, after: revision - 1, upTo: revision });
  return found.map(({ table, row, column, basket }) => ({ table, row, column, basket }));
}

/** [M8] The same of several revisions, each place with its revision. */
export async function readBasketsSince(
  db: Kysely<Database>,
  { program, after, upTo }: { readonly program: string; readonly after: Revision; readonly upTo: Revision },
): Promise<(BasketPlace & { readonly revision: Revision })[]> {
  const rows = await db
    .selectFrom('baskets')
    .selectAll()
    .where('program', '=', program)
    .where('revision', '>', after)
    .where('revision', '<=', upTo)
    .execute();
  return rows.map(({ revision, table_name: table, row_id: row, column_name: column, basket }) => {
    return { revision, table, row, column: column === '' ? null : column, basket };
  });
}
