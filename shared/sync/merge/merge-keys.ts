import type { Cells } from '../../tables/cell.ts';
import { getOrMake } from '../get-or-make.ts';
import { appliedColumns, appliesAnyOf, finalOf, isNew, type RowDraft } from './merge-draft.ts';
import { draftOf, type MergeRun, type Objection } from './merge-run.ts';
import { setIsBlank, setIsFilled, setText } from '../set-text.ts';
import { setWords, type TableShape } from './table-shape.ts';

type UniqueSet = readonly string[];

/** Values of a unique set that several rows come to, or that a row had before and still has. */
interface Claim {
  readonly shape: TableShape;
  readonly set: UniqueSet;
  readonly text: string;
  /** In the order of their Row IDs. */
  readonly drafts: readonly RowDraft[];
  readonly isHeld: boolean;
}

/** [V02] Checks that no two rows share a key, or the values of another unique set, by what was edited. */
export function checkKeys(run: MergeRun): Objection[] {
  return contestedClaims(run, (draft, set) => !followsIn(draft, set)).flatMap((claim) => {
    const losers = claim.isHeld ? claim.drafts : claim.drafts.slice(1);
    return losers.map((draft) => objectionTo(draft, claim));
  });
}

/** [V02] Rows that follow a renamed key may double no row either; asked when all the rest is settled. */
export function checkFollowers(run: MergeRun): Objection[] {
  if (run.followers.length === 0) return [];
  return contestedClaims(run, () => true).flatMap((claim) =>
    claim.drafts.filter((draft) => followsIn(draft, claim.set)).map((draft) => objectionTo(draft, claim)),
  );
}

function followsIn({ follows }: RowDraft, set: UniqueSet): boolean {
  return follows !== undefined && set.some((column) => Object.hasOwn(follows, column));
}

/** True when a row that had these values before still has them. */
function isHeld(run: MergeRun, table: string, set: UniqueSet, text: string): boolean {
  return run.context.matching(table, set, text).some((row) => {
    const draft = draftOf(run, table, row.row);
    const cells = draft ? finalOf(draft) : row.cells;
    return cells !== null && setText(set, cells) === text;
  });
}

/** Who comes to which values of one set. Nearly all values have one claimant, so only the others get a list. */
interface Claimants {
  readonly first: Map<string, RowDraft>;
  readonly several: Map<string, RowDraft[]>;
}

function contestedClaims(run: MergeRun, isAsked: (draft: RowDraft, set: UniqueSet) => boolean): Claim[] {
  const contested: Claim[] = [];
  for (const [set, { first, several }] of claimantsBySet(run, isAsked)) {
    for (const [text, draft] of first) {
      const { shape } = draft;
      const drafts = several.get(text);
      const held = isHeld(run, shape.table.name, set, text);
      if (drafts || held) contested.push({ shape, set, text, drafts: drafts ?? [draft], isHeld: held });
    }
  }
  return contested;
}

function claimantsBySet(
  run: MergeRun,
  isAsked: (draft: RowDraft, set: UniqueSet) => boolean,
): Map<UniqueSet, Claimants> {
  const bySet = new Map<UniqueSet, Claimants>();
  for (const draft of run.list) {
    const cells = finalOf(draft);
    if (!cells) continue;
    for (const set of claimedSets(draft)) {
      if (!isAsked(draft, set) || !counts(draft.shape, set, cells)) continue;
      addClaimant(
        getOrMake(bySet, set, () => ({ first: new Map(), several: new Map() })),
        setText(set, cells),
        draft,
      );
    }
  }
  return bySet;
}

function addClaimant({ first, several }: Claimants, text: string, draft: RowDraft): void {
  const earlier = first.get(text);
  if (!earlier) first.set(text, draft);
  else getOrMake(several, text, () => [earlier]).push(draft);
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
  const message = `${setWords(shape, set, text)} is already used by another row of ${shape.table.label}.`;
  if (draft.kind === 'add') return { draft, columns: null, cause: set[0], rule: 'V02', message };
  if (appliesAnyOf(draft, set)) return { draft, columns: set, rule: 'V02', message };
  const [origin] = draft.followsFrom;
  // The row only follows a renamed key: it is the renaming that cannot be.
  if (origin) return { draft: origin, columns: origin.shape.table.key, rule: 'V02', message };
  return { draft, columns: appliedColumns(draft), rule: 'V02', message };
}
