import type { ProgramRow } from '../storage/schema.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { Remote } from './remote-changes.ts';

const REMOTES_KEPT = 1_000;
/** Rows of all of them together. */
export const ROWS_KEPT = 20_000;

/** A revision of a program. Its hash seals everything before it, so that revisions of one name have one past. */
export type Head = Pick<ProgramRow, 'id' | 'revision' | 'hash'>;

/** A stretch of a program's history. */
interface Kept {
  readonly remote: Remote;
  readonly rows: number;
  /** Where it begins; the hash is known of stretches of one revision only. */
  readonly from: { readonly revision: Revision; readonly hash?: string };
}

/**
 * What changed over stretches of the history, as worked out lately: after a sync every other open workbook asks for it, alone
 * or with the syncs before. Stretches are named with their last revision's hash, so that nothing here is ever out of
 * date, and what a transaction that came to nothing has left here is never asked for.
 */
export class RecentRemotes {
  /** By place, the oldest first. */
  readonly #kept = new Map<string, Kept>();
  #rows = 0;

  /** What changed after `base` up to `head`, in stretches, the oldest first; undefined when a part of it is not here. */
  find(base: Revision, head: Head): readonly Remote[] | undefined {
    const found: Remote[] = [];
    let { revision, hash }: Kept['from'] = head;
    while (revision > base) {
      if (hash === undefined) return undefined;
      const end: Head = { id: head.id, revision, hash };
      const kept: Kept | undefined = this.#kept.get(placeOf(base, end)) ?? this.#kept.get(placeOf(revision - 1, end));
      if (!kept) return undefined;
      found.push(kept.remote);
      ({ revision, hash } = kept.from);
    }
    return found.reverse();
  }

  /** Keeps what changed after `from`; its hash lets later stretches lead on to earlier ones. */
  keep(from: Kept['from'], head: Head, remote: Remote): void {
    const place = placeOf(from.revision, head);
    const rows = rowsIn(remote);
    if (rows > ROWS_KEPT || this.#kept.has(place)) return;
    this.#kept.set(place, { remote, rows, from });
    this.#rows += rows;
    for (const [oldest, kept] of this.#kept) {
      if (this.#rows <= ROWS_KEPT && this.#kept.size <= REMOTES_KEPT) return;
      this.#kept.delete(oldest);
      this.#rows -= kept.rows;
    }
  }
}

function placeOf(from: Revision, { id, revision, hash }: Head): string {
  return `${from} ${revision} ${hash} ${id}`;
}

function rowsIn({ tables }: Remote): number {
  return Object.values(tables).reduce((sum, { rows, deleted }) => sum + rows.length + deleted.length, 0);
}
