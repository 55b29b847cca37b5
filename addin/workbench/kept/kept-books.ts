import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Standing } from '../../pane/page-around.ts';
import type { PartStore } from './book-keeper.ts';
import type { PartChanges } from './changed-parts.ts';
import { FORMAT, type KeptBook, type KeptRecord, isWhole, recordAfter } from './kept-record.ts';
import { LastMoments, isLater, withMoment } from './last-moments.ts';
import type { Part } from './part-texts.ts';

export interface KeptContents {
  readonly record: KeptRecord;
  readonly parts: ReadonlyMap<string, string>;
  /** Those of the parts that only the last moment before the page went has: they are still to be written. */
  readonly unwritten: PartChanges;
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
  return new BrowserBooks(database, new LastMoments(() => window.localStorage));
}

class BrowserBooks implements KeptBooks {
  readonly #db: IDBPDatabase<Schema>;
  readonly #moments: LastMoments;

  constructor(db: IDBPDatabase<Schema>, moments: LastMoments) {
    this.#db = db;
    this.#moments = moments;
  }

  async list(): Promise<KeptBook[]> {
    const records = new Map((await this.#db.getAll('books')).map((record) => [record.id, record]));
    for (const moment of this.#moments.all()) {
      const { id } = moment.record;
      if (isLater(moment, records.get(id))) records.set(id, moment.record);
      // The books' own storage got it after all, and there is little room for others.
      else this.#moments.drop(id);
    }
    return [...records.values()].toSorted((a, b) => b.changedAt.localeCompare(a.changedAt));
  }

  async read(id: string): Promise<KeptReading> {
    const transaction = this.#db.transaction(['books', 'parts']);
    const [record, found] = await Promise.all([
      transaction.objectStore('books').get(id),
      transaction.objectStore('parts').getAll(partsOf(id)),
    ]);
    const moment = this.#moments.of(id);
    const later = moment !== undefined && isLater(moment, record) ? moment : undefined;
    if (later === undefined) this.#moments.drop(id);
    const latest = later?.record ?? record;
    if (latest === undefined) return { kind: 'none' };
    if (latest.format > FORMAT) return { kind: 'newer', record: latest };
    const parts = new Map<string, string>();
    let file: Uint8Array | undefined;
    for (const { name, data } of found) {
      if (typeof data === 'string') parts.set(name, data);
      else file = data;
    }
    const merged = later && withMoment(parts, later);
    if (later !== undefined && merged !== undefined) {
      return { kind: 'kept', record: later.record, parts: merged, unwritten: later.changes, file };
    }
    if (record !== undefined && isWhole(record, parts)) {
      return { kind: 'kept', record, parts, unwritten: new Map(), file };
    }
    return { kind: 'damaged', record: latest, parts, unwritten: later?.changes ?? new Map(), file };
  }

  async takeOver(id: string, writer: string): Promise<void> {
    const transaction = this.#db.transaction('books', 'readwrite');
    const record = await transaction.store.get(id);
    if (record !== undefined) await transaction.store.put({ ...record, writer });
    await transaction.done;
    this.#moments.takeOver(id, writer);
  }

  async remove(id: string): Promise<void> {
    this.#moments.forget(id);
    const transaction = this.#db.transaction(['books', 'parts'], 'readwrite');
    await Promise.all([
      transaction.objectStore('books').delete(id),
      transaction.objectStore('parts').delete(partsOf(id)),
      transaction.done,
    ]);
  }

  writerOf(book: BookToKeep): BookWriter {
    return new Writer(this.#db, this.#moments, book);
  }
}

class Writer implements BookWriter {
  readonly #db: IDBPDatabase<Schema>;
  readonly #moments: LastMoments;
  readonly #writer: string;
  #record: KeptRecord;
  /** How often the book was written, or was to be. */
  #writes: number;
  /** How often the last moment was copied. */
  #copies = 0;
  /** The record is in the storage, and not only here. */
  #isKept: boolean;

  constructor(db: IDBPDatabase<Schema>, moments: LastMoments, { id, name, writer, record }: BookToKeep) {
    this.#db = db;
    this.#moments = moments;
    this.#writer = writer;
    this.#isKept = record !== undefined;
    this.#record = { id, name, format: FORMAT, changedAt: '', standing: null, parts: {}, ...record, writer };
    this.#writes = record?.writes ?? 0;
  }

  async write(changes: PartChanges, file?: Uint8Array): Promise<void> {
    const next = this.#next(changes);
    const copies = this.#copies;
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
    // What was copied before this began is in it.
    if (copies === this.#copies) this.#moments.drop(id);
    if (standing !== null && standing !== next.standing) await this.note(standing);
  }

  writeAtOnce(changes: PartChanges): boolean {
    if (this.#moments.isTaken(this.#record.id, this.#writer)) return false;
    const next = this.#next(changes);
    this.#copies += 1;
    const isCopied = this.#moments.keep(next, changes);
    const transaction = this.#db.transaction(['books', 'parts'], 'readwrite', { durability: 'strict' });
    const puts = [
      ...Array.from(changes, ([name, part]) => this.#put(transaction.objectStore('parts'), name, part)),
      transaction.objectStore('books').put(next),
    ];
    transaction.commit();
    // Nobody is there any more to hear of a failure: what counts is the copy.
    void Promise.allSettled([...puts, transaction.done]);
    return isCopied;
  }

  async note(standing: Standing): Promise<void> {
    this.#record = { ...this.#record, standing };
    if (!this.#isKept) return;
    const transaction = this.#db.transaction('books', 'readwrite');
    const known = await transaction.store.get(this.#record.id);
    if (known?.writer === this.#writer) await transaction.store.put({ ...known, standing });
    await transaction.done;
  }

  #next(changes: PartChanges): KeptRecord {
    this.#writes += 1;
    return recordAfter(this.#record, changes, this.#writes);
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

function partsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}
