import { getOrMake } from '../sync/get-or-make.ts';
import type { Steps } from '../sync/steps.ts';
import type { ImportPlan } from './import-plan.ts';
import { PlanDraft, TOLD_TWINS, type ImportInput } from './plan-draft.ts';
import { cellsOf, hasKey, readRow, RunningSums, type ReadRow } from './read-row.ts';
import { saysTotals, whySkipped, type SkippedRow } from './skipped-rows.ts';
import { sourceColumns, translationsOf } from './source-columns.ts';

/** Each row has many cells to be read: a millisecond or two between pauses. */
const ROWS_AT_ONCE = 20;

/**
 * Works out what a sheet brings into the plan. Blank cells leave the plan's values as they are. A row goes in as a whole:
 * one exception, or one reading that nobody has accepted, and it stays out. A large sheet is worked through in steps.
 */
export function* planImport(input: ImportInput): Steps<ImportPlan> {
  const { source, mapping } = input;
  const columns = sourceColumns(source, mapping, input.rows);
  const skipped: SkippedRow[] = [];
  const rows: ReadRow[] = [];
  const sums = new RunningSums();
  const draft = new PlanDraft(input, columns);
  for (const row of source.grid.rows) {
    if (row.number <= source.block.lastRow) continue;
    if (rows.length % ROWS_AT_ONCE === 0) yield undefined;
    const read = readRow(row, columns, source);
    draft.completeKey(read);
    const facts = { row, block: source.block, layout: source.layout, mapped: columns.map(({ index }) => index) };
    // "Total" would pass for a code where codes are free.
    const isKeyed = !columns.some(({ name, cellIn }) => source.table.key.includes(name) && saysTotals(cellIn(row)));
    const isKnown = isKeyed && hasKey(source.table, read);
    const why = whySkipped({ ...facts, hasKey: isKnown, addsUp: sums.areOf(read) });
    if (why) skipped.push(why);
    else rows.push(read);
    sums.take(read, why?.why === 'totals');
  }
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
