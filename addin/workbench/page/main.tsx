import { createRoot } from 'react-dom/client';
import { MemoryBook } from '../excel-host/book/memory-book.ts';
import { createExcelHost } from '../excel-host/host/excel-host.ts';
import { offerHost } from './shared-host.ts';
import { fillStartSheet } from './start-sheet.ts';
import { offerTestHandle } from './test-handle.ts';
import { Workbench } from './workbench.tsx';

const book = new MemoryBook('Plan.xlsx');
fillStartSheet(book);
const host = createExcelHost(book, { user: 'you' });
offerHost(host);
offerTestHandle(host);

const place = document.getElementById('workbench');
if (place === null) throw new Error('The page has no #workbench.');
createRoot(place).render(<Workbench host={host} />);
