import { findTable } from '../tables/all-tables.ts';
import type { Table } from '../tables/table.ts';
import { ledgerTables } from './ledger-tables.ts';

/** What a file may be read as: a table of the plan, or an export of a ledger. */
export function findImportTable(name: string): Table | undefined {
  return findTable(name) ?? ledgerTables.find((table) => table.name === name);
}

/** The same of a name that is known to be one. Throws on any other. */
export function importTableNamed(name: string): Table {
  const table = findImportTable(name);
  if (!table) throw new Error(`No file is read as ${name}.`);
  return table;
}
