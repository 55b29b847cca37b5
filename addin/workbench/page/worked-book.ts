import { MemoryBook } from 'excel-host/book/memory-book.ts';
import type { PageAround, Standing } from '../../pane/page-around.ts';
import { newBookId } from '../kept/book-address.ts';
import { BookKeeper } from '../kept/book-keeper.ts';
import { ChangedParts, type PartsOptions } from '../kept/changed-parts.ts';
import { type BookWriter, type KeptBooks, type KeptContents, TakenOver } from '../kept/kept-books.ts';
import { type RestoredBook, restoreBook } from '../kept/kept-parts.ts';
import { type OpenedPackage, followPackage } from '../xlsx/opened-package.ts';
import { isLeftBehind, noteLeftBehind } from './left-behind.ts';
import { NoStorage } from './kept-words.ts';
import { fillStartSheet } from './start-sheet.ts';

/** A workbook that is worked on in this tab, and kept while it is. */
export interface WorkedBook {
  readonly book: MemoryBook;
  readonly keeper: BookKeeper;
  readonly around: PageAround;
  /** The file it was opened from, and how its cells have moved since; undefined: it is from no file. */
  readonly opened: (() => OpenedPackage) | undefined;
}

export type Opening =
  | { readonly kind: 'open'; readonly worked: WorkedBook }
  | { readonly kind: 'none' }
  | { readonly kind: 'newer' | 'damaged'; readonly name: string; readonly left: () => Blob };

/** Opens a kept book for writing, or says why that cannot be. The caller holds the claim to it. */
export async function openKeptBook(books: KeptBooks, id: string): Promise<Opening> {
  const reading = await books.read(id);
  if (reading.kind === 'none') return reading;
  const { record } = reading;
  if (reading.kind === 'newer') {
    return { kind: 'newer', name: record.name, left: () => new Blob([JSON.stringify(record)]) };
  }
  const restored = reading.kind === 'kept' ? attempt(() => restoreBook(reading.parts)) : undefined;
  if (restored === undefined) return { kind: 'damaged', name: record.name, left: () => leftOf(reading) };
  const { book, sheetKeys } = restored;
  const opened = openedOf(restored, reading.file);
  const writer = newBookId();
  await books.takeOver(id, writer);
  const worked = workOn({
    id,
    book,
    writer: books.writerOf({ id, name: record.name, writer, record }),
    parts: {
      kept: { sheetKeys, parts: reading.parts.keys(), unwritten: reading.unwritten },
      opened: opened && (() => opened().sheets),
    },
    // What was kept last is older than the last sync may be: then the pane has to ask.
    standing: isLeftBehind(id) ? null : record.standing,
    connectTo: null,
    opened,
  });
  return { kind: 'open', worked };
}

/** A new book, which is kept from its first change on. `books`: null where the browser has no storage. */
export function startNewBook(books: KeptBooks | null, id: string, connectTo: string | null): WorkedBook {
  const name = `${connectTo ?? 'Plan'}.xlsx`;
  const book = new MemoryBook(name);
  fillStartSheet(book);
  const writer = books?.writerOf({ id, name, writer: newBookId(), record: undefined }) ?? unkept;
  return workOn({ id, book, writer, parts: {}, standing: null, connectTo, opened: undefined });
}

interface Work {
  readonly id: string;
  readonly book: MemoryBook;
  readonly writer: BookWriter;
  readonly parts: PartsOptions;
  readonly standing: Standing | null;
  readonly connectTo: string | null;
  readonly opened: WorkedBook['opened'];
}

function workOn({ id, book, writer, parts, standing, connectTo, opened }: Work): WorkedBook {
  const keeper = new BookKeeper({
    book,
    changed: new ChangedParts(book, parts),
    store: writer,
    soon: whenThereIsTime,
    now: () => performance.now(),
  });
  // What a page before this one left unwritten is written first of all; a new book waits until somebody touches it.
  if ((parts.kept?.unwritten?.size ?? 0) > 0) keeper.retry();
  keeper.onState(() => {
    const { state } = keeper;
    if (state.kind !== 'keeping') noteLeftBehind(id, state.kind === 'notKept' && !(state.reason instanceof TakenOver));
  });
  let latest = standing;
  const around: PageAround = {
    get continued() {
      return latest;
    },
    connectTo,
    kept: () => keeper.settled(),
    tell: (told) => {
      latest = told;
      // Of no consequence for the work itself; what cannot be noted is told again with the next change.
      void writer.note(told).catch(() => undefined);
    },
  };
  return { book, keeper, around, opened };
}

/** Keeps nothing, as the browser does. */
const unkept: BookWriter = {
  write: () => Promise.reject(new NoStorage()),
  writeAtOnce: () => false,
  note: () => Promise.resolve(),
};

function openedOf({ book, opened }: RestoredBook, file: Uint8Array | undefined): (() => OpenedPackage) | undefined {
  if (opened === undefined || file === undefined) return undefined;
  return followPackage(book, { format: 1, bytes: file, sheets: opened });
}

function leftOf({ record, parts, unwritten }: KeptContents): Blob {
  const left = { record, parts: Object.fromEntries(parts), unwritten: Object.fromEntries(unwritten) };
  return new Blob([JSON.stringify(left)], { type: 'application/json' });
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** The longest that a change waits to be kept while the browser is busy. */
const LATEST_MS = 200;

function whenThereIsTime(work: () => void): void {
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: LATEST_MS });
  else setTimeout(work, 0);
}
