import type { Kysely } from 'kysely';
import type { Revision } from '../../shared/sync/edit.ts';
import type { TableName } from '../../shared/tables/all-tables.ts';
import { columnsRead, programRows, readTables } from '../../shared/plan/figures/columns-read.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Database } from '../storage/schema.ts';
import { readColumnsAt, type NarrowRow } from './read-narrow-rows.ts';

/** All rows of some tables, by name. Empty cells may be absent. */
export type KnownTables = ReadonlyMap<string, readonly NarrowRow[]>;

/**
 * The rows that totals are made from: of the whole program or of just some of its tables, at the head or as they were at
 * revision `at`. To read one moment, call it inside a snapshot.
 */
export async function readProgram(
  db: Kysely<Database>,
  program: string,
  options: {
    readonly at?: Revision | undefined;
    readonly tables?: readonly TableName[];
    readonly known?: KnownTables | undefined;
  } = {},
): Promise<ProgramRows> {
  const stored: { [T in TableName]?: readonly NarrowRow[] } = {};
  for (const table of options.tables ?? readTables) {
    stored[table] =
      options.known?.get(table) ??
      (await readColumnsAt(db, program, { table, columns: columnsRead(table), at: options.at }));
  }
  return programRows(stored);
}
