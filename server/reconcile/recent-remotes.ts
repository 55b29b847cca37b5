import { getOrMake } from '../../shared/sync/get-or-make.ts';
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
  /** Where it begins; the hash is known of stretches that earlier ones can lead on to. */
  readonly from: { readonly revision: Revision; readonly hash?: string };
}

/**
 * What changed over stretches of the history, as worked out lately: after a sync every other open workbook asks for it, alone
 * or with the syncs before. Stretches are named with their last revision's hash, so that nothing here is ever out of
 * date, and what a transaction that came to nothing has left here is never asked for.
 */
export class RecentRemotes {
  /** By the revision at their end, then by where they begin. */
  readonly #kept = new Map<string, Map<Revision, Kept>>();
  /** The same, the oldest first. */
  readonly #inOrder = new Map<Kept, string>();
  /** The last head of each program that something here leads up to. */
  readonly #newest = new Map<string, Head>();
  readonly #shared = new Set<string>();
  #rows = 0;

  /** True once other processes have been seen to write to the program as well. */
  isShared(program: string): boolean {
    return this.#shared.has(program);
  }

  noteShared(program: string): void {
    this.#shared.add(program);
  }

  /** What changed after `base` up to `head`, in stretches, the oldest first; undefined when a part of it is not here. */
  find(base: Revision, head: Head): readonly Remote[] | undefined {
    const found: Remote[] = [];
    let { revision, hash }: Kept['from'] = head;
    while (revision > base) {
      if (hash === undefined) return undefined;
      const kept = this.#stretch(base, { id: head.id, revision, hash });
      if (!kept) return undefined;
      found.push(kept.remote);
      ({ revision, hash } = kept.from);
    }
    return found.reverse();
  }

  /** The stretch up to `end` that begins at the base, else the longest that begins after it and can be led on to. */
  #stretch(base: Revision, end: Head): Kept | undefined {
    const kept = this.#kept.get(placeOf(end));
    const exact = kept?.get(base);
    if (!kept || exact) return exact;
    let longest: Kept | undefined;
    for (const each of kept.values()) {
      const { revision, hash } = each.from;
      if (revision > base && hash !== undefined && revision < (longest?.from.revision ?? Infinity)) longest = each;
    }
    return longest;
  }

  /** The head that was kept last of a program: what has changed since is what other processes wrote. */
  newest(program: string): Head | undefined {
    return this.#newest.get(program);
  }

  /** Keeps what changed after `from`; its hash lets later stretches lead on to earlier ones. */
  keep(from: Kept['from'], head: Head, remote: Remote): void {
    const rows = rowsIn(remote);
    const place = placeOf(head);
    this.#newest.set(head.id, head);
    if (rows > ROWS_KEPT || this.#kept.get(place)?.has(from.revision) === true) return;
    const kept: Kept = { remote, rows, from };
    getOrMake(this.#kept, place, () => new Map<Revision, Kept>()).set(from.revision, kept);
    this.#inOrder.set(kept, place);
    this.#rows += rows;
    for (const [oldest, itsPlace] of this.#inOrder) {
      if (this.#rows <= ROWS_KEPT && this.#inOrder.size <= REMOTES_KEPT) return;
      this.#forget(oldest, itsPlace);
    }
  }

  #forget(kept: Kept, place: string): void {
    const ofPlace = this.#kept.get(place);
    ofPlace?.delete(kept.from.revision);
    if (ofPlace?.size === 0) this.#kept.delete(place);
    this.#inOrder.delete(kept);
    this.#rows -= kept.rows;
  }
}

function placeOf({ id, revision, hash }: Head): string {
  return `${revision} ${hash} ${id}`;
}

function rowsIn({ tables }: Remote): number {
  return Object.values(tables).reduce((sum, { rows, deleted }) => sum + rows.length + deleted.length, 0);
}
