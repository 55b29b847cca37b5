import { beforeEach, expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { type ExcelHost, createExcelHost } from 'excel-host/host/excel-host.ts';
import { goToFirstTable } from './go-to-first-table.ts';

let book: MemoryBook;
let host: ExcelHost;
let start: string;
let plan: string;

beforeEach(() => {
  book = new MemoryBook();
  start = book.addSheet('Start').id;
  plan = book.addSheet('Plan').id;
  book.write(plan, 0, 1, [
    ['Row ID', 'Name'],
    ['1', 'Elm'],
  ]);
  host = createExcelHost(book, { user: 'you' });
});

/** What is in front in a later turn than the one that the page waits for. */
async function inFront() {
  await new Promise((resolve) => setTimeout(resolve, 0));
  return [host.view.sheetId, host.view.selection];
}

test('the first table that appears is shown, at the first cell of its body that is seen', async () => {
  goToFirstTable(host);
  book.addTable(plan, areaOf(0, 1, 2, 2), true);
  book.updateColumns(plan, 1, 1, { hidden: true });
  expect(await inFront()).toEqual([plan, areaOf(1, 2, 1, 1)]);
  host.activate(start);
  book.write(plan, 5, 0, [['Other'], [1]]);
  book.addTable(plan, areaOf(5, 0, 2, 1), true);
  expect((await inFront())[0]).toBe(start);
});

test('a table of which no column is seen is shown at its first', async () => {
  goToFirstTable(host);
  book.addTable(plan, areaOf(0, 1, 2, 2), true);
  book.updateColumns(plan, 1, 2, { hidden: true });
  expect(await inFront()).toEqual([plan, areaOf(1, 1, 1, 1)]);
});

test('nobody is taken from where they have gone, to a table that is gone again, or after the waiting was stopped', async () => {
  const before = [start, host.view.selection];
  goToFirstTable(host);
  const { id } = book.addTable(plan, areaOf(0, 1, 2, 2), true);
  book.deleteTable(id, true);
  expect(await inFront()).toEqual(before);
  goToFirstTable(host)();
  const again = book.addTable(plan, areaOf(0, 1, 2, 2), true);
  expect(await inFront()).toEqual(before);
  book.deleteTable(again.id, true);
  const elsewhere = book.addSheet('Elsewhere').id;
  goToFirstTable(host);
  book.write(plan, 9, 9, [['no table']]);
  book.addTable(plan, areaOf(0, 1, 2, 2), true);
  host.activate(elsewhere);
  expect((await inFront())[0]).toBe(elsewhere);
});
