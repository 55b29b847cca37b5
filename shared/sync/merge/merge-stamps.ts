import { finalOf, touched } from './merge-draft.ts';
import { surroundingsOf, viewsOf } from './merge-rules.ts';
import type { MergeRun } from './merge-run.ts';
import { PlanAfter } from './plan-after.ts';

/**
 * Writes what the program itself writes into rows, by what they come to as decided so far: who did something, and when. An
 * edit of the same cell goes before it; whether that may stay is for the rules to say.
 */
export function stampRows(run: MergeRun): void {
  for (const draft of run.stamped.splice(0)) {
    draft.stamps = undefined;
    touched(draft);
  }
  const { stamps } = run.context;
  const drafts = run.list.filter(({ shape }) => stamps?.tables.has(shape.table.name) === true);
  if (stamps === undefined || drafts.length === 0) return;
  const views = viewsOf(run, new PlanAfter(run));
  for (const draft of drafts) {
    const cells = finalOf(draft);
    const written = cells && stamps.of(draft.shape.table.name, cells, surroundingsOf(views, draft));
    if (written === null || Object.keys(written).length === 0) continue;
    draft.stamps = written;
    touched(draft);
    run.stamped.push(draft);
  }
}
