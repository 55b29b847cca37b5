import type { Kysely } from 'kysely';
import type { Door } from '../../shared/protocol/history.ts';
import { journalRecord, type JournalRecord } from './journal.ts';
import type { Database } from './schema.ts';

export interface HistoryFilter {
  readonly program: string;
  readonly table?: string | undefined;
  readonly row?: string | undefined;
  readonly column?: string | undefined;
  /** Id of the workbook whose sync made the revision. */
  readonly workbook?: string | undefined;
  /** Account id or display name. */
  readonly by?: string | undefined;
  /** Server time, ISO 8601 UTC: from this moment, and before this one. */
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  /** Place of the last entry already read: continue after it. */
  readonly after?: { readonly revision: number; readonly ordinal: number } | undefined;
  readonly limit: number;
}

/** One journal entry with its place and the revision it belongs to. */
export interface HistoryRecord {
  readonly entry: JournalRecord;
  readonly ordinal: number;
  readonly revision: {
    readonly number: number;
    readonly person: string;
    readonly personName: string;
    readonly at: string;
    readonly workbook: string;
    readonly note: string;
    readonly door: Door | null;
    readonly accepted: number;
    readonly changes: number;
    readonly hash: string;
  };
}

/** Journal entries that match, newest revision first and in their own order within it. */
export async function readHistory(db: Kysely<Database>, filter: HistoryFilter): Promise<HistoryRecord[]> {
  let query = db
    .selectFrom('journal as j')
    .innerJoin('revisions as r', (join) =>
      join.onRef('r.program', '=', 'j.program').onRef('r.number', '=', 'j.revision'),
    )
    .where('j.program', '=', filter.program)
    .select(['j.revision', 'j.ordinal', 'j.table_name', 'j.row_id', 'j.kind', 'j.before', 'j.after', 'j.previous'])
    .select([
      'r.person',
      'r.person_name',
      'r.at',
      'r.workbook',
      'r.note',
      'r.door',
      'r.accepted',
      'r.changes',
      'r.hash',
    ]);
  const { table, row, column, workbook, by, from, before, after } = filter;
  if (table !== undefined) query = query.where('j.table_name', '=', table);
  if (row !== undefined) query = query.where('j.row_id', '=', row);
  if (workbook !== undefined) query = query.where('r.workbook', '=', workbook);
  if (by !== undefined)
    query = query.where((where) => where.or([where('r.person', '=', by), where('r.person_name', '=', by)]));
  if (from !== undefined) query = query.where('r.at', '>=', from);
  if (before !== undefined) query = query.where('r.at', '<', before);
  if (column !== undefined) {
    // A quote inside a JSON text is escaped, so this matches member names only.
    const member = `%"${column}":%`;
    query = query.where((where) => where.or([where('j.before', 'like', member), where('j.after', 'like', member)]));
  }
  if (after !== undefined) {
    const { revision, ordinal } = after;
    query = query.where((where) =>
      where.or([
        where('j.revision', '<', revision),
        where.and([where('j.revision', '=', revision), where('j.ordinal', '>', ordinal)]),
      ]),
    );
  }
  const rows = await query.orderBy('j.revision', 'desc').orderBy('j.ordinal').limit(filter.limit).execute();
  return rows.map((found) => ({
    entry: journalRecord(found),
    ordinal: found.ordinal,
    revision: {
      number: found.revision,
      person: found.person,
      personName: found.person_name,
      at: found.at,
      workbook: found.workbook,
      note: found.note,
      door: found.door,
      accepted: found.accepted,
      changes: found.changes,
      hash: found.hash,
    },
  }));
}
