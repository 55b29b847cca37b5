import { createRoot } from 'react-dom/client';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { createExcelHost } from 'excel-host/host/excel-host.ts';
import { type OpenedPackage, followPackage } from '../xlsx/opened-package.ts';
import { takeKept } from './kept-book.ts';
import { offerHost } from './shared-host.ts';
import { fillStartSheet } from './start-sheet.ts';
import { offerTestHandle } from './test-handle.ts';
import { Workbench } from './workbench.tsx';

const { book, opened, notes } = await firstBook();
const host = createExcelHost(book, { user: 'you', lenient: true });
offerHost(host);
offerTestHandle(host);

const place = document.getElementById('workbench');
if (place === null) throw new Error('The page has no #workbench.');
createRoot(place).render(<Workbench host={host} opened={opened} remark={notes.join(' ')} />);

interface FirstBook {
  readonly book: MemoryBook;
  /** The file it is from, as it is followed; undefined: it is from none. */
  readonly opened: (() => OpenedPackage) | undefined;
  readonly notes: readonly string[];
}

/** The workbook that was opened just before the page was reloaded for it, or a new one. */
async function firstBook(): Promise<FirstBook> {
  const kept = await takeKept().catch(() => undefined);
  if (kept !== undefined) {
    const book = openBook(kept.book);
    return { book, opened: followPackage(book, kept.opened), notes: kept.notes };
  }
  const book = new MemoryBook('Plan.xlsx');
  fillStartSheet(book);
  return { book, opened: undefined, notes: [] };
}
