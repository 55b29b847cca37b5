import { getOrMake } from '../sync/get-or-make.ts';
import type { Steps } from '../sync/steps.ts';
import type { ImportPlan } from './import-plan.ts';
import { PlanDraft, TOLD_TWINS, type ImportInput } from './plan-draft.ts';
import { cellsOf, hasKey, type ReadRow } from './read-row.ts';
import { readRows, ROWS_AT_ONCE } from './read-rows.ts';
import type { SkippedRow } from './skipped-rows.ts';
import { sourceColumns, translationsOf } from './source-columns.ts';

/**
 * Works out what a sheet brings into the plan. Blank cells leave the plan's values as they are. A row goes in as a whole:
 * one exception, or one reading that nobody has accepted, and it stays out. A large sheet is worked through in steps.
 */
export function* planImport(input: ImportInput): Steps<ImportPlan> {
  const { source, mapping } = input;
  const columns = sourceColumns(source, mapping, input.rows);
  const draft = new PlanDraft(input, columns);
  const { rows, skipped: passed } = yield* readRows(source, columns, (read) => {
    draft.completeKey(read);
    return hasKey(source.table, read);
  });
  const skipped = [...passed];
  for (const [index, group] of groupsOf(draft, rows).entries()) {
    if (index % ROWS_AT_ONCE === 0) yield undefined;
    takeGroup(draft, group, skipped);
  }
  return {
    ...draft.done(),
    skipped: skipped.toSorted((a, b) => a.row - b.row),
    translations: translationsOf(columns, source),
  };
}

/** Rows of the file that tell of the same row of the plan; those that cannot be known each by itself. */
function groupsOf(draft: PlanDraft, rows: readonly ReadRow[]): ReadRow[][] {
  const groups = new Map<string, ReadRow[]>();
  for (const read of rows) getOrMake(groups, draft.identityOf(read), (): ReadRow[] => []).push(read);
  return [...groups.values()];
}

function takeGroup(draft: PlanDraft, group: readonly ReadRow[], skipped: SkippedRow[]): void {
  const [first, ...others] = group;
  if (!first) return;
  const cells = JSON.stringify(cellsOf(first));
  const doubled = [first];
  // Thousands of rows may stand under one key, where another column was taken for it.
  for (const other of others) {
    const isSame = other.exceptions.length === 0 && JSON.stringify(cellsOf(other)) === cells;
    if (isSame) skipped.push({ row: other.row.number, why: 'repeated', text: `row ${first.row.number}` });
    else doubled.push(other);
  }
  if (doubled.length === 1) draft.take(first);
  else {
    const told = doubled.slice(0, TOLD_TWINS + 1);
    for (const read of doubled) draft.refuseDoubled(read, told);
  }
}
