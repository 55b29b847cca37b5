import type { Cells, RowId } from '../tables/cell.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Revision } from './edit.ts';
import type { RowChange } from './journal.ts';

/** [V2] What a revision says about itself, apart from its own hash. */
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
function digestedChange({ table, row, kind, before, after }: RowChange): {
  table: string;
  row: RowId;
  kind: string;
  before: Cells;
  after: Cells;
} {
  return { table, row, kind, before, after };
}

/**
 * The text that a revision's hash is taken over: one canonical JSON line for the header, then one per change in rising
 * order of table and Row ID, joined by "\n". Anything that is changed, added, left out or reordered changes the hash;
 * the order in which the caller happens to hold the changes does not.
 */
export function revisionDigestInput(header: RevisionHeader, changes: readonly RowChange[]): string {
  const { program, revision, author, at, workbook, syncId, note, previousHash } = header;
  const first = canonicalJson({ program, revision, author, at, workbook, syncId, note, previousHash });
  const rest = [...changes].sort(byRow).map((change) => canonicalJson(digestedChange(change)));
  return [first, ...rest].join('\n');
}

function byRow(a: RowChange, b: RowChange): number {
  if (a.table !== b.table) return a.table < b.table ? -1 : 1;
  return a.row < b.row ? -1 : 1;
}
