import type { BookFile } from 'excel-host/file/book-file.ts';
import type { OpenedPackage } from './opened-package.ts';
import { type SavedPackage, savePackage } from './package/save-package.ts';
import { writeBookXlsx } from './write-xlsx.ts';

/** The book as an .xlsx file: in the file it was opened from, where there is one, with everything in that file that is not ours. */
export async function saveXlsx(book: BookFile, opened: OpenedPackage | undefined): Promise<SavedPackage> {
  if (opened === undefined) {
    return { bytes: await writeBookXlsx(book), findings: [], hasMacros: false };
  }
  return savePackage(book, opened);
}
