import type { LeftAlone, WorkbookPort } from '../excel/workbook-port.ts';
import type { Outcome } from '../excel/workbook-problem.ts';
import { paced } from './pace.ts';
import { emptyWrites } from '../../shared/sync/apply/table-writes.ts';
import { idWrites, rowIdNeeds, type NameRows } from '../../shared/sync/read/row-id-needs.ts';
import type { WorkbookReading } from './read-workbook.ts';

/** [W4] Rows keep their keys and cells and get the Row IDs their keys belong to. */
export async function realignRows(
  workbook: WorkbookPort,
  { locals, base }: WorkbookReading,
  nameRows: NameRows,
  clearFilters: boolean,
): Promise<Outcome<readonly LeftAlone[]>> {
  const { apart } = await paced(rowIdNeeds(locals, base, nameRows));
  const writes = apart.map(({ local, misaligned }) => {
    const rowIds = new Map(misaligned.map(({ position, rightRow }) => [position, rightRow]));
    return { ...emptyWrites(local.table.name), rowIds: idWrites(local, rowIds) };
  });
  return await workbook.write(writes, { clearFilters });
}
