import type { RowChange, StoredRow } from '../../shared/sync/history/journal.ts';
import type { ProgramView } from '../../shared/sync/merge/merge-context.ts';
import type { Revision } from '../../shared/sync/edit.ts';

/** What a sync has just written. */
export interface WrittenRows {
  /** In the order of tables and Row IDs. */
  readonly changes: readonly RowChange[];
  /** The row of one of the changes as it is now; undefined when it was deleted. Empty cells may be absent. */
  rowAfter(change: RowChange): StoredRow | undefined;
  /** The changed rows of a table as they are now, without the deleted ones. */
  rowsOf(table: string): StoredRow[];
  /** The tables that held nothing before, with all of their rows. */
  wholeTables(): ReadonlyMap<string, readonly StoredRow[]>;
}

/**
 * The rows of a sync, from the head it met and its changes: nobody has to read them back.
 * @param neverUsed tables that held nothing before
 */
export function writtenRows(
  met: Pick<ProgramView, 'head'>,
  changes: readonly RowChange[],
  revision: Revision,
  neverUsed: ReadonlySet<string>,
): WrittenRows {
  const rowAfter = ({ kind, table, row, after }: RowChange): StoredRow | undefined => {
    if (kind === 'delete') return undefined;
    const head = kind === 'insert' ? undefined : met.head(table, row);
    return { row, revision, cells: head ? { ...head.cells, ...after } : after };
  };
  const rowsOf = (table: string): StoredRow[] => {
    const rows: StoredRow[] = [];
    for (const change of changes) {
      const row = change.table === table ? rowAfter(change) : undefined;
      if (row) rows.push(row);
    }
    return rows;
  };
  const wholeTables = () => new Map([...neverUsed].map((table) => [table, rowsOf(table)]));
  return { changes, rowAfter, rowsOf, wholeTables };
}
