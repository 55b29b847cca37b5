import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Standing } from '../../pane/page-around.ts';
import type { PartStore } from './book-keeper.ts';
import type { PartChanges } from './changed-parts.ts';
import { FRAME, type Part, fingerprint } from './part-texts.ts';

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
}

export interface KeptContents {
  readonly record: KeptRecord;
  readonly parts: ReadonlyMap<string, string>;
  /** The file the book was opened from; undefined: none. */
  readonly file: Uint8Array | undefined;
}

export type KeptReading =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'kept' } & KeptContents)
  /** Parts are missing or are not as they were kept. */
  | ({ readonly kind: 'damaged' } & KeptContents)
  /** Kept by a newer build than this page is of. */
  | { readonly kind: 'newer'; readonly record: KeptRecord };

/** The books kept in this browser. Calls reject where its storage does not answer. */
export interface KeptBooks {
  /** Last changed first. */
  list(): Promise<KeptBook[]>;
  read(id: string): Promise<KeptReading>;
  /** Makes the caller the one who may write the book, where it is kept. */
  takeOver(id: string, writer: string): Promise<void>;
  remove(id: string): Promise<void>;
  writerOf(book: BookToKeep): BookWriter;
}

export interface BookToKeep {
  readonly id: string;
  readonly name: string;
  readonly writer: string;
  /** As it was read; undefined: nothing of it is kept yet. */
  readonly record: KeptRecord | undefined;
}

/** Writes the parts of one book and how it stands. */
export interface BookWriter extends PartStore {
  /** `file`: what the book was opened from, kept once. */
  write(changes: PartChanges, file?: Uint8Array): Promise<void>;
  /** Notes it with what is kept of the book; where nothing is kept, with the first of it. */
  note(standing: Standing): Promise<void>;
}

/** Another tab has taken the book over: nothing was written. */
export class TakenOver extends Error {
  constructor() {
    super('This workbook is open in another tab now.');
    this.name = 'TakenOver';
  }
}

const FORMAT = 1;
const DATABASE = 'sep-workbench';
/** The name of the part that holds the file a book was opened from. It never changes. */
const FILE = 'file';

interface Schema extends DBSchema {
  books: { key: string; value: KeptRecord };
  parts: {
    key: [id: string, name: string];
    value: { readonly id: string; readonly name: string; readonly data: string | Uint8Array };
  };
}

/** Rejects where the browser has no storage for this page, as some private windows have none. */
export async function openKeptBooks(): Promise<KeptBooks> {
  const database = await openDB<Schema>(DATABASE, 2, {
    upgrade: (db) => {
      // Of the first version: the one book that waited for a reload of the page, whose file is on the computer.
      for (const name of Array.from(db.objectStoreNames)) db.deleteObjectStore(name);
      db.createObjectStore('books', { keyPath: 'id' });
      db.createObjectStore('parts', { keyPath: ['id', 'name'] });
    },
    // A newer build in another tab waits for this one to let go.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
  return new BrowserBooks(database);
}

class BrowserBooks implements KeptBooks {
  readonly #db: IDBPDatabase<Schema>;

  constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  async list(): Promise<KeptBook[]> {
    const records = await this.#db.getAll('books');
    return records.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt));
  }

  async read(id: string): Promise<KeptReading> {
    const transaction = this.#db.transaction(['books', 'parts']);
    const [record, found] = await Promise.all([
      transaction.objectStore('books').get(id),
      transaction.objectStore('parts').getAll(partsOf(id)),
    ]);
    if (record === undefined) return { kind: 'none' };
    if (record.format > FORMAT) return { kind: 'newer', record };
    const parts = new Map<string, string>();
    let file: Uint8Array | undefined;
    for (const { name, data } of found) {
      if (typeof data === 'string') parts.set(name, data);
      else file = data;
    }
    const isWhole =
      FRAME in record.parts &&
      Object.entries(record.parts).every(([name, print]) => fingerprint(parts.get(name) ?? '') === print) &&
      [...parts.keys()].every((name) => name in record.parts);
    return { kind: isWhole ? 'kept' : 'damaged', record, parts, file };
  }

  async takeOver(id: string, writer: string): Promise<void> {
    const transaction = this.#db.transaction('books', 'readwrite');
    const record = await transaction.store.get(id);
    if (record !== undefined) await transaction.store.put({ ...record, writer });
    await transaction.done;
  }

  async remove(id: string): Promise<void> {
    const transaction = this.#db.transaction(['books', 'parts'], 'readwrite');
    await Promise.all([
      transaction.objectStore('books').delete(id),
      transaction.objectStore('parts').delete(partsOf(id)),
      transaction.done,
    ]);
  }

  writerOf(book: BookToKeep): BookWriter {
    return new Writer(this.#db, book);
  }
}

class Writer implements BookWriter {
  readonly #db: IDBPDatabase<Schema>;
  readonly #writer: string;
  #record: KeptRecord;
  /** The record is in the storage, and not only here. */
  #isKept: boolean;

  constructor(db: IDBPDatabase<Schema>, { id, name, writer, record }: BookToKeep) {
    this.#db = db;
    this.#writer = writer;
    this.#isKept = record !== undefined;
    this.#record = { id, name, format: FORMAT, changedAt: '', standing: null, parts: {}, ...record, writer };
  }

  async write(changes: PartChanges, file?: Uint8Array): Promise<void> {
    const next = recordAfter(this.#record, changes);
    // Strict: on the disk, not only on the way to it.
    const transaction = this.#db.transaction(['books', 'parts'], 'readwrite', { durability: 'strict' });
    const known = await transaction.objectStore('books').get(next.id);
    if (known !== undefined && known.writer !== this.#writer) {
      await transaction.done;
      throw new TakenOver();
    }
    const { id } = next;
    const puts = [
      ...Array.from(changes, ([name, part]) => this.#put(transaction.objectStore('parts'), name, part)),
      ...(file === undefined ? [] : [transaction.objectStore('parts').put({ id, name: FILE, data: file })]),
      transaction.objectStore('books').put(next),
    ];
    await Promise.all([...puts, transaction.done]);
    // What was noted meanwhile is newer.
    const { standing } = this.#record;
    this.#record = { ...next, standing };
    this.#isKept = true;
    if (standing !== null && standing !== next.standing) await this.note(standing);
  }

  writeAtOnce(changes: PartChanges): void {
    const transaction = this.#db.transaction(['books', 'parts'], 'readwrite', { durability: 'strict' });
    const puts = [
      ...Array.from(changes, ([name, part]) => this.#put(transaction.objectStore('parts'), name, part)),
      transaction.objectStore('books').put(recordAfter(this.#record, changes)),
    ];
    transaction.commit();
    // Nobody is there any more to hear of a failure.
    void Promise.allSettled([...puts, transaction.done]);
  }

  async note(standing: Standing): Promise<void> {
    this.#record = { ...this.#record, standing };
    if (!this.#isKept) return;
    const transaction = this.#db.transaction('books', 'readwrite');
    const known = await transaction.store.get(this.#record.id);
    if (known?.writer === this.#writer) await transaction.store.put({ ...known, standing });
    await transaction.done;
  }

  #put(
    store: {
      put(value: Schema['parts']['value']): Promise<unknown>;
      delete(key: Schema['parts']['key']): Promise<void>;
    },
    name: string,
    part: Part | undefined,
  ): Promise<unknown> {
    const { id } = this.#record;
    return part === undefined ? store.delete([id, name]) : store.put({ id, name, data: part.text });
  }
}

function recordAfter(record: KeptRecord, changes: PartChanges): KeptRecord {
  const parts = new Map(Object.entries(record.parts));
  for (const [name, part] of changes) {
    if (part === undefined) parts.delete(name);
    else parts.set(name, part.print);
  }
  return { ...record, changedAt: new Date().toISOString(), parts: Object.fromEntries(parts) };
}

function partsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}
