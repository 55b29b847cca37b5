import { beforeEach, expect, test } from 'vitest';
import { formatArea, parseArea } from '../book/address.ts';
import { areaOf } from '../book/area.ts';
import type { TableInfo } from '../book/book.ts';
import { MemoryBook } from '../book/memory-book.ts';
import type { TableExpression } from './expression.ts';
import { tableReferenceArea } from './table-reference-area.ts';

let table: TableInfo;
let book: MemoryBook;

/** A table of Name, Amount and Note in B2:D6, headers and totals included. */
beforeEach(() => {
  book = new MemoryBook();
  const { id } = book.addSheet();
  book.write(id, 1, 1, [
    ['Name', 'Amount', 'Note'],
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
  table = book.addTable(id, parseArea('B2:D5') ?? areaOf(0, 0, 1, 1), true);
  book.updateTable(table.id, { showTotals: true });
});

/** Row 4 of the sheet, counted from 1, unless said otherwise. */
function cellsOf(sections: TableExpression['sections'], columns?: readonly [string, string], row = 3) {
  const area = tableReferenceArea(table, { kind: 'table', tableName: 'Table1', sections, columns }, row);
  return area && formatArea(area);
}

test.each<[TableExpression['sections'], string | undefined]>([
  [[], 'B3:D5'],
  [['data'], 'B3:D5'],
  [['all'], 'B2:D6'],
  [['headers'], 'B2:D2'],
  [['totals'], 'B6:D6'],
  [['headers', 'data'], 'B2:D5'],
  [['data', 'totals'], 'B3:D6'],
  [['this row'], 'B4:D4'],
])('the sections %j are %s', (sections, address) => {
  expect(cellsOf(sections)).toBe(address);
});

test('columns are found in any case, from the one to the other in either order', () => {
  expect([
    cellsOf([], ['amount', 'AMOUNT']),
    cellsOf([], ['Name', 'Amount']),
    cellsOf(['all'], ['Note', 'Amount']),
    cellsOf([], ['Amount', 'Name']),
  ]).toEqual(['C3:C5', 'B3:C5', 'C2:D6', 'B3:C5']);
  expect([cellsOf([], ['Nothing', 'Amount']), cellsOf([], ['Name', 'Nothing'])]).toEqual([undefined, undefined]);
});

test('this row is that of the formula, and none outside the body', () => {
  const inRow = (row: number) => cellsOf(['this row'], ['Amount', 'Amount'], row);
  expect([1, 2, 4, 5, 9].map(inRow)).toEqual([undefined, 'C3', 'C5', undefined, undefined]);
});

test('headers and totals that are not shown are none', () => {
  book.updateTable(table.id, { showTotals: false, showHeaders: false });
  expect([cellsOf(['totals']), cellsOf(['headers']), cellsOf([])]).toEqual([undefined, undefined, 'B3:D5']);
  expect([cellsOf(['data', 'totals']), cellsOf(['data', 'headers'])]).toEqual(['B3:D5', 'B3:D5']);
});
