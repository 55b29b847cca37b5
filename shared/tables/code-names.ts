import { tables } from './all-tables.ts';
import { NAME_SEPARATOR } from './name-separator.ts';
import type { Cells } from './cell.ts';
import type { Column } from './column.ts';
import type { Table } from './table.ts';

/** Finds the name that stands beside a code: of a site, system, project, funding source or person. */
export interface CodeNames {
  /** `table` is the wire name of the table whose key the code is; undefined: no such row, or it has no name. */
  of(table: string, code: string): string | undefined;
}

/** Where no program is known. */
export const noNames: CodeNames = { of: () => undefined };

/** Tables whose rows have a name beside their code, in the order of the workbook's sheets. */
export const namedTables: readonly Table[] = tables.filter((table) => table.rowName !== undefined);

/** "0417 · Alder Elementary"; the code alone where it has no name. */
export function namedCode(code: string, name: string | undefined): string {
  return name === undefined || name === '' ? code : `${code}${NAME_SEPARATOR}${name}`;
}

/** A code of a table (wire name) with its name, where it has one. */
export function withName(names: CodeNames, table: string, code: string): string {
  return namedCode(code, names.of(table, code));
}

/** Names of the rows of these tables (wire names); tables without names are passed over. */
export function codeNames(rowsByTable: Iterable<readonly [table: string, rows: Iterable<Cells>]>): CodeNames {
  const given = new Map(rowsByTable);
  const names = new Map(namedTables.map((table) => [table.name, namesOf(table, given.get(table.name) ?? [])]));
  return { of: (table, code) => names.get(table)?.get(code) };
}

function namesOf({ key: [key = ''], rowName = '' }: Table, rows: Iterable<Cells>): Map<string, string> {
  const names = new Map<string, string>();
  for (const cells of rows) {
    const [code, name] = [cells[key], cells[rowName]];
    if (typeof code === 'string' && typeof name === 'string') names.set(code, name);
  }
  return names;
}

/** Wire name of the table whose rows the codes of a column stand for: what it refers to, or its own. */
export function tableOfCodes(table: Table, name: string, column: Column): string | null {
  if (column.kind === 'reference') return column.table;
  return table.rowName !== undefined && table.key[0] === name ? table.name : null;
}
