import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patient } from '../patience.ts';
import { mended } from '../imports/mend.ts';
import { uglyWorkbooks } from '../imports/ugly-workbooks.ts';
import { violations } from './axe.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { openFrontDoor, signIn } from './front-door-page.ts';
import { keptDownload } from './kept-download.ts';
import { openChromium } from './shared-chromium.ts';

const FINANCE = 'finance@cedar-basin.example';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo('mini'), openChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const address = (): string => `${server.url}/p/cedar-basin/workbooks/import`;

/** A person who counts the clicks. */
function clicker(page: Page) {
  let clicks = 0;
  return {
    count: () => clicks,
    press: async (name: string | RegExp): Promise<void> => {
      clicks++;
      await page.getByRole('button', { name }).click();
    },
    chooseFile: async (name: string, bytes: Uint8Array): Promise<void> => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: /^Choose a(nother)? file…$/ }).click(),
      ]);
      // The button, and the file in the window of the system.
      clicks += 2;
      await chooser.setFiles({
        name,
        mimeType: XLSX,
        buffer: Buffer.from(bytes),
      });
      await isRead(page);
    },
  };
}

/** Waits until nothing is worked out any more. */
async function isRead(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'What will happen' }).waitFor();
  await expect.poll(() => page.getByText(/^(Reading|Taking in) /).count()).toBe(0);
}

async function fileNamed(name: string): Promise<Uint8Array> {
  const workbook = uglyWorkbooks.find((each) => each.name === name);
  if (!workbook) throw new Error(`There is no workbook ${name}.`);
  return workbook.bytes();
}

/** Types what is meant into the choice for new rows under this label. */
async function defaultTo(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).selectOption(value);
  await isRead(page);
}

describe('importing a table', { timeout: patient(180_000) }, () => {
  test('an office’s own workbook is in the program in under twenty clicks, mended rows included', async () => {
    const { page, troubles } = await openFrontDoor(browser, `${server.url}/p/cedar-basin/workbooks`);
    await signIn(page, FINANCE);
    const person = clicker(page);
    await page.getByRole('link', { name: 'Import a table' }).click();
    await person.chooseFile('semicolons.csv', await fileNamed('semicolons.csv'));
    await page.getByText('A2: 601 as 0601').first().waitFor();
    await page.getByText('K3, Site Status, Open').waitFor();
    await person.press('Accept all of them');
    await isRead(page);
    await person.press('Take in 1 row');
    await page.getByText(/1 row went into the plan as revision \d+\./).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), person.press('Download the 1 row to mend')]);
    const left = new Uint8Array(readFileSync(await keptDownload(download)));
    const back = await mended(left, [{ header: 'Site Status', was: 'Open', becomes: 'Active' }]);
    await person.chooseFile('mended.xlsx', back);
    await page.getByText(/Read as when .+ imported such a table/).waitFor();
    await person.press('Accept all of them');
    await isRead(page);
    await person.press('Take in 1 row');
    await page.getByText('Nothing was left out.').waitFor();
    // The link to the page and the sign-in, which is there for everything, are clicks, too.
    expect(person.count() + 2).toBeLessThan(20);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('ten ugly workbooks are read one after the other, and nothing of them goes in unseen', async () => {
    const { page, troubles } = await openFrontDoor(browser, address());
    await signIn(page, FINANCE);
    const person = clicker(page);
    for (const { name, bytes } of uglyWorkbooks) {
      await person.chooseFile(name, await bytes());
      await page.getByText(`${name}. `).waitFor();
      const table = page.getByRole('table', { name: 'Columns', exact: true });
      expect(await table.getByRole('row').count(), name).toBeGreaterThan(5);
      const accept = page.getByRole('button', { name: 'Accept all of them' });
      const readings = page.getByRole('group', { name: 'Is it meant so?' }).getByRole('checkbox');
      if ((await accept.count()) > 0) await accept.click();
      else if ((await readings.count()) > 0) await readings.first().click();
      await isRead(page);
      expect(await page.getByText(/for your word below/).count(), name).toBe(0);
      const take = page.getByRole('button', { name: /^Take in / });
      if ((await take.count()) > 0) {
        await take.click();
        await page.getByText(/went into the plan as revision|The plan has all of this already/).waitFor();
      } else await page.getByText('Nothing to take in yet').waitFor();
    }
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test.each([
    ['wide and light', { viewport: { width: 1280, height: 900 } }],
    ['narrow and dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const }],
  ])('the page has nothing that axe finds and is no wider than its window, %s', async (_, options) => {
    const { page } = await openFrontDoor(browser, address(), options);
    await signIn(page, FINANCE);
    await page.getByRole('button', { name: 'Choose a file…' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await clicker(page).chooseFile('damaged-codes.xlsx', await fileNamed('damaged-codes.xlsx'));
    await defaultTo(page, 'Region', 'North');
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
