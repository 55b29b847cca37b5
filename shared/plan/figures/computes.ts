import type { Cells, RowId } from '../../tables/cell.ts';
import type { ColumnOf, Look, LookFrom } from '../look.ts';
import type { Amounts } from './amounts.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { ProgramRows, ReadTable } from './program-rows.ts';

/** What computed cells are worked out from. */
export interface Given {
  readonly program: ProgramRows;
  readonly facts: PlanFacts;
  /** Cents posted per accounting period. */
  readonly postedByPeriod: ReadonlyMap<string, number>;
}

/** True for a row that is asked for. */
export type IsAsked = (row: RowId) => boolean;

/** Sums of what is posted: on a budget line, or on all lines of a project. The column holds its key. */
export type SumsOf<Column extends string> =
  | { readonly of: { readonly line: Column }; readonly reads: readonly Exclude<keyof Amounts, 'etc'>[] }
  | { readonly of: { readonly project: Column }; readonly reads: readonly (keyof Amounts)[] };

/** The computed columns of one table. */
interface Declaration<T extends ReadTable> {
  readonly table: T;
  /** Own columns that they follow from. */
  readonly reads: readonly ColumnOf<T>[];
  /** Sums that they follow from. */
  readonly sums?: SumsOf<ColumnOf<T>>;
  /** Rows of other tables that they follow from. */
  readonly looks?: readonly LookFrom<T>[];
  /** Every computed cell of the rows that are asked for. */
  readonly cells: (given: Given, isAsked: IsAsked) => Map<RowId, Cells>;
}

/** A declaration with the types of its tables left behind. */
export interface ComputedDeclaration {
  readonly table: ReadTable;
  readonly reads: readonly string[];
  readonly sums: SumsOf<string> | null;
  readonly looks: readonly Look[];
  readonly cells: (given: Given, isAsked: IsAsked) => Map<RowId, Cells>;
}

/** A declaration that the compiler has checked against its tables. */
export function computes<T extends ReadTable>(declaration: Declaration<T>): ComputedDeclaration {
  const { table, reads, sums = null, looks = [], cells } = declaration;
  return { table, reads, sums, looks, cells };
}
