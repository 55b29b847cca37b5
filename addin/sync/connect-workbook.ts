import { tableNamed } from '../../shared/tables/all-tables.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';
import type { WorkbookPort } from '../excel/workbook-port.ts';
import type { Outcome } from '../excel/workbook-problem.ts';

export interface Connection {
  readonly program: string;
  readonly workbook: string;
  readonly server: string;
  /** 'create': also make the tables that are missing. */
  readonly mode: 'create' | 'adopt';
}

/**
 * Sets the workbook up for a program: tables first, then the metadata at revision 0, which makes the first sync bring
 * everything and send what adopted tables hold. Interrupted, it can be done again.
 */
export async function connectWorkbook(workbook: WorkbookPort, connection: Connection): Promise<Outcome<null>> {
  const preview = await workbook.previewConnection();
  if (!preview.ok) return preview;
  const create = connection.mode === 'create' ? preview.value.missing.map(tableNamed) : [];
  const made = await workbook.setUp({ create, adopt: preview.value.candidates });
  if (!made.ok) return made;
  return await workbook.writeMetadata(metadataAt(connection, 0));
}

export function metadataAt(connection: Omit<Connection, 'mode'>, revision: number): WorkbookMetadata {
  const { program, workbook, server } = connection;
  return { program, workbook, server, protocol: PROTOCOL_VERSION, revision, pending: [] };
}
