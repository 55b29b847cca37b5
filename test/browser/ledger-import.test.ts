import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patient } from '../patience.ts';
import { violations } from './axe.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { openFrontDoor, signIn } from './front-door-page.ts';
import { openChromium } from './shared-chromium.ts';

const pictures = process.env['SEP_SCREENSHOTS'];

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo('mini'), openChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const csv = [
  'Voucher ID,Vchr Line,GL Date,Proj ID,GL Account,PO ID,Supplier,DR,CR',
  '5109900001,1,11/03/2026,26.00001,,PO-1,Vendor A01,"1,250.00",',
  '5109900002,1,11/04/2026,26.00001,21-9010-0-0000-8500-6400-999,,Vendor B07,310.40,',
  '5109900003,1,11/05/2026,26.00001,,4599,Vendor A01,,12.00',
].join('\n');

/** Every state is without a violation, by day and by night, wide and narrow; with a folder for pictures they are kept. */
async function isSound(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      if (pictures !== undefined) {
        await page.screenshot({ path: join(pictures, `${name}-${colorScheme}-${width}.png`), fullPage: true });
      }
    }
    expect(await violations(page)).toEqual([]);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

describe('the ledger in the web app', { timeout: patient(180_000) }, () => {
  test('an export is read, held against the ledger’s totals, taken in, and what stays out gets an owner', async () => {
    const { page, troubles } = await openFrontDoor(browser, `${server.url}/p/cedar-basin/workbooks/ledger`);
    await signIn(page, 'finance@cedar-basin.example');
    await page.getByRole('heading', { level: 1, name: 'Import the ledger' }).waitFor();
    const file = { name: 'november.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByRole('button', { name: 'Accept all of them' }).click();
    await page.getByRole('table', { name: 'Where the money of the file goes' }).waitFor();
    await page.getByLabel('Control total of this file').fill('1,548.41');
    await page.keyboard.press('Enter');
    await page.getByText('Import total 1,548.40 differs from ledger control total 1,548.41 by 0.01.').waitFor();
    await isSound(page, 'ledger-review');
    await page.getByRole('button', { name: /^Take in 1 row/ }).click();
    await page.getByText('1 row went into the plan').waitFor();
    await page.getByRole('button', { name: 'Owner or reason of 5109900003/1' }).click();
    await page.getByLabel('Who mends it').fill('PM-01');
    await isSound(page, 'ledger-taken');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('PM-01 mends it').waitFor();
    await page.getByRole('link', { name: 'Ledger rules' }).click();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByLabel('Vendor').fill('Vendor B*');
    await page.getByLabel('Budget Line ID').fill('BL-001');
    await isSound(page, 'ledger-rules');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('table', { name: 'Rules in the order in which they are tried' }).waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  });
});
