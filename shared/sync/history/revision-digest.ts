import { canonicalJson } from '../canonical-json.ts';
import type { Revision } from '../edit.ts';
import type { RowChange } from './journal.ts';

/** Characters. Hashing costs a call per piece, and holding the whole text of a large revision costs more. */
const PIECE_LENGTH = 65_536;

/** [REV2] What a revision of the first seal says about itself, apart from its own hash. */
export interface RevisionHeader {
  readonly program: string;
  readonly revision: Revision;
  /** Stable id of the person, not a name that may change. */
  readonly author: string;
  /** Server time, ISO 8601, UTC. */
  readonly at: string;
  readonly workbook: string;
  readonly syncId: string;
  readonly note: string;
  /** Hash of the revision before; "" for the first. */
  readonly previousHash: string;
}

/** A change as it is digested: the member names are part of the hash and never change. */
function changeLine({ table, row, kind, before, after }: RowChange): string {
  const [from, to] = [canonicalJson(before), canonicalJson(after)];
  return `{"after":${to},"before":${from},"kind":${JSON.stringify(kind)},"row":${JSON.stringify(row)},"table":${JSON.stringify(table)}}`;
}

/**
 * The text that a revision's hash is taken over, in pieces: one canonical JSON line for the header, then one per change
 * in rising order of table and Row ID, joined by "\n". Anything that is changed, added, left out or reordered changes the
 * hash; the order in which the caller happens to hold the changes does not.
 */
export function revisionDigestPieces(header: RevisionHeader, changes: readonly RowChange[]): Generator<string> {
  return inPieces(lines(header, changes));
}

function* lines(header: RevisionHeader, changes: readonly RowChange[]): Generator<string> {
  const { program, revision, author, at, workbook, syncId, note, previousHash } = header;
  yield canonicalJson({ program, revision, author, at, workbook, syncId, note, previousHash });
  for (const change of [...changes].sort(byRow)) yield changeLine(change);
}

/** Lines joined by "\n", in pieces that are worth a call each. */
export function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece: string | null = null;
  for (const text of texts) {
    piece = piece === null ? text : `${piece}\n${text}`;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  yield piece ?? '';
}

function byRow(a: RowChange, b: RowChange): number {
  if (a.table !== b.table) return a.table < b.table ? -1 : 1;
  return a.row < b.row ? -1 : 1;
}
