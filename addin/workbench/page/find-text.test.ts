import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { type FoundCell, findText } from './find-text.ts';

function opened() {
  const book = new MemoryBook();
  const plan = book.addSheet('Plan').id;
  const money = book.addSheet('Money').id;
  book.write(plan, 0, 0, [
    ['Elm', 'Oak'],
    ['Fir', 'elm street'],
    ['Elmwood', ''],
  ]);
  book.write(money, 4, 2, [[1200, 'Helmet']]);
  book.writeFormats(money, areaOf(4, 2, 1, 1), '#,##0.00');
  const walk = (text: string, from: FoundCell, sign: 1 | -1, count: number): string[] => {
    let at = from;
    return Array.from({ length: count }, () => {
      const found = findText(book, text, at, sign);
      if (found === undefined) return 'nothing';
      at = found;
      return `${found.sheetId === plan ? 'Plan' : 'Money'} ${found.row},${found.column}`;
    });
  };
  return { book, plan, money, walk };
}

test('[FC5] a text is found row by row and sheet by sheet, round to where one began, and backwards', () => {
  const { plan, walk } = opened();
  const start = { sheetId: plan, row: 0, column: 0 };
  expect(walk('ELM', start, 1, 5)).toEqual(['Plan 1,1', 'Plan 2,0', 'Money 4,3', 'Plan 0,0', 'Plan 1,1']);
  expect(walk('elm', start, -1, 4)).toEqual(['Money 4,3', 'Plan 2,0', 'Plan 1,1', 'Plan 0,0']);
});

test('[FC5] what a cell shows is found, not what it holds; a single match again and again; nothing where there is none', () => {
  const { plan, walk } = opened();
  const start = { sheetId: plan, row: 0, column: 0 };
  expect(walk('1,200.00', start, 1, 2)).toEqual(['Money 4,2', 'Money 4,2']);
  expect(walk('1200', start, 1, 1)).toEqual(['nothing']);
  expect(walk('', start, 1, 1)).toEqual(['nothing']);
});

test('[FC5] what is hidden is passed over: sheets, columns and rows', () => {
  const { book, plan, money, walk } = opened();
  const start = { sheetId: plan, row: 0, column: 0 };
  book.updateSheet(money, { visibility: 'Hidden' });
  book.updateColumns(plan, 1, 1, { hidden: true });
  expect(walk('elm', start, 1, 2)).toEqual(['Plan 2,0', 'Plan 0,0']);
  book.updateRows(plan, 2, 1, { hidden: true });
  expect(walk('elm', start, 1, 2)).toEqual(['Plan 0,0', 'Plan 0,0']);
});

test('[FC5] far down in a large sheet a text is found too, from either end', () => {
  const { book, plan, walk } = opened();
  book.write(plan, 4999, 0, [['needle']]);
  const start = { sheetId: plan, row: 0, column: 0 };
  expect([walk('needle', start, 1, 1), walk('needle', start, -1, 1)]).toEqual([['Plan 4999,0'], ['Plan 4999,0']]);
});
