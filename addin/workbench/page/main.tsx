import { createRoot } from 'react-dom/client';
import { MemoryBook } from '../excel-host/book/memory-book.ts';
import { createExcelHost } from '../excel-host/host/excel-host.ts';
import { fillStartSheet } from './start-sheet.ts';
import { offerHost } from './shared-host.ts';
import { Workbench } from './workbench.tsx';

const book = new MemoryBook('Plan.xlsx');
fillStartSheet(book);
const host = createExcelHost(book, { user: 'you' });
offerHost(host);

const place = document.getElementById('workbench');
if (place === null) throw new Error('The page has no #workbench.');
createRoot(place).render(<Workbench host={host} />);
