import type { Breach, EntryView, FoundRow } from '../../plan/entry/entry-view.ts';
import type { ChangedRow } from '../../plan/postings/reposted-rows.ts';
import { keyText } from '../../tables/table.ts';
import { compareText } from '../compare-text.ts';
import type { Warning } from '../outcome.ts';
import { whenKnown, type Asking } from './merge-asking.ts';
import { finalOf, type RowDraft } from './merge-draft.ts';
import { columnsAtFault } from './merge-rules.ts';
import type { MergeRun, Objection } from './merge-run.ts';
import { PlanAfter } from './plan-after.ts';
import { changeOf } from './row-change-of.ts';

/** What the rules of the whole plan say to what is about to be written: what they object to, and facts that they list. */
export interface JudgedPlan {
  readonly objections: readonly Objection[];
  readonly flags: readonly Warning[];
}

const nothing: JudgedPlan = { objections: [], flags: [] };

/**
 * Looks at what the rules of the whole plan will ask for first, so that it is in the same batch as what the checks ask. These
 * may take rows out yet; what was looked up for them is not used then.
 */
export function lookAheadAtPlan(run: MergeRun): void {
  const { judge } = run.context;
  if (judge === undefined) return;
  const drafts = changedDrafts(run, MOST_AHEAD);
  if (drafts.size > 0) judge([...drafts.keys()], viewOf(run));
}

/** Of a large push what some rows ask for, sources and settings, is mostly what the others ask for as well. */
const MOST_AHEAD = 500;

/** [V13–V52] Judges the plan as the merge would leave it; see judge-entry.ts. */
export function* checkPlan(run: MergeRun): Asking<JudgedPlan> {
  const { judge } = run.context;
  if (!judge) return nothing;
  const drafts = changedDrafts(run);
  if (drafts.size === 0) return nothing;
  const view = viewOf(run);
  const decide = yield* whenKnown(run.context, () => judge([...drafts.keys()], view));
  const breaches = yield* whenKnown(run.context, decide);
  return {
    objections: breaches.flatMap((breach) => objectionsOf(breach, drafts)),
    flags: breaches.flatMap((breach) => flagsOf(breach, drafts)),
  };
}

function changedDrafts(run: MergeRun, most = Infinity): Map<ChangedRow, RowDraft> {
  const found = new Map<ChangedRow, RowDraft>();
  for (const draft of run.list) {
    if (found.size === most) break;
    const change = changeOf(draft);
    if (change) found.set({ change, before: draft.head ?? undefined, after: finalOf(draft) ?? undefined }, draft);
  }
  return found;
}

function viewOf(run: MergeRun): EntryView {
  const after = new PlanAfter(run);
  return {
    asItWas: (table, columns, values): readonly FoundRow[] =>
      run.context.matching(table, columns, keyText(values)).toSorted((a, b) => compareText(a.row, b.row)),
    asItBecomes: (table, columns, values) => after.rows(table, columns, keyText(values)),
    sums: (of, key, after) => run.context.sums(of, key, after),
  };
}

function objectionsOf({ rule, message, row, columns, isFlag }: Breach, drafts: ReadonlyMap<ChangedRow, RowDraft>) {
  const draft = drafts.get(row);
  if (draft === undefined || isFlag) return [];
  const { kind } = draft;
  // A new row goes as a whole, as does the end of one; of any other the edited cells.
  const whole: Objection = { draft, columns: null, rule, message, ...(kind === 'add' ? { cause: columns[0] } : {}) };
  if (kind === 'add' || kind === 'remove') return [whole];
  return [{ ...whole, columns: columnsAtFault(draft, columns) }];
}

function flagsOf({ rule, message, row, isFlag }: Breach, drafts: ReadonlyMap<ChangedRow, RowDraft>): Warning[] {
  const draft = drafts.get(row);
  return draft === undefined || !isFlag ? [] : [{ rule, message, table: row.change.table, row: draft.row }];
}
