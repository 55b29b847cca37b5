import { describe, expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import { MemoryBook } from '../book/memory-book.ts';
import { testCases } from './testing/test-cases.ts';

const cells = [
  [1, '5', true, null],
  [2, 'x', false, '#N/A'],
  [4, null, null, '#DIV/0!'],
  ['=SUBTOTAL(9,A1:A3)', '=""', null, 3],
];

describe('counting', () => {
  testCases(cells, [
    ['=COUNT(A1:D4)', 5],
    ['=COUNT("5",TRUE,,"x",NA())', 3],
    ['=COUNT({1,"5",TRUE})', 1],
    ['=COUNT(B1)', 0],
    ['=COUNTA(A1:D4)', 12],
    ['=COUNTA(B3:B4)', 1],
    ['=COUNTA(,"",NA())', 3],
    ['=COUNTA({1,"",TRUE})', 3],
    ['=COUNTBLANK(A1:D4)', 5],
    ['=COUNTBLANK(B3:B4)', 2],
    ['=COUNTBLANK(5)', '#VALUE!'],
    ['=COUNTBLANK(NA())', '#N/A'],
  ]);
});

describe('means and extremes', () => {
  testCases(cells, [
    ['=AVERAGE(A1:A3)', 7 / 3],
    ['=AVERAGE(B1:C2)', '#DIV/0!'],
    ['=AVERAGE(A1:D2)', '#N/A'],
    ['=AVERAGE("5",TRUE)', 3],
    ['=AVERAGE("x")', '#VALUE!'],
    ['=AVERAGE(1,)', 0.5],
    ['=MIN(A1:C3)', 1],
    ['=MAX(A1:C3)', 4],
    ['=MIN(B1:C3)', 0],
    ['=MAX(B1:C3)', 0],
    ['=MAX(-5,-3)', -3],
    ['=MIN(-5,-3)', -5],
    ['=MAX(A1:D3)', '#N/A'],
    ['=MINA(A1:C3)', 0],
    ['=MAXA(C1:C3)', 1],
    ['=MAXA(B2)', 0],
    ['=AVERAGEA(A1:C3)', 8 / 7],
    ['=AVERAGEA(A1:D3)', '#N/A'],
    ['=AVERAGEA("x")', '#VALUE!'],
    ['=AVERAGEA("5",TRUE)', 3],
    ['=AVERAGEA(B3)', '#DIV/0!'],
    ['=STDEVA(C1:C2)', Math.sqrt(0.5)],
    ['=STDEVPA(C1:C2)', 0.5],
    ['=VARA(C1:C2)', 0.5],
    ['=VARPA(C1:C2)', 0.25],
    ['=VARA(C1)', '#DIV/0!'],
    ['=STDEVA(C1)', '#DIV/0!'],
  ]);
});

describe('SUBTOTAL and AGGREGATE', () => {
  testCases(cells, [
    ['=SUBTOTAL(1,A1:C4)', 7 / 3],
    ['=SUBTOTAL(2,A1:C4)', 3],
    ['=SUBTOTAL(3,A1:C4)', 8],
    ['=SUBTOTAL(4,A1:A4)', 4],
    ['=SUBTOTAL(5,A1:A4)', 1],
    ['=SUBTOTAL(6,A1:A4)', 8],
    ['=SUBTOTAL(7,A1:A2)', Math.sqrt(0.5)],
    ['=SUBTOTAL(8,A1:A2)', 0.5],
    ['=SUBTOTAL(9,A1:A4)', 7],
    ['=SUBTOTAL(10,A1:A2)', 0.5],
    ['=SUBTOTAL(11,A1:A2)', 0.25],
    ['=SUBTOTAL(101,A1:A4)', 7 / 3],
    ['=SUBTOTAL(109,A1:A4)', 7],
    ['=SUBTOTAL(111,A1:A2)', 0.25],
    ['=SUBTOTAL(9.9,A1:A4)', 7],
    ['=SUBTOTAL(9,A1:A2,A3)', 7],
    ['=SUBTOTAL(9,D1:D4)', '#N/A'],
    ['=SUBTOTAL(1,B1:B2)', '#DIV/0!'],
    ['=SUBTOTAL(0,A1:A4)', '#VALUE!'],
    ['=SUBTOTAL(12,A1:A4)', '#VALUE!'],
    ['=SUBTOTAL(99,A1:A4)', '#VALUE!'],
    ['=SUBTOTAL(100,A1:A4)', '#VALUE!'],
    ['=SUBTOTAL(112,A1:A4)', '#VALUE!'],
    ['=SUBTOTAL(209,A1:A4)', '#VALUE!'],
    ['=SUBTOTAL(-9,A1:A4)', '#VALUE!'],
    ['=SUBTOTAL("x",A1:A4)', '#VALUE!'],
    ['=SUBTOTAL(9,NA())', '#N/A'],
    ['=AGGREGATE(9,0,A1:A4)', 7],
    ['=AGGREGATE(9,4,A1:A4)', 14],
    ['=AGGREGATE(9,3,A1:A4)', 7],
    ['=AGGREGATE(9,6,D1:D4)', 3],
    ['=AGGREGATE(9,7,D1:D4)', 3],
    ['=AGGREGATE(9,2,D1:D4)', 3],
    ['=AGGREGATE(9,3,D1:D4)', 3],
    ['=AGGREGATE(9,5,D1:D4)', '#N/A'],
    ['=AGGREGATE(9,1,D1:D4)', '#N/A'],
    ['=AGGREGATE(9,,A1:A3)', 7],
    ['=AGGREGATE(12,6,A1:A3)', 2],
    ['=AGGREGATE(13,6,A1:A3,A1)', 1],
    ['=AGGREGATE(13,6,A1:A3)', '#NUM!'],
    ['=AGGREGATE(14,6,A1:A3,1)', 4],
    ['=AGGREGATE(14,6,A1:A3,4)', '#NUM!'],
    ['=AGGREGATE(14,6,A1:A3/(A1:A3<4),1)', 2],
    ['=AGGREGATE(14,4,A1:A3/(A1:A3<4),1)', '#DIV/0!'],
    ['=AGGREGATE(15,6,A1:A3,2)', 2],
    ['=AGGREGATE(16,6,A1:A3,0.5)', 2],
    ['=AGGREGATE(17,6,A1:A3,2.9)', 2],
    ['=AGGREGATE(18,6,A1:A3,0.5)', 2],
    ['=AGGREGATE(19,6,A1:A3,1)', 1],
    ['=AGGREGATE(14,6,A1:A3)', '#VALUE!'],
    ['=AGGREGATE(14,6,A1:A3,"x")', '#VALUE!'],
    ['=AGGREGATE(14,4,D1:D4,1)', '#N/A'],
    ['=AGGREGATE(0,4,A1:A3)', '#VALUE!'],
    ['=AGGREGATE(20,4,A1:A3)', '#VALUE!'],
    ['=AGGREGATE(9,-1,A1:A3)', '#VALUE!'],
    ['=AGGREGATE(9,8,A1:A3)', '#VALUE!'],
    ['=AGGREGATE("x",4,A1:A3)', '#VALUE!'],
    ['=AGGREGATE(9,"x",A1:A3)', '#VALUE!'],
  ]);

  test('leave out rows hidden by hand or by a filter, as they are asked to', () => {
    const book = new MemoryBook();
    const { id } = book.addSheet('Sheet1');
    book.write(id, 0, 0, [['n'], [1], [2], [4], [8]]);
    const { id: tableId, columns } = book.addTable(id, areaOf(0, 0, 5, 1), true);
    const formulas = ['SUBTOTAL(9,A2:A5)', 'SUBTOTAL(109,A2:A5)', 'AGGREGATE(9,4,A2:A5)', 'AGGREGATE(9,5,A2:A5)'];
    book.write(id, 0, 2, [formulas.map((each) => ({ formula: `=${each}` }))]);
    const totals = (): unknown => book.readValues(id, areaOf(0, 2, 1, 4))[0];
    expect(totals()).toEqual([15, 15, 15, 15]);
    book.updateRows(id, 1, 1, { hidden: true });
    expect(totals()).toEqual([15, 14, 15, 14]);
    book.filterTable(tableId, columns[0]?.id ?? 0, { filterOn: 'Values', values: ['1', '2', '4'] });
    expect(totals()).toEqual([7, 6, 15, 6]);
  });
});
