import fc from 'fast-check';
import { SHEET_COLUMNS, SHEET_ROWS, areaOf } from 'excel-host/book/area.ts';
import { BookError } from 'excel-host/book/book.ts';
import { type CellStyle, type Content, cellError } from 'excel-host/book/cell.ts';
import type { MemoryBook } from 'excel-host/book/memory-book.ts';

export type Step = (book: MemoryBook) => void;

const sheetAt = (book: MemoryBook, place: number): string => book.sheets()[place % book.sheets().length]?.id ?? '';
const cell = fc.tuple(fc.nat(9), fc.nat(7));
const text = fc.oneof(
  fc.constantFrom('', 'a', ' a\n b ', '<&">', '_x0041_', '0417', '=not', 'ü€𝄞', "'quoted", 'TRUE', '#N/A', '\u0001'),
  fc.string({ maxLength: 8 }).filter((word) => !/[\uD800-\uDFFF]/.test(word)),
);
const content: fc.Arbitrary<Content> = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.integer({ min: -5, max: 60_000 }),
  fc.boolean(),
  fc.constantFrom(cellError('#N/A'), cellError('#DIV/0!')),
  fc
    .constantFrom('=A1+1', '=SUM(A1:B3)', '=Data!$B$2&"x"', '=1/0', '=SEQUENCE(2,2)', '=A2:A3', '=LET(x,2,x*A1)')
    .map((formula) => ({ formula })),
);
const style: fc.Arbitrary<CellStyle> = fc.constantFrom<CellStyle>(
  { bold: true },
  { italic: true, fontColor: '#123ABC' },
  { fillColor: '#FFEE00', wrapText: true },
  { fontSize: 14, fontName: 'Georgia' },
  { horizontalAlignment: 'Center', verticalAlignment: 'Top', locked: false },
  { underline: 'Single', strikethrough: true },
);

/** Edits; those that a book refuses are none. */
export const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.nat(3), cell, content).map(
      ([sheet, [row, column], what]): Step =>
        (book) =>
          book.write(sheetAt(book, sheet), row, column, [[what]]),
    ),
  },
  fc.tuple(fc.nat(3), cell, style).map(
    ([sheet, [row, column], look]): Step =>
      (book) =>
        book.writeStyle(sheetAt(book, sheet), areaOf(row, column, 2, 1), look),
  ),
  fc.tuple(fc.nat(3), cell, fc.constantFrom('0.00', 'yyyy-mm-dd', '@', '#,##0 "x"')).map(
    ([sheet, [row, column], format]): Step =>
      (book) =>
        book.writeFormats(sheetAt(book, sheet), areaOf(row, column, 1, 2), format),
  ),
  fc.tuple(fc.nat(3), cell, fc.constantFrom('all' as const, 'contents' as const, 'formats' as const)).map(
    ([sheet, [row, column], what]): Step =>
      (book) =>
        book.clear(sheetAt(book, sheet), areaOf(row, column, 2, 2), what),
  ),
  fc
    .tuple(fc.nat(3), fc.nat(9), fc.integer({ min: 1, max: 2 }), fc.boolean())
    .map(([sheet, row, count, isIn]): Step => (book) => {
      const area = areaOf(row, 0, count, SHEET_COLUMNS);
      if (isIn) book.insertCells(sheetAt(book, sheet), area, 'down');
      else book.deleteCells(sheetAt(book, sheet), area, 'up');
    }),
  fc.tuple(fc.nat(3), fc.nat(6), fc.boolean()).map(([sheet, column, isIn]): Step => (book) => {
    const area = areaOf(0, column, SHEET_ROWS, 1);
    if (isIn) book.insertCells(sheetAt(book, sheet), area, 'right');
    else book.deleteCells(sheetAt(book, sheet), area, 'left');
  }),
  fc.tuple(fc.nat(3), cell, fc.constantFrom('down' as const, 'right' as const)).map(
    ([sheet, [row, column], to]): Step =>
      (book) =>
        book.insertCells(sheetAt(book, sheet), areaOf(row, column, 2, 1), to),
  ),
  fc.tuple(fc.nat(3), cell, cell).map(([sheet, [row, column], [toRow, toColumn]]): Step => (book) => {
    const [id, area] = [sheetAt(book, sheet), areaOf(row, column, 2, 2)];
    const values = book.readValues(id, area);
    book.clear(id, area, 'contents');
    book.write(id, toRow, toColumn, values);
    book.noteMove(id, { area, to: { row: toRow, column: toColumn } });
  }),
  fc.tuple(fc.nat(3), cell).map(
    ([sheet, [row, column]]): Step =>
      (book) =>
        book.sortCells(sheetAt(book, sheet), areaOf(row, column, 4, 2), [{ key: 0, ascending: false }]),
  ),
  fc.tuple(fc.nat(3), fc.nat(9), fc.boolean(), fc.constantFrom(20, 33, undefined)).map(
    ([sheet, row, hidden, height]): Step =>
      (book) =>
        book.updateRows(sheetAt(book, sheet), row, 1, { hidden, height }),
  ),
  fc.tuple(fc.nat(3), fc.nat(9), fc.boolean(), fc.constantFrom(56, 112)).map(
    ([sheet, column, hidden, width]): Step =>
      (book) =>
        book.updateColumns(sheetAt(book, sheet), column, 1, { hidden, width }),
  ),
  fc.tuple(fc.nat(3), fc.nat(9)).map(
    ([sheet, column]): Step =>
      (book) =>
        book.writeFormats(sheetAt(book, sheet), areaOf(0, column, SHEET_ROWS, 1), '0.0'),
  ),
  fc.tuple(fc.nat(3), cell, fc.constantFrom('a,b', '=Names', '=$A$1:$A$3')).map(
    ([sheet, [row, column], source]): Step =>
      (book) =>
        book.setValidation(sheetAt(book, sheet), areaOf(row, column, 3, 1), {
          rule: { list: { inCellDropDown: true, source } },
          errorAlert: { showAlert: true, style: 'Stop', title: '', message: 'No.' },
          ignoreBlanks: true,
        }),
  ),
  fc.tuple(fc.nat(3), cell).map(
    ([sheet, [row, column]]): Step =>
      (book) =>
        book.setValidation(sheetAt(book, sheet), areaOf(row, column, 2, 2), undefined),
  ),
  fc.nat(3).map(
    (sheet): Step =>
      (book) =>
        book.deleteSheet(sheetAt(book, sheet)),
  ),
  fc.tuple(fc.nat(3), fc.constantFrom('Data', 'My plan', "It's", 'R1C1', 'Über & <b>')).map(
    ([sheet, name]): Step =>
      (book) =>
        book.updateSheet(sheetAt(book, sheet), { name }),
  ),
  fc.tuple(fc.nat(3), fc.nat(2)).map(
    ([sheet, position]): Step =>
      (book) =>
        book.updateSheet(sheetAt(book, sheet), { position }),
  ),
  fc
    .tuple(
      fc.nat(3),
      fc.constantFrom<Parameters<MemoryBook['updateSheet']>[1]>(
        { visibility: 'Hidden' },
        { tabColor: '#12AB34' },
        { tabColor: '' },
        { showGridlines: false },
        { freeze: { rows: 1, columns: 2 } },
        { freeze: undefined },
        { protection: { password: undefined, options: {} } },
      ),
    )
    .map(
      ([sheet, patch]): Step =>
        (book) =>
          book.updateSheet(sheetAt(book, sheet), patch),
    ),
  fc.constant<Step>((book) => void book.addSheet()),
  fc
    .tuple(
      fc.constantFrom('Names', 'Rate', 'Far'),
      fc.constantFrom('=Data!$A$1:$A$3', '=0.0725', "='My plan'!$B$2"),
      fc.boolean(),
    )
    .map(
      ([name, formula, isLocal]): Step =>
        (book) =>
          book.addName({
            name,
            formula,
            scopeSheetId: isLocal ? sheetAt(book, 0) : undefined,
            visible: true,
            comment: '',
          }),
    ),
  fc.constantFrom('Names', 'Rate').map(
    (name): Step =>
      (book) =>
        book.deleteName(name, undefined),
  ),
  fc.tuple(fc.nat(3), fc.nat(8), fc.nat(4)).map(
    ([sheet, row, column]): Step =>
      (book) =>
        void book.addTable(sheetAt(book, sheet), areaOf(row, column, 3, 2), true),
  ),
  fc.tuple(fc.nat(3), fc.nat(2)).map(
    ([table, index]): Step =>
      (book) =>
        tableStep(book, table, (id) => book.insertTableRows(id, index, 1)),
  ),
  fc.tuple(fc.nat(3), fc.nat(1)).map(
    ([table, index]): Step =>
      (book) =>
        tableStep(book, table, (id) => book.deleteTableRows(id, index, 1)),
  ),
  fc.tuple(fc.nat(3), fc.nat(1)).map(
    ([table, index]): Step =>
      (book) =>
        tableStep(book, table, (id) => void book.insertTableColumn(id, index, 'Added')),
  ),
  fc
    .tuple(
      fc.nat(3),
      fc.constantFrom(
        { name: 'People' },
        { showTotals: true },
        { showTotals: false },
        { style: 'TableStyleLight9' },
        { showBandedRows: false },
        { showFilterButton: false },
      ),
    )
    .map(
      ([table, patch]): Step =>
        (book) =>
          tableStep(book, table, (id) => book.updateTable(id, patch)),
    ),
  fc.nat(3).map(
    (table): Step =>
      (book) =>
        tableStep(book, table, (id) => book.deleteTable(id, true)),
  ),
  fc
    .tuple(
      fc.constantFrom('program', 'own'),
      fc.constantFrom<string | number | boolean | undefined>('P-1', 2.5, true, undefined),
    )
    .map(
      ([key, value]): Step =>
        (book) =>
          book.setProperty('custom', key, value),
    ),
);

function tableStep(book: MemoryBook, place: number, work: (tableId: string) => void): void {
  const tables = book.tables();
  const table = tables[place % Math.max(1, tables.length)];
  if (table !== undefined) work(table.id);
}

/** Does an edit; one that the book refuses is none. */
export function attempt(book: MemoryBook, step: Step): void {
  try {
    step(book);
  } catch (error) {
    if (!(error instanceof BookError)) throw error;
  }
}
