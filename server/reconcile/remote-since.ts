import type { Kysely } from 'kysely';
import type { Revision } from '../../shared/sync/edit.ts';
import type { Database } from '../storage/schema.ts';
import type { RowsAtHand } from '../totals/rows-at-hand.ts';
import type { Head } from './late-changes.ts';
import { MOST_ROWS_AT_ONCE, type RecentChanges, type Stretch } from './recent-changes.ts';
import { remoteChanges, type Days, type RecomputedRows, type Remote } from './remote-changes.ts';
import { noRemote, remoteText, type RemoteText } from './remote-text.ts';
import { toldRowsOf, type ToldRuns } from './told-rows.ts';
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
  /** See `TextRequest`. */
  readonly isByMoved: boolean;
}

/** Rows that came just for their computed cells: what cannot be told from the history any more. */
export interface Reached {
  /** By what this sync wrote; absent: not worked out by itself. */
  readonly own?: RecomputedRows | undefined;
  /** In this answer: all of them, or those that revisions after `ledOnFrom` have not kept as their own. */
  readonly recomputed: RecomputedRows;
  readonly ledOnFrom?: Revision | undefined;
}

export interface Since {
  readonly text: RemoteText;
  readonly reached: Reached;
  /** Keeps what has been worked out for the next who asks, in the same transaction or later. */
  readonly remember: () => void;
}

/**
 * What changed after `base`. Worked out is what this sync wrote; what others wrote before is at hand as a rule, so that
 * the cost does not grow with how many people sync at once.
 */
export async function remoteSince(db: Kysely<Database>, request: SinceRequest, recent: RecentChanges): Promise<Since> {
  const { base, head, own, mayLeaveOut, isByMoved } = request;
  const before = recent.since(base, own?.met ?? head);
  const step = own && (before || isSmall(own)) ? await ownStep(db, head, own, mayLeaveOut) : undefined;
  const stepRows = step ? toldRowsOf(step, head.revision) : none;
  const stretch = before ? { ...before, rows: before.followedBy(stepRows) } : await wholeStretch(db, request);
  const text = await remoteText(db, { program: head.id, base, mayLeaveOut, isByMoved }, stretch.rows);
  const remember = (): void => {
    if (own && step) recent.keepStep(own.met, head, stepRows);
    if (!before) recent.keepWhole(base, head, stretch);
  };
  const { recomputed, ledOnFrom } = stretch;
  return { text, reached: { own: step?.recomputed, recomputed, ledOnFrom }, remember };
}

/**
 * What a sync of which nobody here is told has written, where something is at hand that it leads on from: for whoever asks next, and
 * for an answer that is given again, which names what each revision has worked out anew [I1].
 */
export async function ownSince(
  db: Kysely<Database>,
  { head, own }: SinceRequest,
  recent: RecentChanges,
): Promise<Since> {
  if (!own || !isSmall(own) || recent.newest(head.id)?.hash !== own.met.hash) return noRows;
  const step = await ownStep(db, head, own, true);
  const remember = (): void => recent.keepStep(own.met, head, toldRowsOf(step, head.revision));
  return { text: noRemote, reached: { own: step.recomputed, recomputed: {} }, remember };
}

const none: ToldRuns = new Map();
const noRows: Since = { text: noRemote, reached: { recomputed: {} }, remember: () => undefined };

/** What changed after a base of which nothing is at hand. */
async function wholeStretch(
  db: Kysely<Database>,
  { base, head: { id: program, revision }, mayLeaveOut }: SinceRequest,
): Promise<Pick<Stretch, 'rows' | 'recomputed'> & { readonly ledOnFrom?: Revision }> {
  const remote = await remoteChanges(db, { program, base, to: revision, head: revision, mayLeaveOut });
  return { rows: toldRowsOf(remote, revision), recomputed: remote.recomputed };
}

function isSmall(own: OwnWork): boolean {
  return own.written.changes.length <= MOST_ROWS_AT_ONCE;
}

/** What one sync wrote, as others hear of it. */
function ownStep(db: Kysely<Database>, head: Head, own: OwnWork, mayLeaveOut: boolean): Promise<Remote> {
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
