import { expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import { cellError } from '../book/cell.ts';
import { MemoryBook } from '../book/memory-book.ts';
import type { BookFile } from './book-file.ts';
import { openBook } from './open-book.ts';
import { saveBook, saveFrame, saveRows } from './save-book.ts';

function fullBook(): MemoryBook {
  const book = new MemoryBook('program.xlsx');
  const data = book.addSheet('Data');
  const meta = book.addSheet('Meta');
  book.write(data.id, 1, 1, [
    ['Name', 'Amount', 'Note'],
    ['Ann', 1, cellError('#N/A')],
    ['Bea', 2, { formula: '=[@Amount]*Rate' }],
  ]);
  const { id, columns } = book.addTable(data.id, areaOf(1, 1, 3, 3), true);
  book.updateTable(id, { name: 'People', style: 'TableStyleLight1', showTotals: true });
  book.sortTable(id, [{ key: 0, ascending: true }]);
  book.filterTable(id, columns[0]?.id ?? 0, { filterOn: 'Values', values: ['Bea'] });
  book.addName({ name: 'Rate', formula: '=Meta!$A$1', scopeSheetId: undefined, visible: true, comment: 'x' });
  book.addName({ name: 'Local', formula: '=1', scopeSheetId: data.id, visible: false, comment: '' });
  book.write(meta.id, 0, 0, [[3]]);
  book.writeFormats(data.id, areaOf(2, 2, 2, 1), '0.00');
  book.writeFormats(data.id, areaOf(0, 7, 1_048_576, 1), '@');
  book.writeStyle(data.id, areaOf(1, 1, 1, 2), { bold: true, fillColor: '#112233' });
  book.setValidation(data.id, areaOf(2, 1, 2, 1), { rule: { list: { source: 'Ann,Bea' } } });
  book.updateColumns(data.id, 1, 1, { hidden: true, width: 77 });
  book.updateRows(data.id, 0, 1, { height: 40 });
  book.updateSheet(data.id, { freeze: { rows: 2, columns: 0 }, tabColor: '#FF0000' });
  book.setProperty('custom', 'program', 'P-1');
  book.setProperty(`sheet:${data.id}`, 'key', [1, { a: null }]);
  book.updateSheet(meta.id, { visibility: 'VeryHidden', protection: { password: 'p', options: {} } });
  return book;
}

test('a book that was saved and opened saves to the same file', () => {
  const file = saveBook(fullBook());
  const again = saveBook(openBook(file));
  expect(again).toEqual(file);
});

test('a file survives JSON', () => {
  const file = saveBook(fullBook());
  const parsed: BookFile = JSON.parse(JSON.stringify(file));
  expect(saveBook(openBook(parsed))).toEqual(parsed);
});

test('an opened copy lives on its own', () => {
  const book = fullBook();
  const copy = openBook(saveBook(book));
  const [data] = copy.sheets();
  const sheetId = data?.id ?? '';
  expect(copy.readValues(sheetId, areaOf(3, 3, 1, 1))).toEqual([[6]]);
  expect(copy.tables()[0]).toMatchObject({ name: 'People', showTotals: true, area: areaOf(1, 1, 4, 3) });
  expect(copy.rowLooks(sheetId, 2).filtered).toBe(true);
  copy.write(sheetId, 2, 1, [['Zoe']]);
  expect(book.readValues(book.sheets()[0]?.id ?? '', areaOf(2, 1, 1, 1))).toEqual([['Ann']]);
});

test('[FC2] values that a formula has spilled come back by the formula, not as contents in its way', () => {
  const book = new MemoryBook();
  const { id } = book.addSheet('Sheet1');
  book.write(id, 0, 0, [[{ formula: '=SEQUENCE(2,2)' }]]);
  const opened = openBook(saveBook(book));
  const sheetId = opened.sheets()[0]?.id ?? '';
  expect(opened.readValues(sheetId, areaOf(0, 0, 2, 2))).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test('[FE4] a value this host could not work out is not saved as what the formula came to', () => {
  const book = new MemoryBook();
  const { id } = book.addSheet('Sheet1');
  book.write(id, 0, 0, [[{ formula: '=WEBSERVICE("x")' }, { formula: '=NOSUCH()' }]]);
  expect(saveBook(book).sheets[0]?.cells?.contents).toEqual([
    [{ formula: '=WEBSERVICE("x")' }, { formula: '=NOSUCH()', result: { error: '#NAME?' } }],
  ]);
});

test('a formula that fills several cells keeps what it fills them with, and the others hold nothing', () => {
  const book = new MemoryBook('plan.xlsx');
  const { id } = book.addSheet('Data');
  book.write(id, 0, 0, [[{ formula: '=SEQUENCE(2,2)' }, ''], [{ formula: '=SUM(B1)' }]]);
  expect(saveBook(book).sheets[0]?.cells?.contents).toEqual([
    [{ formula: '=SEQUENCE(2,2)', result: { error: '#SPILL!' } }],
    [{ formula: '=SUM(B1)', result: 0 }],
  ]);
  book.write(id, 1, 0, [['']]);
  const saved = saveBook(book);
  const spilled = [
    [1, 2],
    [3, 4],
  ];
  expect(saved.sheets[0]?.cells?.contents).toEqual([
    [{ formula: '=SEQUENCE(2,2)', result: 1, spilled }, ''],
    ['', ''],
  ]);
  expect(saveBook(openBook(saved))).toEqual(saved);
});

test('[FC10] rows that a filter hides stay as they were judged, and looks of whole columns stay', () => {
  const book = new MemoryBook();
  const { id } = book.addSheet('Data');
  book.writeStyle(id, areaOf(0, 3, 1_048_576, 1), { bold: true, fillColor: '#EEEEEE' });
  book.write(id, 0, 0, [['Name'], ['Ann'], ['Bea'], ['Cem']]);
  book.write(id, 1, 3, [['plain']]);
  book.writeStyle(id, areaOf(1, 3, 1, 1), { bold: undefined, fillColor: undefined });
  const table = book.addTable(id, areaOf(0, 0, 4, 1), true);
  book.filterTable(table.id, table.columns[0]?.id ?? 0, { filterOn: 'Values', values: ['Ann'] });
  book.write(id, 1, 0, [['Dan']]);
  const opened = openBook(saveBook(book));
  const sheetId = opened.sheets()[0]?.id ?? '';
  expect([1, 2, 3].map((row) => opened.rowLooks(sheetId, row).filtered)).toEqual([false, true, true]);
  expect(opened.readStyles(sheetId, areaOf(0, 3, 3, 1))).toEqual([
    [{ bold: true, fillColor: '#EEEEEE' }],
    [{}],
    [{ bold: true, fillColor: '#EEEEEE' }],
  ]);
  expect(saveBook(opened)).toEqual(saveBook(book));
});

test('[FC10] rows saved apart from the frame give the same book', () => {
  const book = fullBook();
  const rows = book.sheets().map(({ id }) => [0, 2, 4, 6].map((row) => saveRows(book, id, row, 2, false)));
  expect(saveBook(openBook(saveFrame(book), rows))).toEqual(saveBook(book));
});
