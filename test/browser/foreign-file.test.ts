import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawZip } from '../../server/workbook/testing/raw-zip.ts';
import { startServer, type BuiltServer } from './built-server.ts';
import { keptDownload } from './kept-download.ts';
import { openChromium } from './shared-chromium.ts';
import { openWorkbench, type WorkbenchPage } from './workbench-page.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let server: BuiltServer;
let browser: Browser;
let person: WorkbenchPage;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ SEP_DEMO: 'off' }), openChromium()]);
  person = await openWorkbench(browser, server.url);
  await person.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A workbook of another program: a note, merged cells, a conditional format, a link, print set-up. */
async function foreignFile(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Budget', { pageSetup: { orientation: 'landscape' } });
  sheet.addRows([
    ['Item', 'Amount', 'Double'],
    ...[10, 20, 30].map((amount, index) => [
      `Item ${index + 1}`,
      amount,
      { formula: `B${index + 2}*2`, result: amount * 2 },
    ]),
  ]);
  sheet.getCell('A6').value = 'Merged heading';
  sheet.mergeCells('A6:C6');
  sheet.getCell('B3').note = 'Ask the architect.';
  sheet.getCell('A8').value = { text: 'District', hyperlink: 'https://example.org/' };
  sheet.addConditionalFormatting({
    ref: 'B2:B4',
    rules: [{ type: 'expression', priority: 1, formulae: ['B2>15'], style: { font: { bold: true } } }],
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

async function open(name: string, buffer: Buffer): Promise<void> {
  await person.page.getByLabel('Workbook to open').setInputFiles({ name, mimeType: XLSX, buffer });
}

async function saved(button: string): Promise<Uint8Array> {
  const [download] = await Promise.all([
    person.page.waitForEvent('download'),
    person.page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return new Uint8Array(readFileSync(await keptDownload(download)));
}

async function sheetOf(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  const sheet = workbook.getWorksheet('Budget');
  if (sheet === undefined) throw new Error('The sheet is not in the saved file.');
  return sheet;
}

describe('[FA9] a file of another program in the workbench', () => {
  test('is edited and saved with all that is not shown here', async () => {
    const file = await foreignFile();
    await Promise.all([person.page.waitForEvent('load'), open('budget.xlsx', file)]);
    await person.page.locator('[data-ready=true]').waitFor();
    await person.type('Budget!B3', '21');
    expect(await person.text('Budget!C3')).toBe('42');
    const bytes = await saved('Save');
    await person.page.getByText('Saved budget.xlsx with your downloads.').waitFor();
    const sheet = await sheetOf(bytes);
    expect(sheet.getCell('B3').value).toBe(21);
    expect(sheet.getCell('B3').note).toBe('Ask the architect.');
    expect(sheet.getCell('C3').result).toBe(42);
    expect(sheet.getCell('C6').master.address).toBe('A6');
    expect(sheet.pageSetup.orientation).toBe('landscape');
    const [was, is] = [unzipSync(file), unzipSync(bytes)];
    const changed = Object.keys(was).filter((path) => Buffer.compare(was[path] ?? file, is[path] ?? file) !== 0);
    expect(changed).toEqual(['xl/worksheets/sheet1.xml']);
  });

  test('rows that come move what hangs on cells; what cannot go along is said before saving, with a way out', async () => {
    await person.goTo('Budget!A3');
    await person.page.getByRole('button', { name: 'Insert row' }).click();
    await expect.poll(() => person.text('Budget!B4')).toBe('21');
    const sheet = await sheetOf(await saved('Save'));
    expect(sheet.getCell('B4').note).toBe('Ask the architect.');
    expect(sheet.getCell('C7').master.address).toBe('A7');

    await person.page.locator('[data-kept=kept]').waitFor();
    await person.page.reload();
    await person.page.locator('[data-ready=true]').waitFor();
    expect((await sheetOf(await saved('Save'))).getCell('B4').note).toBe('Ask the architect.');

    await person.goTo('Budget!B4');
    await person.page.keyboard.press('Control+x');
    await person.goTo('Budget!E4');
    await person.page.keyboard.press('Control+v');
    await expect.poll(() => person.texts('Budget!B4:E4')).toEqual([['', '42', '', '21']]);
    const cut = await sheetOf(await saved('Save'));
    expect([cut.getCell('B4').note, cut.getCell('E4').note]).toEqual([undefined, 'Ask the architect.']);
    await person.goTo('Budget!E4');
    await person.page.keyboard.press('Control+z');
    await expect.poll(() => person.text('Budget!B4')).toBe('21');

    await person.page.evaluate(() => {
      const book = window.workbenchHost?.book;
      const sheetId = book?.sheets().find(({ name }) => name === 'Budget')?.id ?? '';
      book?.insertCells(sheetId, { row: 6, column: 0, rowCount: 1, columnCount: 1 }, 'down');
    });
    await person.page.getByRole('button', { name: 'Save', exact: true }).click();
    await person.page.getByRole('dialog', { name: 'Before budget.xlsx is saved' }).waitFor();
    await person.page.getByText('The merged cells A8 and B7:C7 on Budget are single cells again').waitFor();
    await person.picture('before-saving');
    await person.page.getByRole('button', { name: 'Not now' }).click();
    await person.page.getByText('Not saved. The workbook is as it was.').waitFor();
    await person.page.getByRole('button', { name: 'Save', exact: true }).click();
    const copy = await saved('Save a copy beside');
    await person.page.getByText('Saved budget (copy).xlsx with your downloads.').waitFor();
    expect((await sheetOf(copy)).getCell('A8').value).toBe('Merged heading');
  });

  test('[SEC9] a zip bomb and a file of 70,000 sheets are refused with a sentence, and the page goes on', async () => {
    const good = Object.entries(unzipSync(await foreignFile())).map(([path, content]) => ({ path, content }));
    const others = good.filter(({ path }) => path !== 'xl/workbook.xml');
    const bomb = { path: 'xl/bomb.xml', content: '', declaredSize: 1024 * 1024 * 1024 };
    await open('bomb.xlsx', Buffer.from(rawZip([...good, bomb])));
    await person.page.getByText('bomb.xlsx was not opened. The file unpacks to more than 512 MB').waitFor();
    const sheets = `<workbook><sheets>${'<sheet name="S" id="r"/>'.repeat(70_000)}</sheets></workbook>`;
    await open('sheets.xlsx', Buffer.from(rawZip([...others, { path: 'xl/workbook.xml', content: sheets }])));
    await person.page.getByText('sheets.xlsx was not opened. The workbook holds more than 250 sheets.').waitFor();
    await open('notes.xlsx', Buffer.from('notes'));
    await person.page.getByText('notes.xlsx was not opened. The file is not an Excel workbook.').waitFor();
    expect(await person.text('Budget!B4')).toBe('21');
    expect(person.troubles).toEqual([]);
  });
});
