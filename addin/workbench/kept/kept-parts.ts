import type { Book } from 'excel-host/book/book.ts';
import type { MemoryBook } from 'excel-host/book/memory-book.ts';
import type { BookFile, RowsFile } from 'excel-host/file/book-file.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveFrame, saveRows } from 'excel-host/file/save-book.ts';

/**
 * A book is kept in parts, so that a cell that changes costs the rows around it and not the book: the frame (everything
 * that is not in rows) and blocks of rows. Parts are JSON texts by name.
 */
export const FRAME = 'frame';

/** Rows of a block: small enough to be saved between two frames of the screen. */
export const BLOCK_ROWS = 256;

/** `sheetKeys`: what the names of blocks call the sheets of the file. They outlast the ids of one session. */
interface Frame {
  readonly file: BookFile;
  readonly sheetKeys: readonly number[];
}

export function blockName(sheetKey: number, block: number): string {
  return `${sheetKey}.${block}`;
}

export function frameText(book: Book, sheetKeys: readonly number[]): string {
  const frame: Frame = { file: saveFrame(book), sheetKeys };
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

/** A book put together from its parts, and what the names of its blocks call its sheets, in their order. */
export interface RestoredBook {
  readonly book: MemoryBook;
  readonly sheetKeys: readonly number[];
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
  return { book: openBook(frame.file, rows), sheetKeys: frame.sheetKeys };
}

/** Tells a part that is as it was kept from one that is not: its length, and FNV-1a of its text. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return `${text.length}-${(hash >>> 0).toString(36)}`;
}
