import type { Cell, Cells } from '../../tables/cell.ts';
import type { ForeignKey } from '../../tables/table.ts';
import { appliedColumns, appliesAnyOf, finalOf, isNew, touched, type RowDraft } from './merge-draft.ts';
import { bystanderDraft } from './merge-row.ts';
import { addDraft, draftOf, type MergeRun, type Objection } from './merge-run.ts';
import type { PlanAfter } from './plan-after.ts';
import { setIsFilled, setText, setValues } from '../set-text.ts';
import { firstLabel, setWords, shapeNamed, type Referring } from './table-shape.ts';

/** [V04] Checks that every edited reference names a row that is there after the merge. */
export function checkReferences(run: MergeRun, after: PlanAfter): Objection[] {
  const objections: Objection[] = [];
  for (const draft of run.list) {
    const cells = finalOf(draft);
    if (!cells) continue;
    for (const reference of editedReferences(draft)) {
      if (!setIsFilled(reference.columns, cells)) continue;
      const text = setText(reference.columns, cells);
      const target = shapeNamed(run.shapes, reference.table).table;
      if (after.has(target.name, target.key, text)) continue;
      const message = `${setWords(draft.shape, reference.columns, text)} is not in ${target.label}.`;
      objections.push({ draft, columns: atFault(draft, reference.columns), rule: 'V04', message });
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
  for (const column of appliedColumns(draft)) {
    for (const reference of draft.shape.referencesByColumn.get(column) ?? []) found.add(reference);
  }
  return found;
}

/** [V04] Checks that no row is removed while others still refer to it. */
export function checkRemovals(run: MergeRun, after: PlanAfter): Objection[] {
  return run.list.flatMap((draft) => {
    const { table, referredToBy } = draft.shape;
    if (draft.kind !== 'remove') return [];
    const text = setText(table.key, draft.ground);
    if (after.has(table.name, table.key, text)) return [];
    const uses = referredToBy.flatMap(({ from, columns }) =>
      after.rows(from, columns, text).map(() => shapeNamed(run.shapes, from).table.label),
    );
    return uses.length > 0 ? [{ draft, columns: null, rule: 'V04', message: stillUsed(draft, text, uses) }] : [];
  });
}

function stillUsed({ shape }: RowDraft, text: string, uses: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const use of uses) counts.set(use, (counts.get(use) ?? 0) + 1);
  const list = [...counts].map(([name, count]) => `${count} ${count === 1 ? 'row' : 'rows'} of ${name}`).join(', ');
  return `${firstLabel(shape, shape.table.key)} ${text} is still used by ${list}; remove those first.`;
}

/**
 * Lets the rows that refer to a renamed key follow it, except where this sync sets the reference itself. A key that
 * others refer to holds no references itself (table-shape.test.ts sees to that), so nothing has to follow in turn.
 */
export function followRenames(run: MergeRun): void {
  for (const draft of run.followers.splice(0)) {
    draft.follows = undefined;
    draft.followsFrom = [];
    touched(draft);
  }
  const renamed = run.list.filter((draft) => draft.kind === 'change' && appliesAnyOf(draft, draft.shape.table.key));
  for (const draft of renamed) for (const referring of draft.shape.referredToBy) followOne(run, draft, referring);
}

function followOne(run: MergeRun, renamed: RowDraft, { from, columns }: Referring): void {
  const { key } = renamed.shape.table;
  const values = setValues(key, finalOf(renamed) ?? {});
  for (const row of run.context.matching(from, columns, setText(key, renamed.ground))) {
    let draft = draftOf(run, from, row.row);
    if (!draft) addDraft(run, (draft = bystanderDraft(shapeNamed(run.shapes, from), row)));
    if (appliesAnyOf(draft, columns)) continue;
    draft.follows = { ...draft.follows, ...valuesByColumn(columns, values) };
    draft.followsFrom = [...draft.followsFrom, renamed];
    touched(draft);
    run.followers.push(draft);
  }
}

function valuesByColumn(columns: readonly string[], values: readonly Cell[]): Cells {
  return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null]));
}
