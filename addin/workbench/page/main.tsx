import { createRoot } from 'react-dom/client';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { createExcelHost } from 'excel-host/host/excel-host.ts';
import { takeKept } from './kept-book.ts';
import { offerHost } from './shared-host.ts';
import { fillStartSheet } from './start-sheet.ts';
import { offerTestHandle } from './test-handle.ts';
import { Workbench } from './workbench.tsx';

const host = createExcelHost(await firstBook(), { user: 'you', lenient: true });
offerHost(host);
offerTestHandle(host);

const place = document.getElementById('workbench');
if (place === null) throw new Error('The page has no #workbench.');
createRoot(place).render(<Workbench host={host} />);

/** The workbook that was opened just before the page was reloaded for it, or a new one. */
async function firstBook(): Promise<MemoryBook> {
  const kept = await takeKept().catch(() => undefined);
  if (kept !== undefined) return openBook(kept);
  const book = new MemoryBook('Plan.xlsx');
  fillStartSheet(book);
  return book;
}
