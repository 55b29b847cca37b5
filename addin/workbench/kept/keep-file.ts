import type { BookFile } from 'excel-host/file/book-file.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import type { OpenedPackage } from '../xlsx/opened-package.ts';
import { ChangedParts } from './changed-parts.ts';
import type { KeptBooks } from './kept-books.ts';

/** Keeps a book that was read from a file, and the file beside it. */
export async function keepFile(books: KeptBooks, id: string, file: BookFile, opened?: OpenedPackage): Promise<void> {
  const changed = new ChangedParts(openBook(file), { opened: opened && (() => opened.sheets) });
  while (changed.saveNext());
  await books.writerOf({ id, name: file.name, writer: '', record: undefined }).write(changed.take(), opened?.bytes);
}
