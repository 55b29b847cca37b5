import { expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import { MemoryBook } from '../book/memory-book.ts';
import { formulaRefusal } from './formula-refusal.ts';

/** A table Table1 of Name and Amount in A1:B3. */
function open() {
  const book = new MemoryBook();
  const { id } = book.addSheet('Data');
  book.write(id, 0, 0, [
    ['Name', 'Amount'],
    ['a', 1],
    ['b', 2],
  ]);
  book.addTable(id, areaOf(0, 0, 3, 2), true);
  return { id, tables: book.tables() };
}

test.each([
  ['=1+', 'it cannot be read as a formula'],
  ['=SUM(1', 'it cannot be read as a formula'],
  ['=LEFT()', 'LEFT wants more arguments'],
  ['=LEFT("a",1,2)', 'LEFT wants fewer arguments'],
  ['=LEFT("a")', undefined],
  ['=LEFT("a",1)', undefined],
  ['=PI(1)', 'PI wants fewer arguments'],
  // Wherever a call stands in the formula.
  ['=1+LEFT()', 'LEFT wants more arguments'],
  ['=LEFT()+1', 'LEFT wants more arguments'],
  ['=-LEFT()', 'LEFT wants more arguments'],
  ['=SUM(1,LEFT())', 'LEFT wants more arguments'],
  ['=LET(x,LEFT(),x)', 'LEFT wants more arguments'],
  ['=LET(x,1,LEFT())', 'LEFT wants more arguments'],
  ['=LAMBDA(x,LEFT())(1)', 'LEFT wants more arguments'],
  ['=LAMBDA(x,x)(LEFT())', 'LEFT wants more arguments'],
  ['=MAP(A1:A2,LAMBDA(x,LEFT()))', 'LEFT wants more arguments'],
  ['=LEFT(PI(1))', 'PI wants fewer arguments'],
  // Excel takes names and functions that it does not know, and shows #NAME?; those that only this host lacks, too.
  ['=NoSuchName+NOSUCHFUNCTION()', undefined],
  ['=WEBSERVICE()', undefined],
  ['=Nowhere!A1', undefined],
  ['=1+A1+"x"+{1,2}', undefined],
])('%s is refused because of: %s', (formula, reason) => {
  expect(formulaRefusal(formula, [])).toBe(reason);
});

test.each([
  ['=SUM(Nope[Amount])', 'this workbook has no table Nope'],
  ['=SUM(Nope[])', 'this workbook has no table Nope'],
  ['=SUM(TABLE1[AMOUNT])+ROWS(Table1[#All])', undefined],
  ['=SUM(Table1[Total])', 'the table Table1 has no column Total'],
  ['=SUM(Table1[[Name]:[Total]])', 'the table Table1 has no column Total'],
  ['=SUM(Table1[[Name]:[Amount]])', undefined],
  ['=SUM(Table1[Amount],Nope[Amount])', 'this workbook has no table Nope'],
  // Without brackets it may be any name.
  ['=ROWS(Nope)', undefined],
])('%s is refused because of: %s', (formula, reason) => {
  expect(formulaRefusal(formula, open().tables)).toBe(reason);
});

test('columns without the name of a table are those of the table around the cell', () => {
  const { id, tables } = open();
  const at = (row: number, column: number, sheetId = id) =>
    formulaRefusal('=[@Total]*2', tables, { sheetId, row, column });
  const refused = 'the table Table1 has no column Total';
  expect([at(0, 0), at(2, 1), at(3, 1), at(2, 2), at(2, 1, 'other')]).toEqual([
    refused,
    refused,
    undefined,
    undefined,
    undefined,
  ]);
  expect(formulaRefusal('=[@Amount]*2', tables, { sheetId: id, row: 2, column: 1 })).toBeUndefined();
  expect(formulaRefusal('=[@Total]', tables)).toBeUndefined();
});
