import type { Kysely } from 'kysely';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import { tables } from '../../../shared/tables/all-tables.ts';
import { HttpError, notFound } from '../../errors.ts';
import type { Store } from '../../storage/database.ts';
import { readProgram } from '../../storage/programs.ts';
import { readRowPortions } from '../../storage/rows.ts';
import type { Database } from '../../storage/schema.ts';
import { inSnapshot } from '../../storage/sql-dialect.ts';
import type { JobOwner } from '../worker/job-places.ts';
import { ROWS_PER_MESSAGE } from '../worker/worker-messages.ts';
import type { ProgramSnapshot } from './program-snapshot.ts';
import { renderWorkbook, type RowPortion } from './render-workbook.ts';

export interface DownloadRequest {
  readonly program: string;
  /** Default: the head. */
  readonly at: Revision | undefined;
  /** Id for the new file. */
  readonly workbook: string;
  /** Address of this server. */
  readonly server: string;
  readonly now: Date;
}

export interface Download {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly revision: Revision;
}

/**
 * The consolidated workbook of a program, all of it from one moment. Throws HttpError not_found, revision_unknown,
 * too_many_requests or unavailable, and Abandoned when the client goes meanwhile.
 */
export async function downloadWorkbook(store: Store, request: DownloadRequest, owner: JobOwner): Promise<Download> {
  let head: SnapshotHead | undefined;
  const bytes = await renderWorkbook(
    (give) =>
      inSnapshot(store.longRead, async (db) => {
        head = await readHead(db, request);
        await give(head, rowPortions(db, request));
      }),
    owner,
  );
  if (head === undefined) throw new Error('A workbook was written before its program was read.');
  const { revision } = head.metadata;
  const day = (head.metadata.writtenAt ?? request.now.toISOString()).slice(0, 10);
  const fileName = `${head.name} – revision ${revision} – ${day}.xlsx`.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ');
  return { bytes, fileName, revision };
}

type SnapshotHead = Omit<ProgramSnapshot, 'rows'>;

async function readHead(db: Kysely<Database>, request: DownloadRequest): Promise<SnapshotHead> {
  const { program: id, at, workbook, server, now } = request;
  const program = await readProgram(db, id);
  if (!program) throw notFound('such program');
  if (at !== undefined && at > program.revision) {
    const message = `Revision ${at} is above the program’s head, ${program.revision}.`;
    throw new HttpError('revision_unknown', message, { head: program.revision });
  }
  const metadata = {
    program: id,
    revision: at ?? program.revision,
    workbook,
    protocol: PROTOCOL_VERSION,
    server,
    pending: [],
    columns: tables.map(({ name, columns }) => ({ table: name, columns: Object.keys(columns) })),
    writtenAt: (at === undefined ? undefined : await momentOf(db, id, at)) ?? now.toISOString(),
  };
  return { name: program.name, district: program.district, fiscalYear: program.fiscal_year, metadata };
}

async function* rowPortions(db: Kysely<Database>, { program, at }: DownloadRequest): AsyncGenerator<RowPortion> {
  for (const table of tables) {
    for await (const rows of readRowPortions(db, { program, table, at, size: ROWS_PER_MESSAGE })) {
      yield { table: table.name, rows: rows.map(({ row, cells }) => ({ row, cells })) };
    }
  }
}

/** [FA12] When a revision was made: an earlier state is named and stamped with its own day, not with today. */
async function momentOf(db: Kysely<Database>, program: string, revision: Revision): Promise<string | undefined> {
  const found = await db
    .selectFrom('revisions')
    .select('at')
    .where('program', '=', program)
    .where('number', '=', revision)
    .executeTakeFirst();
  return found?.at;
}
