import type { Book } from 'excel-host/book/book.ts';
import type { MemoryBook } from 'excel-host/book/memory-book.ts';
import type { BookFile, RowsFile } from 'excel-host/file/book-file.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveFrame, saveRows } from 'excel-host/file/save-book.ts';
import type { OpenedPackage } from '../xlsx/opened-package.ts';
import { FRAME } from './part-texts.ts';

/** Rows of a block: small enough to be saved between two frames of the screen. */
export const BLOCK_ROWS = 256;

interface Frame {
  readonly file: BookFile;
  /** What the names of blocks call the sheets of the file. They outlast the ids of one session. */
  readonly sheetKeys: readonly number[];
  /** Where the sheets came from, for a book that was opened from a file. */
  readonly opened?: OpenedPackage['sheets'];
}

export function blockName(sheetKey: number, block: number): string {
  return `${sheetKey}.${block}`;
}

export function frameText(book: Book, sheetKeys: readonly number[], opened?: OpenedPackage['sheets']): string {
  const frame: Frame = { file: saveFrame(book), sheetKeys, ...(opened === undefined ? {} : { opened }) };
  return JSON.stringify(frame);
}

export interface Block {
  /** Undefined: nothing is in these rows. */
  readonly text: string | undefined;
  readonly hasFormulas: boolean;
}

export function saveBlock(book: Book, sheetId: string, block: number): Block {
  const rows = saveRows(book, sheetId, block * BLOCK_ROWS, BLOCK_ROWS, false);
  const { cells } = rows;
  if (cells === undefined && rows.rows.length === 0) return { text: undefined, hasFormulas: false };
  const hasFormulas =
    cells?.contents.some((line) => line.some((content) => typeof content === 'object' && 'formula' in content)) ??
    false;
  return { text: JSON.stringify(rows), hasFormulas };
}

/** A book put together from its parts. */
export interface RestoredBook {
  readonly book: MemoryBook;
  /** What the names of its blocks call its sheets, in their order. */
  readonly sheetKeys: readonly number[];
  /** Where they came from when the book was kept; undefined: from no file. */
  readonly opened: OpenedPackage['sheets'] | undefined;
}

/** Throws where a text is none that was kept here. */
export function restoreBook(parts: ReadonlyMap<string, string>): RestoredBook {
  const frame: Frame = JSON.parse(parts.get(FRAME) ?? 'null');
  const rows = frame.sheetKeys.map((): RowsFile[] => []);
  for (const [name, text] of parts) {
    if (name === FRAME) continue;
    const block: RowsFile = JSON.parse(text);
    rows[frame.sheetKeys.indexOf(Number(name.split('.')[0]))]?.push(block);
  }
  return { book: openBook(frame.file, rows), sheetKeys: frame.sheetKeys, opened: frame.opened };
}
