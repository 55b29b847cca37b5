import { appliedColumns, appliesAnyOf, finalOf, isNew, type RowDraft } from './merge-draft.ts';
import { draftOf, type MergeRun, type Objection } from './merge-run.ts';
import type { Cells } from '../tables/cell.ts';
import { setIsBlank, setIsFilled, setText } from './set-text.ts';
import type { TableShape } from './table-shape.ts';

type UniqueSet = readonly string[];

/** Values of a unique set that a row comes to. */
interface Claim {
  readonly shape: TableShape;
  readonly set: UniqueSet;
  readonly text: string;
}

/** [V02] Checks that no two rows share a key, or the values of another unique set, by what was edited. */
export function checkKeys(run: MergeRun): Objection[] {
  return objectionsTo(
    run,
    claimsOf(run, (draft, set) => !followsIn(draft, set)),
  );
}

/** [V02] The same for rows that follow a renamed key; checked only when the renaming itself can be. */
export function checkFollowers(run: MergeRun): Objection[] {
  return objectionsTo(run, claimsOf(run, followsIn));
}

function followsIn({ follows }: RowDraft, set: UniqueSet): boolean {
  return follows !== undefined && set.some((column) => Object.hasOwn(follows, column));
}

function objectionsTo(
  run: MergeRun,
  claimsBySet: ReadonlyMap<UniqueSet, ReadonlyMap<string, RowDraft[]>>,
): Objection[] {
  const objections: Objection[] = [];
  for (const [set, claims] of claimsBySet) {
    for (const [text, drafts] of claims) {
      const [first] = drafts;
      if (!first) continue;
      const claim = { shape: first.shape, set, text };
      for (const draft of isHeld(run, claim) ? drafts : withoutLowest(drafts))
        objections.push(objectionTo(draft, claim));
    }
  }
  return objections;
}

/** True when a row that had these values before still has them. */
function isHeld(run: MergeRun, { shape, set, text }: Claim): boolean {
  return run.context.matching(shape.table.name, set, text).some((row) => {
    const draft = draftOf(run, shape.table.name, row.row);
    const cells = draft ? finalOf(draft) : row.cells;
    return cells !== null && setText(set, cells) === text;
  });
}

function withoutLowest(drafts: readonly RowDraft[]): readonly RowDraft[] {
  return drafts.length === 1 ? [] : [...drafts].sort((a, b) => (a.target < b.target ? -1 : 1)).slice(1);
}

/** Rows that come to values of a unique set which they did not have, by set and values. */
function claimsOf(
  run: MergeRun,
  isAsked: (draft: RowDraft, set: UniqueSet) => boolean,
): Map<UniqueSet, Map<string, RowDraft[]>> {
  const claims = new Map<UniqueSet, Map<string, RowDraft[]>>();
  for (const draft of run.list) {
    for (const set of claimedSets(draft)) {
      const cells = finalOf(draft);
      if (!cells || !isAsked(draft, set) || !counts(draft.shape, set, cells)) continue;
      const text = setText(set, cells);
      if (draft.head && setText(set, draft.head) === text) continue;
      let ofSet = claims.get(set);
      if (!ofSet) claims.set(set, (ofSet = new Map<string, RowDraft[]>()));
      const drafts = ofSet.get(text);
      if (drafts) drafts.push(draft);
      else ofSet.set(text, [draft]);
    }
  }
  return claims;
}

/** A key counts unless it is blank; another unique set counts when it is filled. */
function counts(shape: TableShape, set: UniqueSet, cells: Cells): boolean {
  return set === shape.table.key ? !setIsBlank(set, cells) : setIsFilled(set, cells);
}

/** The unique sets whose values the merge gives to this row. */
function claimedSets(draft: RowDraft): Iterable<UniqueSet> {
  if (draft.kind === 'remove' || draft.kind === 'nothing') return [];
  if (isNew(draft)) return draft.shape.uniqueSets;
  const sets = new Set<UniqueSet>();
  const byColumn = draft.shape.uniqueSetsByColumn;
  for (const cell of draft.cells) {
    if (cell.state === 'apply') for (const set of byColumn.get(cell.column) ?? []) sets.add(set);
  }
  for (const column of Object.keys(draft.follows ?? {})) for (const set of byColumn.get(column) ?? []) sets.add(set);
  return sets;
}

function objectionTo(draft: RowDraft, { shape, set, text }: Claim): Objection {
  const message = duplicateMessage(shape, set, text);
  const [cause = ''] = set;
  if (draft.kind === 'add') return { draft, columns: null, cause, rule: 'V02', message };
  if (appliesAnyOf(draft, set)) return { draft, columns: set, rule: 'V02', message };
  const [origin] = [...draft.followsFrom].sort((a, b) => (a.target < b.target ? -1 : 1));
  // The row only follows a renamed key: it is the renaming that cannot be.
  if (origin) return { draft: origin, columns: origin.shape.table.key, rule: 'V02', message };
  return { draft, columns: appliedColumns(draft), rule: 'V02', message };
}

function duplicateMessage(shape: TableShape, set: UniqueSet, text: string): string {
  const labels = set.map((column) => shape.table.columns[column]?.label ?? column).join(' + ');
  return `${labels} ${text} is already used by another row of ${shape.table.label}.`;
}
