import { getOrMake } from '../get-or-make.ts';
import { visibleText } from '../../tables/kinds/text-kinds.ts';
import type { Table } from '../../tables/table.ts';
import { ROW_ID_HEADER } from '../../tables/workbook-metadata.ts';

/** Where the plan's columns stand among the headers of an Excel table. Indexes count from 0. */
export interface HeaderMatch {
  readonly indexByColumn: ReadonlyMap<string, number>;
  /** Index of the Row ID column, or null. */
  readonly rowIdIndex: number | null;
  /** Indexes of headers that are none of the plan's. */
  readonly own: readonly number[];
  /** [W9] Headers that could each be the same column of the plan: nobody can tell which of them is. */
  readonly doubled: readonly DoubledHeader[];
}

/** One header that several columns of the sheet bear. */
export interface DoubledHeader {
  /** As the plan writes it. */
  readonly header: string;
  readonly indexes: readonly number[];
}

/** Headers are compared without case, without marks that nobody sees, and with every run of white space as one space. */
export function headerForm(text: string): string {
  return visibleText(text).replaceAll(/\s+/g, ' ').toLowerCase();
}

/**
 * Matches headers to columns by label, or by the column's name on the wire, labels before names. Of two columns under one
 * header the first is matched, and both are told as `doubled`, so that the caller can stop and ask.
 */
export function matchHeaders(table: Table, headers: readonly string[]): HeaderMatch {
  const indexesByForm = new Map<string, number[]>();
  headers.forEach((header, index) => getOrMake(indexesByForm, headerForm(header), (): number[] => []).push(index));
  const indexByColumn = new Map<string, number>();
  const taken = new Set<number>();
  const doubled: DoubledHeader[] = [];
  /** The first column under this header, unless it is taken already. */
  const take = (text: string, header: string): number | null => {
    const indexes = indexesByForm.get(headerForm(text)) ?? [];
    const [index] = indexes;
    if (index === undefined || taken.has(index)) return null;
    taken.add(index);
    if (indexes.length > 1) doubled.push({ header, indexes });
    return index;
  };
  const rowIdIndex = take(ROW_ID_HEADER, ROW_ID_HEADER);
  const columns = Object.entries(table.columns);
  const spellings = [
    ...columns.map(([name, { label }]) => [name, label, label] as const),
    ...columns.map(([name, { label }]) => [name, name, label] as const),
  ];
  for (const [name, text, label] of spellings) {
    const index = indexByColumn.has(name) ? null : take(text, label);
    if (index !== null) indexByColumn.set(name, index);
  }
  const own = headers.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  return { indexByColumn, rowIdIndex, own, doubled };
}
