import { describe, expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import type { Content, Scalar } from '../book/cell.ts';
import { MemoryBook } from '../book/memory-book.ts';

/** Calculates a formula in E1 of a sheet that holds 1, 2.5, text, TRUE in A1:D1 and a blank row below. */
function calculate(formula: string): Scalar | undefined {
  const book = new MemoryBook();
  const { id } = book.addSheet('Data');
  const line: Content[] = [1, 2.5, 'text', true, { formula }];
  book.write(id, 0, 0, [line]);
  return book.readValues(id, areaOf(0, 4, 1, 1))[0]?.[0];
}

describe('formulas', () => {
  test.each<[string, unknown]>([
    ['=1+2*3', 7],
    ['=(1+2)*3', 9],
    ['=-2^2', 4],
    ['=10%', 0.1],
    ['=A1+B1', 3.5],
    ['=A1&"-"&C1', '1-text'],
    ['=A2', 0],
    ['=A2&"x"', 'x'],
    ['=IF(A1>0,"yes","no")', 'yes'],
    ['=IF(A1>5,"yes")', false],
    ['=IF(A2="","",1)', ''],
    ['=SUM(A1:D1,10)', 13.5],
    ['=SUM(A:B)', 3.5],
    ['=ROUND(2.675,2)', 2.68],
    ['=ROUND(1.005,2)', 1.01],
    ['=ROUND(-2.5,0)', -3],
    ['=ROUND(1234,-2)', 1200],
    ['=AVERAGE(A1:B1)', 1.75],
    ['=MAX(A1:B1)-MIN(A1:B1)', 1.5],
    ['=COUNT(A1:D1)+COUNTA(A1:D1)', 6],
    ['=AND(A1=1,NOT(B1=1))', true],
    ['=IFERROR(1/0,"none")', 'none'],
    ['="a"="A"', true],
    ['="a""b"', 'a"b'],
    ['=@A1:A9', 1],
    ['=-A1:B1', -1],
    ['=TRUE+1', 2],
    ['="3"*"4"', 12],
    ['="1/2/2026"+1', 46_025],
    ['=10%%', 0.001],
    ['=2^3^2', 64],
    ['=1.1-1-0.1', 0],
    ['=0.1+0.2=0.3', true],
    ['="B">"a"', true],
    ['="1">2', true],
    ['=TRUE>"z"', true],
    ['=A2=0', true],
    ['=A2=""', true],
    ['=A2=FALSE', true],
    ['=SUM((A1,B1))', 3.5],
    ['=SUM(A1:B1 B1:C1)', 2.5],
    ['=SUM(A1:A1 B1:B1)', { error: '#NULL!' }],
    ['=IF(TRUE,,1)', 0],
    ['=ISBLANK(A2)', true],
    ['=ISBLANK("")', false],
    ['=LET(A1b,2,A1b*A1)', 2],
    ['=LET(f,LAMBDA(x,x*2),f(4))', 8],
    ['=LET(x,1,LAMBDA(x,x+1)(5)+x)', 7],
    ['=SUM({1,2;3,4}*{10;100})', 730],
    ['=CUBEVALUE("x")', { error: '#NAME?', lacking: 'the function CUBEVALUE' }],
    ['=IFERROR(CUBEVALUE("x"),1)', { error: '#NAME?', lacking: 'the function CUBEVALUE' }],
    ['=SEP.TOTAL(1)', { error: '#NAME?' }],
    ['=SUM(1,', { error: '#NAME?' }],
    ['=LEFT()', { error: '#VALUE!' }],
    ['=C1+1', { error: '#VALUE!' }],
    ['=#REF!+1', { error: '#REF!' }],
    ['=Nowhere!A1', { error: '#REF!' }],
    ['=XLOOKUP(1,A:A,B:B)', 2.5],
    ['=_xlfn.XLOOKUP(1,A:A,B:B)', 2.5],
    ['=Unknown', { error: '#NAME?' }],
    ['=1+', { error: '#NAME?' }],
    ['=SUM(1', { error: '#NAME?' }],
    ['=2^5000', { error: '#NUM!' }],
  ])('%s', (formula, value) => {
    expect(calculate(formula)).toEqual(value);
  });

  test('a long chain of cells is calculated', () => {
    const book = new MemoryBook();
    const { id } = book.addSheet('Data');
    const chain = Array.from({ length: 5000 }, (_, row): Content[] => [row === 0 ? 1 : { formula: `=A${row}+1` }]);
    book.write(id, 0, 0, chain);
    expect(book.readValues(id, areaOf(0, 0, 5000, 1))[4999]).toEqual([5000]);
  });

  test('a subtotal leaves out rows that a filter hides', () => {
    const book = new MemoryBook();
    const { id } = book.addSheet('Data');
    book.write(id, 0, 0, [
      ['Name', 'Amount'],
      ['a', 1],
      ['b', 2],
      ['c', 4],
    ]);
    const table = book.addTable(id, areaOf(0, 0, 4, 2), true);
    book.updateTable(table.id, { showTotals: true });
    book.filterTable(table.id, table.columns[0]?.id ?? 0, { filterOn: 'Values', values: ['a', 'c'] });
    book.write(id, 0, 3, [[{ formula: '=SUBTOTAL(109,Table1[Amount])' }]]);
    expect(book.readValues(id, areaOf(0, 3, 1, 1))).toEqual([[5]]);
  });
});
