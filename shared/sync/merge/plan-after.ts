import type { Cells, RowId } from '../../tables/cell.ts';
import { compareText } from '../compare-text.ts';
import { getOrMake } from '../get-or-make.ts';
import { setText } from '../set-text.ts';
import { appliesAnyOf, finalOf, isNew, type RowDraft } from './merge-draft.ts';
import { draftOf, type MergeRun } from './merge-run.ts';

/** A row of the plan. */
export interface PlanRow {
  readonly row: RowId;
  readonly cells: Cells;
}

/**
 * The plan as the merge leaves it, as decided so far: the head, with what is about to be written. Good for one round of
 * checks, in which nothing is decided.
 */
export class PlanAfter {
  readonly #run: MergeRun;
  /** Drafts that come to other values in some columns, by table, columns and values. */
  readonly #movers = new Map<string, Map<string, ReadonlyMap<string, readonly RowDraft[]>>>();

  constructor(run: MergeRun) {
    this.#run = run;
  }

  /** True when a row holds these values (`setText`). */
  has(table: string, columns: readonly string[], text: string): boolean {
    const { context } = this.#run;
    if (context.matching(table, columns, text).some(({ row }) => stays(draftOf(this.#run, table, row), columns)))
      return true;
    return this.#moversOf(table, columns).has(text);
  }

  /** The rows that hold these values (`setText`), in the order of Row IDs. */
  rows(table: string, columns: readonly string[], text: string): PlanRow[] {
    const found: PlanRow[] = [];
    for (const { row, cells } of this.#run.context.matching(table, columns, text)) {
      const draft = draftOf(this.#run, table, row);
      if (stays(draft, columns)) found.push({ row, cells: (draft && finalOf(draft)) ?? cells });
    }
    for (const draft of this.#moversOf(table, columns).get(text) ?? []) {
      const cells = finalOf(draft);
      if (cells) found.push({ row: draft.target, cells });
    }
    return found.sort((a, b) => compareText(a.row, b.row));
  }

  #moversOf(table: string, columns: readonly string[]): ReadonlyMap<string, readonly RowDraft[]> {
    const ofTable = getOrMake(this.#movers, table, () => new Map<string, ReadonlyMap<string, readonly RowDraft[]>>());
    return getOrMake(ofTable, columns.join(), () => {
      const found = new Map<string, RowDraft[]>();
      for (const draft of this.#run.drafts.get(table)?.values() ?? []) {
        const cells = moves(draft, columns) ? finalOf(draft) : null;
        if (cells) getOrMake(found, setText(columns, cells), () => []).push(draft);
      }
      return found;
    });
  }
}

/** True when a row of the head is there after the merge with the values that it had in these columns. */
function stays(draft: RowDraft | undefined, columns: readonly string[]): boolean {
  return draft === undefined || (!moves(draft, columns) && finalOf(draft) !== null);
}

function moves(draft: RowDraft, columns: readonly string[]): boolean {
  const { follows } = draft;
  return (
    isNew(draft) ||
    appliesAnyOf(draft, columns) ||
    (follows !== undefined && columns.some((column) => Object.hasOwn(follows, column)))
  );
}
