import type { Cells } from '../tables/cell.ts';
import { getOrMake } from './get-or-make.ts';
import { appliedColumns, appliesAnyOf, finalOf, isNew, type RowDraft } from './merge-draft.ts';
import { draftOf, type MergeRun, type Objection } from './merge-run.ts';
import { setIsBlank, setIsFilled, setText } from './set-text.ts';
import { columnLabels, type TableShape } from './table-shape.ts';

type UniqueSet = readonly string[];

/** Values of a unique set that rows come to, and those rows in the order of their Row IDs. */
interface Claim {
  readonly shape: TableShape;
  readonly set: UniqueSet;
  readonly text: string;
  readonly drafts: RowDraft[];
}

/** [V02] Checks that no two rows share a key, or the values of another unique set, by what was edited. */
export function checkKeys(run: MergeRun): Objection[] {
  return claimsOf(run, (draft, set) => !followsIn(draft, set)).flatMap((claim) => {
    const losers = isHeld(run, claim) ? claim.drafts : claim.drafts.slice(1);
    return losers.map((draft) => objectionTo(draft, claim));
  });
}

/** [V02] Rows that follow a renamed key may double no row either; asked when all the rest is settled. */
export function checkFollowers(run: MergeRun): Objection[] {
  if (run.followers.length === 0) return [];
  return claimsOf(run, () => true).flatMap((claim) => {
    const followers = claim.drafts.filter((draft) => followsIn(draft, claim.set));
    const isDoubled = claim.drafts.length > 1 || isHeld(run, claim);
    return isDoubled ? followers.map((draft) => objectionTo(draft, claim)) : [];
  });
}

function followsIn({ follows }: RowDraft, set: UniqueSet): boolean {
  return follows !== undefined && set.some((column) => Object.hasOwn(follows, column));
}

/** True when a row that had these values before still has them. */
function isHeld(run: MergeRun, { shape, set, text }: Claim): boolean {
  return run.context.matching(shape.table.name, set, text).some((row) => {
    const draft = draftOf(run, shape.table.name, row.row);
    const cells = draft ? finalOf(draft) : row.cells;
    return cells !== null && setText(set, cells) === text;
  });
}

function claimsOf(run: MergeRun, isAsked: (draft: RowDraft, set: UniqueSet) => boolean): Claim[] {
  const bySet = new Map<UniqueSet, Map<string, Claim>>();
  for (const draft of run.list) {
    const cells = finalOf(draft);
    for (const set of cells ? claimedSets(draft) : []) {
      if (!cells || !isAsked(draft, set) || !counts(draft.shape, set, cells)) continue;
      const text = setText(set, cells);
      const claims = getOrMake(bySet, set, () => new Map<string, Claim>());
      getOrMake(claims, text, () => ({ shape: draft.shape, set, text, drafts: [] })).drafts.push(draft);
    }
  }
  return [...bySet.values()].flatMap((claims) => [...claims.values()]);
}

/** A key counts unless it is blank; another unique set counts when it is filled. */
function counts(shape: TableShape, set: UniqueSet, cells: Cells): boolean {
  return set === shape.table.key ? !setIsBlank(set, cells) : setIsFilled(set, cells);
}

/** The unique sets whose values the merge gives to this row. */
function claimedSets(draft: RowDraft): Iterable<UniqueSet> {
  if (isNew(draft)) return draft.shape.uniqueSets;
  const sets = new Set<UniqueSet>();
  const byColumn = draft.shape.uniqueSetsByColumn;
  for (const column of [...appliedColumns(draft), ...Object.keys(draft.follows ?? {})]) {
    for (const set of byColumn.get(column) ?? []) sets.add(set);
  }
  return sets;
}

function objectionTo(draft: RowDraft, { shape, set, text }: Claim): Objection {
  const message = `${columnLabels(shape, set)} ${text} is already used by another row of ${shape.table.label}.`;
  if (draft.kind === 'add') return { draft, columns: null, cause: set[0], rule: 'V02', message };
  if (appliesAnyOf(draft, set)) return { draft, columns: set, rule: 'V02', message };
  const [origin] = draft.followsFrom;
  // The row only follows a renamed key: it is the renaming that cannot be.
  if (origin) return { draft: origin, columns: origin.shape.table.key, rule: 'V02', message };
  return { draft, columns: appliedColumns(draft), rule: 'V02', message };
}
