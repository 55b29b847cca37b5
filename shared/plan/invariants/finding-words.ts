import type { TableName } from '../../tables/all-tables.ts';
import { withName, type CodeNames } from '../../tables/code-names.ts';
import { NAME_SEPARATOR } from '../../tables/name-separator.ts';
import type { RowId } from '../../tables/cell.ts';
import type { RowOrCellPlace } from '../../tables/cell.ts';

/** The cells of a row that are to blame. */
export function cellsOf(table: TableName, row: RowId | null, ...columns: string[]): RowOrCellPlace[] {
  if (row === null) return [];
  return columns.length === 0 ? [{ table, row, column: null }] : columns.map((column) => ({ table, row, column }));
}

/** "26.00001 · Refresh" */
export function projectName(names: CodeNames, number: string): string {
  return withName(names, 'projects', number);
}

/** "BND-A · Measure A" */
export function sourceName(names: CodeNames, code: string | null): string {
  return withName(names, 'fundingSources', code ?? '');
}

/** "0417 · Alder Elementary" */
export function siteName(names: CodeNames, code: string): string {
  return withName(names, 'sites', code);
}

/** "PO-1, line 10" */
export function commitmentName({ number, line }: { readonly number: string; readonly line: number }): string {
  return `${number}, line ${line}`;
}

/** "M50 · Installation start": a step of the schedule as codes and names are written elsewhere. */
export function milestoneName(milestone: string): string {
  return milestone.replace(' ', NAME_SEPARATOR);
}

/** Tenths of a percent as people write them: 125 → "12.5", 100 → "10". */
export function tenths(value: number): string {
  return String(value / 10);
}
