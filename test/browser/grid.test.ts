import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scalar } from 'excel-host/book/cell.ts';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import { isLong } from '../run-size.ts';
import { startServer, type BuiltServer } from './built-server.ts';
import { keptDownload } from './kept-download.ts';
import { openChromium } from './shared-chromium.ts';
import { openWorkbench, type WorkbenchPage } from './workbench-page.ts';

declare global {
  interface Window {
    workbenchHost?: ExcelHost;
  }
}

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

const selected = () => person.page.evaluate(() => window.workbench?.selection);

/** Adds a sheet with a table in A1, as an add-in would. */
async function addTable(sheetName: string, block: readonly (readonly Scalar[])[]): Promise<void> {
  await person.page.evaluate(
    ({ name, cells }) => {
      const book = window.workbenchHost?.book;
      if (book === undefined) throw new Error('The workbench has no host.');
      const { id } = book.addSheet(name);
      book.write(id, 0, 0, cells);
      book.addTable(id, { row: 0, column: 0, rowCount: cells.length, columnCount: cells[0]?.length ?? 1 }, true);
    },
    { name: sheetName, cells: block },
  );
  await person.goTo(`${sheetName}!A2`);
}

/** Presses the button at the right end of a cell of the first rows: standard widths and heights. */
async function pressCellButton(row: number, column: number): Promise<void> {
  const box = await person.page.locator('#univer-sheet-main-canvas_book').boundingBox();
  if (box === null) throw new Error('The grid is not there.');
  const [headerWidth, headerHeight, width, height, inset] = [46, 20, 88, 24, 10];
  await person.page.mouse.click(
    box.x + headerWidth + (column + 1) * width - inset,
    box.y + headerHeight + row * height + height / 2,
  );
}

/** Red, green and blue near the right end of a cell of the first rows, where no text is. */
function colorAt(row: number, column: number): Promise<number[]> {
  return person.page.evaluate(
    ([x, y]) => {
      const canvas = document.querySelector('canvas#univer-sheet-main-canvas_book');
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('The grid is not there.');
      const scale = canvas.width / canvas.getBoundingClientRect().width;
      const data = canvas.getContext('2d')?.getImageData((x ?? 0) * scale, (y ?? 0) * scale, 1, 1).data;
      return [...(data ?? [])].slice(0, 3);
    },
    [46 + (column + 1) * 88 - 20, 20 + row * 24 + 12],
  );
}

/** Saves the workbook. @returns where the file is */
async function saved(): Promise<string> {
  const [download] = await Promise.all([
    person.page.waitForEvent('download'),
    person.page.getByRole('button', { name: 'Save' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Plan.xlsx');
  return keptDownload(download);
}

/** Opens a file in place of the workbook that is open. */
async function open(file: string): Promise<void> {
  await Promise.all([person.page.waitForEvent('load'), person.page.getByLabel('Workbook to open').setInputFiles(file)]);
  await person.page.locator('[data-ready=true]').waitFor();
}

const people = [
  ['Name', 'Amount'],
  ['Cem', 30],
  ['Ann', 10],
  ['Bea', 20],
];

describe('the grid', () => {
  test('what was typed can be undone and redone by keyboard', async () => {
    await addTable('Undo', people);
    await person.type('Undo!B2', '31');
    expect(await person.text('Undo!B2')).toBe('31');
    await person.page.keyboard.press('Control+z');
    await expect.poll(() => person.text('Undo!B2')).toBe('30');
    await person.page.keyboard.press('Control+y');
    await expect.poll(() => person.text('Undo!B2')).toBe('31');
  });

  test('no frame is drawn while nobody does anything, and what is typed is', async () => {
    const drawn = () =>
      person.page.evaluate(async () => {
        const ask = window.requestAnimationFrame.bind(window);
        let asked = 0;
        window.requestAnimationFrame = (draw) => {
          asked += 1;
          return ask(draw);
        };
        for (let frame = 0; frame < 20; frame += 1) await new Promise((resolve) => ask(resolve));
        window.requestAnimationFrame = ask;
        return asked;
      });
    await expect.poll(drawn).toBe(0);
    const before = await colorAt(5, 3);
    await person.page.evaluate(() => {
      const book = window.workbenchHost?.book;
      book?.writeStyle(
        book.sheets().find(({ name }) => name === 'Undo')?.id ?? '',
        { row: 5, column: 3, rowCount: 1, columnCount: 1 },
        { fillColor: '#FF0000' },
      );
    });
    await expect.poll(() => colorAt(5, 3)).toEqual([255, 0, 0]);
    expect(before).not.toEqual([255, 0, 0]);
    await expect.poll(drawn).toBe(0);
  });

  test('a formula is calculated by the grid and can be read by an add-in', async () => {
    await person.type('Undo!D2', '=SUM(Table1[Amount])*2');
    await expect.poll(() => person.text('Undo!D2')).toBe('122');
  });

  test('an address that is being typed stays while an add-in selects something else', async () => {
    const box = person.page.getByLabel('Go to cell');
    await box.fill('Undo!B3');
    await person.page.evaluate(() => {
      const host = window.workbenchHost;
      host?.select(host.view.sheetId, { row: 7, column: 5, rowCount: 1, columnCount: 1 });
    });
    await expect.poll(selected).toMatchObject({ row: 7, column: 5 });
    await box.press('Enter');
    await expect.poll(selected).toEqual({ sheetName: 'Undo', row: 2, column: 1 });
  });

  test('5,000 cells copied from Excel are pasted as what they are', async () => {
    await addTable('Paste', [['Key'], ['']]);
    await person.page.evaluate(async () => {
      const cells = Array.from({ length: 1250 }, (_, row) => [`K-${row}`, '007', '3/4/2026', `${row}.50`]);
      const tableRows = cells.map((line) => `<tr>${line.map((text) => `<td>${text}</td>`).join('')}</tr>`);
      const html = `<html><body><table>${tableRows.join('')}</table></body></html>`;
      const text = cells.map((line) => line.join('\t')).join('\r\n');
      const types = {
        'text/html': new Blob([html], { type: 'text/html' }),
        'text/plain': new Blob([text], { type: 'text/plain' }),
      };
      await navigator.clipboard.write([new ClipboardItem(types)]);
    });
    await person.goTo('Paste!D1');
    await expect.poll(selected).toEqual({ sheetName: 'Paste', row: 0, column: 3 });
    await person.page.keyboard.press('Control+v');
    await expect.poll(() => person.text('Paste!D1250')).toBe('K-1249');
    expect(await person.texts('Paste!D1:G2')).toEqual([
      ['K-0', '7', '3/4/2026', '0.5'],
      ['K-1', '7', '3/4/2026', '1.5'],
    ]);
    await person.page.keyboard.press('Control+z');
    await expect.poll(() => person.text('Paste!D1250')).toBe('');
  });

  test('cells copied in the grid are pasted elsewhere', async () => {
    await person.goTo('Undo!A2:B4');
    await person.page.keyboard.press('Control+c');
    await person.goTo('Undo!A10');
    await person.page.keyboard.press('Control+v');
    await expect
      .poll(() => person.texts('Undo!A10:B12'))
      .toEqual([
        ['Cem', '31'],
        ['Ann', '10'],
        ['Bea', '20'],
      ]);
  });

  test('a table is sorted and filtered by its header buttons', async () => {
    await addTable('Lists', people);
    await pressCellButton(0, 1);
    await person.page.getByText('Descending').click();
    await expect.poll(() => person.texts('Lists!A2:A4')).toEqual([['Cem'], ['Bea'], ['Ann']]);
    await pressCellButton(0, 0);
    await person.page.getByText('Select All').click();
    await person.page.getByText('Ann', { exact: true }).click();
    await person.page.getByRole('button', { name: 'Confirm' }).click();
    const filtered = (): Promise<(boolean | undefined)[]> =>
      person.page.evaluate(() => {
        const host = window.workbenchHost;
        return [1, 2, 3].map((row) => host?.book.rowLooks(host.view.sheetId, row).filtered);
      });
    await expect.poll(filtered).toEqual([true, true, false]);
    await person.picture('filtered');
  });

  test('a value is picked from a drop-down', async () => {
    await addTable('Picks', people);
    await person.page.evaluate(() => {
      const book = window.workbenchHost?.book;
      const sheet = book?.sheets().find(({ name }) => name === 'Picks');
      const rule = { list: { source: 'Dora,Emil', inCellDropDown: true } };
      book?.setValidation(sheet?.id ?? '', { row: 1, column: 0, rowCount: 3, columnCount: 1 }, { rule });
    });
    await person.goTo('Picks!A3');
    await pressCellButton(2, 0);
    await person.picture('drop-down');
    await person.page.getByText('Emil', { exact: true }).click();
    await expect.poll(() => person.text('Picks!A3')).toBe('Emil');
  });

  test('[FC3] all that is typed into a cell with a drop-down stands in the cell, at any speed', async () => {
    const values = ['Installation and Cabling', 'Testing and Inspection'];
    await addTable('Words', people);
    await person.page.evaluate((source) => {
      const book = window.workbenchHost?.book;
      const sheet = book?.sheets().find(({ name }) => name === 'Words');
      const rule = { list: { source, inCellDropDown: true } };
      book?.setValidation(sheet?.id ?? '', { row: 1, column: 0, rowCount: 3, columnCount: 1 }, { rule });
    }, values.join(','));
    for (const [index, pause] of [0, 40].entries()) {
      const address = `Words!A${index + 2}`;
      await person.goTo(address);
      await person.page.keyboard.type(values[index] ?? '', { delay: pause });
      await person.page.keyboard.press('Enter');
      await expect.poll(() => person.text(address)).toBe(values[index]);
    }
  });

  test.for<[keys: string, text: string, selected: string]>([
    ['Alt+ArrowDown ArrowDown Enter', 'Cabling', 'B2'],
    ['Alt+ArrowDown ArrowUp Enter', '0417', 'B2'],
    ['Alt+ArrowDown ArrowDown ArrowDown ArrowDown ArrowDown Tab', '0417', 'C2'],
    ['Alt+ArrowDown ArrowDown Escape', '', 'B2'],
    ['t ArrowDown Enter', 'Testing', 'B3'],
    ['t ArrowDown ArrowDown Enter', 'Tests of cabling', 'B3'],
    ['c a b ArrowDown ArrowDown Tab', 'Tests of cabling', 'C2'],
    ['t ArrowDown Escape', '', 'B2'],
    ['0 4 1 7 Enter', '0417', 'B3'],
    ['Alt+ArrowDown T e s t i n g Enter', 'Testing', 'B3'],
    ['t ArrowDown Enter Control+z', '', 'B3'],
  ])('[FC3] in a cell with a list %s gives “%s” and leads to %s', async ([keys, text, selected]) => {
    await person.page.evaluate(() => {
      const book = window.workbenchHost?.book;
      const known = book?.sheets().find(({ name }) => name === 'Choices')?.id;
      const id = known ?? book?.addSheet('Choices').id ?? '';
      const source = 'Cabling,Testing,Tests of cabling,0417';
      book?.write(id, 1, 1, [['']]);
      book?.writeFormats(id, { row: 1, column: 1, rowCount: 1, columnCount: 1 }, '@');
      book?.setValidation(
        id,
        { row: 1, column: 1, rowCount: 1, columnCount: 1 },
        { rule: { list: { source, inCellDropDown: true } } },
      );
    });
    await person.goTo('Choices!A1');
    await person.goTo('Choices!B2');
    for (const key of keys.split(' ')) {
      await person.page.keyboard.press(key);
      if (/Alt|^[a-z]$/.test(key)) await person.page.getByRole('listbox').waitFor();
    }
    await expect.poll(() => person.text('Choices!B2')).toBe(text);
    await expect.poll(() => person.page.getByLabel('Go to cell').inputValue()).toBe(selected);
    await expect.poll(() => person.page.getByRole('listbox').count()).toBe(0);
  });

  test('a row is inserted and deleted by the buttons above the grid', async () => {
    await person.goTo('Picks!A2');
    await person.page.getByRole('button', { name: 'Insert row' }).click();
    await expect.poll(() => person.texts('Picks!A2:A3')).toEqual([[''], ['Cem']]);
    await person.page.getByRole('button', { name: 'Delete row' }).click();
    await expect.poll(() => person.text('Picks!A2')).toBe('Cem');
  });

  test('[FB7] beyond columns that stand still, a cell gone to by address or keyboard takes what is typed', async () => {
    const letters = 'ABCDEFGHIJKLMN'.split('');
    await addTable('Wide', [letters.map((letter) => `Column ${letter}`), letters.map((_, column) => column)]);
    await person.page.evaluate(() => {
      const book = window.workbenchHost?.book;
      const sheetId = book?.sheets().find(({ name }) => name === 'Wide')?.id ?? '';
      book?.updateColumns(sheetId, 0, 1, { hidden: true });
      book?.updateColumns(sheetId, 2, 1, { width: 30 });
      book?.updateColumns(sheetId, 3, 11, { width: 130 });
      book?.updateSheet(sheetId, { freeze: { rows: 1, columns: 3 } });
    });
    for (const address of ['N2', 'D2', 'J2']) {
      await person.type(`Wide!${address}`, `1${address}`);
      expect(await person.text(`Wide!${address}`)).toBe(`1${address}`);
    }
    await person.goTo('Wide!B2');
    for (let column = 0; column < 9; column += 1) await person.page.keyboard.press('Tab');
    await person.page.keyboard.type('by Tab');
    await person.page.keyboard.press('Enter');
    await expect.poll(() => person.text('Wide!K2')).toBe('by Tab');
    await person.picture('wide');
    expect(person.troubles).toEqual([]);
  });

  test('sheets are reached by their tabs', async () => {
    await person.page.getByText('Lists', { exact: true }).first().click();
    await expect.poll(() => person.page.evaluate(() => window.workbench?.selection.sheetName)).toBe('Lists');
  });

  test('the workbook is saved as .xlsx and opened again, with the pane beside it anew', async () => {
    await person.goTo('Lists!A1');
    const file = await saved();
    await person.type('Lists!A2', 'Zoe');
    await open(file);
    expect(await person.text('Lists!A2')).toBe('Cem');
    await person.goTo('Lists!B2');
    await person.type('Lists!B2', '77');
    expect(await person.text('Lists!B2')).toBe('77');
    expect(await person.page.evaluate(() => window.workbenchHost?.book.tables().length)).toBeGreaterThan(1);
    await person.page.frameLocator('iframe').getByRole('button', { name: 'Sign in', exact: true }).first().waitFor();
    await person.picture('opened');
  });

  test('what is marked by a conditional format shows it and loses it again', async () => {
    await person.page.evaluate(() => {
      const book = window.workbenchHost?.book;
      const sheetId = book?.sheets().find(({ name }) => name === 'Lists')?.id ?? '';
      const format = book?.addConditionalFormat(sheetId, { row: 1, column: 0, rowCount: 1, columnCount: 1 });
      const look = { fillColor: '#FCE4A8', underline: 'Single' };
      book?.updateConditionalFormat(sheetId, format?.id ?? '', { formula: '=ISTEXT("marked")', look });
    });
    await person.goTo('Lists!C9');
    await person.picture('marked');
    await expect.poll(() => colorAt(1, 0)).toEqual([252, 228, 168]);
  });

  test('100,000 rows are shown, scrolled through and edited', async () => {
    await person.page.evaluate(() => {
      const book = window.workbenchHost?.book;
      const sheetId = book?.addSheet('Big').id ?? '';
      const rows = Array.from({ length: 100_000 }, (_, row) => [
        `K-${row}`,
        ...Array.from({ length: 11 }, (_cell, column) => row * column),
      ]);
      book?.write(sheetId, 0, 0, [
        ['Key', ...Array.from({ length: 11 }, (_cell, column) => `Column ${column}`)],
        ...rows,
      ]);
      book?.addTable(sheetId, { row: 0, column: 0, rowCount: 100_001, columnCount: 12 }, true);
      book?.updateSheet(sheetId, { freeze: { rows: 1, columns: 0 } });
    });
    await person.goTo('Big!B2');
    const box = await person.page.locator('.grid').boundingBox();
    await person.page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 300);
    // How smoothly is measured by `npm run bench -- scroll`.
    for (let turn = 0; turn < 60; turn += 1) {
      await person.page.mouse.wheel(0, 400);
      await person.page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await person.goTo('Big!B100001');
    await person.type('Big!B100001', '5');
    expect(await person.text('Big!B100001')).toBe('5');
    await person.picture('big');
    // To save and open as many takes half a minute, and shows no more than with a small book.
    if (!isLong) return;
    await open(await saved());
    expect(await person.text('Big!B100001')).toBe('5');
  });

  test('nothing was logged as an error and no policy was violated', () => {
    expect(person.troubles).toEqual([]);
  });
});
