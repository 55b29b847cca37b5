import type { PartChanges } from './changed-parts.ts';
import { type KeptRecord, isWhole } from './kept-record.ts';
import { type Part, partOf } from './part-texts.ts';

/** What a page had not kept when it went: the record of its book as it was then, and the parts that had changed. */
export interface LastMoment {
  readonly record: KeptRecord;
  readonly changes: PartChanges;
}

/** What of a browser's storage for small texts is used here. */
export type SmallStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Characters of one copy. A browser gives a site about five million of them, for all books together. */
export const LARGEST_COPY = 1_000_000;

const COPY = 'sep-workbench.last.';
const WRITER = 'sep-workbench.writer.';

/**
 * Copies of what pages had not kept when they went. The storage of books takes what a page hands it after the page has gone,
 * if at all; this one has it when the call returns. It is small and slow, so it holds the last moment alone.
 */
export class LastMoments {
  readonly #storage: () => SmallStorage;

  /** `storage` may throw, as it does where a browser forbids it. */
  constructor(storage: () => SmallStorage) {
    this.#storage = storage;
  }

  /** False: it is too large, or there is no room. What was copied before then stays. */
  keep(record: KeptRecord, changes: PartChanges): boolean {
    const parts = Object.fromEntries(Array.from(changes, ([name, part]) => [name, part?.text ?? null]));
    const text = JSON.stringify({ record, parts });
    if (text.length > LARGEST_COPY) return false;
    return this.#attempt(false, (storage) => {
      storage.setItem(`${COPY}${record.id}`, text);
      return true;
    });
  }

  of(id: string): LastMoment | undefined {
    return this.#attempt(undefined, (storage) => readMoment(storage.getItem(`${COPY}${id}`)));
  }

  all(): LastMoment[] {
    const keys = this.#attempt([], (storage) => Array.from({ length: storage.length }, (_, at) => storage.key(at)));
    return keys.flatMap((key) => (key?.startsWith(COPY) === true ? (this.of(key.slice(COPY.length)) ?? []) : []));
  }

  /** From now on the book is another page's. */
  takeOver(id: string, writer: string): void {
    this.#attempt(undefined, (storage) => storage.setItem(`${WRITER}${id}`, writer));
  }

  /** A page that goes cannot wait for the storage of books to say who may write. */
  isTaken(id: string, writer: string): boolean {
    const known = this.#attempt(null, (storage) => storage.getItem(`${WRITER}${id}`));
    return known !== null && known !== writer;
  }

  drop(id: string): void {
    this.#attempt(undefined, (storage) => storage.removeItem(`${COPY}${id}`));
  }

  /** Leaves nothing of the book. */
  forget(id: string): void {
    this.drop(id);
    this.#attempt(undefined, (storage) => storage.removeItem(`${WRITER}${id}`));
  }

  #attempt<T>(otherwise: T, work: (storage: SmallStorage) => T): T {
    try {
      return work(this.#storage());
    } catch {
      return otherwise;
    }
  }
}

/** The copy is of a later moment than what is kept of the book. */
export function isLater(moment: LastMoment, kept: KeptRecord | undefined): boolean {
  return kept === undefined || (moment.record.writes ?? 0) > (kept.writes ?? 0);
}

/** Kept parts with those of a later moment in their places; undefined where the two do not belong together. */
export function withMoment(
  kept: ReadonlyMap<string, string>,
  { record, changes }: LastMoment,
): ReadonlyMap<string, string> | undefined {
  const parts = new Map(kept);
  for (const [name, part] of changes) {
    if (part === undefined) parts.delete(name);
    else parts.set(name, part.text);
  }
  return isWhole(record, parts) ? parts : undefined;
}

function readMoment(text: string | null): LastMoment | undefined {
  if (text === null) return undefined;
  const { record, parts }: { record: KeptRecord; parts: Record<string, string | null> } = JSON.parse(text);
  const changes = Object.entries(parts).map(([name, part]): [string, Part | undefined] => [
    name,
    part === null ? undefined : partOf(part),
  ]);
  return { record, changes: new Map(changes) };
}
