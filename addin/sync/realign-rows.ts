import type { LeftAlone, WorkbookPort } from '../excel/workbook-port.ts';
import type { Outcome } from '../excel/workbook-problem.ts';
import { paced } from './pace.ts';
import { nothingAnswered } from '../../shared/sync/read/find-edits.ts';
import { readTables } from '../../shared/sync/read/read-tables.ts';
import { rowIdWrites } from './row-id-writes.ts';
import type { WorkbookReading } from './read-workbook.ts';

/** [W4] Rows keep their keys and cells and get the Row IDs their keys belong to. New rows wait for the sync. */
export async function realignRows(
  workbook: WorkbookPort,
  { locals, base, metadata }: WorkbookReading,
  clearFilters: boolean,
): Promise<Outcome<readonly LeftAlone[]>> {
  const nameRows = () => new Map<number, string>();
  const reading = await paced(
    readTables({ locals, base, pending: [], heldRows: nothingAnswered, realign: true, nameRows }),
  );
  return await workbook.write(rowIdWrites(locals, reading), { clearFilters, after: metadata.revision });
}
