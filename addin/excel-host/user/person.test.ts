import { describe, expect, test } from 'vitest';
import type { Book } from '../book/book.ts';
import type { Scalar } from '../book/cell.ts';
import { parseArea } from '../book/address.ts';
import { MemoryBook } from '../book/memory-book.ts';
import { displayText } from '../book/format-number.ts';
import { createPerson } from './person.ts';

function open() {
  const book = new MemoryBook();
  const sheet = book.addSheet('Data');
  book.write(sheet.id, 0, 0, [
    ['Name', 'Amount'],
    ['Ann', 1],
    ['Bea', 2],
    ['Cem', 3],
  ]);
  const table = book.addTable(sheet.id, { row: 0, column: 0, rowCount: 4, columnCount: 2 }, true);
  book.updateTable(table.id, { name: 'People' });
  return { book, sheetId: sheet.id, ann: createPerson(book, { user: 'ann' }) };
}

function values(book: Book, sheetId: string, address: string): Scalar[][] {
  const area = parseArea(address);
  return area === undefined ? [] : book.readValues(sheetId, area);
}

describe('typing', () => {
  test.each([
    ['007', 7, '7'],
    ['1,234.50', 1234.5, '1,234.50'],
    ['5%', 0.05, '5%'],
    ['$12', 12, '$12'],
    ['(3)', -3, '-3'],
    ['1e3', 1000, '1.00E+03'],
    ['1-2', 46024, '2-Jan'],
    ['3/4/2026', 46085, '3/4/2026'],
    ['2026-03-04', 46085, '3/4/2026'],
    ['Mar 5', 46086, '5-Mar'],
    ['5-Mar-27', 46451, '5-Mar-27'],
    ['Mar 2027', 46447, 'Mar-27'],
    ['13:30', 0.5625, '13:30'],
    ['true', true, 'TRUE'],
    ['#n/a', { error: '#N/A' }, '#N/A'],
    ["'007", '007', '007'],
    ['May be', 'May be', 'May be'],
    ['1-2-3-4', '1-2-3-4', '1-2-3-4'],
    ['30/30', '30/30', '30/30'],
    [' 5 ', 5, '5'],
    ['=1+1', 2, '2'],
    ['-', '-', '-'],
    ['2/30/2026', '2/30/2026', '2/30/2026'],
  ])('%j becomes %j and shows as %s', (typed, value, shown) => {
    const { book, sheetId, ann } = open();
    ann.typeInto('Data', 'D1', typed);
    const [line = []] = values(book, sheetId, 'D1');
    expect(line[0]).toEqual(value);
    const [formats = []] = book.readFormats(sheetId, { row: 0, column: 3, rowCount: 1, columnCount: 1 });
    expect(displayText(line[0] ?? '', formats[0] ?? '')).toBe(shown);
  });

  test('a text cell takes everything as text', () => {
    const { book, sheetId, ann } = open();
    book.writeFormats(sheetId, { row: 0, column: 3, rowCount: 1, columnCount: 1 }, '@');
    ann.typeInto('Data', 'D1', '1-2');
    expect(values(book, sheetId, 'D1')).toEqual([['1-2']]);
  });

  test('a list with a stop alert refuses other texts; pasting goes round it', () => {
    const { book, sheetId, ann } = open();
    const cells = { row: 1, column: 0, rowCount: 3, columnCount: 1 };
    book.setValidation(sheetId, cells, { rule: { list: { source: 'Ann, Bea' } } });
    expect(ann.typeInto('Data', 'A2', 'Zoe')).toBe('refused');
    expect(ann.typeInto('Data', 'A2', 'Bea')).toBe('entered');
    ann.paste('Data', 'A3', [['Zoe']]);
    expect(values(book, sheetId, 'A2:A3')).toEqual([['Bea'], ['Zoe']]);
    book.setValidation(sheetId, cells, { rule: { list: { source: '=Data!$A$3:$A$4' } } });
    expect(ann.pick('Data', 'A2', 'Cem')).toBe('entered');
    expect(ann.pick('Data', 'A2', 'Bea')).toBe('refused');
  });

  test('a locked cell of a protected sheet refuses', () => {
    const { book, sheetId, ann } = open();
    book.updateSheet(sheetId, { protection: { password: undefined, options: {} } });
    expect(ann.typeInto('Data', 'A2', 'Zoe')).toBe('refused');
  });

  test('a paste or Delete over locked and free cells of a protected sheet changes none of them', () => {
    const { book, sheetId, ann } = open();
    book.writeStyle(sheetId, { row: 1, column: 0, rowCount: 2, columnCount: 1 }, { locked: false });
    book.updateSheet(sheetId, { protection: { password: undefined, options: {} } });
    expect(ann.paste('Data', 'A2', [['Zoe', '9']])).toBe('refused');
    expect(ann.paste('Data', 'A3', [['Zoe'], ['Yan']])).toBe('refused');
    expect(ann.clearCells('Data', 'A2:B3')).toBe('refused');
    expect(values(book, sheetId, 'A2:B4').flat()).toEqual(['Ann', 1, 'Bea', 2, 'Cem', 3]);
    expect(ann.paste('Data', 'A2', [['Zoe'], ['Yan']])).toBe('entered');
    expect(ann.clearCells('Data', 'A3')).toBe('entered');
    expect(values(book, sheetId, 'A2:A4').flat()).toEqual(['Zoe', '', 'Cem']);
  });

  test('a row typed below a table becomes its row', () => {
    const { book, sheetId, ann } = open();
    ann.typeNewRow('People', { Amount: '4', Name: 'Dan' });
    expect(book.tables()[0]?.area.rowCount).toBe(5);
    expect(values(book, sheetId, 'A5:B5')).toEqual([['Dan', 4]]);
  });
});

describe('tables', () => {
  test('a copied row stands before the given one, with everything in it', () => {
    const { book, sheetId, ann } = open();
    ann.copyTableRow('People', 2, 0);
    expect(values(book, sheetId, 'A2:B5').flat()).toEqual(['Cem', 3, 'Ann', 1, 'Bea', 2, 'Cem', 3]);
  });

  test('sorting with a column left out scrambles the rows', () => {
    const { book, sheetId, ann } = open();
    ann.sortTable('People', 'Name', { ascending: false, leaveOut: ['Amount'] });
    expect(values(book, sheetId, 'A2:B4').flat()).toEqual(['Cem', 1, 'Bea', 2, 'Ann', 3]);
  });

  test('rows hidden by a filter stay out of a drag-fill and of a sort', () => {
    const { book, sheetId, ann } = open();
    ann.filterTable('People', 'Name', ['Ann', 'Cem']);
    ann.fillDown('Data', 'B2:B4');
    expect(values(book, sheetId, 'B2:B4').flat()).toEqual([1, 2, 1]);
    ann.sortTable('People', 'Name', { ascending: false });
    expect(values(book, sheetId, 'A2:A4').flat()).toEqual(['Cem', 'Bea', 'Ann']);
  });

  test('columns are renamed, inserted and deleted by hand', () => {
    const { book, ann } = open();
    ann.renameColumn('People', 'Amount', 'Sum');
    ann.insertTableColumn('People', 0, 'No');
    ann.deleteTableColumn('People', 'Name');
    expect(book.tables()[0]?.columns.map((column) => column.name)).toEqual(['No', 'Sum']);
  });
});

describe('a cell right beside a table', () => {
  test('[B7] takes its column into the table when something is typed there, and sorts with it', () => {
    const { book, sheetId, ann } = open();
    ann.typeInto('Data', 'C1', 'My note');
    ann.typeInto('Data', 'C3', 'call her');
    expect(book.tables()[0]?.columns.map(({ name }) => name)).toEqual(['Name', 'Amount', 'My note']);
    ann.sortTable('People', 'Amount', { ascending: false });
    expect(values(book, sheetId, 'A2:C4')).toEqual([
      ['Cem', 3, ''],
      ['Bea', 2, 'call her'],
      ['Ann', 1, ''],
    ]);
  });

  test('[B7] in the body gives the new column a name of Excel’s', () => {
    const { book, sheetId, ann } = open();
    ann.typeInto('Data', 'C2', 'first');
    expect(values(book, sheetId, 'C1:C2')).toEqual([['Column1'], ['first']]);
    expect(book.tables()[0]?.area.columnCount).toBe(3);
  });

  test('[B7] stays outside where a column is left blank between, or below the last row, or other cells stand there', () => {
    const { book, sheetId, ann } = open();
    ann.typeInto('Data', 'D1', 'far');
    ann.typeInto('Data', 'C5', 'below');
    expect(book.tables()[0]?.area.columnCount).toBe(2);
    book.write(sheetId, 3, 2, [['mine']]);
    ann.typeInto('Data', 'C1', 'header');
    expect(book.tables()[0]?.area.columnCount).toBe(2);
  });

  test('[B7] never joins two tables that touch', () => {
    const { book, sheetId, ann } = open();
    book.write(sheetId, 0, 3, [['Other'], ['x']]);
    book.addTable(sheetId, { row: 0, column: 3, rowCount: 2, columnCount: 1 }, true);
    ann.typeInto('Data', 'C1', 'between');
    expect(book.tables().map(({ area }) => area.columnCount)).toEqual([3, 1]);
    ann.typeInto('Data', 'D1', 'Renamed');
    expect(book.tables().map(({ area }) => area.columnCount)).toEqual([3, 1]);
  });
});

describe('by hand', () => {
  const formulas = (book: Book, sheetId: string, address: string) => {
    const area = parseArea(address);
    return area === undefined ? [] : book.readFormulas(sheetId, area).flat();
  };

  test('a drag-fill takes formulas along, each for its own row, and the formats of the first', () => {
    const { book, sheetId, ann } = open();
    book.write(sheetId, 1, 4, [[{ formula: '=B2*2' }, 7]]);
    book.writeFormats(sheetId, { row: 1, column: 4, rowCount: 1, columnCount: 2 }, [['0.00', '@']]);
    ann.fillDown('Data', 'E2:F4');
    expect(formulas(book, sheetId, 'E2:E4')).toEqual(['=B2*2', '=B3*2', '=B4*2']);
    expect(values(book, sheetId, 'E2:F4').flat()).toEqual([2, 7, 4, 7, 6, 7]);
    expect(book.readFormats(sheetId, { row: 3, column: 4, rowCount: 1, columnCount: 2 })).toEqual([['0.00', '@']]);
  });

  test('a copied row takes its formulas along', () => {
    const { book, sheetId, ann } = open();
    book.write(sheetId, 3, 1, [[{ formula: '=B2+5' }]]);
    ann.copyTableRow('People', 2, 3);
    expect([formulas(book, sheetId, 'B5'), values(book, sheetId, 'A5:B5')]).toEqual([['=B3+5'], [['Cem', 7]]]);
  });

  test('a formula that Excel cannot read is refused, except as a text', () => {
    const { book, sheetId, ann } = open();
    expect(['=1+', '=SUM(1', '=1+1', '=', '-'].map((text) => ann.typeInto('Data', 'E1', text))).toEqual([
      'refused',
      'refused',
      'entered',
      'entered',
      'entered',
    ]);
    book.writeFormats(sheetId, { row: 0, column: 4, rowCount: 1, columnCount: 1 }, '@');
    expect(ann.typeInto('Data', 'E1', '=1+')).toBe('entered');
    expect(values(book, sheetId, 'E1')).toEqual([['=1+']]);
  });

  test('a formula about a table or column that is not there is refused', () => {
    const { ann } = open();
    const typed = ['=SUM(Nope[Amount])', '=SUM(People[Nope])', '=SUM(People[Amount])', '=Nope'];
    expect(typed.map((text) => ann.typeInto('Data', 'E1', text))).toEqual(['refused', 'refused', 'entered', 'entered']);
    expect(ann.typeIntoTable('People', 0, 'Amount', '=[@Nope]')).toBe('refused');
  });

  test('a pasted block of uneven lines leaves alone what it has no text for', () => {
    const { book, sheetId, ann } = open();
    ann.paste('Data', 'A2', [['Zoe'], ['Yan', '5%'], []]);
    expect(values(book, sheetId, 'A2:B4').flat()).toEqual(['Zoe', 1, 'Yan', 0.05, 'Cem', 3]);
    expect(ann.paste('Data', 'A2', [])).toBe('entered');
    expect(values(book, sheetId, 'A2')).toEqual([['Zoe']]);
  });

  test('a pasted block below the table becomes its rows, beside it stays outside', () => {
    const { book, ann } = open();
    ann.paste('Data', 'A5', [
      ['Dan', '4'],
      ['Eve', '5'],
    ]);
    ann.paste('Data', 'C2', [['beside']]);
    expect(book.tables()[0]?.area).toMatchObject({ rowCount: 6, columnCount: 2 });
    expect(ann.clearCells('Data', 'C2')).toBe('entered');
    ann.typeInto('Data', 'C2', '');
    expect(book.tables()[0]?.area.columnCount).toBe(2);
  });

  test('rows come, go and are all seen again, each time as an edit of theirs', () => {
    const { book, sheetId, ann } = open();
    const acts: unknown[] = [];
    book.subscribe(({ act }) => void acts.push(act));
    ann.insertTableRows('People', 1);
    ann.deleteTableRows('People', 0);
    expect(values(book, sheetId, 'A2:A4').flat()).toEqual(['', 'Bea', 'Cem']);
    ann.filterTable('People', 'Name', ['Cem']);
    expect(book.rowLooks(sheetId, 2).filtered).toBe(true);
    ann.clearFilters('People');
    expect(book.rowLooks(sheetId, 2).filtered).toBe(false);
    const gestures = ['rows', 'rows', 'filter', 'filter'];
    expect(acts).toEqual(gestures.map((gesture) => ({ user: 'ann', gesture })));
  });

  test('what is not there is no place to act: sheets, tables, columns, addresses', () => {
    const { ann } = open();
    expect(() => ann.typeInto('Nowhere', 'A1', 'x')).toThrow('no sheet Nowhere');
    expect(() => ann.typeInto('Data', 'elm', 'x')).toThrow('elm is no address');
    expect(() => ann.insertTableRows('Nothing', 0)).toThrow('no table Nothing');
    expect(() => ann.sortTable('People', 'Age')).toThrow('no column Age');
    expect(ann.user).toBe('ann');
  });

  test('sheets are renamed and deleted', () => {
    const { book, ann } = open();
    book.addSheet('Other');
    ann.renameSheet('Data', 'Facts');
    ann.deleteSheet('Other');
    expect(book.sheets().map(({ name }) => name)).toEqual(['Facts']);
  });
});
