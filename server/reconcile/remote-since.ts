import type { Kysely } from 'kysely';
import type { Revision } from '../../shared/sync/edit.ts';
import type { Database } from '../storage/schema.ts';
import type { RowsAtHand } from '../totals/rows-at-hand.ts';
import { composeRemotes } from './compose-remotes.ts';
import { fillIn } from './left-out-cells.ts';
import { ROWS_KEPT, type Head, type RecentRemotes } from './recent-remotes.ts';
import { remoteChanges, type Days, type Remote } from './remote-changes.ts';
import type { WrittenRows } from './written-rows.ts';

/** What the sync wrote, the program it met, and what is known already: the days of both, rows as they are now. */
export interface OwnWork {
  readonly written: WrittenRows;
  readonly met: Head;
  readonly days: Days | undefined;
  readonly hand: RowsAtHand | undefined;
}

export interface SinceRequest {
  readonly base: Revision;
  /** The program after the sync. */
  readonly head: Head;
  readonly own?: OwnWork | undefined;
  /** See `RemoteRequest`. */
  readonly mayLeaveOut: boolean;
}

export interface Since {
  readonly remote: Remote;
  /** Keeps what has been worked out for the next who asks, in the same transaction or later. */
  readonly remember: () => void;
}

/**
 * What changed after `base`. Worked out is what this sync wrote; what others wrote before is at hand as a rule, so that
 * the cost does not grow with how many people sync at once.
 */
export async function remoteSince(
  db: Kysely<Database>,
  { base, head, own, mayLeaveOut }: SinceRequest,
  recent: RecentRemotes,
): Promise<Since> {
  const upTo = own?.met ?? head;
  const before = recent.find(base, upTo);
  const step =
    own && (before || own.written.changes.length <= ROWS_KEPT) ? await remoteOf(db, head, own, mayLeaveOut) : undefined;
  const stretches = before && [...before, ...(step ? [step] : [])];
  const isAtHand = stretches !== undefined && canCompose(base, stretches);
  const remote = isAtHand
    ? composeRemotes(await fillIn(db, head.id, stretches, !mayLeaveOut))
    : await remoteChanges(db, { program: head.id, base, to: head.revision, head: head.revision, mayLeaveOut });
  const remember = (): void => {
    if (own && step) recent.keep(own.met, head, step);
    if (!isAtHand) recent.keep({ revision: base }, head, remote);
  };
  return { remote, remember };
}

/** What one sync wrote, as others hear of it. */
function remoteOf(db: Kysely<Database>, head: Head, own: OwnWork, mayLeaveOut: boolean): Promise<Remote> {
  const { id, revision } = head;
  return remoteChanges(db, {
    program: id,
    base: own.met.revision,
    to: revision,
    head: revision,
    written: own.written,
    days: own.days,
    hand: own.hand,
    mayLeaveOut,
  });
}

/** From nothing no row is gone, so that there a stretch stands alone. */
function canCompose(base: Revision, stretches: readonly Remote[]): boolean {
  return base > 0 || stretches.length < 2;
}
