import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import type { ChangedRow } from '../postings/reposted-rows.ts';
import type { KnownSums } from './dated-sums.ts';

/** A row that is there at some moment. */
export interface FoundRow {
  readonly row: RowId;
  readonly cells: Cells;
}

/** The rows of `table` that hold these values in `columns`: its key, a reference, or another set with an index. */
export type FindRows = (table: string, columns: readonly string[], values: readonly Cell[]) => readonly FoundRow[];

/** Sums of the head that are asked for by name: of a budget line by its id, of all lines of a source by its code. */
export type SumsOf = 'line' | 'source';

/** The plan as a sync meets it and as it would leave it. What is not known yet is looked for, and nothing until then. */
export interface EntryView {
  readonly asItWas: FindRows;
  readonly asItBecomes: FindRows;
  /** As the sync meets them, with what is dated after a day told apart; nothing is posted on what is not there. */
  readonly sums: (of: SumsOf, key: string, after: string) => KnownSums;
}

/** An edit that an invariant stands against. */
export interface Breach {
  readonly rule: string;
  readonly message: string;
  readonly row: ChangedRow;
  /** Columns that it is about. */
  readonly columns: readonly string[];
  /** A fact from the ledger: it is saved and listed. */
  readonly isFlag: boolean;
}

/** What is found once everything has been looked up. It looks up names, and nothing else. */
export type Decide = () => Breach[];

/** Judges what a merge is about to write, in two steps: it looks up what it has to see, and decides. */
export type JudgePlan = (changed: readonly ChangedRow[], view: EntryView) => Decide;
