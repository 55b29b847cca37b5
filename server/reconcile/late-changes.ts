import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import type { ProgramRow } from '../storage/schema.ts';
import {
  bytesOf,
  movesAfter,
  newerOfTable,
  newerRows,
  rowsIn,
  standCloser,
  type Told,
  type ToldRow,
  type ToldRows,
  type ToldRun,
  type ToldRuns,
} from './told-rows.ts';

/** A revision of a program. Its hash seals everything before it, so that revisions of one name have one past. */
export type Head = Pick<ProgramRow, 'id' | 'revision' | 'hash'>;

/** What is told of the rows of a table. */
interface LateTable {
  /** In the order of revisions. */
  told: ToldRun[];
  readonly latest: Map<RowId, LatestRow>;
}

/** How a row was told last, and with which others. */
interface LatestRow {
  readonly row: ToldRow;
  readonly run: ToldRun;
}

/**
 * Revisions for which what was told before is still known. Who reads the plan while a commit of many syncs is written stands before
 * all of them.
 */
const REVISIONS_BEHIND = 256;
/** What was told before is taken out after so many revisions, all at once. */
const REVISIONS_TOGETHER = 256;

/**
 * What changed in a program lately, row by row in the order in which it was told, each row once: whoever stands at one of the
 * revisions is told what comes after it, without looking at anything else. It knows what was told at each moment, since some ask while
 * a transaction is writing that may come to nothing.
 */
export class LateChanges {
  /** Where one may stand: the first revision, and each to which a step has led; with their hashes. */
  readonly #stands: Map<Revision, string>;
  readonly #tables = new Map<string, LateTable>();
  #head: Head;
  /** The first moment of which everything is still known. */
  #knownFrom: Revision;
  #bytes = 0;

  constructor(from: Head) {
    this.#head = from;
    this.#knownFrom = from.revision;
    this.#stands = new Map([[from.revision, from.hash]]);
  }

  get head(): Head {
    return this.#head;
  }

  /** About what it takes of the memory. */
  get bytes(): number {
    return this.#bytes;
  }

  /** True of a revision up to which it tells what changed. */
  standsAt({ revision, hash }: Pick<Head, 'revision' | 'hash'>): boolean {
    return this.#stands.get(revision) === hash;
  }

  /** What is told of the rows that changed after `base`, as they are at `upTo`; undefined when a part of it is not known. */
  since(base: Revision, upTo: Head): ToldRows | undefined {
    const { revision: end } = upTo;
    if (!this.#stands.has(base) || !this.standsAt(upTo) || end < this.#knownFrom) return undefined;
    const found = new Map<string, readonly Told[]>();
    for (const [name, { told }] of this.#tables) {
      const some: Told[] = [];
      for (let at = firstAfter(told, base); at < told.length; at++) {
        const run = told[at];
        if (run === undefined || run.since > end) break;
        if (run.until > end) some.push(run);
        else for (const row of run.rows) if (row.until > end) some.push(row);
      }
      if (some.length > 0) found.set(name, some);
    }
    return found;
  }

  /** The same, `known` here, with what follows on it and is not told here yet. */
  followed(known: ToldRows, base: Revision, upTo: Head, step: ToldRows): ToldRows {
    // What a transaction wrote that came to nothing may still be the latest.
    if (upTo.revision !== this.#head.revision) return newerRows(known, step);
    const told = new Map(known);
    for (const [name, later] of step) {
      const latest = this.#tables.get(name)?.latest;
      const earlierRow = (row: RowId): ToldRow | undefined => {
        const before = latest?.get(row)?.row;
        return before && before.since > base ? before : undefined;
      };
      told.set(name, newerOfTable(known.get(name) ?? [], later, earlierRow));
    }
    return told;
  }

  /** Goes on from where it stands, or from an earlier revision if what came after that has come to nothing. */
  add(from: Head, head: Head, rows: ToldRuns): void {
    if (from.revision < this.#head.revision) this.#takeBack(from);
    for (const [name, told] of rows) {
      const table = getOrMake(this.#tables, name, (): LateTable => ({ told: [], latest: new Map() }));
      for (const run of told) this.#tell(table, run);
    }
    this.#stands.set(head.revision, head.hash);
    this.#head = head;
    if (head.revision - this.#knownFrom > REVISIONS_BEHIND + REVISIONS_TOGETHER) this.#dropOver();
  }

  /** Forgets the oldest half of what it tells. */
  forgetHalf(): void {
    const stands = [...this.#stands.keys()];
    const first = stands[Math.ceil(stands.length / 2)] ?? this.#head.revision;
    for (const stand of stands) if (stand < first) this.#stands.delete(stand);
    this.#keepOnly((row) => row.since > first);
  }

  #tell({ told, latest }: LateTable, run: ToldRun): void {
    for (const row of run.rows) {
      const before = latest.get(row.row);
      if (before) {
        before.row.until = row.since;
        before.run.until = Math.min(before.run.until, row.since);
        Object.assign(row, movesAfter(before.row, row));
        run.aloneFrom = Math.max(run.aloneFrom, row.moved[1]?.before ?? 0);
        run.computedSince = Math.max(run.computedSince, row.computedSince);
      }
      latest.set(row.row, { row, run });
      this.#bytes += bytesOf(row);
    }
    told.push(run);
  }

  #takeBack(to: Head): void {
    for (const stand of this.#stands.keys()) if (stand > to.revision) this.#stands.delete(stand);
    for (const { told } of this.#tables.values())
      for (const run of told) for (const one of [run, ...run.rows]) if (one.until > to.revision) one.until = Infinity;
    this.#keepOnly(({ since }) => since <= to.revision);
    this.#head = to;
  }

  #dropOver(): void {
    const from = this.#head.revision - REVISIONS_BEHIND;
    this.#knownFrom = from;
    this.#keepOnly(({ until }) => until > from);
  }

  #keepOnly(isKept: (row: ToldRow) => boolean): void {
    this.#bytes = 0;
    for (const [name, table] of this.#tables) {
      for (const run of table.told) {
        run.rows = run.rows.filter(isKept);
        run.part = undefined;
      }
      table.told = table.told.filter(({ rows }) => rows.length > 0);
      standCloser(rowsIn(table.told));
      table.latest.clear();
      for (const run of table.told)
        for (const row of run.rows) {
          table.latest.set(row.row, { row, run });
          this.#bytes += bytesOf(row);
        }
      if (table.told.length === 0) this.#tables.delete(name);
    }
  }
}

/** The place of the first that is told after a revision. */
function firstAfter(told: readonly ToldRun[], revision: Revision): number {
  let [low, high] = [0, told.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((told[middle]?.since ?? Infinity) > revision) high = middle;
    else low = middle + 1;
  }
  return low;
}
