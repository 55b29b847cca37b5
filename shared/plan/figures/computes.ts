import type { Row, StoredColumn, TableName } from '../../tables/all-tables.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import type { Look, LookFrom } from '../time/look.ts';
import type { Amounts } from './amounts.ts';
import type { PlanFacts } from './plan-facts.ts';
import { rowsWith, type ProgramRows } from './program-rows.ts';

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
interface Declaration<T extends TableName> {
  readonly table: T;
  /** Own columns that they follow from. */
  readonly reads: readonly StoredColumn<T>[];
  /** Sums that they follow from. */
  readonly sums?: SumsOf<StoredColumn<T>>;
  /** Rows of other tables that they follow from. */
  readonly looks?: readonly LookFrom<T>[];
  /** Every computed cell of the rows that are asked for. */
  readonly cells: (given: Given, isAsked: IsAsked) => Map<RowId, Cells>;
}

/** A declaration with the types of its tables left behind. */
export interface ComputedDeclaration {
  readonly table: TableName;
  readonly reads: readonly string[];
  readonly sums: SumsOf<string> | null;
  readonly looks: readonly Look[];
  readonly cells: (given: Given, isAsked: IsAsked) => Map<RowId, Cells>;
}

/** A declaration that the compiler has checked against its tables. */
export function computes<T extends TableName>(declaration: Declaration<T>): ComputedDeclaration {
  const { table, reads, sums = null, looks = [], cells } = declaration;
  return { table, reads, sums, looks, cells };
}

/** Computed columns that follow from each row by itself, and from what `given` says beside. */
interface EachDeclaration<T extends TableName, C extends StoredColumn<T>> extends Omit<
  Declaration<T>,
  'reads' | 'cells'
> {
  readonly reads: readonly C[];
  readonly each: (cells: Pick<Row<T>, C>, given: Given) => Cells;
}

/** A declaration of what follows from each row by itself. */
export function computesEach<T extends TableName, const C extends StoredColumn<T>>(
  declaration: EachDeclaration<T, C>,
): ComputedDeclaration {
  const { each, ...rest } = declaration;
  return computes({ ...rest, cells: eachRow(declaration.table, declaration.reads, each) });
}

/** What follows from these columns of each row of a table. */
export function eachRow<T extends TableName, const C extends StoredColumn<T>>(
  table: T,
  reads: readonly C[],
  cellsOf: (cells: Pick<Row<T>, C>, given: Given) => Cells,
): ComputedDeclaration['cells'] {
  return (given, isAsked) => {
    const computed = new Map<RowId, Cells>();
    for (const { row, cells } of rowsWith(given.program, table, reads))
      if (isAsked(row)) computed.set(row, cellsOf(cells, given));
    return computed;
  };
}
