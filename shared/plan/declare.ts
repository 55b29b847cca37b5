import { tableNamed } from '../tables/all-tables.ts';
import type { Cells, RowId } from '../tables/cell.ts';
import { keyOf, keyTextOf } from '../tables/table.ts';
import type { ColumnRead, ProgramRow, ProgramRows, ReadTable } from './figures/program-rows.ts';
import type { Posted } from './in-turn.ts';
import type { Posting } from './posting.ts';
import type { Account } from './accounts.ts';

/** Columns that hold the key of a row of another table, and what is read there. */
export interface Reference<T extends ReadTable, N extends ReadTable> {
  readonly columns: readonly ColumnRead<T>[];
  readonly table: N;
  readonly reads: readonly ColumnRead<N>[];
}

/** What the rows of one table post. */
interface Declaration<T extends ReadTable, N extends ReadTable> {
  readonly table: T;
  /** Every account that the rows may post to. */
  readonly accounts: readonly Account[];
  /** Own columns that the postings follow from; those of the reference count as well. */
  readonly reads: readonly ColumnRead<T>[];
  readonly names: Reference<T, N> | null;
  /** Columns that hold the budget lines posted on: of the row itself, and of the row it names. */
  readonly lines: { readonly own?: ColumnRead<T>; readonly named?: ColumnRead<N> };
  /** Pure: of the row and of the row it names; undefined when there is none. */
  post(cells: ProgramRow<T>['cells'], named: ProgramRow<N>['cells'] | undefined): readonly Posted[];
}

export type Tell = (posting: Posting) => void;

/** A declaration with the types of its tables left behind. */
export interface PostingDeclaration {
  readonly table: ReadTable;
  readonly accounts: readonly Account[];
  readonly reads: readonly string[];
  readonly names: {
    readonly columns: readonly string[];
    readonly table: ReadTable;
    /** The key columns there that `columns` hold. */
    readonly key: readonly string[];
    readonly reads: readonly string[];
  } | null;
  readonly lines: { readonly own?: string; readonly named?: string };
  /** Tells what the rows of the table post. */
  postAll(program: ProgramRows, tell: Tell): void;
}

/** A declaration that the compiler has checked against its tables. */
export function declare<T extends ReadTable, N extends ReadTable>(declaration: Declaration<T, N>): PostingDeclaration {
  const { table, accounts, reads, lines } = declaration;
  const names = declaration.names && { ...declaration.names, key: tableNamed(declaration.names.table).key };
  const postAll = (program: ProgramRows, tell: Tell): void => {
    const namedBy = names === null ? () => undefined : finder(program, names);
    for (const { row, cells } of program[table]) tellEach(declaration.post(cells, namedBy(cells)), table, row, tell);
  };
  return { table, accounts, names, reads: [...new Set([...reads, ...(names?.columns ?? [])])], lines, postAll };
}

function tellEach(posted: readonly Posted[], table: ReadTable, row: RowId, tell: Tell): void {
  for (const { account, line, date, cents, change = null } of posted)
    tell({ account, line, date, cents, table, row, change });
}

/** Finds the row that cells name. */
function finder<T extends ReadTable, N extends ReadTable>(
  program: ProgramRows,
  { columns, table }: Reference<T, N>,
): (cells: Cells) => ProgramRow<N>['cells'] | undefined {
  const named = tableNamed(table);
  const found = new Map(program[table].map(({ cells }) => [keyOf(named, cells), cells]));
  return (cells) =>
    columns.some((column) => cells[column] === null) ? undefined : found.get(keyTextOf(columns, cells));
}
