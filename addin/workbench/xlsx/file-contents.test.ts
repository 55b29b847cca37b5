import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { parseArea } from 'excel-host/book/address.ts';
import { type Area, areaOf } from 'excel-host/book/area.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { followPackage } from './opened-package.ts';
import { openXlsx } from './open-xlsx.ts';
import { saveXlsx } from './save-xlsx.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function area(address: string): Area {
  const found = parseArea(address);
  if (found === undefined) throw new Error(`${address} is no address`);
  return found;
}

/** A file whose only sheet has these cells, as Excel writes them. */
async function fileOf(rows: string): Promise<Uint8Array> {
  const book = new MemoryBook('plan.xlsx');
  book.write(book.addSheet('Data').id, 0, 0, [['x']]);
  const parts = unzipSync((await saveXlsx(saveBook(book), undefined)).bytes);
  parts[SHEET] = strToU8(
    strFromU8(parts[SHEET] ?? new Uint8Array()).replace(
      /<sheetData>.*<\/sheetData>/s,
      () => `<sheetData>${rows}</sheetData>`,
    ),
  );
  return zipSync(parts);
}

async function opened(bytes: Uint8Array) {
  const { book: file, opened: kept } = await openXlsx('plan.xlsx', bytes);
  const book = openBook(file);
  const current = followPackage(book, kept);
  const id = book.sheets()[0]?.id ?? '';
  return {
    book,
    id,
    formulas: (address: string) => book.readFormulas(id, area(address)),
    values: (address: string) => book.readValues(id, area(address)),
    save: () => saveXlsx(saveBook(book), current()),
  };
}

function cellOf(bytes: Uint8Array, address: string): string | undefined {
  const xml = strFromU8(unzipSync(bytes)[SHEET] ?? new Uint8Array());
  return new RegExp(`<c r="${address}"(?:[^>]*/>|.*?</c>)`, 's').exec(xml)?.[0];
}

describe('[FA9] formulas that Excel writes shorter than they are', () => {
  const shared =
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1+2</f><v>3</v></c></row>' +
    '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>' +
    '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>5</v></c></row>';

  test('one that cells share is read in each of them', async () => {
    const { formulas, values } = await opened(await fileOf(shared));
    expect(formulas('B1:B3')).toEqual([['=A1*$A$1+2'], ['=A2*$A$1+2'], ['=A3*$A$1+2']]);
    expect(values('B1:B3')).toEqual([[3], [4], [5]]);
  });

  test('it stays shared as long as nobody touches it, and is written out in each cell when one is changed', async () => {
    const bytes = await fileOf(shared);
    const still = await opened(bytes);
    still.book.write(still.id, 9, 9, [['x']]);
    expect(cellOf((await still.save()).bytes, 'B2')).toBe('<c r="B2"><f t="shared" si="0"/><v>4</v></c>');
    const changed = await opened(bytes);
    changed.book.write(changed.id, 0, 1, [[{ formula: '=A1' }]]);
    const saved = (await changed.save()).bytes;
    expect(['B1', 'B2', 'B3'].map((address) => cellOf(saved, address))).toEqual([
      '<c r="B1"><f>A1</f><v>1</v></c>',
      '<c r="B2"><f>A2*$A$1+2</f><v>4</v></c>',
      '<c r="B3"><f>A3*$A$1+2</f><v>5</v></c>',
    ]);
    expect((await opened(saved)).formulas('B1:B3')).toEqual([['=A1'], ['=A2*$A$1+2'], ['=A3*$A$1+2']]);
  });

  test('rows that come write it out where it now is', async () => {
    const { book, id, save } = await opened(await fileOf(shared));
    book.insertCells(id, areaOf(1, 0, 1, 16_384), 'down');
    const { bytes } = await save();
    expect(cellOf(bytes, 'B3')).toBe('<c r="B3"><f>A3*$A$1+2</f><v>4</v></c>');
    expect((await opened(bytes)).formulas('B1:B4')).toEqual([
      ['=A1*$A$1+2'],
      [undefined],
      ['=A3*$A$1+2'],
      ['=A4*$A$1+2'],
    ]);
  });
});

describe('[FA9] formulas that fill several cells', () => {
  test('one of Excel 365 is read with what it fills, and filled cells are no values of their own', async () => {
    const book = new MemoryBook('plan.xlsx');
    const { id } = book.addSheet('Data');
    book.write(id, 0, 0, [[3], [1], [2]]);
    book.write(id, 0, 2, [[{ formula: '=SORT(A1:A3)' }]]);
    const { bytes } = await saveXlsx(saveBook(book), undefined);
    expect(cellOf(bytes, 'C1')).toBe(
      '<c r="C1" cm="1"><f t="array" ref="C1:C3">_xlfn._xlws.SORT(A1:A3)</f><v>1</v></c>',
    );
    expect(cellOf(bytes, 'C3')).toBe('<c r="C3"><v>3</v></c>');
    expect(Object.keys(unzipSync(bytes))).toContain('xl/metadata.xml');
    const copy = await opened(bytes);
    expect(copy.formulas('C1:C3')).toEqual([['=SORT(A1:A3)'], [undefined], [undefined]]);
    expect(copy.values('C1:C3')).toEqual([[1], [2], [3]]);
    copy.book.write(copy.id, 0, 0, [[9]]);
    const again = (await copy.save()).bytes;
    expect(['C1', 'C2', 'C3'].map((address) => cellOf(again, address))).toEqual([
      '<c r="C1" cm="1"><f t="array" ref="C1:C3">_xlfn._xlws.SORT(A1:A3)</f><v>1</v></c>',
      '<c r="C2"><v>2</v></c>',
      '<c r="C3"><v>9</v></c>',
    ]);
  });

  test('one that works through several values and gives one is marked as well; a plain sum is not', async () => {
    const book = new MemoryBook('plan.xlsx');
    const { id } = book.addSheet('Data');
    book.write(id, 0, 0, [[3], [1], [{ formula: '=SUM(ROUND(A1:A2,0))' }], [{ formula: '=SUM(A1:A2)' }]]);
    const { bytes } = await saveXlsx(saveBook(book), undefined);
    expect(cellOf(bytes, 'A3')).toBe('<c r="A3" cm="1"><f t="array" ref="A3">SUM(ROUND(A1:A2,0))</f><v>4</v></c>');
    expect(cellOf(bytes, 'A4')).toBe('<c r="A4"><f>SUM(A1:A2)</f><v>4</v></c>');
  });

  test('one that was entered as an array (Ctrl+Shift+Enter) is read and stays one', async () => {
    const array =
      '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="array" ref="B1:B2">A1:A2*2</f><v>2</v></c></row>' +
      '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>4</v></c></row>';
    const { book, id, formulas, values, save } = await opened(await fileOf(array));
    expect(formulas('B1:B2')).toEqual([['=A1:A2*2'], [undefined]]);
    expect(values('B1:B2')).toEqual([[2], [4]]);
    book.write(id, 4, 0, [['x']]);
    const { bytes } = await save();
    expect(cellOf(bytes, 'B1')).toBe('<c r="B1"><f t="array" ref="B1:B2">A1:A2*2</f><v>2</v></c>');
  });

  test('one that an older program wrote as plain means one value, as Excel shows it, and is saved as it was', async () => {
    const plain =
      '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1:A2*2</f><v>2</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2"><f>A1:A2*2</f><v>4</v></c></row>';
    const { book, id, formulas, values, save } = await opened(await fileOf(plain));
    expect(formulas('B1:B2')).toEqual([['=@A1:A2*2'], ['=@A1:A2*2']]);
    expect(values('B1:B2')).toEqual([[2], [4]]);
    book.write(id, 0, 0, [[5]]);
    expect(cellOf((await save()).bytes, 'B1')).toBe('<c r="B1"><f>A1:A2*2</f><v>10</v></c>');
  });
});

test('[FA9] what is not calculated here keeps its result while nothing is edited, and leaves it to Excel after that', async () => {
  const cube = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>CUBEVALUE("x","y")</f><v>12</v></c></row>';
  const bytes = await fileOf(cube);
  expect((await (await opened(bytes)).save()).bytes).toEqual(bytes);
  const { book, id, save } = await opened(bytes);
  book.write(id, 0, 0, [[2]]);
  const saved = await save();
  expect(saved.findings).toEqual([
    'One formula uses what is not calculated here; Excel works out the result when it opens the file.',
  ]);
  expect(cellOf(saved.bytes, 'B1')).toBe('<c r="B1"><f>CUBEVALUE("x","y")</f></c>');
  expect(strFromU8(unzipSync(saved.bytes)['xl/workbook.xml'] ?? new Uint8Array())).toContain('fullCalcOnLoad="1"');
});

test('[FA9] pictures, rich text and looks the workbench does not know stay with their cells', async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Data');
  sheet.getCell('A1').value = { richText: [{ text: 'Bold', font: { bold: true } }, { text: ' and plain' }] };
  sheet.getCell('A2').value = 5;
  sheet.getCell('A2').border = { top: { style: 'double' } };
  sheet.addImage(workbook.addImage({ base64: PIXEL, extension: 'png' }), 'C3:D6');
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  const { book, id, save } = await opened(bytes);
  book.insertCells(id, areaOf(0, 0, 1, 16_384), 'down');
  book.writeStyle(id, area('A3'), { bold: true });
  const copy = new ExcelJS.Workbook();
  await copy.xlsx.load(Uint8Array.from((await save()).bytes).buffer);
  const [saved] = copy.worksheets;
  expect(saved?.getCell('A2').value).toMatchObject({ richText: [{ text: 'Bold' }, { text: ' and plain' }] });
  expect(saved?.getCell('A3').border).toMatchObject({ top: { style: 'double' } });
  expect(saved?.getCell('A3').font).toMatchObject({ bold: true });
  expect(saved?.getImages().map(({ range }) => [range.tl.nativeRow, range.br.nativeRow])).toEqual([[3, 7]]);
});

test('[FA9] a file that counts its days from 1904 is not opened, and says what to do', async () => {
  const parts = unzipSync(await fileOf(''));
  const path = 'xl/workbook.xml';
  parts[path] = strToU8(
    strFromU8(parts[path] ?? new Uint8Array()).replace(
      /<workbookPr[^>]*\/>|(?=<bookViews|<sheets)/,
      '<workbookPr date1904="1"/>',
    ),
  );
  await expect(openXlsx('old.xlsx', zipSync(parts))).rejects.toThrow('counts its days from 1904');
});

/** A file with the table Costs in A1:B3, whose second column Excel calculates for new rows. */
async function costsFile(): Promise<Uint8Array> {
  const book = new MemoryBook('plan.xlsx');
  const { id } = book.addSheet('Data');
  const formula = { formula: '=[@Price]*2' };
  book.write(id, 0, 0, [
    ['Price', 'Double'],
    [1, formula],
    [2, formula],
  ]);
  book.updateTable(book.addTable(id, area('A1:B3'), true).id, { name: 'Costs' });
  const parts = unzipSync((await saveXlsx(saveBook(book), undefined)).bytes);
  const table = strFromU8(parts['xl/tables/table1.xml'] ?? new Uint8Array());
  const calculated = '<calculatedColumnFormula>Costs[[#This Row],[Price]]*2</calculatedColumnFormula>';
  parts['xl/tables/table1.xml'] = strToU8(
    table.replace(
      /(<tableColumn [^>]*name="Double"[^>]*?)\/>/,
      (_all, open: string) => `${open}>${calculated}</tableColumn>`,
    ),
  );
  return zipSync(parts);
}

test.each([
  ['nothing', () => undefined, 'Costs[[#This Row],[Price]]*2'],
  [
    'the table gets another name, and so does the column',
    (book: MemoryBook, id: string) => {
      book.updateTable(book.tables()[0]?.id ?? '', { name: 'Spent' });
      book.write(id, 0, 0, [['Unit price']]);
    },
    'Spent[[#This Row],[Unit price]]*2',
  ],
  [
    'every row gets another formula',
    (book: MemoryBook, id: string) =>
      book.write(id, 1, 1, [[{ formula: '=[@Price]*3' }], [{ formula: '=[@Price]*3' }]]),
    'Costs[[#This Row],[Price]]*3',
  ],
  [
    'one row is typed over',
    (book: MemoryBook, id: string) => book.write(id, 1, 1, [[7]]),
    'Costs[[#This Row],[Price]]*2',
  ],
  ['every row is typed over', (book: MemoryBook, id: string) => book.write(id, 1, 1, [[7], [8]]), undefined],
] as const)('[FA9] what Excel calculates a column by, when %s', async (_what, edit, expected) => {
  const file = await opened(await costsFile());
  edit(file.book, file.id);
  file.book.write(file.id, 8, 8, [['x']]);
  const table = strFromU8(unzipSync((await file.save()).bytes)['xl/tables/table1.xml'] ?? new Uint8Array());
  expect(/<calculatedColumnFormula>(.*?)<\/calculatedColumnFormula>/.exec(table)?.[1]).toBe(expected);
});
