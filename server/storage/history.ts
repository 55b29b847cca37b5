import type { Kysely, Selectable } from 'kysely';
import type { Door } from '../../shared/protocol/history.ts';
import { journalRecord, type JournalRecord } from './journal.ts';
import type { Database, RevisionRow } from './schema.ts';

export interface HistoryFilter {
  readonly program: string;
  readonly table?: string | undefined;
  readonly row?: string | undefined;
  readonly revision?: number | undefined;
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

const revisionColumns = [
  'r.person',
  'r.person_name',
  'r.at',
  'r.workbook',
  'r.note',
  'r.door',
  'r.accepted',
  'r.changes',
  'r.hash',
] as const;

type FoundRevision = Pick<
  Selectable<RevisionRow>,
  'number' | 'person' | 'person_name' | 'at' | 'workbook' | 'note' | 'door' | 'accepted' | 'changes' | 'hash'
>;

function revisionOf({ person_name: personName, ...found }: FoundRevision): HistoryRecord['revision'] {
  const { number, person, at, workbook, note, door, accepted, changes, hash } = found;
  return { number, person, personName, at, workbook, note, door, accepted, changes, hash };
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
    .select(revisionColumns);
  const { table, row, revision, column, workbook, by, from, before, after } = filter;
  if (table !== undefined) query = query.where('j.table_name', '=', table);
  if (row !== undefined) query = query.where('j.row_id', '=', row);
  if (revision !== undefined) query = query.where('j.revision', '=', revision);
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
    revision: revisionOf({ ...found, number: found.revision }),
  }));
}

/** Revisions that match, newest first, without a look at the journal: their number is what a reader waits for. */
export async function readRevisions(
  db: Kysely<Database>,
  filter: Pick<HistoryFilter, 'program' | 'workbook' | 'by' | 'from' | 'before' | 'limit'> & {
    readonly below?: number | undefined;
  },
): Promise<HistoryRecord['revision'][]> {
  const { program, workbook, by, from, before, below, limit } = filter;
  let query = db
    .selectFrom('revisions as r')
    .where('r.program', '=', program)
    .select('r.number')
    .select(revisionColumns);
  if (workbook !== undefined) query = query.where('r.workbook', '=', workbook);
  if (by !== undefined)
    query = query.where((where) => where.or([where('r.person', '=', by), where('r.person_name', '=', by)]));
  if (from !== undefined) query = query.where('r.at', '>=', from);
  if (before !== undefined) query = query.where('r.at', '<', before);
  if (below !== undefined) query = query.where('r.number', '<', below);
  const rows = await query.orderBy('r.number', 'desc').limit(limit).execute();
  return rows.map(revisionOf);
}
