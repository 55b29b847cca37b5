import { beforeEach, describe, expect, test } from 'vitest';
import { parseArea } from './address.ts';
import type { Area } from './area.ts';
import { fillColumnFormula } from './fill-column-formula.ts';
import { growTable, tableGrowingBeside, tableGrowingInto, widenTable } from './grow-table.ts';
import { MemoryBook } from './memory-book.ts';

let book: MemoryBook;
let sheetId: string;
let otherSheet: string;
let tableId: string;

/** A table of Name and Amount with two rows in B2:C4. */
beforeEach(() => {
  book = new MemoryBook();
  sheetId = book.addSheet('Data').id;
  otherSheet = book.addSheet('Other').id;
  book.write(sheetId, 1, 1, [
    ['Name', 'Amount'],
    ['Ann', 1],
    ['Bea', 2],
  ]);
  tableId = book.addTable(sheetId, at('B2:C4'), true).id;
});

function at(address: string): Area {
  const area = parseArea(address);
  if (area === undefined) throw new Error(`${address} is no address`);
  return area;
}

const table = () => {
  const found = book.tables().find(({ id }) => id === tableId);
  if (found === undefined) throw new Error('The table is gone.');
  return found;
};
const formulas = (address: string) => book.readFormulas(sheetId, at(address)).flat();

describe('a table grows into what is entered', () => {
  test.each([
    ['B5', true],
    ['C5', true],
    ['A5:B6', true],
    ['C5:D5', true],
    ['B4', false],
    ['B6', false],
    ['A5', false],
    ['D5', false],
  ])('right below it, within its columns: %s %s', (address, grows) => {
    expect(tableGrowingInto(book, sheetId, at(address)) !== undefined).toBe(grows);
    expect(tableGrowingInto(book, otherSheet, at(address))).toBeUndefined();
  });

  test('but not below a totals row', () => {
    book.updateTable(tableId, { showTotals: true });
    expect([tableGrowingInto(book, sheetId, at('B5')), tableGrowingInto(book, sheetId, at('B6'))]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test.each([
    ['D2', true],
    ['D3', true],
    ['D4', true],
    ['D1', false],
    ['D5', false],
    ['E3', false],
    ['C3', false],
    ['A3', false],
    ['D3:D4', false],
    ['D3:E3', false],
  ])('alone right beside it: %s %s', (address, grows) => {
    expect(tableGrowingBeside(book, sheetId, at(address)) !== undefined).toBe(grows);
    expect(tableGrowingBeside(book, otherSheet, at(address))).toBeUndefined();
  });

  test('beside its total no column begins, and none where other cells or tables stand beside it', () => {
    book.write(sheetId, 3, 3, [['mine']]);
    expect(tableGrowingBeside(book, sheetId, at('D3'))).toBeUndefined();
    expect(tableGrowingBeside(book, sheetId, at('D4'))?.id).toBe(tableId);
    book.write(sheetId, 3, 3, [['']]);
    book.updateTable(tableId, { showTotals: true });
    expect(tableGrowingBeside(book, sheetId, at('D5'))).toBeUndefined();
    expect(tableGrowingBeside(book, sheetId, at('D4'))?.id).toBe(tableId);
    book.write(otherSheet, 1, 3, [['Far'], ['']]);
    book.addTable(otherSheet, at('D2:D3'), true);
    expect(tableGrowingBeside(book, sheetId, at('D3'))?.id).toBe(tableId);
    book.addTable(sheetId, at('D4:D5'), true);
    expect(tableGrowingBeside(book, sheetId, at('D3'))).toBeUndefined();
  });
});

describe('a table that grows', () => {
  test('brings the formats of its last row to new cells that have none of their own', () => {
    book.writeFormats(sheetId, at('B4:C4'), [['@', '0.00']]);
    book.writeFormats(sheetId, at('C6'), '0%');
    growTable(book, table(), at('B5:C6'));
    expect(table().area).toEqual(at('B2:C6'));
    expect(book.readFormats(sheetId, at('B5:C6'))).toEqual([
      ['@', '0.00'],
      ['@', '0%'],
    ]);
  });

  test('goes on with a calculated column where the new cells are blank, and only there', () => {
    book.insertTableColumn(tableId, 2, 'Twice');
    book.insertTableColumn(tableId, 3, 'Half');
    book.write(sheetId, 2, 3, [
      [{ formula: '=C3*2' }, { formula: '=C3/2' }],
      [{ formula: '=C4*2' }, { formula: '=C4/2' }],
    ]);
    book.write(sheetId, 5, 4, [['own']]);
    growTable(book, table(), at('B5:C6'));
    expect(formulas('D3:D6')).toEqual(['=C3*2', '=C4*2', '=C5*2', '=C6*2']);
    expect(formulas('E3:E6')).toEqual(['=C3/2', '=C4/2', undefined, undefined]);
    expect(book.readValues(sheetId, at('E5:E6')).flat()).toEqual(['', 'own']);
  });

  test('does not go on with a column of which one row has a value instead', () => {
    book.insertTableColumn(tableId, 2, 'Twice');
    book.write(sheetId, 2, 3, [[7], [{ formula: '=C4*2' }]]);
    growTable(book, table(), at('B5'));
    expect(formulas('D5')).toEqual([undefined]);
  });

  test('stops at another table of its sheet, and at no table of another', () => {
    book.write(otherSheet, 4, 1, [['Far'], [1]]);
    book.addTable(otherSheet, at('B5:B6'), true);
    growTable(book, table(), at('B5'));
    expect(table().area).toEqual(at('B2:C5'));
    book.write(sheetId, 6, 2, [['Near'], [1]]);
    book.addTable(sheetId, at('C7:C8'), true);
    growTable(book, table(), at('B6:B7'));
    expect(table().area).toEqual(at('B2:C5'));
    growTable(book, table(), at('B6'));
    expect(table().area).toEqual(at('B2:C6'));
  });

  test('takes the column beside it in', () => {
    widenTable(book, table());
    expect([table().area, table().columns.map(({ name }) => name)]).toEqual([
      at('B2:D4'),
      ['Name', 'Amount', 'Column1'],
    ]);
  });
});

describe('a formula that is entered alone', () => {
  const formula = { formula: '=B3&"!"' };
  /** Enters the formula in C3, which is then filled where Excel would. */
  const entered = (address = 'C3', contents: Parameters<typeof fillColumnFormula>[3] = [[formula]]) => {
    const area = at(address);
    book.write(sheetId, area.row, area.column, contents);
    fillColumnFormula(book, sheetId, area, contents);
    return formulas('C3:C4');
  };

  test('fills its column of the table where that is blank, each row for itself', () => {
    book.clear(sheetId, at('C3:C4'), 'contents');
    expect(entered()).toEqual(['=B3&"!"', '=B4&"!"']);
  });

  test('goes up as well as down', () => {
    book.clear(sheetId, at('C3:C4'), 'contents');
    expect(entered('C4', [[{ formula: '=B4&"!"' }]])).toEqual(['=B3&"!"', '=B4&"!"']);
  });

  test('stays alone where the column has another value, or another formula that shows nothing', () => {
    expect(entered()).toEqual(['=B3&"!"', undefined]);
    book.write(sheetId, 3, 2, [[{ formula: '=""' }]]);
    expect(entered()).toEqual(['=B3&"!"', '=""']);
  });

  test('stays alone outside the body of a table: in the header, beside it, on another sheet', () => {
    book.clear(sheetId, at('C3:C4'), 'contents');
    fillColumnFormula(book, otherSheet, at('C3'), [[formula]]);
    fillColumnFormula(book, sheetId, at('C2'), [[formula]]);
    fillColumnFormula(book, sheetId, at('D3'), [[formula]]);
    expect([formulas('C3:C4'), formulas('D3:D4')].flat()).toEqual([undefined, undefined, undefined, undefined]);
    expect(book.readFormulas(otherSheet, at('C3:C4')).flat()).toEqual([undefined, undefined]);
  });

  test('among other cells, and a value, fill nothing', () => {
    book.clear(sheetId, at('B3:C4'), 'contents');
    fillColumnFormula(book, sheetId, at('C3:C4'), [[formula], [formula]]);
    fillColumnFormula(book, sheetId, at('B3:C3'), [[formula, formula]]);
    fillColumnFormula(book, sheetId, at('C3'), [['=text']]);
    fillColumnFormula(book, sheetId, at('C3'), [[undefined]]);
    fillColumnFormula(book, sheetId, at('C3'), []);
    expect(formulas('B3:C4')).toEqual([undefined, undefined, undefined, undefined]);
  });
});
