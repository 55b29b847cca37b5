import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatArea } from 'excel-host/book/address.ts';
import type { Scalar } from 'excel-host/book/cell.ts';
import { startServer, type BuiltServer } from './built-server.ts';
import { openChromium } from './shared-chromium.ts';
import { openWorkbench, type WorkbenchPage } from './workbench-page.ts';

let server: BuiltServer;
let browser: Browser;
let person: WorkbenchPage;

/** Rows 2 and below of `Keys`, filled to T60 but for D10; the sheet has room for 200 rows and 26 columns. */
const filled: Scalar[][] = Array.from({ length: 60 }, (_, row) =>
  Array.from({ length: 20 }, (_cell, column) => (row === 9 && column === 3 ? '' : row * 100 + column)),
);

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ SEP_DEMO: 'off' }), openChromium()]);
  person = await openWorkbench(browser, server.url);
  await person.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await person.page.evaluate((cells) => {
    const book = window.workbenchHost?.book;
    const { id } = book?.addSheet('Keys') ?? { id: '' };
    book?.write(id, 0, 0, cells);
    const plan = book?.addSheet('Plan').id ?? '';
    book?.write(plan, 0, 0, [
      ['Row ID', 'Name', 'Cost'],
      ['r1', 'Elm', 5],
      ['r2', 'Oak', 7],
      ['r3', 'Fir', 9],
    ]);
    book?.addTable(plan, { row: 0, column: 0, rowCount: 4, columnCount: 3 }, true);
    book?.updateColumns(plan, 0, 1, { hidden: true });
    book?.updateSheet(plan, { freeze: { rows: 1, columns: 2 } });
  }, filled);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What the add-in is told to be in front: sheet and selected cells. */
async function inFront(): Promise<string> {
  const view = await person.page.evaluate(() => {
    const host = window.workbenchHost;
    const sheet = host?.book.sheets().find(({ id }) => id === host.view.sheetId);
    return host && { sheet: sheet?.name ?? '', selection: host.view.selection };
  });
  return view === undefined ? '' : `${view.sheet}!${formatArea(view.selection)}`;
}

/** Begins at a cell, having been elsewhere, so that the selection is one of an ordinary click. */
async function beginAt(address: string): Promise<void> {
  const [sheet] = address.split('!');
  await person.goTo(`${sheet}!H20`);
  await person.goTo(address);
}

async function press(keys: string): Promise<void> {
  for (const key of keys.split(' ')) await person.page.keyboard.press(key);
}

describe('[FC5] where a key leads', () => {
  test.for<[keys: string, from: string, to: string]>([
    ['ArrowDown', 'Keys!D4', 'Keys!D5'],
    ['Tab', 'Keys!D4', 'Keys!E4'],
    ['Shift+Tab', 'Keys!D4', 'Keys!C4'],
    ['Shift+Tab Shift+Tab Tab', 'Keys!D4', 'Keys!C4'],
    ['Enter', 'Keys!D4', 'Keys!D5'],
    ['Shift+Enter', 'Keys!D4', 'Keys!D3'],
    ['Shift+Enter Enter', 'Keys!D4', 'Keys!D4'],
    ['Tab Tab Enter', 'Keys!D4', 'Keys!D5'],
    ['Shift+Tab', 'Keys!A1', 'Keys!A1'],
    ['Control+ArrowDown', 'Keys!D4', 'Keys!D9'],
    ['Control+ArrowDown Control+ArrowDown', 'Keys!D4', 'Keys!D11'],
    ['Control+ArrowRight', 'Keys!D4', 'Keys!T4'],
    ['Control+ArrowUp', 'Keys!D4', 'Keys!D1'],
    ['Home', 'Keys!D4', 'Keys!A4'],
    ['Control+Home', 'Keys!D4', 'Keys!A1'],
    ['Control+End', 'Keys!D4', 'Keys!T60'],
    ['Control+Home', 'Plan!C4', 'Plan!C2'],
    ['Home', 'Plan!C4', 'Plan!C4'],
    ['Control+End', 'Plan!B2', 'Plan!C4'],
    ['Shift+Tab', 'Plan!C3', 'Plan!B3'],
    ['Shift+Tab', 'Plan!B3', 'Plan!B3'],
    ['PageDown PageUp', 'Keys!D4', 'Keys!D4'],
    ['PageUp', 'Keys!D4', 'Keys!D1'],
    ['Alt+PageUp', 'Keys!D4', 'Keys!A4'],
    ['Shift+ArrowDown', 'Keys!D4', 'Keys!D4:D5'],
    ['Control+Shift+ArrowDown', 'Keys!D4', 'Keys!D4:D9'],
    ['Shift+Home', 'Keys!D4', 'Keys!A4:D4'],
    ['Control+Shift+End', 'Keys!D4', 'Keys!D4:T60'],
    ['Control+Shift+Home', 'Keys!D4', 'Keys!A1:D4'],
    ['Shift+Space', 'Keys!D4', 'Keys!A4:Z4'],
    ['Control+Space', 'Keys!D4', 'Keys!D1:D200'],
    ['Control+a', 'Keys!D4', 'Keys!A1:T60'],
    ['Control+a', 'Plan!C3', 'Plan!A1:C4'],
    ['Control+a Control+a', 'Keys!D4', 'Keys!A1:Z200'],
    ['Control+Alt+PageDown', 'Keys!D4', 'Plan!C4'],
    ['Control+Alt+PageUp', 'Plan!C4', 'Keys!D4'],
  ])('%s from %s leads to %s', async ([keys, from, to]) => {
    // Where the other sheet is gone back to.
    if (from !== 'Plan!C4') await person.goTo('Plan!C4');
    if (from !== 'Keys!D4') await person.goTo('Keys!D4');
    await beginAt(from);
    await press(keys);
    await expect.poll(inFront).toBe(to);
  });

  test('PageDown goes on by the rows that are seen, and what is typed there is seen', async () => {
    await beginAt('Keys!B2');
    await press('PageDown PageDown');
    await expect.poll(inFront).toMatch(/^Keys!B(4[0-9]|5[0-9]|6[0-9])$/);
    await person.page.keyboard.type('paged');
    await press('Enter Shift+Enter');
    const [, address = ''] = (await inFront()).split('!');
    await expect.poll(() => person.text(`Keys!${address}`)).toBe('paged');
    await person.picture('paged');
    await press('Control+z');
  });

  test('Tab and Enter go round within what is selected', async () => {
    await beginAt('Keys!V2:W3');
    for (const [text, key] of [
      ['a', 'Tab'],
      ['b', 'Tab'],
      ['c', 'Tab'],
      ['d', 'Tab'],
      ['e', 'Enter'],
      ['f', 'Shift+Enter'],
    ] as const) {
      await person.page.keyboard.type(text);
      await press(key);
    }
    await expect
      .poll(() => person.texts('Keys!V2:W3'))
      .toEqual([
        ['e', 'b'],
        ['f', 'd'],
      ]);
    expect(await inFront()).toBe('Keys!V2:W3');
  });
});

describe('[FC5] what a key makes of a cell', () => {
  test.for<[keys: string, text: string]>([
    ['F2 Backspace 7 Enter', '307'],
    ['Backspace 7 Enter', '7'],
    ['Delete', ''],
    ['Delete Control+z', '303'],
    ['Delete Control+z Control+y', ''],
    ['9 Escape', '303'],
    ['Control+d', '203'],
    ['Control+r', '302'],
    ['Control+c ArrowDown Control+v', '303'],
    ['Shift+Space Control+Minus', '403'],
    ['Shift+Space Control+Minus Control+z', '303'],
    ['Shift+Space Control+Shift+Equal', ''],
    ['5 Tab 6 Shift+Tab Delete', ''],
    ['5 Shift+Enter', '5'],
    ['5 Shift+Tab', '5'],
  ])('%s: %s', async ([keys, text]) => {
    await person.page.evaluate((cells) => {
      const book = window.workbenchHost?.book;
      book?.write(book.sheets().find(({ name }) => name === 'Keys')?.id ?? '', 0, 0, cells);
    }, filled);
    await beginAt('Keys!D4');
    await press(keys);
    await expect.poll(() => person.text('Keys!D4')).toBe(text);
  });

  test('Ctrl+; is today and can be undone', async () => {
    await beginAt('Keys!X2');
    await press('Control+;');
    const today = await person.page.evaluate(() => new Date().toLocaleDateString('en-US'));
    await expect.poll(() => person.text('Keys!X2')).toBe(today);
    await press('Control+z');
    await expect.poll(() => person.text('Keys!X2')).toBe('');
  });
});

describe('[FC5] from part to part of the page', () => {
  const part = (): Promise<string> =>
    person.page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement?.closest('.grid')) return 'grid';
      return activeElement?.tagName === 'IFRAME' ? 'pane' : (activeElement?.getAttribute('aria-label') ?? '');
    });

  test('F6 leads from the cells to the pane, to the box of addresses and back, Shift+F6 the other way', async () => {
    await person.goTo('Keys!B2');
    await expect.poll(part).toBe('grid');
    for (const where of ['pane', 'Go to cell', 'grid', 'pane']) {
      await press('F6');
      await expect.poll(part).toBe(where);
    }
    const inPane = person.page.frames().find((frame) => frame.url().endsWith('/workbench/pane/'));
    expect(await inPane?.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
    for (const where of ['grid', 'Go to cell', 'pane', 'grid']) {
      await press('Shift+F6');
      await expect.poll(part).toBe(where);
    }
    await person.page.keyboard.type('after F6');
    await press('Enter');
    await expect.poll(() => person.text('Keys!B2')).toBe('after F6');
  });

  test('F5 goes to the box of addresses, and Escape back to the cells', async () => {
    await person.goTo('Keys!C3');
    await press('F5');
    await expect.poll(part).toBe('Go to cell');
    await person.page.keyboard.type('Z99');
    await press('Escape');
    await expect.poll(part).toBe('grid');
    expect(await inFront()).toBe('Keys!C3');
  });

  test('[FC6] one box tells where one is, also to a screen reader', async () => {
    await person.goTo('Plan!C3');
    const boxes = person.page.locator('input:visible');
    const values = await boxes.evaluateAll((all) =>
      all.map((each) => (each instanceof HTMLInputElement ? each.value : '')),
    );
    expect(values.filter((value) => value === 'C3')).toEqual(['C3']);
    await expect.poll(() => person.page.getByLabel('Selection').textContent()).toBe('C3, Cost, 7');
    await press('Shift+Tab');
    await expect.poll(() => person.page.getByLabel('Selection').textContent()).toBe('B3, Name, Oak');
  });
});

test('[FC4] a new sheet stands beside the one in front, is shown, and takes what is typed', async () => {
  await person.goTo('Keys!A1');
  await person.page.locator('.univer footer button').first().click();
  await expect.poll(inFront).toMatch(/^Sheet\d+!A1$/);
  await person.page.keyboard.type('new');
  await press('Enter');
  const names = await person.page.evaluate(() => window.workbench?.sheetNames ?? []);
  const added = names[names.indexOf('Keys') + 1] ?? '';
  expect(added).toMatch(/^Sheet\d+$/);
  await expect.poll(() => person.text(`${added}!A1`)).toBe('new');
  await person.goTo('Keys!A1');
  await press('Shift+F11');
  await expect.poll(() => person.page.evaluate(() => window.workbench?.sheetNames.length)).toBe(names.length + 1);
  await expect.poll(inFront).not.toMatch(/^Keys/);
});

test('[FC5] Ctrl+F finds what a cell shows in any sheet, Enter the next, Shift+Enter the one before, Escape ends it', async () => {
  await person.goTo('Keys!A1');
  await press('Control+f');
  await person.page.getByLabel('Find', { exact: true }).fill('1412');
  await press('Enter');
  await expect.poll(inFront).toBe('Keys!M15');
  await person.page.getByLabel('Find', { exact: true }).fill('oak');
  await press('Enter');
  await expect.poll(inFront).toBe('Plan!B3');
  await person.picture('found');
  await press('Shift+Enter');
  await expect.poll(inFront).toBe('Plan!B3');
  await press('Escape');
  expect(await person.page.getByLabel('Find', { exact: true }).count()).toBe(0);
  await press('Tab');
  await expect.poll(inFront).toBe('Plan!C3');
});

test('[FC7] grid and page follow the system’s light or dark, as the pane does', async () => {
  await person.goTo('Plan!C3');
  const pane = person.page.frames().find((frame) => frame.url().endsWith('/workbench/pane/'));
  const ofPane = (): Promise<number | undefined> | undefined =>
    pane?.evaluate(() => {
      const shown = document.querySelector('.fui-FluentProvider');
      const [, red] = /(\d+)/.exec(shown === null ? '' : getComputedStyle(shown).backgroundColor) ?? [];
      return Math.round(Number(red) / 255);
    });
  const brightness = (): Promise<number[]> =>
    person.page.evaluate(() => {
      const canvas = document.querySelector('canvas#univer-sheet-main-canvas_book');
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('The grid is not there.');
      const scale = canvas.width / canvas.getBoundingClientRect().width;
      const cell = canvas.getContext('2d')?.getImageData(112 * scale, 80 * scale, 1, 1).data[0] ?? -1;
      const [, page] = /(\d+)/.exec(getComputedStyle(document.documentElement).backgroundColor) ?? [];
      return [cell, Number(page)].map((value) => Math.round(value / 255));
    });
  for (const [colorScheme, bright] of [
    ['dark', 0],
    ['light', 1],
  ] as const) {
    await person.page.emulateMedia({ colorScheme });
    await expect.poll(brightness).toEqual([bright, bright]);
    await expect.poll(ofPane).toBe(bright);
    await person.picture(colorScheme);
  }
});

test('nothing was logged as an error and no policy was violated', () => {
  expect(person.troubles).toEqual([]);
});
