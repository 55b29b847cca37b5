import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import type { BookFile } from 'excel-host/file/book-file.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { readBookXlsx } from './read-xlsx.ts';
import { writeBookXlsx } from './write-xlsx.ts';

const throughFile = async (file: BookFile): Promise<BookFile> => readBookXlsx('plan.xlsx', await writeBookXlsx(file));
const copyOf = async (book: MemoryBook): Promise<MemoryBook> => openBook(await throughFile(saveBook(book)));

test('sheets come back as visible as they were, with their colours, lines, protection and frozen panes', async () => {
  const book = new MemoryBook('plan.xlsx');
  const names = ['Hidden', 'Plain', 'Very hidden', 'Looks'];
  const [hidden = '', plain = '', veryHidden = '', looks = ''] = names.map((name) => book.addSheet(name).id);
  book.write(plain, 0, 0, [['x']]);
  book.updateSheet(hidden, { visibility: 'Hidden' });
  book.updateSheet(veryHidden, { visibility: 'VeryHidden' });
  book.updateSheet(looks, {
    tabColor: '#12AB34',
    showGridlines: false,
    protection: { password: undefined, options: {} },
    freeze: { rows: 0, columns: 2 },
  });
  const copy = await copyOf(book);
  expect(copy.sheets().map(({ name, visibility }) => [name, visibility])).toEqual([
    ['Hidden', 'Hidden'],
    ['Plain', 'Visible'],
    ['Very hidden', 'VeryHidden'],
    ['Looks', 'Visible'],
  ]);
  const [, plainCopy, , looksCopy] = copy.sheets();
  expect(plainCopy).toMatchObject({ tabColor: '', showGridlines: true, protection: undefined, freeze: undefined });
  expect(looksCopy).toMatchObject({ tabColor: '#12AB34', showGridlines: false, freeze: { rows: 0, columns: 2 } });
  expect(looksCopy?.protection).toMatchObject({ options: {} });
});

test('rows come back with their heights and whether they are hidden', async () => {
  const book = new MemoryBook('plan.xlsx');
  const { id } = book.addSheet('Sites');
  book.write(id, 0, 0, [['a'], ['b'], ['c']]);
  book.updateRows(id, 0, 1, { height: 30 });
  book.updateRows(id, 1, 1, { hidden: true });
  const copy = await copyOf(book);
  const sheetId = copy.sheets()[0]?.id ?? '';
  expect([0, 1, 2].map((row) => copy.rowLooks(sheetId, row))).toEqual([
    { hidden: false, filtered: false, height: 30 },
    { hidden: true, filtered: false, height: undefined },
    { hidden: false, filtered: false, height: undefined },
  ]);
});

test('names come back for the book and for their sheet, and properties as what they are', async () => {
  const book = new MemoryBook('plan.xlsx');
  const { id } = book.addSheet('Sites');
  book.write(id, 0, 0, [['a']]);
  const name = { formula: '=Sites!$A$1', visible: true, comment: '' };
  book.addName({ ...name, name: 'Everywhere', scopeSheetId: undefined });
  book.addName({ ...name, name: 'Here', scopeSheetId: id });
  const properties = { text: 'P-1', number: 1.5, yes: true, no: false, record: { a: 1 }, none: null };
  for (const [key, value] of Object.entries(properties)) book.setProperty('custom', key, value);
  const copy = await copyOf(book);
  expect(copy.names().map(({ name: found, scopeSheetId }) => [found, scopeSheetId])).toEqual([
    ['Everywhere', undefined],
    ['Here', copy.sheets()[0]?.id],
  ]);
  expect(Object.fromEntries(copy.properties('custom'))).toEqual({ text: 'P-1', number: 1.5, yes: true, no: false });
});

test('a totals row comes back as one, with dates and times above it', async () => {
  const book = new MemoryBook('plan.xlsx');
  const { id } = book.addSheet('Sites');
  book.write(id, 1, 2, [
    ['Opened', 'Rooms'],
    [45_000, 2],
    [45_000.75, 3],
  ]);
  book.writeFormats(id, areaOf(2, 2, 2, 1), 'yyyy-mm-dd hh:mm');
  const { id: table } = book.addTable(id, areaOf(1, 2, 3, 2), true);
  book.updateTable(table, { showTotals: true });
  const copy = await copyOf(book);
  const sheetId = copy.sheets()[0]?.id ?? '';
  expect(copy.tables()[0]).toMatchObject({ showTotals: true, area: areaOf(1, 2, 4, 2) });
  expect(copy.readValues(sheetId, areaOf(2, 2, 3, 2))).toEqual([
    [45_000, 2],
    [45_000.75, 3],
    ['Total', 5],
  ]);
});

test('[FA1] results of formulas that are errors are errors in the file, and texts that look like one are texts', async () => {
  const book = new MemoryBook('plan.xlsx');
  const [plain, sums] = [book.addSheet('Plain').id, book.addSheet('Sums').id];
  book.write(plain, 0, 0, [[{ formula: '="#N/A"' }, { formula: '=1+1' }]]);
  book.write(sums, 2, 1, [[{ formula: '="#N/A"' }, { formula: '=NA()' }, { formula: '=1/0' }]]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(await writeBookXlsx(saveBook(book))).buffer);
  const results = (sheet: number, row: number, ...columns: readonly number[]) =>
    columns.map((column) => workbook.worksheets[sheet]?.getCell(row, column).result);
  expect(results(0, 1, 1, 2)).toEqual(['#N/A', 2]);
  expect(results(1, 3, 2, 3, 4)).toEqual(['#N/A', { error: '#N/A' }, { error: '#DIV/0!' }]);
});

test('a book in which every sheet is empty, or that is larger than can be read, is told apart', async () => {
  const book = new MemoryBook('plan.xlsx');
  book.addSheet('Empty');
  const file = await throughFile(saveBook(book));
  expect(file.sheets[0]?.cells).toBeUndefined();
  await expect(readBookXlsx('big.xlsx', new Uint8Array(50_000_001))).rejects.toThrow('big.xlsx is larger than 50 MB.');
  await expect(readBookXlsx('big.xlsx', new Uint8Array(50_000_000))).rejects.toThrow('not an Excel workbook');
});
