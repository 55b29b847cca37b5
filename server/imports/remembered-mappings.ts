import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { headerFingerprint, type Header, type HeaderBlock } from '../../shared/import/header-block.ts';
import { EXCEPTION_HEADER, MOST_ADDED } from '../../shared/import/ledger-tables.ts';
import { headerForm } from '../../shared/sync/read/match-headers.ts';
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

/** What headers were read as: the same may stand over a table of the plan and over an export of a ledger. */
export type MappingKind = 'table' | 'ledger';

function digestOf(block: HeaderBlock, kind: MappingKind): string {
  const hash = createHash('sha256');
  if (kind !== 'table') hash.update(`${kind} `);
  return hash.update(headerFingerprint(block)).digest('hex');
}

/** Null where no table with these headers was imported, or what is kept is not understood any more. */
export async function readMapping(
  db: Kysely<Database>,
  program: string,
  block: HeaderBlock,
  kind: MappingKind,
): Promise<RememberedMapping | null> {
  for (const headers of asBefore(block)) {
    const known = await mappingUnder(db, program, digestOf({ ...block, headers }, kind));
    if (known) return known;
  }
  return null;
}

/** A workbook of rows to mend has the headers of its file, and behind them some of ours. */
function asBefore({ headers }: HeaderBlock): (readonly Header[])[] {
  const isOurs = headers.some(({ name }) => headerForm(name) === headerForm(EXCEPTION_HEADER));
  const most = isOurs ? Math.min(MOST_ADDED, headers.length - 1) : 0;
  return Array.from({ length: most + 1 }, (_, added) => headers.slice(0, headers.length - added));
}

async function mappingUnder(db: Kysely<Database>, program: string, digest: string): Promise<RememberedMapping | null> {
  const row = await db
    .selectFrom('import_mappings')
    .selectAll()
    .where('program', '=', program)
    .where('headers', '=', digest)
    .executeTakeFirst();
  const parsed = row && importMapping.safeParse(JSON.parse(row.mapping));
  return row && parsed?.success === true ? { mapping: parsed.data, by: row.by_name, at: row.at } : null;
}

/** Keeps what was decided for headers in place of what was kept before. Readings have to be accepted each time. */
export async function rememberMapping(
  db: Kysely<Database>,
  program: string,
  block: HeaderBlock,
  kind: MappingKind,
  { mapping: { table, columns, defaults, values }, by, at }: RememberedMapping,
): Promise<void> {
  const mapping = JSON.stringify({ table, columns, defaults, values });
  await db
    .insertInto('import_mappings')
    .values({ program, headers: digestOf(block, kind), mapping, at, by_name: by })
    .onConflict((conflict) => conflict.columns(['program', 'headers']).doUpdateSet({ mapping, at, by_name: by }))
    .execute();
}
