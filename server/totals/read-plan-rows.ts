import type { Kysely } from 'kysely';
import { columnsJudged, planRows, type PlanRows } from '../../shared/plan/invariants/plan-rows.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { tableNames } from '../../shared/tables/all-tables.ts';
import type { Database } from '../storage/schema.ts';
import { readColumnsAt, type NarrowRow } from './read-narrow-rows.ts';

/** The rows that invariants look at, at the head or as they were at revision `at`. Call it inside a snapshot. */
export async function readPlanRows(
  db: Kysely<Database>,
  program: string,
  { at }: { readonly at?: Revision | undefined } = {},
): Promise<PlanRows> {
  const stored: Record<string, readonly NarrowRow[]> = {};
  for (const table of tableNames) {
    stored[table] = await readColumnsAt(db, program, { table, columns: columnsJudged(table), at });
  }
  return planRows(stored);
}
