import type { Standing } from '../../pane/page-around.ts';
import type { PartChanges } from './changed-parts.ts';
import { FRAME, fingerprint } from './part-texts.ts';

/** What is known of a kept book without its contents. */
export interface KeptBook {
  readonly id: string;
  /** Such as "Plan.xlsx". */
  readonly name: string;
  /** Of its last change, ISO 8601. */
  readonly changedAt: string;
  /** As the pane told last; null: it has told nothing yet. */
  readonly standing: Standing | null;
}

export interface KeptRecord extends KeptBook {
  /** Of how parts are written. */
  readonly format: number;
  /** Who may write: each opening of the book takes over from the one before. */
  readonly writer: string;
  /** Fingerprints of the parts by their names. */
  readonly parts: Readonly<Record<string, string>>;
  /** Grows with each writing; absent: kept by a build that did not count. */
  readonly writes?: number;
}

export const FORMAT = 1;

/** The record of the book as it is with the changes. `writes`: the number of this writing. */
export function recordAfter(record: KeptRecord, changes: PartChanges, writes: number): KeptRecord {
  const parts = new Map(Object.entries(record.parts));
  for (const [name, part] of changes) {
    if (part === undefined) parts.delete(name);
    else parts.set(name, part.print);
  }
  return { ...record, changedAt: new Date().toISOString(), parts: Object.fromEntries(parts), writes };
}

/** All parts are there as they were kept, and no others. */
export function isWhole(record: KeptRecord, parts: ReadonlyMap<string, string>): boolean {
  return (
    FRAME in record.parts &&
    Object.entries(record.parts).every(([name, print]) => fingerprint(parts.get(name) ?? '') === print) &&
    [...parts.keys()].every((name) => name in record.parts)
  );
}
