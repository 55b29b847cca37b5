import { getOrMake } from '../../sync/get-or-make.ts';
import type { RowChange } from '../../sync/history/journal.ts';
import { tableNamed } from '../../tables/all-tables.ts';
import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { keyOf } from '../../tables/table.ts';
import type { PostingDeclaration } from './declare.ts';
import { postingDeclarations } from './posting-declarations.ts';

/** A changed row with its cells before and after; undefined while it is not there. */
export interface ChangedRow {
  readonly change: RowChange;
  readonly before: Cells | undefined;
  readonly after: Cells | undefined;
}

/** Rows of one table that name other rows, found by what they name. */
export interface NamingRows {
  readonly declaration: PostingDeclaration;
  /** Keys of the rows named, by key text. */
  readonly keys: ReadonlyMap<string, readonly Cell[]>;
}

/** Rows that may post otherwise than before, by what changed. */
export interface Reposted {
  /** Changed rows that post by themselves, by table. */
  readonly own: ReadonlyMap<string, readonly ChangedRow[]>;
  /** Rows that name a changed row. */
  readonly naming: readonly NamingRows[];
}

/** Follows every reference of the declarations in both directions. */
export function repostedBy(rows: Iterable<ChangedRow>): Reposted {
  const own = new Map<string, ChangedRow[]>();
  const naming = new Map<PostingDeclaration, Map<string, readonly Cell[]>>();
  for (const row of rows) {
    const { table } = row.change;
    for (const declaration of postingDeclarations) {
      const { names } = declaration;
      if (declaration.table === table && touches(row.change, declaration.reads))
        getOrMake(own, table, (): ChangedRow[] => []).push(row);
      if (names?.table !== table || !touches(row.change, [...names.reads, ...tableNamed(table).key])) continue;
      const keys = getOrMake(naming, declaration, () => new Map<string, readonly Cell[]>());
      for (const cells of [row.before, row.after]) {
        if (cells)
          keys.set(
            keyOf(tableNamed(table), cells),
            names.key.map((column) => cells[column] ?? null),
          );
      }
    }
  }
  return { own, naming: [...naming].map(([declaration, keys]) => ({ declaration, keys })) };
}

/** True when the change has to do with one of these columns. */
export function touches({ kind, before, after }: RowChange, columns: Iterable<string>): boolean {
  if (kind !== 'update') return true;
  for (const column of columns) if (column in before || column in after) return true;
  return false;
}

/** Key of the row that these cells name; null: of none. */
export function namedKey({ names }: PostingDeclaration, cells: Cells): readonly Cell[] | null {
  if (names === null || names.columns.some((column) => (cells[column] ?? null) === null)) return null;
  return names.columns.map((column) => cells[column] ?? null);
}

/** The place of a row among all tables. */
export function rowPlace(table: string, row: RowId): string {
  return `${table}/${row}`;
}
