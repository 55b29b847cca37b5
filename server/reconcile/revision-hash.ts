import type { BasketPlace } from '../../shared/sync/history/baskets.ts';
import { revisionDigestPieces } from '../../shared/sync/history/revision-digest.ts';
import { sealedRevisionPieces, type SealedChange } from '../../shared/sync/history/revision-seal.ts';
import type { RevisionRow } from '../storage/schema.ts';
import { hashOf } from './hash-of.ts';

/** What is stored of a revision besides its own row. */
export interface KeptContent {
  /** In their stored order. */
  readonly changes: readonly SealedChange[];
  readonly baskets: readonly BasketPlace[];
}

/** [REV2, REV7] The formula by which a stored revision says it is sealed: the first where it says nothing. */
export function sealOf({ seal }: RevisionRow): number {
  return seal ?? 1;
}

/** The hash that a revision of this content has, by the formula that it says; null where that is none of ours. */
export function revisionHashOf(revision: RevisionRow, { changes, baskets }: KeptContent): string | null {
  const header = {
    program: revision.program,
    revision: revision.number,
    author: revision.person,
    at: revision.at,
    workbook: revision.workbook,
    syncId: revision.sync_id,
    note: revision.note,
    previousHash: revision.prev_hash,
  };
  switch (sealOf(revision)) {
    case 1:
      return hashOf(revisionDigestPieces(header, changes));
    case 2:
      return hashOf(sealedRevisionPieces({ header: { ...header, ...fullHeader(revision) }, changes, baskets }));
    default:
      return null;
  }
}

function fullHeader(revision: RevisionRow) {
  return {
    authorName: revision.person_name,
    door: revision.door,
    accepted: revision.accepted,
    changes: revision.changes,
    acts: revision.acts ?? 0,
    actsHash: revision.acts_hash ?? '',
  };
}
