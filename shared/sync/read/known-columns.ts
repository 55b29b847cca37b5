import { findTable } from '../../tables/all-tables.ts';
import type { TableColumns } from '../../tables/workbook-metadata.ts';

/** [W16] Something of the plan that the workbook has had and has no more; column null: the whole table. */
export interface GoneColumn {
  readonly table: string;
  readonly column: string | null;
}

/**
 * [W16] Columns and tables that are not found any more, renamed or removed: what is typed there is not the plan's, and
 * nobody would notice, for what is not read does not differ.
 * @param known what the workbook has had
 * @param present what it has now
 */
export function goneColumns(known: readonly TableColumns[], present: readonly TableColumns[]): GoneColumn[] {
  return known.flatMap(({ table, columns }): GoneColumn[] => {
    const found = findTable(table);
    const now = present.find((each) => each.table === table);
    if (found === undefined) return [];
    if (now === undefined) return [{ table, column: null }];
    const all = Object.keys(found.columns);
    const gone = all.filter((column) => columns.includes(column) && !now.columns.includes(column));
    return gone.map((column) => ({ table, column }));
  });
}

/** What the workbook has had, once it has these as well. */
export function knownColumns(known: readonly TableColumns[], present: readonly TableColumns[]): TableColumns[] {
  const tables = [...new Set([...known, ...present].map(({ table }) => table))];
  return tables.map((table) => {
    const all = [...known, ...present].filter((each) => each.table === table).flatMap(({ columns }) => columns);
    return { table, columns: [...new Set(all)] };
  });
}

/** The same without what the person has said is meant to be gone. */
export function withoutGone(known: readonly TableColumns[], { table, column }: GoneColumn): TableColumns[] {
  return known.flatMap((each) => {
    if (each.table !== table) return [each];
    return column === null ? [] : [{ table, columns: each.columns.filter((name) => name !== column) }];
  });
}
