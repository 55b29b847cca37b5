import type { Cell, Cells } from '../tables/cell.ts';
import type { ForeignKey } from '../tables/table.ts';
import { bystanderDraft } from './merge-row.ts';
import { appliedColumns, appliesAnyOf, finalOf, isNew, livesOn, touched, type RowDraft } from './merge-draft.ts';
import { addDraft, draftOf, type MergeRun, type Objection } from './merge-run.ts';
import { setIsFilled, setText, setValues } from './set-text.ts';
import type { Referring, TableShape } from './table-shape.ts';

/** [V04] Checks that every edited reference names a row that is there after the merge. */
export function checkReferences(run: MergeRun): Objection[] {
  const gained = new Map<string, ReadonlySet<string>>();
  const objections: Objection[] = [];
  for (const draft of run.list) {
    if (draft.kind === 'remove' || draft.kind === 'nothing' || !livesOn(draft)) continue;
    for (const reference of editedReferences(draft)) {
      const cells = finalOf(draft) ?? {};
      if (!setIsFilled(reference.columns, cells)) continue;
      if (keyExists(run, gained, reference.table, setText(reference.columns, cells))) continue;
      const columns = atFault(draft, reference.columns);
      objections.push({ draft, columns, rule: 'V04', message: missingMessage(run, draft, reference) });
    }
  }
  return objections;
}

/** A restored row that refers to a row that has gone stays away as a whole. */
function atFault(draft: RowDraft, columns: readonly string[]): readonly string[] {
  return appliesAnyOf(draft, columns) ? columns : appliedColumns(draft);
}

function editedReferences(draft: RowDraft): Iterable<ForeignKey> {
  if (isNew(draft)) return draft.shape.references;
  const found = new Set<ForeignKey>();
  for (const cell of draft.cells) {
    if (cell.state !== 'apply') continue;
    for (const reference of draft.shape.referencesByColumn.get(cell.column) ?? []) found.add(reference);
  }
  return found;
}

function missingMessage(run: MergeRun, draft: RowDraft, reference: ForeignKey): string {
  const { columns } = draft.shape.table;
  const labels = reference.columns.map((column) => columns[column]?.label ?? column).join(' + ');
  const value = setText(reference.columns, finalOf(draft) ?? {});
  return `${labels} ${value} is not in ${run.shapes.get(reference.table)?.table.label ?? reference.table}.`;
}

/** Keys that rows of this table have only after the merge. */
function gainedKeys(run: MergeRun, shape: TableShape): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const draft of run.drafts.get(shape.table.name)?.values() ?? []) {
    const cells = finalOf(draft);
    if (cells && hasNewKey(draft)) keys.add(setText(shape.table.key, cells));
  }
  return keys;
}

/** True when the row is new or has another key than at the head. */
function hasNewKey(draft: RowDraft): boolean {
  const { key } = draft.shape.table;
  if (draft.head === null) return true;
  return appliesAnyOf(draft, key) && setText(key, draft.head) !== setText(key, finalOf(draft) ?? {});
}

/** True when a row has this key after the merge as decided so far. `gained` is a cache for one check. */
function keyExists(run: MergeRun, gained: Map<string, ReadonlySet<string>>, table: string, text: string): boolean {
  const shape = run.shapes.get(table);
  if (!shape) return false;
  for (const holder of run.context.matching(table, shape.table.key, text)) {
    const draft = draftOf(run, table, holder.row);
    if (!draft) return true;
    const cells = finalOf(draft);
    if (cells && setText(shape.table.key, cells) === text) return true;
  }
  let keys = gained.get(table);
  if (!keys) gained.set(table, (keys = gainedKeys(run, shape)));
  return keys.has(text);
}

/** [V04] Checks that no row is removed while others still refer to it. */
export function checkRemovals(run: MergeRun): Objection[] {
  const gained = new Map<string, ReadonlySet<string>>();
  const objections: Objection[] = [];
  for (const draft of run.list) {
    if (draft.kind !== 'remove' || draft.rowState !== 'apply' || draft.shape.referredToBy.length === 0) continue;
    const { table } = draft.shape;
    const text = setText(table.key, draft.head ?? {});
    if (keyExists(run, gained, table.name, text)) continue;
    const uses = draft.shape.referredToBy.flatMap((referring) => usesOf(run, referring, text));
    if (uses.length > 0) objections.push({ draft, columns: null, rule: 'V04', message: stillUsed(draft, text, uses) });
  }
  return objections;
}

/** Labels of the tables of the rows that still refer to this key after the merge, one per row. */
function usesOf(run: MergeRun, referring: Referring, text: string): string[] {
  const label = run.shapes.get(referring.from)?.table.label ?? referring.from;
  const rows = run.context.matching(referring.from, referring.columns, text).filter((row) => {
    const draft = draftOf(run, referring.from, row.row);
    if (!draft) return true;
    const cells = finalOf(draft);
    return cells !== null && setText(referring.columns, cells) === text;
  });
  return rows.map(() => label);
}

function stillUsed(draft: RowDraft, text: string, uses: readonly string[]): string {
  const { table } = draft.shape;
  const label = table.columns[table.key[0] ?? '']?.label ?? table.label;
  const counts = new Map<string, number>();
  for (const use of uses) counts.set(use, (counts.get(use) ?? 0) + 1);
  const list = [...counts].map(([name, count]) => `${count} ${count === 1 ? 'row' : 'rows'} of ${name}`).join(', ');
  return `${label} ${text} is still used by ${list}; remove those first.`;
}

/**
 * Lets the rows that refer to a renamed key follow it, except where this sync sets the reference itself. A key that
 * others refer to holds no references itself (lookups.test.ts sees to that), so nothing has to follow in turn.
 */
export function followRenames(run: MergeRun): void {
  for (const draft of run.list) {
    if (draft.follows === undefined) continue;
    draft.follows = undefined;
    draft.followsFrom = [];
    touched(draft);
  }
  const renamed = run.list.filter((draft) => draft.kind === 'change' && hasNewKey(draft));
  for (const draft of renamed) for (const referring of draft.shape.referredToBy) followOne(run, draft, referring);
}

function followOne(run: MergeRun, renamed: RowDraft, referring: Referring): void {
  const { key } = renamed.shape.table;
  const values = setValues(key, finalOf(renamed) ?? {});
  const shape = run.shapes.get(referring.from);
  if (!shape) return;
  for (const row of run.context.matching(referring.from, referring.columns, setText(key, renamed.head ?? {}))) {
    let draft = draftOf(run, referring.from, row.row);
    if (!draft) addDraft(run, (draft = bystanderDraft(shape, row)));
    if (appliesAnyOf(draft, referring.columns)) continue;
    draft.follows = { ...draft.follows, ...valuesByColumn(referring.columns, values) };
    draft.followsFrom = [...draft.followsFrom, renamed];
    touched(draft);
  }
}

function valuesByColumn(columns: readonly string[], values: readonly Cell[]): Cells {
  return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null]));
}
