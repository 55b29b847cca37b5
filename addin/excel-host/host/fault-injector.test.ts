import { expect, test } from 'vitest';
import { MemoryBook } from '../book/memory-book.ts';
import { openExcel } from '../client/open-excel.mts';
import { createExcelHost } from './excel-host.ts';
import { isKilledError } from './fault-injector.ts';

const excel = openExcel(createExcelHost(new MemoryBook()));

function open() {
  const book = new MemoryBook();
  const sheet = book.addSheet('Data');
  const host = createExcelHost(book);
  excel.reconnect(host);
  const column = (): unknown[] => book.readValues(sheet.id, { row: 0, column: 0, rowCount: 4, columnCount: 1 }).flat();
  return { book, sheetId: sheet.id, host, column };
}

/** Two requests: A1 and A2 in the first, A3 and A4 in the second. */
async function writeTwice(): Promise<void> {
  await excel.Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Data');
    sheet.getRange('A1').values = [[1]];
    sheet.getRange('A2').values = [[2]];
    await context.sync();
    sheet.getRange('A3').values = [[3]];
    sheet.getRange('A4').values = [[4]];
    await context.sync();
  });
}

async function killed(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => false,
    (error: unknown) => isKilledError(error),
  );
}

test('killed before the second request, only the first has happened', async () => {
  const { host, column } = open();
  host.faults.killAt(2, 'before');
  expect(await killed(writeTwice())).toBe(true);
  expect(column()).toEqual([1, 2, '', '']);
});

test('killed after the second request ran, everything has happened but nobody heard', async () => {
  const { host, column } = open();
  host.faults.killAt(2, 'after');
  expect(await killed(writeTwice())).toBe(true);
  expect(column()).toEqual([1, 2, 3, 4]);
});

test('killed in the middle of a batch, its first actions stay', async () => {
  const seen = new Set<string>();
  for (let afterActions = 0; afterActions < 20; afterActions += 1) {
    const { host, column } = open();
    host.faults.killAt(1, { afterActions });
    expect(await killed(writeTwice())).toBe(true);
    seen.add(JSON.stringify(column()));
  }
  expect([...seen]).toEqual(['["","","",""]', '[1,"","",""]', '[1,2,"",""]']);
});

test('a killed host answers nothing until it is revived', async () => {
  const { host, column } = open();
  host.faults.killAt(1);
  expect(await killed(writeTwice())).toBe(true);
  expect(await killed(writeTwice())).toBe(true);
  host.faults.revive();
  await writeTwice();
  expect(column()).toEqual([1, 2, 3, 4]);
});

test('a hook between requests lets somebody else edit', async () => {
  const { book, sheetId, host, column } = open();
  const requests: number[] = [];
  host.faults.betweenRequests((request) => {
    requests.push(request);
    if (request === 2) book.write(sheetId, 0, 0, [['bob']]);
  });
  await writeTwice();
  expect(requests).toEqual([1, 2]);
  expect(column()).toEqual(['bob', 2, 3, 4]);
});

test('the next request can be made to fail with any code', async () => {
  const { host, column } = open();
  host.faults.failNext('InactiveWorkbook', 'Another workbook is in front.');
  await expect(writeTwice()).rejects.toMatchObject({ code: 'InactiveWorkbook' });
  expect(column()).toEqual(['', '', '', '']);
});
