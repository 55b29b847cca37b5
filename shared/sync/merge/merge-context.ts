import { nothingPosted } from '../../plan/entry/dated-sums.ts';
import type { EntryView, JudgePlan } from '../../plan/entry/entry-view.ts';
import type { Author, RowRule, RuleSurroundings } from '../../plan/rules/row-rule.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import type { Table } from '../../tables/table.ts';
import type { Edit, Revision } from '../edit.ts';
import { getOrMake } from '../get-or-make.ts';
import type { JournalEntry, StoredRow } from '../history/journal.ts';
import { setText } from '../set-text.ts';
import type { Question } from './questions.ts';

/** Why a person may not make an edit: of one column, or (column null) of the row. */
export interface AccessRefusal {
  readonly column: string | null;
  /** The rule that says so; absent: PPL3. */
  readonly rule?: string | undefined;
  readonly message: string;
}

/** [PPL1] Asked for each row edit with the row's cells before and as they would be after; null before or after: no row. */
export type MayEdit = (edit: Edit, before: Cells | null, after: Cells | null) => AccessRefusal | null;

/** A program as it stands at its head, with what led there. */
export interface ProgramView {
  /** The live row with this Row ID. */
  head(table: string, row: RowId): StoredRow | undefined;
  /**
   * Journal of one row, ascending, at least what came after revision `after`; of a row that is not at the head, at least
   * its last delete, whatever its revision.
   */
  history(table: string, row: RowId, after: Revision): readonly JournalEntry[];
  /** Live rows of the head whose values in `columns` make this `setText`. Serves keys, unique sets and references. */
  matching(table: string, columns: readonly string[], text: string): readonly StoredRow[];
  /** Sums of the head: of a budget line, of all lines of a source, with what is dated after a day told apart. Serves the rules over sums. */
  readonly sums: EntryView['sums'];
}

/** What the program itself writes into rows, besides the edits. */
export interface Stamping {
  readonly tables: ReadonlySet<string>;
  /** Of a row of `table` that is about to become `after`. */
  readonly of: (table: string, after: Cells, surroundings: RuleSurroundings) => Cells;
}

/** Everything a merge looks at. */
export interface MergeContext extends ProgramView {
  readonly tables: readonly Table[];
  readonly rules: readonly RowRule[];
  /** What was looked for in vain since it was last asked, because it is not known yet. Absent: everything is known. */
  readonly lacking?: () => readonly Question[];
  /** Whether anything was. Absent: nothing ever is. */
  readonly isLacking?: () => boolean;
  /** Absent: everything is allowed. */
  readonly mayEdit?: MayEdit | undefined;
  /** Absent: no rule looks at the plan as a whole. */
  readonly judge?: JudgePlan | undefined;
  /** Absent: not known. */
  readonly author?: Author | undefined;
  /** Absent: nothing. */
  readonly stamps?: Stamping | undefined;
  /** What the checks find in the program at its head on a day. Absent: not known. */
  readonly flags?: RuleSurroundings['flags'];
}

/** Rows and journal entries as the caller has read them; more than the merge needs does no harm. */
export interface MergeRows {
  readonly tables: readonly Table[];
  readonly rules?: readonly RowRule[];
  /** Live rows of the head, by table name. A row may be named twice. */
  readonly rows: Readonly<Record<string, readonly StoredRow[]>>;
  /** Ascending by revision within each row. */
  readonly history?: Iterable<JournalEntry>;
  readonly mayEdit?: MayEdit;
  readonly author?: Author;
  readonly stamps?: Stamping;
  readonly judge?: JudgePlan | undefined;
  /** Absent: nothing is posted anywhere. */
  readonly sums?: ProgramView['sums'];
}

const nothing: readonly never[] = [];
const noRules: readonly RowRule[] = [];

function rowsById(rows: readonly StoredRow[]): Map<RowId, StoredRow> {
  const found = new Map<RowId, StoredRow>();
  for (const row of rows) found.set(row.row, row);
  return found;
}

type RowIndex = Map<string, StoredRow[]>;

function rowsByText(rows: Iterable<StoredRow>, columns: readonly string[]): RowIndex {
  const found: RowIndex = new Map();
  for (const row of rows) getOrMake(found, setText(columns, row.cells), () => []).push(row);
  return found;
}

function entriesByRow(entries: Iterable<JournalEntry>): Map<string, Map<RowId, JournalEntry[]>> {
  const found = new Map<string, Map<RowId, JournalEntry[]>>();
  for (const entry of entries) {
    const ofTable = getOrMake(found, entry.table, () => new Map<RowId, JournalEntry[]>());
    getOrMake(ofTable, entry.row, () => []).push(entry);
  }
  return found;
}

/** Builds the context of a merge from plain rows. Indexes are made on first use and kept for this context. */
export function contextFromRows(source: MergeRows): MergeContext {
  const heads = new Map(Object.entries(source.rows).map(([table, rows]) => [table, rowsById(rows)]));
  const histories = entriesByRow(source.history ?? []);
  const indexes = new Map<string, Map<string, RowIndex>>();
  const indexOf = (table: string, columns: readonly string[]): RowIndex => {
    const ofTable = getOrMake(indexes, table, () => new Map<string, RowIndex>());
    return getOrMake(ofTable, columns.join(), () => rowsByText(heads.get(table)?.values() ?? [], columns));
  };
  return {
    tables: source.tables,
    rules: source.rules ?? noRules,
    head: (table, row) => heads.get(table)?.get(row),
    history: (table, row) => histories.get(table)?.get(row) ?? nothing,
    matching: (table, columns, text) => indexOf(table, columns).get(text) ?? nothing,
    mayEdit: source.mayEdit,
    author: source.author,
    stamps: source.stamps,
    judge: source.judge,
    sums: source.sums ?? (() => nothingPosted),
  };
}
