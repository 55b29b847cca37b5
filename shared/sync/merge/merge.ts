import type { RowId } from '../../tables/cell.ts';
import { compareText } from '../compare-text.ts';
import type { Edit } from '../edit.ts';
import { groupEdits, type GroupedEdits, type RowEdits } from './group-edits.ts';
import type { RowChange } from '../history/journal.ts';
import { askAhead, whenKnown, type Asking } from './merge-asking.ts';
import { checkBaskets } from './merge-baskets.ts';
import { checkPlan, lookAheadAtPlan } from './merge-plan.ts';
import type { MergeContext } from './merge-context.ts';
import { appliedColumns, appliesAnyOf, touched, type RowDraft } from './merge-draft.ts';
import { changeOf } from './row-change-of.ts';
import { checkFollowers, checkKeys } from './merge-keys.ts';
import { checkReferences, checkRemovals, followRenames } from './merge-references.ts';
import { mergeRow } from './merge-row.ts';
import { checkRows, warningsOf } from './merge-rules.ts';
import { stampRows } from './merge-stamps.ts';
import { newsOf } from './merge-cells.ts';
import { conflictCell, refuseCell, refuseRow, type MergeRun, type Objection } from './merge-run.ts';
import type { MergeOutcome, Warning } from '../outcome.ts';
import { PlanAfter } from './plan-after.ts';
import { tableShapes } from './table-shape.ts';

/**
 * Merges the edits of one sync with the head: decides for every edited cell whether it is written, already there, in
 * conflict or refused. Pure; the order of the edits does not matter [M11]. The context must know all that is asked of it.
 */
export function merge(context: MergeContext, edits: readonly Edit[]): MergeOutcome {
  const step = mergeSteps(context, edits).next();
  if (step.done !== true) throw new Error('The context of this merge does not know the whole program.');
  return step.value;
}

/** The merge in steps: each yields what it lacks, and goes on when the context knows it (see `questions.ts`). */
export function* mergeSteps(context: MergeContext, edits: readonly Edit[]): Asking<MergeOutcome> {
  const shapes = tableShapes(context.tables, context.rules);
  const grouped = groupEdits(edits);
  if (context.lacking) yield* askAhead(context, shapes, grouped);
  const run = yield* whenKnown(context, () => draftRows(newRun(context, shapes, grouped)));
  const flags = yield* settle(run);
  return yield* whenKnown(context, () => outcomeOf(run, flags));
}

function newRun(context: MergeContext, shapes: MergeRun['shapes'], edits: GroupedEdits): MergeRun {
  return {
    context,
    shapes,
    edits,
    drafts: new Map(),
    list: [],
    followers: [],
    stamped: [],
    conflicts: [],
    refusals: [],
    adopted: {},
  };
}

function draftRows(run: MergeRun): MergeRun {
  for (const [name, shape] of run.shapes) {
    const rows = run.edits.get(name);
    if (rows) for (const [row, edits] of inOrder(rows)) mergeRow(run, shape, row, edits);
  }
  for (const [table, rows] of run.edits) {
    if (run.shapes.has(table)) continue;
    const message = `There is no table named ${table}.`;
    for (const row of rows.keys()) run.refusals.push({ table, row, column: null, rule: 'E1', value: null, message });
  }
  return run;
}

/** Row IDs in rising order, so that of two equal rows the lower Row ID always wins. */
function inOrder(rows: ReadonlyMap<RowId, RowEdits>): Iterable<[RowId, RowEdits]> {
  let last = '';
  let isInOrder = true;
  for (const row of rows.keys()) {
    isInOrder &&= last <= row;
    last = row;
  }
  return isInOrder ? rows : [...rows].sort(([a], [b]) => compareText(a, b));
}

/** Whether rows are sound by themselves comes first. */
const checks: readonly ((run: MergeRun, after: PlanAfter) => Objection[])[] = [
  checkRows,
  checkReferences,
  checkBaskets,
  checkKeys,
  checkFollowers,
  checkRemovals,
];

/**
 * Takes out what the checks object to, and checks again, until nothing is left to object to. Each check sees the same
 * state for all rows, so the order of rows cannot matter; each objection takes at least one cell out, so it ends.
 */
function* settle(run: MergeRun): Asking<readonly Warning[]> {
  // The first check that has something to take out has its way; the others look again at what is left.
  for (let looks = 0; ; looks++) {
    if ((yield* look(run, looks === 0)).some((objections) => takeOutAll(run, objections))) continue;
    // What holds of sums is asked of rows that are sound by themselves.
    const { objections, flags } = yield* checkPlan(run);
    if (!takeOutAll(run, objections)) return flags;
  }
}

/** What the checks object to, when all is known that they look at. What the rules of the whole plan will look at is asked for besides. */
function* look(run: MergeRun, isFirst: boolean): Asking<Objection[][]> {
  const { lacking, isLacking } = run.context;
  for (let isAhead = isFirst && lacking !== undefined; ; isAhead = false) {
    followRenames(run);
    stampRows(run);
    const after = new PlanAfter(run);
    const objections = checks.map((check) => check(run, after));
    const isKnown = isLacking?.() !== true;
    // Sums are worked out of rows that are sound by themselves.
    if (isAhead && objections[0]?.length === 0) lookAheadAtPlan(run);
    const open = lacking?.() ?? [];
    if (open.length > 0) yield open;
    if (isKnown) return objections;
  }
}

/** True when there was something to take out. */
function takeOutAll(run: MergeRun, objections: readonly Objection[]): boolean {
  let isTaken = false;
  for (const objection of objections) isTaken = takeOut(run, objection) || isTaken;
  return isTaken;
}

function takeOut(run: MergeRun, objection: Objection): boolean {
  const { draft, columns, cause, isCombined } = objection;
  if (columns === null) {
    if (draft.rowState !== 'apply') return false;
    refuseRow(run, draft, objection, cause ?? null);
    return true;
  }
  let isTaken = false;
  for (const column of columns) {
    // One refusal can take a new row out as a whole, and with it the columns that are still to come.
    if (!appliesAnyOf(draft, [column])) continue;
    if (isCombined === true) combine(run, draft, column, columns);
    else refuseCell(run, draft, column, objection);
    isTaken = true;
  }
  return isTaken;
}

/** [M9] `columns` are those of the broken rule. */
function combine(run: MergeRun, draft: RowDraft, column: string, columns: readonly string[]): void {
  for (const cell of draft.cells) {
    if (cell.column !== column) continue;
    cell.state = 'conflict';
    conflictCell(run, draft, cell, 'combined', newsOf(draft, columns, cell.seen));
  }
  touched(draft);
}

/** Place in an outcome: table in the order of tables, then Row ID. */
interface Placed {
  readonly table: string;
  readonly row: RowId;
}

function outcomeOf(run: MergeRun, flags: readonly Warning[]): MergeOutcome {
  const orderOf = ({ table }: Placed) => run.shapes.get(table)?.order ?? run.shapes.size;
  const byPlace = (a: Placed, b: Placed) =>
    orderOf(a) - orderOf(b) || compareText(a.table, b.table) || compareText(a.row, b.row);
  const changes: RowChange[] = [];
  let accepted = 0;
  for (const draft of run.list) {
    accepted += acceptedOf(draft);
    const change = changeOf(draft);
    if (change) changes.push(change);
  }
  return {
    changes: changes.sort(byPlace),
    accepted,
    adopted: run.adopted,
    conflicts: run.conflicts.sort((a, b) => byPlace(a, b) || compareText(a.column, b.column)),
    refusals: run.refusals.sort(
      (a, b) => byPlace(a, b) || compareText(a.column, b.column) || compareText(a.rule, b.rule),
    ),
    warnings: [...warningsOf(run), ...flags],
  };
}

/** Edited cells, and whole deletes, that the head agrees with after the merge. */
function acceptedOf(draft: RowDraft): number {
  switch (draft.kind) {
    case 'add':
      return appliedColumns(draft).length;
    case 'remove':
      return draft.rowState === 'apply' ? 1 : 0;
    case 'nothing':
      return draft.rowState === 'agree' ? 1 : 0;
    default:
      return draft.cells.reduce((count, { state }) => (state === 'apply' || state === 'agree' ? count + 1 : count), 0);
  }
}
