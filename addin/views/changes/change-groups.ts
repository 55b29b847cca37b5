import { tables } from '../../../shared/tables/all-tables.ts';
import type { RowId } from '../../../shared/tables/cell.ts';
import type { ChangedRow } from '../../sync/local-changes.ts';

/** Changed rows of one table. */
export interface ChangeGroup {
  readonly table: string;
  readonly label: string;
  /** Rows to show. */
  readonly rows: readonly ChangedRow[];
  /** Rows there are. */
  readonly count: number;
}

/** Rows by table, in the order of the workbook's sheets, each table's in the order given; only the first `most` rows. */
export function groupChanges(rows: readonly ChangedRow[], most: number): ChangeGroup[] {
  const byTable = new Map<string, ChangedRow[]>();
  for (const row of rows) {
    const ofTable = byTable.get(row.table);
    if (ofTable) ofTable.push(row);
    else byTable.set(row.table, [row]);
  }
  let left = most;
  return tables.flatMap(({ name, label }): ChangeGroup[] => {
    const ofTable = byTable.get(name) ?? [];
    const shown = ofTable.slice(0, left);
    left -= shown.length;
    return shown.length === 0 ? [] : [{ table: name, label, rows: shown, count: ofTable.length }];
  });
}

/** Text that names a row, for sets. */
export function rowText({ table, row }: { readonly table: string; readonly row: RowId }): string {
  return `${table} ${row}`;
}

/** The rows that are named by one of the problems. */
export function rowsWithProblems(
  rows: readonly ChangedRow[],
  problems: readonly { readonly table: string; readonly row: RowId }[],
): ChangedRow[] {
  const wanted = new Set(problems.map(rowText));
  return rows.filter((row) => wanted.has(rowText(row)));
}
