import type { Row, TableName } from '../../tables/all-tables.ts';
import { typedRows, type PlainRow, type TypedRow } from '../figures/program-rows.ts';

/** What the sheet of a site says beside schedule and figures: tables, and of them these columns. */
export const columnsOfSheet = {
  sites: [
    'code',
    'name',
    'type',
    'status',
    'street',
    'city',
    'state',
    'zip',
    'grades',
    'enrollment',
    'enrollmentAsOf',
    'campus',
    'openDate',
    'closedDate',
    'contactRole',
  ],
  projects: ['number', 'manager'],
  systems: ['code', 'name', 'usefulLife'],
  siteSystems: [
    'location',
    'system',
    'sequence',
    'quantity',
    'unit',
    'generation',
    'installedDate',
    'endOfSupport',
    'condition',
    'installedBy',
  ],
  fundingSources: ['code', 'name'],
  people: ['id', 'name', 'organization', 'email', 'active'],
  assignments: ['project', 'program', 'region', 'role', 'person', 'from', 'to'],
  calendar: ['id', 'start', 'end', 'appliesTo', 'target', 'type', 'severity', 'note'],
} as const;

/** A table that the sheet of a site says something of. */
export type SheetTable = keyof typeof columnsOfSheet;

type ColumnOfSheet<T extends SheetTable> = (typeof columnsOfSheet)[T][number] & keyof Row<T> & string;

type SheetRow<T extends SheetTable> = TypedRow<T, ColumnOfSheet<T>>;

export type SheetRows = { readonly [T in SheetTable]: readonly SheetRow<T>[] };

export function isSheetTable(name: string): name is SheetTable {
  return Object.hasOwn(columnsOfSheet, name);
}

export const sheetTables: readonly SheetTable[] = Object.keys(columnsOfSheet).filter(isSheetTable);

/** Types stored rows once; tables that are left out are empty. Throws TypeError for a cell that is not of its column. */
export function sheetRows(stored: { readonly [T in TableName]?: readonly PlainRow[] }): SheetRows {
  const rowsOf = <T extends SheetTable>(table: T): readonly SheetRow<T>[] =>
    typedRows<T, ColumnOfSheet<T>>(table, columnsOfSheet[table], stored[table]);
  return {
    sites: rowsOf('sites'),
    projects: rowsOf('projects'),
    systems: rowsOf('systems'),
    siteSystems: rowsOf('siteSystems'),
    fundingSources: rowsOf('fundingSources'),
    people: rowsOf('people'),
    assignments: rowsOf('assignments'),
    calendar: rowsOf('calendar'),
  };
}
