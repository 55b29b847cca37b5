import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { headerFingerprint, type HeaderBlock } from '../../shared/import/header-block.ts';
import type { ImportMapping } from '../../shared/import/import-mapping.ts';
import { importMapping } from '../../shared/protocol/imports.ts';
import type { Database } from '../storage/schema.ts';

/** How a table with the same headers was imported last. */
export interface RememberedMapping {
  readonly mapping: ImportMapping;
  readonly by: string;
  /** ISO moment. */
  readonly at: string;
}

function digestOf(block: HeaderBlock): string {
  return createHash('sha256').update(headerFingerprint(block)).digest('hex');
}

/** Null where no table with these headers was imported, or what is kept is not understood any more. */
export async function readMapping(
  db: Kysely<Database>,
  program: string,
  block: HeaderBlock,
): Promise<RememberedMapping | null> {
  const row = await db
    .selectFrom('import_mappings')
    .selectAll()
    .where('program', '=', program)
    .where('headers', '=', digestOf(block))
    .executeTakeFirst();
  const parsed = row && importMapping.safeParse(JSON.parse(row.mapping));
  return row && parsed?.success === true ? { mapping: parsed.data, by: row.by_name, at: row.at } : null;
}

/** Keeps what was decided for headers in place of what was kept before. Readings have to be accepted each time. */
export async function rememberMapping(
  db: Kysely<Database>,
  program: string,
  block: HeaderBlock,
  { mapping: { table, columns, defaults, values }, by, at }: RememberedMapping,
): Promise<void> {
  const mapping = JSON.stringify({ table, columns, defaults, values });
  await db
    .insertInto('import_mappings')
    .values({ program, headers: digestOf(block), mapping, at, by_name: by })
    .onConflict((conflict) => conflict.columns(['program', 'headers']).doUpdateSet({ mapping, at, by_name: by }))
    .execute();
}
