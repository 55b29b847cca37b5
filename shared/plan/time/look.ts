import { tableNamed, type StoredColumn, type TableName } from '../../tables/all-tables.ts';

/** Rows of another table that a row looks at: those whose columns hold what its own do. Checked against both tables. */
export type LookFrom<O extends TableName> = {
  readonly [T in TableName]: {
    readonly table: T;
    /** Column there → own column: a reference in either direction, or rows that stand beside each other. */
    readonly on: { readonly [C in StoredColumn<T>]?: StoredColumn<O> };
    /** What is looked at there; the columns of `on` count as well. */
    readonly reads: readonly StoredColumn<T>[];
    /** Not the rows are needed, but what this column of theirs adds up to. */
    readonly adds?: StoredColumn<T>;
    /** Keys, of one column, of the rows that every row looks at, whatever it holds; `on` is empty then. */
    readonly named?: readonly string[];
    readonly looks?: readonly LookFrom<T>[];
  };
}[TableName];

/** A look with the types of its tables left behind. */
export interface Look {
  readonly table: TableName;
  readonly on: { readonly [column: string]: string };
  readonly reads: readonly string[];
  readonly adds?: string;
  readonly named?: readonly string[];
  readonly looks?: readonly Look[];
}

/** True for a look at the row itself, by its own key. */
export function isAtItself({ table, on }: Look, own: TableName): boolean {
  const key = tableNamed(own).key;
  return table === own && Object.keys(on).join() === key.join() && Object.values(on).join() === key.join();
}
