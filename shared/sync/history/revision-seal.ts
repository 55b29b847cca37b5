import { canonicalJson } from '../canonical-json.ts';
import { compareText } from '../compare-text.ts';
import type { Revision } from '../edit.ts';
import type { BasketPlace } from './baskets.ts';
import type { RowChange } from './journal.ts';

import { inPieces, type RevisionHeader } from './revision-digest.ts';

/** [REV7] The formula by which revisions are sealed now. Older ones keep the one they were sealed with. */
export const SEAL = 2;

/** [REV7] Everything that is stored of a revision. */
export interface SealedHeader extends RevisionHeader {
  /** Name that the author had then. */
  readonly authorName: string;
  /** By which way it came in. */
  readonly door: string | null;
  /** Cells and whole-row deletes that the sync accepted. */
  readonly accepted: number;
  /** Rows changed. */
  readonly changes: number;
  /** [AUD2] Acts of the program before the revision, and the hash of the last one; "" for none. */
  readonly acts: number;
  readonly actsHash: string;
}

/** [REV7] A change with everything that is stored of it. */
export interface SealedChange extends RowChange {
  /** Place within the revision, from 0. */
  readonly ordinal: number;
  /** Revision that had last changed the row; null for a row that was not there. */
  readonly previous: Revision | null;
}

export interface SealedRevision {
  readonly header: SealedHeader;
  readonly changes: Iterable<SealedChange>;
  readonly baskets: readonly BasketPlace[];
}

/**
 * [REV7] The text that the hash of a revision is taken over: one canonical JSON line for the header, which names the formula
 * itself, then one per change in their stored order, then one per place in a basket, joined by "\n". A revision that is
 * passed off as sealed by the older formula does not have its hash, and the other way round.
 */
export function sealedRevisionPieces({ header, changes, baskets }: SealedRevision): Generator<string> {
  return inPieces(lines(header, changes, baskets));
}

function* lines(
  header: SealedHeader,
  changes: Iterable<SealedChange>,
  baskets: readonly BasketPlace[],
): Generator<string> {
  const { program, revision, author, authorName, at, door, workbook, syncId, note } = header;
  const { accepted, changes: count, acts, actsHash, previousHash } = header;
  const who = { program, revision, author, authorName, at, door, workbook, syncId, note };
  yield canonicalJson({ seal: SEAL, ...who, accepted, changes: count, acts, actsHash, previousHash });
  for (const change of changes) yield changeLine(change);
  yield* baskets.map(basketLine).sort(compareText);
}

function changeLine({ table, row, kind, before, after, ordinal, previous }: SealedChange): string {
  const [from, to] = [canonicalJson(before), canonicalJson(after)];
  const [what, which, where] = [kind, row, table].map((text) => JSON.stringify(text));
  return `{"after":${to},"before":${from},"kind":${what},"ordinal":${ordinal},"previous":${previous},"row":${which},"table":${where}}`;
}

function basketLine({ table, row, column, basket }: BasketPlace): string {
  return canonicalJson({ table, row, column, basket });
}
