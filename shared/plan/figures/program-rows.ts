import { tableNamed, type Row, type TableName } from '../../tables/all-tables.ts';
import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import type { Column } from '../../tables/column.ts';
import { blankRecord } from './blank-record.ts';

/** Everything the totals, computed columns and checks look at: tables, and of them these editable columns. */
export const columnsRead = {
  sites: ['code', 'region', 'boardDistrict', 'enrollment', 'status'],
  siteBoundaries: ['location', 'effectiveFrom', 'region', 'boardDistrict'],
  projects: [
    'number',
    'name',
    'program',
    'primarySystem',
    'class',
    'bondListRef',
    'status',
    'financialStatus',
    'financiallyClosedOn',
    'approvalDate',
    'percentComplete',
    'manager',
    'scopeIndicator',
    'indicatorOverride',
  ],
  scope: ['project', 'location', 'system', 'plannedQuantity', 'status', 'basis', 'share'],
  fundingSources: [
    'code',
    'type',
    'series',
    'allowedPrograms',
    'allowedSystems',
    'authorized',
    'available',
    'availableFrom',
    'issueDate',
    'interest',
  ],
  budgetLines: ['id', 'project', 'source', 'fiscalYear', 'category', 'location', 'system', 'account', 'original'],
  commitments: ['number', 'line', 'budgetLine', 'awardDate', 'original', 'status', 'statusDate', 'frn'],
  commitmentChanges: ['commitment', 'commitmentLine', 'date', 'amount', 'reason', 'status'],
  expenditures: ['postingDate', 'period', 'budgetLine', 'commitment', 'commitmentLine', 'amount', 'erateShare'],
  changes: ['number', 'type', 'status', 'effectiveDate', 'submittedOn'],
  changeLines: ['change', 'budgetLine', 'amount'],
  forecasts: ['project', 'category', 'period', 'etc'],
  milestones: ['project', 'milestone', 'baselineFinish', 'forecastFinish', 'actualFinish'],
  periods: ['period', 'controlTotal'],
  fundingRequests: ['frn', 'fundingYear', 'category', 'discount', 'preDiscount', 'status', 'fcdlDate', 'disbursed'],
  programSettings: ['key', 'value'],
} as const;

/** A table that the totals read. */
export type ReadTable = keyof typeof columnsRead;

/** A column that the totals read of a table. */
export type ColumnRead<T extends ReadTable> = (typeof columnsRead)[T][number] & keyof Row<T> & string;

type CellsRead<T extends ReadTable> = Pick<Row<T>, ColumnRead<T>>;

/** A row with the cells the totals read; further cells may be there and are not looked at. */
export interface ProgramRow<T extends ReadTable> {
  readonly row: RowId;
  readonly cells: CellsRead<T>;
}

/** The whole program, or a part that holds everything that belongs together, at one revision. */
export type ProgramRows = { readonly [T in ReadTable]: readonly ProgramRow<T>[] };

/** A row as it is stored; empty cells may be absent. */
export interface PlainRow {
  readonly row: RowId;
  readonly cells: Cells;
}

/**
 * Types stored rows once, so that nothing behind has to look at cell types again. Tables that are left out are empty.
 * Throws TypeError naming table, row and column of a cell that is not of its column's type: stored rows were checked
 * when they came in, so that is a bug.
 */
export function programRows(stored: { readonly [T in ReadTable]?: readonly PlainRow[] }): ProgramRows {
  return {
    sites: rowsOf('sites', stored.sites),
    siteBoundaries: rowsOf('siteBoundaries', stored.siteBoundaries),
    projects: rowsOf('projects', stored.projects),
    scope: rowsOf('scope', stored.scope),
    fundingSources: rowsOf('fundingSources', stored.fundingSources),
    budgetLines: rowsOf('budgetLines', stored.budgetLines),
    commitments: rowsOf('commitments', stored.commitments),
    commitmentChanges: rowsOf('commitmentChanges', stored.commitmentChanges),
    expenditures: rowsOf('expenditures', stored.expenditures),
    changes: rowsOf('changes', stored.changes),
    changeLines: rowsOf('changeLines', stored.changeLines),
    forecasts: rowsOf('forecasts', stored.forecasts),
    milestones: rowsOf('milestones', stored.milestones),
    periods: rowsOf('periods', stored.periods),
    fundingRequests: rowsOf('fundingRequests', stored.fundingRequests),
    programSettings: rowsOf('programSettings', stored.programSettings),
  };
}

function rowsOf<T extends ReadTable>(table: T, rows: readonly PlainRow[] = []): readonly ProgramRow<T>[] {
  return typedRows<T, ColumnRead<T>>(table, columnsRead[table], rows);
}

/** A row of which these columns are known. */
export interface TypedRow<T extends TableName, C extends keyof Row<T>> {
  readonly row: RowId;
  readonly cells: Pick<Row<T>, C>;
}

/** Types stored rows of a table as far as these columns go. Throws TypeError as `programRows` does. */
export function typedRows<T extends TableName, C extends keyof Row<T>>(
  table: T,
  names: readonly string[],
  rows: readonly PlainRow[] = [],
): readonly TypedRow<T, C>[] {
  // A small sync asks many times, each time of one table or two.
  if (rows.length === 0) return [];
  const columns = names.map((name) => columnCheck(table, name));
  const isWhole = ({ cells }: PlainRow): boolean => names.every((name) => cells[name] !== undefined);
  const whole = rows.every(isWhole) ? rows : withEveryCell(rows, names, isWhole);
  assertRows<T, C>(table, whole, columns);
  return whole;
}

interface ColumnCheck {
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean';
  readonly required: boolean;
}

function columnCheck(table: TableName, name: string): ColumnCheck {
  const column = tableNamed(table).columns[name];
  if (!column) throw new Error(`${table} has no column ${name}.`);
  return { name, type: typeOfKind[column.kind], required: column.required === true };
}

const typeOfKind: { readonly [K in Column['kind']]: ColumnCheck['type'] } = {
  text: 'string',
  longText: 'string',
  code: 'string',
  list: 'string',
  reference: 'string',
  date: 'string',
  fiscalYear: 'string',
  period: 'string',
  integer: 'number',
  money: 'number',
  percent: 'number',
  decimal: 'number',
  flag: 'boolean',
};

/** A cell that is not there is empty. */
function withEveryCell(
  rows: readonly PlainRow[],
  names: readonly string[],
  isWhole: (row: PlainRow) => boolean,
): PlainRow[] {
  const empty = blankRecord<Cell>(names, null);
  return rows.map((row) => (isWhole(row) ? row : { row: row.row, cells: { ...empty, ...row.cells } }));
}

function assertRows<T extends TableName, C extends keyof Row<T>>(
  table: T,
  rows: readonly PlainRow[],
  columns: readonly ColumnCheck[],
): asserts rows is readonly (PlainRow & TypedRow<T, C>)[] {
  for (const { row, cells } of rows) {
    for (const { name, type, required } of columns) {
      const cell = cells[name];
      if (typeof cell === type || (cell === null && !required)) continue;
      throw new TypeError(`${table} row ${row} holds no ${type} in ${name}.`);
    }
  }
}
