import { getOrMake } from '../sync/get-or-make.ts';
import type { RowChange } from '../sync/history/journal.ts';
import { tableNamed } from '../tables/all-tables.ts';
import type { Cells, RowId } from '../tables/cell.ts';
import { keyOf, keyTextOf } from '../tables/table.ts';
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
  /** Key texts of the rows named. */
  readonly keys: ReadonlySet<string>;
  /** What the first of the columns of the reference holds: for an index. */
  readonly firsts: ReadonlySet<string>;
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
  const naming = new Map<PostingDeclaration, { keys: Set<string>; firsts: Set<string> }>();
  for (const row of rows) {
    const { table } = row.change;
    for (const declaration of postingDeclarations) {
      const { names } = declaration;
      if (declaration.table === table && touches(row.change, declaration.reads))
        getOrMake(own, table, (): ChangedRow[] => []).push(row);
      if (names?.table !== table || !touches(row.change, [...names.reads, ...tableNamed(table).key])) continue;
      const found = getOrMake(naming, declaration, () => ({ keys: new Set<string>(), firsts: new Set<string>() }));
      for (const cells of [row.before, row.after]) {
        if (cells === undefined) continue;
        found.keys.add(keyOf(tableNamed(table), cells));
        found.firsts.add(String(cells[tableNamed(table).key[0] ?? '']));
      }
    }
  }
  return { own, naming: [...naming].map(([declaration, found]) => ({ declaration, ...found })) };
}

/** True when the change has to do with one of these columns. */
export function touches({ kind, before, after }: RowChange, columns: Iterable<string>): boolean {
  if (kind !== 'update') return true;
  for (const column of columns) if (column in before || column in after) return true;
  return false;
}

/** Key text of the row that these cells name; null: of none. */
export function namedKey({ names }: PostingDeclaration, cells: Cells): string | null {
  if (names === null || names.columns.some((column) => (cells[column] ?? null) === null)) return null;
  return keyTextOf(names.columns, cells);
}

/** The place of a row among all tables. */
export function rowPlace(table: string, row: RowId): string {
  return `${table}/${row}`;
}
