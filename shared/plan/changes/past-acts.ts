import type { RowChange } from '../../sync/history/journal.ts';
import { changes } from '../../tables/changes.ts';

/** What a revision did to a change or its lines. */
export interface ChangeEntry extends Pick<RowChange, 'table' | 'kind' | 'before' | 'after'> {
  readonly revision: number;
  readonly by: string;
  readonly at: string;
  /** What its author said of it. */
  readonly note: string;
}

const whatWasDone = {
  Draft: 'setBack',
  Pending: 'submitted',
  'BOC Recommended': 'recommended',
  Approved: 'approved',
  Rejected: 'rejected',
  Withdrawn: 'withdrawn',
} as const;

type Did = 'drafted' | 'edited' | (typeof whatWasDone)[keyof typeof whatWasDone];

/** Who did what with a budget change, and when. */
export interface PastAct extends Pick<ChangeEntry, 'by' | 'at' | 'revision' | 'note'> {
  readonly did: Did;
}

function isState(value: unknown): value is keyof typeof whatWasDone {
  return Object.hasOwn(whatWasDone, String(value));
}

function didOf({ table, kind, after }: ChangeEntry): Did {
  const { status } = after;
  if (table !== changes.name) return 'edited';
  if (kind === 'insert') return isState(status) && status !== 'Draft' ? whatWasDone[status] : 'drafted';
  return isState(status) ? whatWasDone[status] : 'edited';
}

/** One act per revision, oldest first: what became of the state says more than that a cell was edited. */
export function pastActs(entries: readonly ChangeEntry[]): PastAct[] {
  const byRevision = new Map<number, PastAct>();
  for (const entry of entries) {
    const did = didOf(entry);
    const { by, at, revision, note } = entry;
    if (did !== 'edited' || !byRevision.has(revision)) byRevision.set(revision, { did, by, at, revision, note });
  }
  return [...byRevision.values()].sort((a, b) => a.revision - b.revision);
}
