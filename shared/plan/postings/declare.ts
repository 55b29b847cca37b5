import { tableNamed, type Row, type StoredColumn, type TableName } from '../../tables/all-tables.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import { keyOf, keyTextOf } from '../../tables/table.ts';
import type { ProgramRows } from '../figures/program-rows.ts';
import type { Posted } from '../time/in-turn.ts';
import type { Posting } from './posting.ts';
import type { Account } from './accounts.ts';

/** Columns that hold the key of a row of another table, and what is read there. */
interface Reference<C extends string, N extends TableName, S extends StoredColumn<N>> {
  readonly columns: readonly C[];
  readonly table: N;
  readonly reads: readonly S[];
}

/** What the rows of one table post. */
interface Declaration<
  T extends TableName,
  R extends StoredColumn<T>,
  C extends StoredColumn<T>,
  N extends TableName,
  S extends StoredColumn<N>,
> {
  readonly table: T;
  /** Every account that the rows may post to. */
  readonly accounts: readonly Account[];
  /** Own columns that the postings follow from; those of the reference count as well. */
  readonly reads: readonly R[];
  readonly names: Reference<C, N, S> | null;
  /** Columns that hold the budget lines posted on: of the row itself, and of the row it names. */
  readonly lines: { readonly own?: NoInfer<R>; readonly named?: NoInfer<S> };
  /** Pure: of what is declared to be read of the row and of the row it names; undefined when there is none. */
  post(cells: Pick<Row<T>, R | C>, named: Pick<Row<N>, S> | undefined): readonly Posted[];
}

export type Tell = (posting: Posting) => void;

/** A declaration with the types of its tables left behind. */
export interface PostingDeclaration {
  readonly table: TableName;
  readonly accounts: readonly Account[];
  readonly reads: readonly string[];
  readonly names: {
    readonly columns: readonly string[];
    readonly table: TableName;
    /** The key columns there that `columns` hold. */
    readonly key: readonly string[];
    readonly reads: readonly string[];
  } | null;
  readonly lines: { readonly own?: string; readonly named?: string };
  /** Tells what the rows of the table post. */
  postAll(program: ProgramRows, tell: Tell): void;
}

/** Postings of rows of which what is declared has been typed. */
interface Poster {
  post(cells: Cells, named: Cells | undefined): readonly Posted[];
}

/** A declaration that the compiler has checked against its tables. */
export function declare<
  T extends TableName,
  const R extends StoredColumn<T>,
  const C extends StoredColumn<T>,
  N extends TableName,
  const S extends StoredColumn<N>,
>(declaration: Declaration<T, R, C, N, S>): PostingDeclaration {
  const { table, accounts, reads, lines } = declaration;
  const names = declaration.names && { ...declaration.names, key: tableNamed(declaration.names.table).key };
  const poster: Poster = declaration;
  const postAll = (program: ProgramRows, tell: Tell): void => {
    const namedBy = names === null ? () => undefined : finder(program, names);
    for (const { row, cells } of program[table]) tellEach(poster.post(cells, namedBy(cells)), table, row, tell);
  };
  return { table, accounts, names, reads: [...new Set<string>([...reads, ...(names?.columns ?? [])])], lines, postAll };
}

function tellEach(posted: readonly Posted[], table: TableName, row: RowId, tell: Tell): void {
  for (const { account, line, date, cents, change = null } of posted)
    tell({ account, line, date, cents, table, row, change });
}

/** Finds the row that cells name. */
function finder(
  program: ProgramRows,
  { columns, table }: { readonly columns: readonly string[]; readonly table: TableName },
): (cells: Cells) => Cells | undefined {
  const named = tableNamed(table);
  const found = new Map<string, Cells>();
  for (const { cells } of program[table]) found.set(keyOf(named, cells), cells);
  return (cells) =>
    columns.some((column) => (cells[column] ?? null) === null) ? undefined : found.get(keyTextOf(columns, cells));
}
