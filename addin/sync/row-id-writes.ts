import { idWrites } from '../../shared/sync/apply/id-writes.ts';
import { emptyWrites, type TableWrites } from '../../shared/sync/apply/table-writes.ts';
import type { LocalTable } from '../../shared/sync/read/local-table.ts';
import type { Reading } from '../../shared/sync/read/read-tables.ts';

/** The Row IDs that a reading found the sheet to need, as writes against the rows as they were read. */
export function rowIdWrites(locals: readonly LocalTable[], { rowIds }: Pick<Reading, 'rowIds'>): TableWrites[] {
  return locals.flatMap((local) => {
    const given = rowIds.get(local.table.name);
    return given ? [{ ...emptyWrites(local.table.name), rowIds: idWrites(local, given) }] : [];
  });
}
