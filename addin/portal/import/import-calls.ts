import { importReply, type ImportReply } from '../../../shared/protocol/imports.ts';
import type { Asks } from '../asks.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';
import { mendingOf, previewOf, takingOf, type OfficeTable } from './office-table.ts';

/** Tables that an office keeps itself, taken into the plan. */
export interface ImportCalls {
  /** Works out what an office's own table would bring, and brings nothing. */
  previewImport(program: string, table: OfficeTable): Promise<PortalOutcome<ImportReply>>;
  /** Takes an office's own table in. Repeated under the same id it has no further effect. */
  takeImport(program: string, table: OfficeTable, importId: string): Promise<PortalOutcome<ImportReply>>;
  /** The rows of it that the plan does not have yet, to be mended. */
  downloadExceptions(program: string, table: OfficeTable): Promise<PortalOutcome<DownloadedFile>>;
}

export function importCalls({ ask, getFile }: Pick<Asks, 'ask' | 'getFile'>): ImportCalls {
  const pathOf = (program: string): string => `${programPath(program)}/imports`;
  return {
    previewImport: (program, table) => ask(importReply, ...previewOf(pathOf(program), table)),
    takeImport: (program, table, importId) => ask(importReply, ...takingOf(pathOf(program), table, importId)),
    downloadExceptions: (program, table) => getFile(...mendingOf(pathOf(program), table)),
  };
}
