import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { columnName } from 'excel-host/book/address.ts';
import type { WorkbenchHandle } from '../../addin/workbench/page/test-handle.ts';
import { patient } from '../patience.ts';
import { troublesOf } from './troubles.ts';

/** Folder for pictures of what the tests see; without it none are taken. */
const pictures = process.env['SEP_SCREENSHOTS'];

/** One person at the workbench: a browser window of their own, with what went wrong in it. */
export interface WorkbenchPage {
  readonly page: Page;
  readonly pane: FrameLocator;
  /** Errors of the console, uncaught exceptions, policy violations and failed requests, as they came. */
  readonly troubles: readonly string[];
  /** Ends when the spreadsheet is drawn and ready for the keyboard. */
  isReady(): Promise<void>;
  /** Goes past the first-run card, where there is one, to the sign-in form. */
  begin(): Promise<void>;
  signIn(email: string): Promise<void>;
  connect(): Promise<void>;
  /** Shows the sheet and selects a cell of its first row of data. */
  openSheet(label: string): Promise<void>;
  /** Types an address into the name box, which selects the cells and gives them the keyboard. */
  goTo(address: string): Promise<void>;
  /** Address of the cell of the open sheet in the row whose `keyLabel` column shows `key`. */
  cell(keyLabel: string, key: string, label: string): Promise<string>;
  /** What cells show, row by row; addresses without a sheet are of the open one. */
  texts(address: string): Promise<string[][]>;
  text(address: string): Promise<string>;
  /** Types over a cell and presses Enter. */
  type(address: string, text: string): Promise<void>;
  /** Opens a view of the pane by its name in the navigation. */
  show(view: string): Promise<void>;
  /** Presses Sync on the pane's home and waits until the status says this. */
  sync(expectedTitle: string | RegExp): Promise<void>;
  waitForStatus(title: string | RegExp): Promise<void>;
  picture(name: string): Promise<void>;
}

export async function openWorkbench(
  browser: Browser,
  url: string,
  viewport: { readonly width: number; readonly height: number } = { width: 1280, height: 720 },
): Promise<WorkbenchPage> {
  return await workbenchIn(await browser.newContext({ viewport }), `${url}/workbench/`);
}

/** Opens an address of the workbench in a tab of its own. */
export async function workbenchIn(context: BrowserContext, address: string): Promise<WorkbenchPage> {
  const page = await context.newPage();
  page.setDefaultTimeout(patient(15_000));
  const opened = workbenchPage(page);
  await page.goto(address);
  await opened.isReady();
  return opened;
}

/** A page that is on its way to a workbench. */
export async function workbenchOf(page: Page): Promise<WorkbenchPage> {
  const opened = workbenchPage(page);
  await opened.isReady();
  return opened;
}

function workbenchPage(page: Page): WorkbenchPage {
  const troubles = troublesOf(page);
  const pane = page.frameLocator('iframe');
  const status = pane.getByRole('region', { name: 'Sync status' });
  const waitForStatus = (title: string | RegExp): Promise<void> =>
    status.getByText(title).waitFor({ timeout: patient(30_000) });
  const show = (view: string): Promise<void> =>
    pane
      .getByRole('navigation')
      .getByRole('button', { name: new RegExp(`^${view}`) })
      .click();
  const begin = async (): Promise<void> => {
    const [example, form] = [pane.getByRole('button', { name: 'See an example' }), pane.getByLabel('E-mail')];
    await example.or(form).first().waitFor();
    if (await example.isVisible()) await pane.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  return {
    page,
    pane,
    troubles,
    isReady: () => page.locator('[data-ready=true]').waitFor({ timeout: patient(60_000) }),
    waitForStatus,
    show,
    begin,
    signIn: async (email) => {
      await begin();
      await pane.getByLabel('E-mail').fill(email);
      await pane.getByLabel('Password').fill('cedar-basin');
      await pane.getByRole('button', { name: 'Sign in', exact: true }).click();
    },
    connect: async () => {
      await pane.getByRole('button', { name: 'Connect' }).click();
      await waitForStatus('All changes synced');
    },
    openSheet: (label) => goTo(page, `${label}!B2`),
    goTo: (address) => goTo(page, address),
    cell: (keyLabel, key, label) => findCell(page, keyLabel, key, label),
    texts: (address) => textsOf(page, address),
    text: async (address) => (await textsOf(page, address))[0]?.[0] ?? '',
    type: async (address, text) => {
      await goTo(page, address);
      await page.keyboard.type(text);
      await expect.poll(() => isTyping(page)).toBe(true);
      await enter(page);
    },
    sync: async (expectedTitle) => {
      await show('Home');
      await status.getByRole('button', { name: /^(Send now|Sync now|Check now|Try again)$/ }).click();
      await waitForStatus(expectedTitle);
    },
    picture: async (name) => {
      if (pictures === undefined) return;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
  };
}

async function goTo(page: Page, address: string): Promise<void> {
  const box = page.getByLabel('Go to cell');
  await box.fill(address);
  await box.press('Enter');
}

/**
 * Ends typing with Enter. On a slow machine the grid may take an Enter for what it shows just then, such as its proposals
 * for a formula: whoever sits there sees the cell still open and presses it once more.
 */
async function enter(page: Page): Promise<void> {
  const limit = { timeout: patient(10_000) };
  const isOver = () => page.waitForFunction(() => window.workbench?.isTyping === false, undefined, limit);
  await page.keyboard.press('Enter');
  await isOver().catch(() => page.keyboard.press('Enter'));
  await isOver();
}

function isTyping(page: Page): Promise<boolean | undefined> {
  return page.evaluate(() => window.workbench?.isTyping);
}

/** Sheet and area of an address; without a sheet, the open one. */
async function sheetOf(page: Page, address: string): Promise<{ sheet: string; area: string }> {
  const [sheet, area] = address.includes('!') ? address.split('!') : [undefined, address];
  const open = await page.evaluate(() => window.workbench?.selection.sheetName);
  return { sheet: sheet ?? open ?? '', area: area ?? '' };
}

async function textsOf(page: Page, address: string): Promise<ReturnType<WorkbenchHandle['texts']>> {
  const place = await sheetOf(page, address);
  return page.evaluate(({ sheet, area }) => window.workbench?.texts(sheet, area) ?? [], place);
}

async function findCell(page: Page, keyLabel: string, key: string, label: string): Promise<string> {
  const { sheet } = await sheetOf(page, 'A1');
  const [header = [], ...rows] = await textsOf(page, `${sheet}!A1:AD60`);
  const [keyColumn, column] = [header.indexOf(keyLabel), header.indexOf(label)];
  const row = rows.findIndex((cells) => cells[keyColumn] === key);
  if (column < 0 || row < 0) throw new Error(`The sheet ${sheet} has no ${label} of ${key}.`);
  return `${sheet}!${columnName(column)}${row + 2}`;
}
