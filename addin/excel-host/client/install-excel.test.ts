import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import { MemoryBook } from '../book/memory-book.ts';
import { createExcelHost } from '../host/excel-host.ts';
import { installExcel } from './install-excel.mts';
import { openExcel } from './open-excel.mts';

const corner = areaOf(0, 0, 1, 1);

/** An add-in as it stands in a task pane: it takes Excel from the globals. */
async function writeCorner(value: string): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange('A1').values = [[value]];
    await context.sync();
  });
}

test('an add-in that takes Excel from the globals has a new book with every installation', async () => {
  const first = installExcel();
  await writeCorner('one');
  const second = installExcel({ user: 'ann' });
  expect(second.Excel).toBe(first.Excel);
  expect(second.Excel).toBe(Excel);
  await writeCorner('two');
  const values = [first, second].map(({ book, host }) => book.readValues(host.view.sheetId, corner));
  expect(values).toEqual([[['one']], [['two']]]);
  expect(second.host.user).toBe('ann');
});

test('a person and a co-author work in the book that is installed, and are heard', async () => {
  const { person, coAuthor, book, host } = installExcel({ user: 'ann' });
  const heard: string[] = [];
  await Excel.run(async (context) => {
    context.workbook.worksheets.onChanged.add(async ({ address, source }) => void heard.push(`${address} ${source}`));
    await context.sync();
  });
  expect(person('bob').typeInto('Sheet1', 'A1', '5')).toBe('entered');
  await expect.poll(() => heard).toEqual(['A1 Remote']);
  await coAuthor('cem').Excel.run(async (context) => {
    context.workbook.getSelectedRange().values = [[6]];
    await context.sync();
  });
  await expect.poll(() => heard).toEqual(['A1 Remote', 'A1 Remote']);
  expect(book.readValues(host.view.sheetId, corner)).toEqual([[6]]);
});

test('options of the host, of the library and a book of one’s own are taken', async () => {
  const book = new MemoryBook('plan.xlsx');
  const library = createRequire(import.meta.url).resolve('@microsoft/office-js/dist/excel-web-16.00.debug.js');
  const { host, Office } = installExcel({ book, library, lenient: true, requirementSets: { ExcelApi: '1.4' } });
  expect(Office.context.requirements.isSetSupported('ExcelApi', '1.5')).toBe(false);
  const { id } = book.addSheet('Sheet1');
  await writeCorner('=WEBSERVICE("x")');
  await Excel.run(async (context) => {
    context.workbook.worksheets.getActiveWorksheet().getRange('A1').load('values');
    await context.sync();
  });
  expect(host.warnings).toEqual(['This Excel host lacks the function WEBSERVICE.']);
  expect(host.view.sheetId).toBe(id);
});

test('another host brings another Office, and the handlers of the one before are gone', () => {
  const book = new MemoryBook();
  const opened = openExcel(createExcelHost(book));
  const before = opened.Office;
  before.context.document.settings.set('key', 1);
  opened.reconnect(createExcelHost(book));
  expect(opened.Office).not.toBe(before);
  expect(opened.Office.context.document.settings.get('key')).toBeNull();
});
