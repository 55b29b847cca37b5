import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';

/** Folder for pictures of what the tests see; without it none are taken. */
const pictures = process.env['SEP_SCREENSHOTS'];

/** One person at the workbench: a browser window of their own, with what went wrong in it. */
export interface WorkbenchPage {
  readonly page: Page;
  readonly pane: FrameLocator;
  /** Errors of the console, uncaught exceptions, policy violations and failed requests, as they came. */
  readonly troubles: readonly string[];
  signIn(email: string): Promise<void>;
  connect(): Promise<void>;
  openSheet(label: string): Promise<void>;
  /** The cell of the open sheet in the row whose `keyLabel` column shows `key`. */
  cell(keyLabel: string, key: string, label: string): Promise<Locator>;
  /** Types over a cell and presses Enter. */
  type(cell: Locator, text: string): Promise<void>;
  /** Presses Sync on the pane's home and waits until the status says this. */
  sync(expectedTitle: string | RegExp): Promise<void>;
  waitForStatus(title: string | RegExp): Promise<void>;
  picture(name: string): Promise<void>;
}

export async function openWorkbench(browser: Browser, url: string): Promise<WorkbenchPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const troubles: string[] = [];
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('requestfailed', (request) => troubles.push(`${request.url()} ${request.failure()?.errorText ?? ''}`));
  await page.goto(`${url}/workbench/`);
  const pane = page.frameLocator('iframe');
  const status = pane.getByRole('region', { name: 'Sync status' });
  const waitForStatus = (title: string | RegExp): Promise<void> => status.getByText(title).waitFor({ timeout: 30_000 });
  return {
    page,
    pane,
    troubles,
    waitForStatus,
    signIn: async (email) => {
      await pane.getByLabel('E-mail').fill(email);
      await pane.getByLabel('Password').fill('cedar-basin');
      await pane.getByRole('button', { name: 'Sign in' }).click();
    },
    connect: async () => {
      await pane.getByRole('button', { name: 'Connect' }).click();
      await waitForStatus('All changes synced');
    },
    openSheet: async (label) => {
      await page.getByRole('tab', { name: label, exact: true }).click();
      await page.getByRole('gridcell').first().waitFor();
    },
    cell: async (keyLabel, key, label) => {
      const [keyColumn, column] = [await columnOf(page, keyLabel), await columnOf(page, label)];
      const row = page.locator('tr', { has: cellShowing(page.locator(`td[data-column="${keyColumn}"]`), key) });
      return row.locator(`td[data-column="${column}"]`);
    },
    type: async (cell, text) => {
      await cell.click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    sync: async (expectedTitle) => {
      await pane.getByRole('tab', { name: 'Home' }).click();
      await status.getByRole('button', { name: /^(Sync now|Check now|Try again)$/ }).click();
      await waitForStatus(expectedTitle);
    },
    picture: async (name) => {
      if (pictures === undefined) return;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
  };
}

/** Those of the cells that show exactly this text. */
export function cellShowing(cells: Locator, text: string): Locator {
  return cells.filter({ hasText: new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) });
}

/** Number of the sheet's column with that header, from its first row. */
async function columnOf(page: Page, label: string): Promise<string> {
  const header = cellShowing(page.locator('tr[aria-rowindex="1"] td'), label);
  const column = await header.getAttribute('data-column');
  if (column === null) throw new Error(`The sheet has no column ${label}.`);
  return column;
}
