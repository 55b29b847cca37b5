import type { StoredColumn, TableName } from '../../tables/all-tables.ts';

/** Tables, and of them some columns that people fill in. */
type Reads = { readonly [T in TableName]?: readonly StoredColumn<T>[] };

/** What shares follow from, of each table that they look at. */
export const sharesRead = {
  scope: ['project', 'location', 'system', 'plannedQuantity', 'status', 'basis', 'share'],
  sites: ['code', 'enrollment'],
} as const satisfies Reads;

/** What the estimate of a project follows from beside the sums and categories of its lines. */
export const estimateRead = {
  projects: ['financialStatus', 'financiallyClosedOn'],
  forecasts: ['project', 'category', 'period', 'etc'],
} as const satisfies Reads;

/** What the groups and the kind of a line follow from; whatever else there is of these tables moves sums alone. */
export const lineGroupsRead = {
  budgetLines: ['id', 'project', 'source', 'fiscalYear', 'category', 'location', 'system', 'account'],
  projects: ['number', 'program', 'primarySystem', 'class', 'status', 'manager'],
  commitments: ['budgetLine', 'frn', 'status'],
} as const satisfies Reads;

/** Of a budget line, what moves that line alone to other groups; by the rest it is another part of its project. */
export const ownGroupsRead = [
  'source',
  'fiscalYear',
  'system',
  'account',
] as const satisfies readonly StoredColumn<'budgetLines'>[];

/** Where sites lie on a day. */
const placesRead = {
  sites: ['code', 'region', 'boardDistrict'],
  siteBoundaries: ['location', 'effectiveFrom', 'region', 'boardDistrict'],
} as const satisfies Reads;

/** What funding sources and E-Rate funding requests say of themselves. */
const sourcesRead = {
  fundingSources: ['code', 'type', 'series', 'authorized', 'available', 'availableFrom', 'issueDate', 'interest'],
  fundingRequests: ['frn', 'category', 'discount', 'preDiscount', 'status', 'fcdlDate', 'disbursed'],
} as const satisfies Reads;

/** What is ordered and paid by commitment, and posted by month. */
const commitmentsRead = {
  commitments: ['number', 'line', 'awardDate', 'original', 'statusDate'],
  commitmentChanges: ['commitment', 'commitmentLine', 'date', 'amount', 'status'],
  expenditures: ['commitment', 'commitmentLine', 'postingDate', 'budgetLine', 'period', 'amount'],
  periods: ['period', 'controlTotal'],
} as const satisfies Reads;

/** How a project stands, and its name. */
const indicatorsRead = {
  projects: ['name', 'percentComplete', 'scopeIndicator', 'indicatorOverride'],
  milestones: ['project', 'milestone', 'baselineFinish', 'forecastFinish', 'actualFinish'],
  programSettings: ['key', 'value'],
} as const satisfies Reads;

/** All that figures look at beside what postings and computed columns declare for themselves. */
export const figureReads = [
  sharesRead,
  estimateRead,
  lineGroupsRead,
  placesRead,
  sourcesRead,
  commitmentsRead,
  indicatorsRead,
] as const;

type ColumnIn<R, T extends TableName> = R extends { readonly [K in T]: readonly (infer C)[] } ? C : never;

/** A column of a table that figures look at. */
export type ColumnRead<T extends TableName> = ColumnIn<(typeof figureReads)[number], T> & StoredColumn<T>;
