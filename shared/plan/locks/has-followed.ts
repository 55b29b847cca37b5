import type { Revision } from '../../sync/edit.ts';
import type { RowChange } from '../../sync/history/journal.ts';
import { tableNamed } from '../../tables/all-tables.ts';
import { referencesOf, type ForeignKey, type Table } from '../../tables/table.ts';

/** What one revision did to one row. */
type Entry = Pick<RowChange, 'kind' | 'before' | 'after'> & { readonly revision: Revision };

/** The reference of a table that a column is part of; undefined: it names no other row. */
export function referenceBy(table: Table, column: string): ForeignKey | undefined {
  return referencesOf(table).find(({ columns }) => columns.includes(column));
}

/**
 * True when the cells of a reference only followed the row that they name, which was given another key in that revision.
 * `named` is what happened to rows of the reference's table, as far as it is known.
 */
export function hasFollowed({ columns, table }: ForeignKey, entry: Entry, named: readonly Entry[]): boolean {
  const { key } = tableNamed(table);
  const isSame = (one: Entry, other: Entry) =>
    columns.every((column, index) => {
      const part = key[index] ?? '';
      return one.before[column] === other.before[part] && one.after[column] === other.after[part];
    });
  return (
    entry.kind === 'update' &&
    named.some((each) => each.kind === 'update' && each.revision === entry.revision && isSame(entry, each))
  );
}
