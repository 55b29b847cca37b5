import { expect, test } from 'vitest';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { followPackage } from '../opened-package.ts';
import { openXlsx } from '../open-xlsx.ts';
import { saveXlsx } from '../save-xlsx.ts';

test('[FA9] a table that is renamed in an opened file takes the formulas along that do not name it', async () => {
  const made = new MemoryBook('plan.xlsx');
  const { id } = made.addSheet('Data');
  made.write(id, 0, 0, [
    ['Code', 'Amount'],
    ['b', 2],
    ['a', 1],
  ]);
  const table = made.addTable(id, { row: 0, column: 0, rowCount: 3, columnCount: 2 }, true);
  made.updateTable(table.id, { showTotals: true });
  const { bytes } = await saveXlsx(saveBook(made), undefined);
  const { book: file, opened } = await openXlsx('plan.xlsx', bytes);
  const book = openBook(file);
  const current = followPackage(book, opened);
  book.updateTable(book.tables()[0]?.id ?? '', { name: 'People' });
  const saved = saveBook(book);
  const again = await openXlsx('plan.xlsx', (await saveXlsx(saved, current())).bytes);
  const cells = saveBook(openBook(again.book)).sheets[0]?.cells?.contents;
  expect(cells).toEqual(saved.sheets[0]?.cells?.contents);
  expect(cells?.at(-1)).toEqual(['Total', { formula: '=SUBTOTAL(109,[Amount])', result: 3 }]);
});
