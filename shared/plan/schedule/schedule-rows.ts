import type { Row, TableName } from '../../tables/all-tables.ts';
import { typedRows, type PlainRow, type TypedRow } from '../figures/program-rows.ts';

/** What the schedule is made from: tables, and of them these columns. */
export const columnsScheduled = {
  sites: ['code', 'name', 'type', 'region', 'boardDistrict'],
  siteBoundaries: ['location', 'effectiveFrom', 'region', 'boardDistrict'],
  projects: ['number', 'name', 'program', 'class', 'region', 'status', 'phase', 'percentComplete', 'remark', 'manager'],
  scope: ['project', 'location', 'system', 'status'],
  milestones: [
    'project',
    'location',
    'milestone',
    'baselineStart',
    'baselineFinish',
    'forecastStart',
    'forecastFinish',
    'actualStart',
    'actualFinish',
    'percentComplete',
    'predecessor',
  ],
  calendar: ['start', 'end', 'appliesTo', 'target', 'type', 'severity'],
  programSettings: ['key', 'value'],
} as const;

/** A table that the schedule is made from. */
export type ScheduledTable = keyof typeof columnsScheduled;

type ColumnScheduled<T extends ScheduledTable> = (typeof columnsScheduled)[T][number] & keyof Row<T> & string;

/** A row with the cells that the schedule looks at. */
export type ScheduleRow<T extends ScheduledTable> = TypedRow<T, ColumnScheduled<T>>;

/** Everything of the program that the schedule looks at. */
export type ScheduleRows = { readonly [T in ScheduledTable]: readonly ScheduleRow<T>[] };

/** True for the name of a table that the schedule is made from. */
export function isScheduledTable(name: string): name is ScheduledTable {
  return Object.hasOwn(columnsScheduled, name);
}

/** Every table that the schedule is made from. */
export const scheduledTables: readonly ScheduledTable[] = Object.keys(columnsScheduled).filter(isScheduledTable);

/** Types stored rows once; tables that are left out are empty. Throws TypeError for a cell that is not of its column. */
export function scheduleRows(stored: { readonly [T in TableName]?: readonly PlainRow[] }): ScheduleRows {
  const rowsOf = <T extends ScheduledTable>(table: T): readonly ScheduleRow<T>[] =>
    typedRows<T, ColumnScheduled<T>>(table, columnsScheduled[table], stored[table]);
  return {
    sites: rowsOf('sites'),
    siteBoundaries: rowsOf('siteBoundaries'),
    projects: rowsOf('projects'),
    scope: rowsOf('scope'),
    milestones: rowsOf('milestones'),
    calendar: rowsOf('calendar'),
    programSettings: rowsOf('programSettings'),
  };
}
