import type { TableName } from '../../tables/all-tables.ts';
import type { Cells } from '../../tables/cell.ts';
import type { Look, Place } from '../entry/look.ts';
import type { FoundRow } from '../entry/entry-view.ts';
import type { Amounts } from '../figures/amounts.ts';

/**
 * Looks up all that an invariant has to see of what a row is about, as it was or as it becomes.
 * @returns the rows by which its findings know what is broken
 */
export type About = (row: FoundRow, look: Look) => readonly (Place | null)[];

/** Edits of these columns, and new rows and rows that go, that an invariant refuses when they break it or make it worse. */
interface RefusedCells {
  readonly table: TableName;
  readonly columns: readonly string[];
  readonly about: About;
  /** True of an edit that can make it worse at all; absent: any. Undefined cells: the row is not there. */
  readonly matters?: (before: Cells | undefined, after: Cells | undefined) => boolean;
}

/** Whatever moves sums of a budget line in a direction that an invariant refuses when they break it or make it worse. */
interface RefusedMoves {
  /** True where so much more on a line makes it worse. */
  readonly worsens: (moved: Readonly<Amounts>) => boolean;
  /** Of the line, whose sums have been looked up. */
  readonly about: About;
}

/** The same of what a source has of all its lines, which is added up without a look at any of them. */
interface RefusedMovesOfSource extends Pick<RefusedMoves, 'worsens'> {
  /** Of the source of the line. */
  readonly aboutSource: (source: FoundRow) => readonly Place[];
}

export type RefusedEdits = RefusedCells | RefusedMoves | RefusedMovesOfSource;
