import type { Cell, Cells } from '../tables/cell.ts';
import { lastChangeOf } from './cell-history.ts';
import type { Edit } from './edit.ts';
import { groupEdits, type RowEdits } from './group-edits.ts';
import type { RowChange } from './journal.ts';
import { checkBaskets } from './merge-baskets.ts';
import type { MergeContext } from './merge-context.ts';
import { finalOf, touched, type RowDraft } from './merge-draft.ts';
import { checkKeys } from './merge-keys.ts';
import { checkReferences, checkRemovals, followRenames } from './merge-references.ts';
import { mergeRow } from './merge-row.ts';
import { checkRows, warningsOf } from './merge-rules.ts';
import { conflictCell, recordRefusal, refuseCell, refuseRow, type MergeRun, type Objection } from './merge-run.ts';
import type { MergeOutcome } from './outcome.ts';
import { tableShapes } from './table-shape.ts';

/**
 * Merges the edits of one sync with the head: decides for every edited cell whether it is written, already there, in
 * conflict or refused. Pure; the order of the edits does not matter [M11].
 */
export function merge(context: MergeContext, edits: readonly Edit[]): MergeOutcome {
  const run: MergeRun = {
    context,
    shapes: tableShapes(context.tables, context.rules),
    edits: groupEdits(edits),
    drafts: new Map(),
    list: [],
    conflicts: [],
    refusals: [],
    adopted: {},
  };
  draftRows(run);
  settle(run);
  return outcomeOf(run);
}

/** Row IDs in rising order, so that of two equal rows the lower Row ID always wins. */
function inOrder<T>(rows: ReadonlyMap<string, T>): [string, T][] {
  const list = [...rows];
  const isSorted = list.every((entry, index) => index === 0 || (list[index - 1]?.[0] ?? '') < entry[0]);
  return isSorted ? list : list.sort(([a], [b]) => (a < b ? -1 : 1));
}

function draftRows(run: MergeRun): void {
  for (const [name, shape] of run.shapes) {
    for (const [row, edits] of inOrder(run.edits.get(name) ?? new Map<string, RowEdits>()))
      mergeRow(run, shape, row, edits);
  }
  for (const [table, rows] of run.edits) {
    if (run.shapes.has(table)) continue;
    for (const row of rows.keys()) {
      recordRefusal(run, { table, row, column: null, value: null }, 'E1', `There is no table named ${table}.`);
    }
  }
}

const checks: readonly ((run: MergeRun) => Objection[])[] = [
  checkRows,
  checkReferences,
  checkBaskets,
  checkKeys,
  checkRemovals,
];

/**
 * Takes out what the checks object to, and checks again, until nothing is left to object to. Each check sees the same
 * state for all rows, so the order of rows cannot matter; each objection takes at least one cell out, so it ends.
 */
function settle(run: MergeRun): void {
  let next = 0;
  let isFresh = true;
  while (next < checks.length) {
    if (isFresh) followRenames(run);
    isFresh = false;
    for (const objection of checks[next]?.(run) ?? []) isFresh = takeOut(run, objection) || isFresh;
    next = isFresh ? 0 : next + 1;
  }
}

/** True when there was something to take out. */
function takeOut(run: MergeRun, { draft, columns, cause, rule, message, isCombined }: Objection): boolean {
  if (columns === null) {
    if (draft.rowState !== 'apply') return false;
    refuseRow(run, draft, rule, message, cause ?? null);
    return true;
  }
  const cells = draft.cells.filter((cell) => cell.state === 'apply' && columns.includes(cell.column));
  for (const cell of cells) {
    if (isCombined !== true) {
      refuseCell(run, draft, cell, rule, message);
      continue;
    }
    cell.state = 'conflict';
    conflictCell(run, draft, cell, 'combined', lastChangeOf(draft.history, columns, cell.seen));
    touched(draft);
  }
  return cells.length > 0;
}

function outcomeOf(run: MergeRun): MergeOutcome {
  const byPlace = (
    a: { readonly table: string | null; readonly row: string | null },
    b: { readonly table: string | null; readonly row: string | null },
  ) => {
    const order = (name: string | null) => run.shapes.get(name ?? '')?.order ?? run.shapes.size;
    return order(a.table) - order(b.table) || compareText(a.table, b.table) || compareText(a.row, b.row);
  };
  return {
    changes: run.list.flatMap(changeOf).sort(byPlace),
    accepted: run.list.reduce((count, draft) => count + acceptedOf(draft), 0),
    adopted: run.adopted,
    conflicts: run.conflicts.sort((a, b) => byPlace(a, b) || compareText(a.column, b.column)),
    refusals: run.refusals.sort(
      (a, b) => byPlace(a, b) || compareText(a.column, b.column) || compareText(a.rule, b.rule),
    ),
    warnings: warningsOf(run).sort((a, b) => byPlace(a, b) || compareText(a.rule, b.rule)),
  };
}

function compareText(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left === right ? 0 : left < right ? -1 : 1;
}

function acceptedOf(draft: RowDraft): number {
  const isRowAccepted =
    (draft.kind === 'remove' && draft.rowState === 'apply') || (draft.kind === 'nothing' && draft.rowState === 'agree');
  const cells = draft.cells.filter((cell) => cell.state === 'apply' || cell.state === 'agree').length;
  return cells + (isRowAccepted ? 1 : 0);
}

function filled(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null));
}

/** What the merge does to one row; nothing when the row stays as it is. */
function changeOf(draft: RowDraft): RowChange[] {
  const { head } = draft;
  const table = draft.shape.table.name;
  const row = draft.target;
  const final = finalOf(draft);
  if (head === null) return final === null ? [] : [{ table, row, kind: 'insert', before: {}, after: filled(final) }];
  if (final === null) return [{ table, row, kind: 'delete', before: filled(head), after: {} }];
  const before: Record<string, Cell> = {};
  const after: Record<string, Cell> = {};
  for (const column of changedColumns(draft)) {
    const [was, is] = [head[column] ?? null, final[column] ?? null];
    if (was === is) continue;
    before[column] = was;
    after[column] = is;
  }
  return Object.keys(after).length === 0 ? [] : [{ table, row, kind: 'update', before, after }];
}

function changedColumns(draft: RowDraft): string[] {
  const columns = draft.cells.filter((cell) => cell.state === 'apply').map((cell) => cell.column);
  return [...columns, ...Object.keys(draft.follows ?? {})];
}
