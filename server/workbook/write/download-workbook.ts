import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import { tables } from '../../../shared/tables/all-tables.ts';
import { HttpError, notFound } from '../../errors.ts';
import type { Store } from '../../storage/database.ts';
import { readProgram } from '../../storage/programs.ts';
import { readRows } from '../../storage/rows.ts';
import { inSnapshot } from '../../storage/sql-dialect.ts';
import type { WorkbookRow } from './program-workbook.ts';
import type { ProgramSnapshot } from './program-snapshot.ts';
import { renderWorkbook } from './render-workbook.ts';

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
 * The consolidated workbook of a program, all of it from one moment. Throws HttpError not_found, revision_unknown.
 */
export async function downloadWorkbook(store: Store, request: DownloadRequest): Promise<Download> {
  const snapshot = await readSnapshot(store, request);
  const { revision } = snapshot.metadata;
  const day = request.now.toISOString().slice(0, 10);
  return {
    bytes: await renderWorkbook(snapshot),
    fileName: `${snapshot.name} – revision ${revision} – ${day}.xlsx`.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' '),
    revision,
  };
}

function readSnapshot(store: Store, request: DownloadRequest): Promise<ProgramSnapshot> {
  const { program: id, at, workbook, server, now } = request;
  return inSnapshot(store.read, async (db) => {
    const program = await readProgram(db, id);
    if (!program) throw notFound('such program');
    if (at !== undefined && at > program.revision) {
      const message = `Revision ${at} is above the program’s head, ${program.revision}.`;
      throw new HttpError('revision_unknown', message, { head: program.revision });
    }
    const rows: Record<string, WorkbookRow[]> = {};
    for (const table of tables) {
      rows[table.name] = (await readRows(db, id, table, at)).map(({ row, cells }) => ({ row, cells }));
    }
    const metadata = {
      program: id,
      revision: at ?? program.revision,
      workbook,
      protocol: PROTOCOL_VERSION,
      server,
      pending: [],
      writtenAt: now.toISOString(),
    };
    return { name: program.name, district: program.district, fiscalYear: program.fiscal_year, metadata, rows };
  });
}
