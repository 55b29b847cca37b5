import ExcelJS from 'exceljs';
import { readXlsx } from 'hucre';
import { expect, test } from 'vitest';
import { SHEET_ROWS, areaOf } from 'excel-host/book/area.ts';
import { cellError } from 'excel-host/book/cell.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { readBookXlsx } from './read-xlsx.ts';
import { writeBookXlsx } from './write-xlsx.ts';

function planBook(): MemoryBook {
  const book = new MemoryBook('plan.xlsx');
  const sites = book.addSheet('Sites');
  const lists = book.addSheet('_lists');
  book.writeFormats(sites.id, areaOf(0, 0, SHEET_ROWS, 1), '@');
  book.write(sites.id, 0, 0, [
    ['Code', 'Opened', 'Amount', 'Note'],
    ['0417', 45_000, 1234.5, cellError('#N/A')],
    ['0420', 45_001.25, -3, { formula: '=C2*2' }],
    ['#text', '', true, 'a\nb'],
  ]);
  book.writeFormats(sites.id, areaOf(1, 1, 3, 1), 'yyyy-mm-dd');
  book.writeFormats(sites.id, areaOf(1, 2, 3, 1), '#,##0.00');
  book.writeStyle(sites.id, areaOf(0, 0, 1, 4), { bold: true, fillColor: '#F2F2F2' });
  const table = book.addTable(sites.id, areaOf(0, 0, 4, 4), true);
  book.updateTable(table.id, { name: 'SEP_Sites' });
  book.write(lists.id, 0, 0, [['a'], ['b']]);
  book.addName({ name: 'Kinds', formula: '=_lists!$A$1:$A$2', scopeSheetId: undefined, visible: true, comment: '' });
  book.setValidation(sites.id, areaOf(1, 3, 3, 1), { rule: { list: { inCellDropDown: true, source: '=Kinds' } } });
  book.updateColumns(sites.id, 0, 1, { hidden: true });
  book.updateSheet(sites.id, { freeze: { rows: 1, columns: 0 } });
  book.updateSheet(lists.id, { visibility: 'VeryHidden' });
  book.setProperty('custom', 'program', 'P-1');
  return book;
}

test('a saved workbook opens with the same cells, formulas, formats and tables', async () => {
  const book = planBook();
  const copy = openBook(await readBookXlsx('plan.xlsx', await writeBookXlsx(saveBook(book))));
  const [before, after] = [book.sheets()[0]?.id ?? '', copy.sheets()[0]?.id ?? ''];
  const all = areaOf(0, 0, 5, 5);
  expect(copy.readValues(after, all)).toEqual(book.readValues(before, all));
  expect(copy.readFormulas(after, all)).toEqual(book.readFormulas(before, all));
  expect(copy.readFormats(after, areaOf(0, 0, 4, 4))).toEqual(book.readFormats(before, areaOf(0, 0, 4, 4)));
  expect(copy.readStyles(after, areaOf(0, 0, 1, 1))).toEqual([[{ bold: true, fillColor: '#F2F2F2' }]]);
  expect(copy.tables()[0]).toMatchObject({ name: 'SEP_Sites', area: areaOf(0, 0, 4, 4) });
  expect(copy.names()).toMatchObject([{ name: 'Kinds', formula: '=_lists!$A$1:$A$2' }]);
  expect(copy.validation(after, areaOf(1, 3, 3, 1))).toMatchObject({ rule: { list: { source: '=Kinds' } } });
  expect(copy.columnLooks(after, 0).hidden).toBe(true);
  expect(copy.sheets().map(({ name, visibility, freeze }) => ({ name, visibility, freeze }))).toEqual([
    { name: 'Sites', visibility: 'Visible', freeze: { rows: 1, columns: 0 } },
    { name: '_lists', visibility: 'VeryHidden', freeze: undefined },
  ]);
  expect(copy.properties('custom').get('program')).toBe('P-1');
});

test('a file that is no workbook is refused with a sentence', async () => {
  await expect(readBookXlsx('notes.txt', new TextEncoder().encode('notes'))).rejects.toThrow(
    'notes.txt was not opened. The file is not an Excel workbook. Save it again as .xlsx',
  );
});

const FORMULAS = [
  ['=1000+1', 1001],
  ['="a"&"<b"', 'a<b'],
  ['=2>1', true],
  ['=1/0', { error: '#DIV/0!' }],
  ['=B9', 0],
  ['=1/3', 1 / 3],
] as const;

function bookOfFormulas(): MemoryBook {
  const book = new MemoryBook('plan.xlsx');
  const sheet = book.addSheet('Sums');
  book.write(sheet.id, 0, 0, [FORMULAS.map(([formula]) => ({ formula }))]);
  expect(book.readValues(sheet.id, areaOf(0, 0, 1, FORMULAS.length))).toEqual([FORMULAS.map(([, result]) => result)]);
  return book;
}

test('[FA1] a saved workbook carries what its formulas came to, so that hucre and exceljs read no empty cell', async () => {
  const bytes = await writeBookXlsx(saveBook(bookOfFormulas()));
  const expected = FORMULAS.map(([, result]) => (typeof result === 'object' ? result.error : result));
  const [sheet] = (await readXlsx(bytes)).sheets;
  expect(sheet?.rows[0]).toEqual(expected);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  const cells = FORMULAS.map((_, index) => workbook.worksheets[0]?.getCell(1, index + 1));
  expect(cells.map((cell) => cell?.formula)).toEqual(FORMULAS.map(([formula]) => formula.slice(1)));
  const read = cells.map((cell) => cell?.result);
  expect(read.map((result) => (typeof result === 'object' && 'error' in result ? result.error : result))).toEqual(
    expected,
  );
});

test('[FA1] a book that was kept without results still opens and saves', async () => {
  const file = saveBook(bookOfFormulas());
  const [sheet] = file.sheets;
  if (sheet?.cells === undefined) throw new Error('The sheet has no cells.');
  const contents = sheet.cells.contents.map((line) =>
    line.map((content) =>
      typeof content === 'object' && 'formula' in content ? { formula: content.formula } : content,
    ),
  );
  const older = { ...file, sheets: [{ ...sheet, cells: { ...sheet.cells, contents } }] };
  const book = openBook(older);
  expect(saveBook(book)).toEqual(file);
  expect((await writeBookXlsx(older)).length).toBeGreaterThan(0);
});

/** The first sheet of a book after it was written to a file and read back. */
async function sheetAfterFile(book: MemoryBook) {
  const copy = openBook(await readBookXlsx('plan.xlsx', await writeBookXlsx(saveBook(book))));
  return { copy, sheetId: copy.sheets()[0]?.id ?? '' };
}

test.each([
  { source: '=Kinds', style: 'Stop', showAlert: true, ignoreBlanks: true },
  { source: 'Open,Closed', style: 'Warning', showAlert: true, ignoreBlanks: false },
  { source: 'a=,b=', style: 'Information', showAlert: false, ignoreBlanks: true },
])('a drop-down comes back as it was: $source, $style', async ({ source, style, showAlert, ignoreBlanks }) => {
  const book = new MemoryBook('plan.xlsx');
  const { id } = book.addSheet('Sites');
  book.write(id, 0, 0, [['Kind']]);
  const cell = areaOf(1, 0, 3, 1);
  const validation = {
    rule: { list: { inCellDropDown: true, source } },
    errorAlert: { showAlert, style, title: 'Kind', message: 'Choose a kind from the list.' },
    ignoreBlanks,
  };
  book.setValidation(id, cell, validation);
  book.setValidation(id, areaOf(1, 1, 3, 1), { rule: { custom: { formula: '=FALSE' } } });
  const { copy, sheetId } = await sheetAfterFile(book);
  expect(copy.validation(sheetId, cell)).toEqual(validation);
  expect(copy.validation(sheetId, areaOf(1, 1, 3, 1))).toBeUndefined();
});

test('a drop-down’s words are cut where Excel would refuse the file', async () => {
  const book = new MemoryBook('plan.xlsx');
  const { id } = book.addSheet('Sites');
  book.write(id, 0, 0, [['Kind']]);
  const errorAlert = { title: 'T'.repeat(40), message: 'M'.repeat(300) };
  book.setValidation(id, areaOf(1, 0, 1, 1), { rule: { list: { source: 'a,b' } }, errorAlert });
  const { copy, sheetId } = await sheetAfterFile(book);
  expect(copy.validation(sheetId, areaOf(1, 0, 1, 1))).toMatchObject({
    errorAlert: { style: 'Stop', title: 'T'.repeat(32), message: expect.stringMatching(/^M{225,255}$/) },
    ignoreBlanks: true,
  });
});

test.each([
  { showBandedRows: true, showBandedColumns: false, showFilterButton: true, style: 'TableStyleMedium2' },
  { showBandedRows: false, showBandedColumns: true, showFilterButton: false, style: 'TableStyleLight9' },
])('a table comes back with its looks: %j', async (looks) => {
  const book = new MemoryBook('plan.xlsx');
  const { id } = book.addSheet('Sites');
  book.write(id, 2, 1, [
    ['Code', 'Name'],
    ['0417', 'Alder'],
  ]);
  const { id: table } = book.addTable(id, areaOf(2, 1, 2, 2), true);
  book.updateTable(table, { name: 'SEP_Sites', ...looks });
  const { copy, sheetId } = await sheetAfterFile(book);
  expect(copy.tables()[0]).toMatchObject({ name: 'SEP_Sites', area: areaOf(2, 1, 2, 2), sheetId, ...looks });
  expect(copy.tables()[0]?.columns.map(({ name }) => name)).toEqual(['Code', 'Name']);
  expect(copy.readValues(sheetId, areaOf(0, 0, 4, 3))).toEqual([
    ['', '', ''],
    ['', '', ''],
    ['', 'Code', 'Name'],
    ['', '0417', 'Alder'],
  ]);
});

test('columns come back with their widths, formats and whether they are hidden; plain ones without', async () => {
  const book = new MemoryBook('plan.xlsx');
  const { id } = book.addSheet('Sites');
  book.write(id, 0, 0, [['a', 'b', 'c']]);
  book.updateColumns(id, 0, 1, { width: 120 });
  book.updateColumns(id, 2, 1, { hidden: true });
  const { copy, sheetId } = await sheetAfterFile(book);
  expect([0, 1, 2].map((column) => copy.columnLooks(sheetId, column).hidden)).toEqual([false, false, true]);
  expect(copy.columnLooks(sheetId, 0).width).toBeCloseTo(120, 0);
});
