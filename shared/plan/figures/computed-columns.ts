import type { TableName } from '../../tables/all-tables.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import { computedDeclarations } from './computed-declarations.ts';
import { planFacts, type PlanFacts } from './plan-facts.ts';
import type { ProgramRows } from './program-rows.ts';

/** Computed cells per table name and Row ID: every computed column of the row, canonical values. */
export type ComputedCells = ReadonlyMap<string, ReadonlyMap<RowId, Cells>>;

/** Rows whose computed cells are asked for, by table name. */
export type AskedRows = ReadonlyMap<string, ReadonlySet<RowId>>;

export interface ComputedRequest {
  /** Cents posted per accounting period, when the program does not hold all of the ledger. */
  readonly postedByPeriod?: ReadonlyMap<string, number>;
  /** Only the cells of these rows are worked out; absent: of all rows. */
  readonly asked?: AskedRows | undefined;
  /** A day after which nothing counts; null: everything counts. */
  readonly asOf?: string | null;
  /** What the program adds up to, when the caller has its sums. */
  readonly facts?: PlanFacts;
}

/**
 * Every computed cell of the program, or of a part of it that holds everything belonging to its projects. Only the columns
 * of `periods` look beyond projects: they need the month's ledger.
 */
export function computedColumns(program: ProgramRows, request: ComputedRequest = {}): ComputedCells {
  const { postedByPeriod = postingsByPeriod(program), asked, asOf = null } = request;
  const given = { program, postedByPeriod, facts: request.facts ?? planFacts(program, asOf) };
  const computed = new Map<string, ReadonlyMap<RowId, Cells>>();
  for (const { table, cells } of computedDeclarations) {
    const rows = asked?.get(table);
    if (!asked || rows) computed.set(table, cells(given, rows ? (row) => rows.has(row) : () => true));
  }
  return computed;
}

/** Tables with computed columns; all of them are tables that the totals read. */
export const computedTables: readonly TableName[] = computedDeclarations.map(({ table }) => table);

/** Cents posted per accounting period. */
export function postingsByPeriod(program: Pick<ProgramRows, 'expenditures'>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { cells } of program.expenditures) sums.set(cells.period, (sums.get(cells.period) ?? 0) + cells.amount);
  return sums;
}
