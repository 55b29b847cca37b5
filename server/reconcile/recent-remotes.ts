import type { ProgramRow } from '../storage/schema.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { Remote } from './remote-changes.ts';

const REMOTES_KEPT = 32;
/** Rows of all of them together. */
const ROWS_KEPT = 20_000;

/**
 * What changed between two revisions, as worked out lately: after a sync every other open workbook asks for the same. A
 * revision never changes and is named with its hash, so that nothing here is ever out of date.
 */
export class RecentRemotes {
  readonly #remotes = new Map<string, { readonly remote: Remote; readonly rows: number }>();
  #rows = 0;

  find(base: Revision, head: Head): Remote | undefined {
    return this.#remotes.get(keyOf(base, head))?.remote;
  }

  /** To be called with what is durable only. */
  keep(base: Revision, head: Head, remote: Remote): void {
    const key = keyOf(base, head);
    const rows = rowsIn(remote);
    if (rows > ROWS_KEPT || this.#remotes.has(key)) return;
    this.#remotes.set(key, { remote, rows });
    this.#rows += rows;
    for (const [oldest, kept] of this.#remotes) {
      if (this.#rows <= ROWS_KEPT && this.#remotes.size <= REMOTES_KEPT) return;
      this.#remotes.delete(oldest);
      this.#rows -= kept.rows;
    }
  }
}

type Head = Pick<ProgramRow, 'id' | 'revision' | 'hash'>;

function keyOf(base: Revision, { id, revision, hash }: Head): string {
  return JSON.stringify([id, base, revision, hash]);
}

function rowsIn({ tables }: Remote): number {
  return Object.values(tables).reduce((sum, { rows, deleted }) => sum + rows.length + deleted.length, 0);
}
