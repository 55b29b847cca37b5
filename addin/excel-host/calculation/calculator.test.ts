import { describe, expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import { parseArea } from '../book/address.ts';
import type { Content } from '../book/cell.ts';
import { MemoryBook } from '../book/memory-book.ts';

function open(clock?: ConstructorParameters<typeof MemoryBook>[1]) {
  const book = new MemoryBook('Book1.xlsx', clock);
  const { id } = book.addSheet('Sheet1');
  const area = (address: string) => parseArea(address) ?? areaOf(0, 0, 1, 1);
  return {
    book,
    id,
    put: (address: string, ...rows: readonly (readonly (Content | null)[])[]): void => {
      const { row, column } = area(address);
      const contents = rows.map((line) =>
        line.map((each): Content =>
          typeof each === 'string' && each.startsWith('=') ? { formula: each } : (each ?? ''),
        ),
      );
      book.write(id, row, column, contents);
    },
    values: (address: string) => book.readValues(id, area(address)),
  };
}

const SPILL = { error: '#SPILL!' };

describe('a formula that gives several values', () => {
  test('spills into the cells beside and below it', () => {
    const { put, values, book, id } = open();
    put('A1', ['=SEQUENCE(2,3)']);
    expect(values('A1:C2')).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(book.usedArea(id, true)).toEqual(areaOf(0, 0, 2, 3));
    expect(book.readFormulas(id, areaOf(0, 0, 2, 2))).toEqual([
      ['=SEQUENCE(2,3)', undefined],
      [undefined, undefined],
    ]);
  });

  test('is #SPILL! while something is in its way, and spills once that is gone', () => {
    const { put, values } = open();
    put('A1', ['=SEQUENCE(3)']);
    put('A2', ['here']);
    expect(values('A1:A3')).toEqual([[SPILL], ['here'], ['']]);
    put('A2', [null]);
    expect(values('A1:A3')).toEqual([[1], [2], [3]]);
    put('A3', ['=7']);
    expect(values('A1:A3')).toEqual([[SPILL], [''], [7]]);
  });

  test('is #SPILL! in a table, and at the edge of the sheet', () => {
    const { book, id, put, values } = open();
    put('A1', ['Name'], ['x']);
    book.addTable(id, areaOf(0, 0, 2, 1), true);
    put('A2', ['=SEQUENCE(2)']);
    put('XFD1', ['=SEQUENCE(1,2)']);
    expect(values('A2')).toEqual([[SPILL]]);
    expect(values('XFD1')).toEqual([[SPILL]]);
  });

  test('feeds other formulas, whichever comes first, and they follow when it shrinks', () => {
    const { put, values } = open();
    put('D1', ['=SUM(A2:A9)'], ['=A3+A1'], ['=SUM(A1#)'], ['=COUNTA(A:A)']);
    put('A1', ['=SEQUENCE(B1)', 3]);
    expect(values('D1:D4')).toEqual([[5], [4], [6], [3]]);
    put('B1', [2]);
    expect(values('D1:D4')).toEqual([[2], [1], [3], [2]]);
    expect(values('A1:A3')).toEqual([[1], [2], ['']]);
  });

  test('feeds a formula that had read its cells before it was calculated', () => {
    const { put, values } = open();
    put('A1', ['=B3+B2+B4'], ['=SUM(B3:B4)+B2']);
    put('B2', ['=SEQUENCE(3)']);
    expect(values('A1:A2')).toEqual([[6], [6]]);
  });

  test('shows 0 for a blank cell, and nothing of what a deleted formula had spilled', () => {
    const { put, values } = open();
    put('A1', [1], [null], [3]);
    put('C1', ['=A1:A3']);
    expect(values('C1:C3')).toEqual([[1], [0], [3]]);
    put('C1', [null]);
    expect(values('C1:C3')).toEqual([[''], [''], ['']]);
  });

  test('may fill the cells that another needs to know its size', () => {
    const { put, values } = open();
    put('C1', ['=SEQUENCE(A2)']);
    put('A1', ['=SEQUENCE(2)']);
    expect(values('C1:C3')).toEqual([[1], [2], ['']]);
  });
});

describe('a change', () => {
  test('recalculates what depends on it, and only that', () => {
    let drawn = 0;
    const { put, values } = open({ now: () => 46_000.5, random: () => (drawn += 1) / 1000 });
    put('A1', [1, '=A1*2', '=B1+1', '=Z1+1', '=RAND()']);
    expect(values('A1:D1')).toEqual([[1, 2, 3, 1]]);
    put('A1', [5]);
    expect(values('A1:D1')).toEqual([[5, 10, 11, 1]]);
    put('Z1', [9]);
    expect(values('D1')).toEqual([[10]]);
  });

  test('reaches formulas by areas, whole columns, names and addresses written as text', () => {
    const { book, put, values } = open();
    book.addName({ name: 'Rates', formula: '=Sheet1!$A$1:$A$9', scopeSheetId: undefined, visible: true, comment: '' });
    put('D1', ['=SUM(A1:B300)', '=SUM(A:A)', '=SUM(Rates)', '=SUM(INDIRECT(C9))', '=SUM(OFFSET(A1,1,0,2))']);
    put('C9', ['A2:A3']);
    put('A2', [4]);
    expect(values('D1:H1')).toEqual([[4, 4, 4, 4, 4]]);
    put('A2', [5]);
    expect(values('D1:H1')).toEqual([[5, 5, 5, 5, 5]]);
    put('C9', ['A3:A4']);
    expect(values('G1')).toEqual([[0]]);
    put('A2', [6]);
    put('A4', [2]);
    expect(values('D1:H1')).toEqual([[8, 8, 8, 2, 6]]);
  });

  test('of rows shown reaches subtotals', () => {
    const { book, id, put, values } = open();
    put('A1', [1], [2], [4], ['=SUBTOTAL(109,A1:A3)'], ['=SUBTOTAL(9,A1:A4)']);
    expect(values('A4:A5')).toEqual([[7], [7]]);
    book.updateRows(id, 1, 1, { hidden: true });
    expect(values('A4:A5')).toEqual([[5], [7]]);
  });

  test('of a cell renews the time and random numbers, and reading does not', () => {
    let now = 46_000;
    const { put, values } = open({ now: () => now, random: () => 0.25 });
    put('A1', ['=NOW()', '=TODAY()', '=RAND()', '=RANDBETWEEN(1,4)']);
    now = 46_001.5;
    expect(values('A1:D1')).toEqual([[46_001.5, 46_001, 0.25, 2]]);
    now = 46_002;
    expect(values('A1')).toEqual([[46_001.5]]);
    put('Z9', [1]);
    expect(values('A1')).toEqual([[46_002]]);
  });

  test('of moved cells leaves every value right', () => {
    const { book, id, put, values } = open();
    put('A1', [1, '=A1*2'], [3, '=A2*2'], ['=SUM(A1:A2)', '=SUM(B1:B2)']);
    expect(values('A3:B3')).toEqual([[4, 8]]);
    book.insertCells(id, areaOf(1, 0, 1, 16_384), 'down');
    put('A2', [10]);
    expect(values('A4:B4')).toEqual([[14, 8]]);
    book.deleteCells(id, areaOf(0, 0, 1, 16_384), 'up');
    expect(values('A3:B3')).toEqual([[13, 6]]);
  });
});

describe('[FE4] a formula that needs its own value', () => {
  test('shows 0 and is named, alone and in a circle; what depends on it is calculated', () => {
    const { book, put, values } = open();
    put('A1', ['=A1+1', '=C1+1', '=B1+1', '=C1+5', '=SUM(E:E)']);
    put('E2', [3]);
    expect(values('A1:E1')).toEqual([[0, 0, 0, 5, 0]]);
    expect(book.circularCells().map(({ row, column }) => [row, column])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 4],
    ]);
    put('C1', [1]);
    expect(values('A1:D1')).toEqual([[0, 2, 1, 6]]);
    expect(book.circularCells().map(({ column }) => column)).toEqual([0, 4]);
  });

  test('is found in a circle longer than the call stack is deep', () => {
    const { put, values, book } = open();
    put('A1', ['=A900']);
    put('A2', ...Array.from({ length: 899 }, (_, index) => [`=A${index + 1}+1`]));
    expect(values('A450')).toEqual([[0]]);
    expect(book.circularCells()).toHaveLength(900);
  });

  test('is none where the branch that would need it is not taken, or only its place is asked for', () => {
    const { book, put, values } = open();
    put('A1', ['=IF(FALSE,A1,3)', '=ROW(B1)+COLUMNS(A:C)', '=IFERROR(4,C1)']);
    expect(values('A1:C1')).toEqual([[3, 4, 4]]);
    expect(book.circularCells()).toEqual([]);
  });
});

describe('a formula that calls itself', () => {
  test('comes to its value where it ends, and to #NUM! where it does not', () => {
    const { book, put, values } = open();
    for (const [name, formula] of [
      ['Fact', '=LAMBDA(n,IF(n<2,1,n*Fact(n-1)))'],
      ['Down', '=LAMBDA(n,IF(n=0,0,1+Down(n-1)))'],
      ['Ever', '=LAMBDA(n,Ever(n+1))'],
      ['Own', '=Own+1'],
    ] as const)
      book.addName({ name, formula, scopeSheetId: undefined, visible: true, comment: '' });
    put('A1', ['=Fact(5)', '=Down(200)', '=Ever(1)', '=Own', '=C1']);
    const NUM = { error: '#NUM!' };
    expect(values('A1:E1')).toEqual([[120, 200, NUM, NUM, NUM]]);
    expect(book.evaluate(book.sheets()[0]?.id ?? '', 0, 0, '=Ever(1)')).toEqual(NUM);
  });
});

test('a block larger than this host can hold is lacking, and said to be', () => {
  const { book, put, values } = open();
  put('A1', ['=SUM(SEQUENCE(5000)*SEQUENCE(1,5000))', '=MAX(ROW(A:A))', '=ROWS(COLUMN(A:XFD))']);
  const lacking = { error: '#NAME?', lacking: 'a block of 5000 by 5000 cells' };
  expect(values('A1:C1')).toEqual([[lacking, 1_048_576, 1]]);
  expect(book.evaluate(book.sheets()[0]?.id ?? '', 5, 0, '=MUNIT(5000)')).toMatchObject({ lacking: lacking.lacking });
});

describe('values that two formulas would spill to the same cell', () => {
  test('are those of the first to come; the other is #SPILL! until it goes', () => {
    const { put, values } = open();
    put('A2', ['=SEQUENCE(1,3)']);
    expect(values('A2:C2')).toEqual([[1, 2, 3]]);
    put('B1', ['=SEQUENCE(3)']);
    expect(values('A1:C3')).toEqual([
      ['', SPILL, ''],
      [1, 2, 3],
      ['', '', ''],
    ]);
    put('A2', [null]);
    expect(values('A1:C3')).toEqual([
      ['', 1, ''],
      ['', 2, ''],
      ['', 3, ''],
    ]);
    put('A2', ['=SEQUENCE(1,3)']);
    expect(values('A2:C2')).toEqual([[SPILL, 2, '']]);
    put('B1', [7]);
    expect(values('A1:C2')).toEqual([
      ['', 7, ''],
      [1, 2, 3],
    ]);
  });

  test('at the last row and column of the sheet fit, and one further do not', () => {
    const { put, values } = open();
    put('XFC1', ['=SEQUENCE(1,2)']);
    put('XFC2', ['=SEQUENCE(1,3)']);
    put('A1048575', ['=SEQUENCE(2)', '=SEQUENCE(3)']);
    expect([values('XFC1:XFD1'), values('XFC2:XFD2')]).toEqual([[[1, 2]], [[SPILL, '']]]);
    expect(values('A1048575:B1048576')).toEqual([
      [1, SPILL],
      [2, ''],
    ]);
  });
});

describe('circles', () => {
  test('with a cell in common are named whole, and what only leads into one is not', () => {
    const { book, put, values } = open();
    put('A1', ['=B1+C1', '=A1', '=A1', '=A1', '=D1+1']);
    expect(values('A1:E1')).toEqual([[0, 0, 0, 0, 1]]);
    expect(
      book
        .circularCells()
        .map(({ column }) => column)
        .toSorted((a, b) => a - b),
    ).toEqual([0, 1, 2]);
  });

  test('far down a chain are named without the chain', () => {
    const { book, put, values } = open();
    put('A1', ...Array.from({ length: 300 }, (_, row) => [row === 299 ? '=A101' : `=A${row + 2}`]));
    expect(values('A1')).toEqual([[0]]);
    const rows = book.circularCells().map(({ row }) => row);
    expect([rows.length, Math.min(...rows), Math.max(...rows)]).toEqual([200, 100, 299]);
  });

  test('are gone when one of them is broken, and there again when it is closed', () => {
    const { book, put, values } = open();
    put('A1', ['=SUM(B1:B3)', '=A1+1']);
    expect([values('A1:B1'), book.circularCells().length]).toEqual([[[0, 0]], 2]);
    put('A1', [5]);
    expect([values('A1:B1'), book.circularCells().length]).toEqual([[[5, 6]], 0]);
    put('A1', ['=INDIRECT("B1")']);
    expect([values('A1:B1'), book.circularCells().length]).toEqual([[[0, 0]], 2]);
  });
});

test('what depends on the time is due only while it asks for it', () => {
  let now = 46_000;
  const { put, values } = open({ now: () => now, random: () => 0.25 });
  put('A1', ['=IF(B1,NOW(),1)', 1, '=A1+1']);
  expect(values('A1:C1')).toEqual([[46_000, 1, 46_001]]);
  now = 46_001;
  put('Z1', [1]);
  expect(values('A1:C1')).toEqual([[46_001, 1, 46_002]]);
  put('B1', [0]);
  expect(values('A1:C1')).toEqual([[1, 0, 2]]);
});

test('the book tells of every formula that was calculated, also on the way to another', () => {
  const { book, put, values } = open();
  put('A1', ['=B1+1', '=C1+1', 1, '=5']);
  values('A1:D1');
  const told: number[] = [];
  book.subscribe((event) => {
    if (event.kind === 'calculated') told.push(event.area.column);
  });
  put('C1', [2]);
  expect(values('A1:D1')).toEqual([[4, 3, 2, 5]]);
  expect(told.toSorted((a, b) => a - b)).toEqual([0, 1]);
});

test('a chain longer than the call stack is deep is calculated from its far end', () => {
  const { put, values } = open();
  put('A1', ...Array.from({ length: 3000 }, (_, index) => [index === 2999 ? 1 : `=A${index + 2}+1`]));
  expect(values('A1')).toEqual([[3000]]);
  put('A3000', [2]);
  expect(values('A1')).toEqual([[3001]]);
});

test('functions that are lacking spread to what depends on them, and are named', () => {
  const { put, values } = open();
  put('A1', ['=WEBSERVICE("x")', '=A1&"!"', '=IFERROR(B1,0)', '=ISERROR(A1)']);
  const lacking = { error: '#NAME?', lacking: 'the function WEBSERVICE' };
  expect(values('A1:D1')).toEqual([[lacking, lacking, lacking, lacking]]);
});
