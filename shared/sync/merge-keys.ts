import { appliedCells, finalOf, isNew, type RowDraft } from './merge-draft.ts';
import { draftOf, type MergeRun, type Objection } from './merge-run.ts';
import { setIsBlank, setIsFilled, setText } from './set-text.ts';
import type { TableShape } from './table-shape.ts';

type UniqueSet = readonly string[];

/** Rows that come to the same values of a unique set. */
interface Claim {
  readonly shape: TableShape;
  readonly set: UniqueSet;
  readonly text: string;
  readonly drafts: RowDraft[];
}

/** [V02] Checks that no two rows share a key, or the values of another unique set, after the merge. */
export function checkKeys(run: MergeRun): Objection[] {
  return [...claimsOf(run)].flatMap((claim) => {
    const isHeld = run.context.matching(claim.shape.table.name, claim.set, claim.text).some((row) => {
      const draft = draftOf(run, claim.shape.table.name, row.row);
      const cells = draft ? finalOf(draft) : row.cells;
      return cells !== null && setText(claim.set, cells) === claim.text;
    });
    const losers = isHeld ? claim.drafts : withoutLowest(claim.drafts);
    return losers.map((draft) => objectionTo(draft, claim));
  });
}

function withoutLowest(drafts: readonly RowDraft[]): readonly RowDraft[] {
  return drafts.length === 1 ? [] : [...drafts].sort((a, b) => (a.target < b.target ? -1 : 1)).slice(1);
}

function claimsOf(run: MergeRun): Iterable<Claim> {
  const claims = new Map<string, Claim>();
  for (const draft of run.list) {
    for (const set of claimedSets(draft)) {
      const cells = finalOf(draft);
      if (!cells || !counts(draft.shape, set, cells)) continue;
      const text = setText(set, cells);
      if (draft.head && setText(set, draft.head) === text) continue;
      const name = `${draft.shape.order} ${set.join()} ${text}`;
      const claim = claims.get(name);
      if (claim) claim.drafts.push(draft);
      else claims.set(name, { shape: draft.shape, set, text, drafts: [draft] });
    }
  }
  return claims.values();
}

/** A key counts unless it is blank; another unique set counts when it is filled. */
function counts(shape: TableShape, set: UniqueSet, cells: Readonly<Record<string, string | number | boolean | null>>) {
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
  const applied = appliedCells(draft).map((cell) => cell.column);
  if (applied.some((column) => set.includes(column))) return { draft, columns: set, rule: 'V02', message };
  const [origin] = [...draft.followsFrom].sort((a, b) => (a.target < b.target ? -1 : 1));
  // The row only follows a renamed key: it is the renaming that cannot be.
  if (origin) return objectionTo(origin, { shape, set: origin.shape.table.key, text, drafts: [] });
  return { draft, columns: applied, rule: 'V02', message };
}

function duplicateMessage(shape: TableShape, set: UniqueSet, text: string): string {
  const labels = set.map((column) => shape.table.columns[column]?.label ?? column).join(' + ');
  return `${labels} ${text} is already used by another row of ${shape.table.label}.`;
}
