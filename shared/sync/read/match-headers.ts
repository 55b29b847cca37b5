import { normalizeText } from '../../tables/kinds/text-kinds.ts';
import type { Table } from '../../tables/table.ts';
import { ROW_ID_HEADER } from '../../tables/workbook-metadata.ts';

/** Where the plan's columns stand among the headers of an Excel table. Indexes count from 0. */
export interface HeaderMatch {
  readonly indexByColumn: ReadonlyMap<string, number>;
  /** Index of the Row ID column, or null. */
  readonly rowIdIndex: number | null;
  /** Indexes of headers that are none of the plan's. */
  readonly own: readonly number[];
}

/** Headers are compared without case and with every run of white space as one space. */
export function headerForm(text: string): string {
  return normalizeText(text).replaceAll(/\s+/g, ' ').toLowerCase();
}

/** Matches headers to columns by label, or by the column's name on the wire; the first match counts, labels before names. */
export function matchHeaders(table: Table, headers: readonly string[]): HeaderMatch {
  const indexByForm = new Map<string, number>();
  headers.forEach((header, index) => {
    const form = headerForm(header);
    if (!indexByForm.has(form)) indexByForm.set(form, index);
  });
  const indexByColumn = new Map<string, number>();
  const taken = new Set<number>();
  const take = (column: string, index: number | undefined): void => {
    if (index === undefined || indexByColumn.has(column) || taken.has(index)) return;
    indexByColumn.set(column, index);
    taken.add(index);
  };
  const rowIdIndex = indexByForm.get(headerForm(ROW_ID_HEADER)) ?? null;
  if (rowIdIndex !== null) taken.add(rowIdIndex);
  for (const [name, column] of Object.entries(table.columns)) take(name, indexByForm.get(headerForm(column.label)));
  for (const name of Object.keys(table.columns)) take(name, indexByForm.get(headerForm(name)));
  return { indexByColumn, rowIdIndex, own: headers.flatMap((_, index) => (taken.has(index) ? [] : [index])) };
}
