import { insertsInColumns } from '../../../shared/protocol/inserts-in-columns.ts';
import type { SyncRequest, TableEdits } from '../../../shared/protocol/sync.ts';

/** The same sync with its many new rows in columns; null where there are none that can be. */
export function syncInColumns(request: SyncRequest): SyncRequest | null {
  let isOther = false;
  const edits = Object.entries(request.edits ?? {}).map(
    ([table, { inserts = [], ...others }]): [string, TableEdits] => {
      const insertRows = inserts.length === 0 ? null : insertsInColumns(inserts);
      isOther ||= insertRows !== null;
      return [table, insertRows === null ? { inserts, ...others } : { insertRows, ...others }];
    },
  );
  return isOther ? { ...request, edits: Object.fromEntries(edits) } : null;
}
