import { sql, type Kysely } from 'kysely';
import type { Revision } from '../../shared/sync/edit.ts';
import type { JournalEntry } from '../../shared/sync/history/journal.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { journalRecord } from './journal.ts';
import type { Database, JournalRow } from './schema.ts';
import { isPostgres } from './sql-dialect.ts';

export interface HistoryRequest {
  readonly program: string;
  readonly table: string;
  /** Per row, the revision after which its entries are wanted. */
  readonly rows: readonly { readonly row: RowId; readonly after: Revision }[];
}

/** Journal entries of these rows with their authors, ascending by revision. One query that follows an index. */
export async function readRowHistory(db: Kysely<Database>, request: HistoryRequest): Promise<JournalEntry[]> {
  if (request.rows.length === 0) return [];
  const json = JSON.stringify(request.rows.map(({ row, after }) => [row, after]));
  const [list, row, after] = isPostgres(db)
    ? [sql`jsonb_array_elements(${json}::jsonb) AS v(value)`, sql`(v.value ->> 0)`, sql`(v.value ->> 1)::bigint`]
    : [sql`json_each(${json}) AS v`, sql`json_extract(v.value, '$[0]')`, sql`json_extract(v.value, '$[1]')`];
  const { rows } = await sql<
    Omit<JournalRow, 'program' | 'ordinal'> & { by: string; at: string; person: string; door: string | null }
  >`
    SELECT j.revision, j.table_name, j.row_id, j.kind, j.before, j.after, j.previous, r.person_name AS by, r.at, r.person, r.door
    FROM ${list}
    CROSS JOIN journal AS j
    JOIN revisions AS r ON r.program = j.program AND r."number" = j.revision
    WHERE j.program = ${request.program} AND j.table_name = ${request.table}
      AND j.row_id = ${row} AND j.revision > ${after}
    ORDER BY j.revision`.execute(db);
  return rows.map(({ by, at, person, door, ...entry }) => ({
    ...journalRecord(entry),
    by,
    at,
    person,
    ...(door === null ? {} : { door }),
  }));
}
