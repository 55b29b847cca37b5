import type { Book } from 'excel-host/book/book.ts';
import type { Move } from 'excel-host/book/shift.ts';

/**
 * The file a book was opened from, and where its sheets and cells have gone since: what saving needs to keep everything in
 * it that the book knows nothing of. Plain data beside the `BookFile` of `saveBook`; both are of the same moment.
 */
export interface OpenedPackage {
  readonly format: 1;
  /** The file, byte for byte. It never changes: whoever keeps the rest often may keep this once. */
  readonly bytes: Uint8Array;
  /** One for each sheet of the book, in its order; null: a sheet that the file does not have. */
  readonly sheets: readonly (OpenedSheet | null)[];
}

export interface OpenedSheet {
  /** Path of its part in the file, such as `xl/worksheets/sheet1.xml`. */
  readonly part: string;
  /** How its cells have moved since they were read, in order. */
  readonly moves: readonly Move[];
}

/**
 * Begins to follow a book that has just been made from a file by `openBook`. Returns what to call whenever the book is kept
 * or saved: `{ book: saveBook(book), opened: current() }` opens again as it was, at any time and in any tab.
 */
export function followPackage(book: Book, opened: OpenedPackage): () => OpenedPackage {
  const known = new Map(book.sheets().map(({ id }, index) => [id, opened.sheets[index] ?? null]));
  return () => ({
    ...opened,
    sheets: book.sheets().map(({ id }) => {
      const sheet = known.get(id) ?? null;
      return sheet && { ...sheet, moves: [...sheet.moves, ...book.moves(id)] };
    }),
  });
}
