import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { isCellError } from 'excel-host/book/cell.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { openXlsx } from '../../addin/workbench/xlsx/open-xlsx.ts';
import { createRandom, type Random } from '../histories/random.ts';
import { firstSeed, isLong } from '../run-size.ts';
import { startServer, type BuiltServer } from './built-server.ts';
import { keptDownload } from './kept-download.ts';
import { openChromium } from './shared-chromium.ts';
import { openWorkbench, type WorkbenchPage } from './workbench-page.ts';

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

/** A sheet with a table of three columns, the second with a list and the third text. */
async function addPlan(name: string): Promise<void> {
  await person.page.evaluate((sheetName) => {
    const book = window.workbenchHost?.book;
    const id = book?.addSheet(sheetName).id ?? '';
    const rows = Array.from({ length: 5 }, (_, row) => [row + 1, '', '']);
    book?.write(id, 0, 0, [['Amount', 'Kind', 'Code'], ...rows]);
    book?.addTable(id, { row: 0, column: 0, rowCount: 6, columnCount: 3 }, true);
    book?.writeFormats(id, { row: 1, column: 2, rowCount: 5, columnCount: 1 }, '@');
    const rule = { list: { source: 'Cabling,Testing', inCellDropDown: true } };
    book?.setValidation(id, { row: 1, column: 1, rowCount: 5, columnCount: 1 }, { rule });
  }, name);
}

/** In which cells the grid differs from the book. */
function differences(sheet: string): Promise<string[] | undefined> {
  return person.page.evaluate((name) => window.workbench?.disagreements?.(name), sheet);
}

test('[FC5] a hundred cells typed as fast as keys come, with Tab and Enter, are all there', async () => {
  await person.page.evaluate(() => window.workbenchHost?.book.addSheet('Fast'));
  await person.goTo('Fast!B2');
  const wanted = Array.from({ length: 20 }, (_, row) =>
    Array.from({ length: 5 }, (_cell, column) => `${row + 1}x${column + 1}`),
  );
  for (const line of wanted) {
    for (const [column, text] of line.entries()) {
      await person.page.keyboard.type(text);
      await person.page.keyboard.press(column === line.length - 1 ? 'Enter' : 'Tab');
    }
  }
  await expect.poll(() => person.text('Fast!F21')).toBe('20x5');
  expect(await person.texts('Fast!B2:F21')).toEqual(wanted);
  expect(await person.page.evaluate(() => window.workbench?.size('Fast'))).toEqual({ rows: 21, columns: 6 });
  expect(await differences('Fast')).toEqual([]);
  await person.picture('fast');
});

test('[FC5] a block with tabs and lines of another program is pasted cell by cell, and undone at once', async () => {
  await addPlan('Block');
  await person.page.evaluate(() => navigator.clipboard.writeText('1,200.50\tTesting\t0417\r\n(3)\tCabling\t0420\r\n'));
  await person.goTo('Block!A2');
  await person.page.keyboard.press('Control+v');
  await expect
    .poll(() => person.texts('Block!A2:C4'))
    .toEqual([
      ['1,200.50', 'Testing', '0417'],
      ['-3', 'Cabling', '0420'],
      ['3', '', ''],
    ]);
  await person.page.keyboard.press('Control+z');
  await expect
    .poll(() => person.texts('Block!A2:C3'))
    .toEqual([
      ['1', '', ''],
      ['2', '', ''],
    ]);
  await expect.poll(() => differences('Block')).toEqual([]);
});

/** One thing that a person does at the keyboard; told as what it was. */
type Act = (random: Random, sheet: string) => Promise<string>;

const texts = ['7', '-3.5', 'Elm', '0417', '3/4/2026', '12%', '=A2*2', '=SUM(A2:A6)', '=A1&"x"', '=1/0', 'TRUE', "'9"];

const acts: readonly Act[] = [
  async (random, sheet) => {
    const [address, text] = [cell(random), random.pick(texts)];
    await person.type(`${sheet}!${address}`, text);
    return `types ${text} into ${address}`;
  },
  async (random, sheet) => {
    const [address, key] = [cell(random), random.pick(['Delete', 'Control+d', 'Control+;'])];
    await person.goTo(`${sheet}!${address}`);
    await person.page.keyboard.press(key);
    return `${key} on ${address}`;
  },
  async (random, sheet) => {
    const [from, to] = [cell(random), cell(random)];
    await person.goTo(`${sheet}!${from}`);
    await person.page.keyboard.press('Shift+ArrowRight');
    await person.page.keyboard.press('Control+c');
    await person.goTo(`${sheet}!${to}`);
    await person.page.keyboard.press('Control+v');
    return `copies ${from} and the next to ${to}`;
  },
  async (random, sheet) => {
    const [address, name] = [cell(random), random.pick(['Insert row', 'Delete row'])];
    await person.goTo(`${sheet}!${address}`);
    await person.page.getByRole('button', { name }).click();
    return `${name} at ${address}`;
  },
  async (random) => {
    const key = random.pick(['Control+z', 'Control+z', 'Control+y']);
    await person.page.keyboard.press(key);
    return key;
  },
];

/** In the table below its header, or just beside or below it. */
function cell(random: Random): string {
  return `${random.pick(['A', 'B', 'C', 'D', 'E'])}${2 + random.int(7)}`;
}

const seeds = Array.from({ length: isLong ? 20 : 2 }, (_, index) => firstSeed() + index);

test.for(seeds)('[FC2] grid, book and saved file hold the same after what people do, seed %d', async (seed) => {
  const random = createRandom(seed);
  const sheet = `Seed ${seed}`;
  await addPlan(sheet);
  await person.goTo(`${sheet}!A2`);
  const done: string[] = [];
  for (let step = 0; step < 15; step += 1) {
    done.push(await random.pick(acts)(random, sheet));
    // Drawing follows at the end of the turn; what stays different is a fault.
    await expect.poll(() => differences(sheet), { message: `SEP_SEED=${seed}: ${done.join('; ')}` }).toEqual([]);
    // What is refused is said in a dialog, which Enter closes.
    if (await person.page.getByRole('dialog').isVisible()) await person.page.keyboard.press('Escape');
  }
  const [download] = await Promise.all([
    person.page.waitForEvent('download'),
    person.page.getByRole('button', { name: 'Save' }).click(),
  ]);
  const opened = await openXlsx('Plan.xlsx', new Uint8Array(await readFile(await keptDownload(download))));
  const book = openBook(opened.book);
  const id = book.sheets().find(({ name }) => name === sheet)?.id ?? '';
  const saved = book
    .readValues(id, areaOf(0, 0, 14, 8))
    .map((line) => line.map((value) => (isCellError(value) ? value.error : value)));
  const held = await person.page.evaluate((name) => {
    const shown = window.workbenchHost?.book;
    const sheetId = shown?.sheets().find((each) => each.name === name)?.id ?? '';
    const values = shown?.readValues(sheetId, { row: 0, column: 0, rowCount: 14, columnCount: 8 }) ?? [];
    return values.map((line) => line.map((value) => (typeof value === 'object' ? value.error : value)));
  }, sheet);
  expect(saved, `SEP_SEED=${seed}: ${done.join('; ')}`).toEqual(held);
});

test('nothing was logged as an error and no policy was violated', () => {
  expect(person.troubles).toEqual([]);
});
