import type { Row, TableName } from '../../tables/all-tables.ts';
import { columnsRead, typedRows, type PlainRow, type TypedRow } from '../figures/program-rows.ts';

/** The columns that invariants look at: those of the totals, and more. */
export const columnsJudged = {
  sites: [...columnsRead.sites, 'name', 'type', 'cdsCode', 'erateClass', 'openDate', 'closedDate'],
  siteBoundaries: columnsRead.siteBoundaries,
  siteSystems: ['installedDate', 'endOfSupport'],
  projects: [...columnsRead.projects, 'scopeDescription', 'remark'],
  scope: [...columnsRead.scope, 'removedBy'],
  fundingSources: [...columnsRead.fundingSources, 'name', 'fund', 'resource', 'restriction', 'expires'],
  budgetLines: columnsRead.budgetLines,
  commitments: [...columnsRead.commitments, 'vendor', 'type', 'ratified'],
  commitmentChanges: [...columnsRead.commitmentChanges, 'number'],
  expenditures: [...columnsRead.expenditures, 'document', 'line', 'type', 'account', 'invoiceMode'],
  changes: [...columnsRead.changes, 'reportNumber', 'boardDate', 'requestedBy', 'approvedBy'],
  changeLines: columnsRead.changeLines,
  forecasts: [...columnsRead.forecasts, 'updatedOn'],
  milestones: [
    ...columnsRead.milestones,
    'location',
    'baselineStart',
    'forecastStart',
    'actualStart',
    'delayReason',
    'percentComplete',
  ],
  calendar: ['id', 'start', 'end', 'appliesTo', 'target', 'type', 'severity'],
  periods: [...columnsRead.periods, 'status'],
  assignments: ['from', 'to'],
  fundingRequests: [
    ...columnsRead.fundingRequests,
    'committedRequest',
    'serviceDeadline',
    'invoiceDeadline',
    'invoiceMode',
  ],
  programSettings: columnsRead.programSettings,
  explanations: [
    'checkId',
    'subject',
    'status',
    'owner',
    'explanation',
    'difference',
    'findings',
    'explainedBy',
    'explainedOn',
  ],
} as const;

/** A table that invariants look at. */
export type JudgedTable = keyof typeof columnsJudged;

type ColumnJudged<T extends JudgedTable> = (typeof columnsJudged)[T][number] & keyof Row<T> & string;

/** A row with the cells that invariants look at. */
export type PlanRow<T extends JudgedTable> = TypedRow<T, ColumnJudged<T>>;

/** The whole program as invariants see it. It is a `ProgramRows` too. */
export type PlanRows = { readonly [T in JudgedTable]: readonly PlanRow<T>[] };

/** True for the name of a table that invariants look at. */
export function isJudgedTable(name: string): name is JudgedTable {
  return Object.hasOwn(columnsJudged, name);
}

/** Every table that invariants look at. */
export const judgedTables: readonly JudgedTable[] = Object.keys(columnsJudged).filter(isJudgedTable);

/** Types stored rows once; tables that are left out are empty. Throws TypeError for a cell that is not of its column. */
export function planRows(stored: { readonly [T in TableName]?: readonly PlainRow[] }): PlanRows {
  const rowsOf = <T extends JudgedTable>(table: T): readonly PlanRow<T>[] =>
    typedRows<T, ColumnJudged<T>>(table, columnsJudged[table], stored[table]);
  return {
    sites: rowsOf('sites'),
    siteBoundaries: rowsOf('siteBoundaries'),
    siteSystems: rowsOf('siteSystems'),
    projects: rowsOf('projects'),
    scope: rowsOf('scope'),
    fundingSources: rowsOf('fundingSources'),
    budgetLines: rowsOf('budgetLines'),
    commitments: rowsOf('commitments'),
    commitmentChanges: rowsOf('commitmentChanges'),
    expenditures: rowsOf('expenditures'),
    changes: rowsOf('changes'),
    changeLines: rowsOf('changeLines'),
    forecasts: rowsOf('forecasts'),
    milestones: rowsOf('milestones'),
    calendar: rowsOf('calendar'),
    periods: rowsOf('periods'),
    assignments: rowsOf('assignments'),
    fundingRequests: rowsOf('fundingRequests'),
    programSettings: rowsOf('programSettings'),
    explanations: rowsOf('explanations'),
  };
}
