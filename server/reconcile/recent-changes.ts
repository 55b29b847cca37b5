import type { Revision } from '../../shared/sync/edit.ts';
import { LateChanges, type Head } from './late-changes.ts';
import type { RecomputedRows } from './remote-changes.ts';
import { bytesOf, newerRows, rowsIn, type ToldRows, type ToldRuns } from './told-rows.ts';

/** Of all programs together: some 60,000 rows. The oldest go first. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_WHOLES = 200;
/** More rows at once are not worth keeping: whoever hears of them reads them. */
export const MOST_ROWS_AT_ONCE = 20_000;

/** What is told of the changes between two revisions. */
export interface Stretch {
  readonly rows: ToldRows;
  /** Rows that nobody edited, as far as no revision after `ledOnFrom` tells of them itself. */
  readonly recomputed: RecomputedRows;
  /** From here on each revision tells by itself what it has worked out anew. */
  readonly ledOnFrom: Revision;
  /** The rows that are told when a step comes after it that is not kept yet. */
  readonly followedBy: (step: ToldRows) => ToldRows;
}

/** What changed from a base on that no step begins at. */
interface WholeStretch {
  readonly base: Revision;
  readonly end: Head;
  readonly rows: ToldRows;
  readonly recomputed: RecomputedRows;
  readonly bytes: number;
}

/**
 * What has changed lately, as it is told: after a sync every other open workbook asks for it, alone or with the syncs before.
 * Revisions are known by their hash, so that nothing here is ever out of date, and what a transaction that came to nothing has left
 * here is never asked for.
 */
export class RecentChanges {
  /** By program, the one that was added to last at the end. */
  readonly #late = new Map<string, LateChanges>();
  /** The oldest first. */
  readonly #wholes = new Set<WholeStretch>();
  /** The last head of each program that something here leads up to. */
  readonly #newest = new Map<string, Head>();
  readonly #shared = new Set<string>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /** True once other processes have been seen to write to the program as well. */
  isShared(program: string): boolean {
    return this.#shared.has(program);
  }

  noteShared(program: string): void {
    this.#shared.add(program);
  }

  /** The head that was kept last of a program: what has changed since is what other processes wrote. */
  newest(program: string): Head | undefined {
    return this.#newest.get(program);
  }

  /** What changed after `base` up to `head`; undefined when a part of it is not here. */
  since(base: Revision, head: Head): Stretch | undefined {
    const late = this.#late.get(head.id);
    if (base === head.revision) return stretch(new Map(), {}, base);
    const rows = late?.since(base, head);
    if (late && rows) {
      const followedBy = (step: ToldRows) => late.followed(rows, base, head, step);
      return { rows, recomputed: {}, ledOnFrom: base, followedBy };
    }
    for (const whole of this.#wholes) {
      if (whole.base !== base || whole.end.id !== head.id) continue;
      const { end, recomputed } = whole;
      if (end.hash === head.hash) return stretch(whole.rows, recomputed, end.revision);
      const later = late?.standsAt(end) === true ? late.since(end.revision, head) : undefined;
      if (later) return stretch(newerRows(whole.rows, later), recomputed, end.revision);
    }
    return undefined;
  }

  /** Keeps what changed after a head that was met, so that earlier changes lead on to it. */
  keepStep(from: Head, head: Head, rows: ToldRuns): void {
    const known = this.#late.get(head.id);
    this.#bytes -= known?.bytes ?? 0;
    const isTooMuch = countOf(rows) > MOST_ROWS_AT_ONCE;
    const late = isTooMuch || known?.standsAt(from) !== true ? new LateChanges(isTooMuch ? head : from) : known;
    if (!isTooMuch) late.add(from, head, rows);
    this.#late.delete(head.id);
    this.#late.set(head.id, late);
    this.#newest.set(head.id, head);
    this.#bytes += late.bytes;
    this.#keepWithin();
  }

  /** Keeps what changed after a base of which nothing earlier leads here. */
  keepWhole(base: Revision, end: Head, { rows, recomputed }: Pick<Stretch, 'rows' | 'recomputed'>): void {
    const bytes = [...rows.values()].flatMap(rowsIn).reduce((sum, row) => sum + bytesOf(row), 0);
    if (bytes > this.#mostBytes) return;
    this.#wholes.add({ base, end, rows, recomputed, bytes });
    this.#bytes += bytes;
    this.#keepWithin();
  }

  #keepWithin(): void {
    for (const whole of this.#wholes) {
      if (this.#bytes <= this.#mostBytes && this.#wholes.size <= MOST_WHOLES) break;
      this.#wholes.delete(whole);
      this.#bytes -= whole.bytes;
    }
    for (const [program, late] of this.#late) {
      while (this.#bytes > this.#mostBytes && late.bytes > 0) {
        this.#bytes -= late.bytes;
        late.forgetHalf();
        this.#bytes += late.bytes;
      }
      if (this.#bytes <= this.#mostBytes) return;
      this.#late.delete(program);
    }
  }
}

function stretch(rows: ToldRows, recomputed: RecomputedRows, ledOnFrom: Revision): Stretch {
  return { rows, recomputed, ledOnFrom, followedBy: (step) => newerRows(rows, step) };
}

function countOf(runs: ToldRuns): number {
  return [...runs.values()].flat().reduce((sum, { rows }) => sum + rows.length, 0);
}
