import type { Kysely } from 'kysely';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import { tables } from '../../../shared/tables/all-tables.ts';
import { notFound } from '../../errors.ts';
import type { Store } from '../../storage/database.ts';
import { readProgram } from '../../storage/programs.ts';
import { readRowPortions } from '../../storage/rows.ts';
import type { Database } from '../../storage/schema.ts';
import { inSnapshot } from '../../storage/sql-dialect.ts';
import { daysOfRevisions, momentOf, planTime } from '../../totals/plan-time.ts';
import type { JobOwner } from '../../workers/job-places.ts';
import { ROWS_PER_MESSAGE } from '../worker/worker-messages.ts';
import type { ProgramSnapshot } from './program-snapshot.ts';
import { renderWorkbook, type RowPortion } from './render-workbook.ts';

export interface DownloadRequest {
  readonly program: string;
  /** Default: the head. */
  readonly at: Revision | undefined;
  /** The day that the reports are to be of; see `planTime`. */
  readonly asOf?: string | undefined;
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
        await give(head, rowPortions(db, request.program, head.metadata.revision));
      }),
    owner,
  );
  if (head === undefined) throw new Error('A workbook was written before its program was read.');
  const { asOf, metadata } = head;
  const { revision } = metadata;
  const fileName = `${head.name} – revision ${revision} – ${asOf}.xlsx`.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ');
  return { bytes, fileName, revision };
}

type SnapshotHead = Omit<ProgramSnapshot, 'rows' | 'asOf'> & { readonly asOf: string };

async function readHead(db: Kysely<Database>, request: DownloadRequest): Promise<SnapshotHead> {
  const { program: id, at, workbook, server, now } = request;
  const program = await readProgram(db, id);
  if (!program) throw notFound('such program');
  const { revision, asOf } = await planTime(db, id, { at, asOf: request.asOf }, now);
  const isHead = at === undefined && revision === program.revision;
  const metadata = {
    program: id,
    revision,
    workbook,
    protocol: PROTOCOL_VERSION,
    server,
    pending: [],
    columns: tables.map(({ name, columns }) => ({ table: name, columns: Object.keys(columns) })),
    writtenAt: (isHead ? undefined : (await momentOf(db, id, revision))?.toISOString()) ?? now.toISOString(),
  };
  const sheetDay = (await daysOfRevisions(db, id, [revision])).get(revision) ?? null;
  const { name, district, fiscal_year: fiscalYear } = program;
  return { name, district, fiscalYear, metadata, asOf, sheetDay };
}

async function* rowPortions(db: Kysely<Database>, program: string, revision: Revision): AsyncGenerator<RowPortion> {
  // The head is read as it stands, not undone from the journal.
  const head = (await readProgram(db, program))?.revision;
  const at = revision === head ? undefined : revision;
  for (const table of tables) {
    for await (const rows of readRowPortions(db, { program, table, at, size: ROWS_PER_MESSAGE })) {
      yield { table: table.name, rows: rows.map(({ row, cells }) => ({ row, cells })) };
    }
  }
}
