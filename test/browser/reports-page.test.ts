import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPdf, withoutSpaces } from '../../server/pdf/testing/read-pdf.ts';
import { patient } from '../patience.ts';
import { violations } from './axe.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { openFrontDoor, signIn, type DoorPage } from './front-door-page.ts';
import { keptDownload } from './kept-download.ts';
import { openChromium } from './shared-chromium.ts';

const FINANCE = 'finance@cedar-basin.example';

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo('mini'), openChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A page below Reports, as a person finds it who has signed in. */
async function openReports(path = '', email = FINANCE): Promise<DoorPage> {
  const opened = await openFrontDoor(browser, `${server.url}/p/cedar-basin/reports${path}`, {
    viewport: { width: 1200, height: 1000 },
  });
  await signIn(opened.page, email);
  return opened;
}

async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['SEP_SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

async function downloaded(page: Page, button: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return { name: file.suggestedFilename(), bytes: new Uint8Array(await readFile(await keptDownload(file))) };
}

describe('the reports page', { timeout: patient(180_000) }, () => {
  test('a report is chosen, looked at in the browser and taken along', async () => {
    const { page, troubles } = await openReports('?asOf=2026-06-30');
    await page.getByLabel('Report', { exact: true }).selectOption({ label: 'Site sheet' });
    await page.getByLabel('School', { exact: true }).fill('0417');
    await page.getByRole('button', { name: 'Preview' }).click();
    const frame = page.getByTitle('Preview: Site sheet');
    await frame.waitFor({ timeout: patient(60_000) });
    await expect.poll(() => frame.getAttribute('src')).toMatch(/^blob:/);
    await look(page, 'reports-preview');
    const pdf = await downloaded(page, 'Download PDF');
    expect(pdf.name).toMatch(/Site Sheet – 0417 Alder Elementary – 2026-06-30\.pdf$/);
    const { pages } = await readPdf(pdf.bytes);
    expect(withoutSpaces(pages.join(''))).toContain('0417AlderElementary');
    // Another choice: what was made of the first one is gone.
    await page.getByLabel('Report', { exact: true }).selectOption({ label: 'Amendment packet' });
    expect(await frame.count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Preview' }).isDisabled()).toBe(true);
    await page.getByLabel('Change', { exact: true }).fill('BC-01');
    const word = await downloaded(page, 'Download Word');
    expect(word.name).toMatch(/Amendment Packet – Rep-110-25 26 BC-01 – 2026-06-30\.docx$/);
    expect(Buffer.from(word.bytes.subarray(0, 2)).toString()).toBe('PK');
    await page.getByLabel('Change', { exact: true }).fill('BC-99');
    await page.getByRole('button', { name: 'Download Excel' }).click();
    await page.getByText('The plan has no change BC-99').waitFor();
    expect(await violations(page)).toEqual([]);
    // A refused request is told of by the browser too.
    expect(troubles.filter((trouble) => !trouble.includes('status of 400'))).toEqual([]);
    await page.context().close();
  });

  test('a token for other programs is made, shown once, reads by the address beside it, and is revoked', async () => {
    const { page, troubles } = await openReports();
    await page.getByRole('link', { name: 'Feeds' }).click();
    await page.getByText('You have no token for this program yet.').waitFor();
    // As somebody does who has only a keyboard.
    await page.getByLabel('What it is for').fill('Power BI of finance');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Your new token' }).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Your new token');
    const token = await page.getByLabel('Token', { exact: true }).inputValue();
    const address = await page.getByLabel('OData address', { exact: true }).inputValue();
    expect(await page.getByLabel('For Power Query’s advanced editor', { exact: true }).inputValue()).toContain(address);
    await page.getByLabel('Table', { exact: true }).selectOption({ label: 'Sites' });
    const read = async (): Promise<readonly number[]> => {
      const headers = { authorization: `Basic ${Buffer.from(`anybody:${token}`).toString('base64')}` };
      const csv = await page.getByLabel('CSV address', { exact: true }).inputValue();
      const answers = await Promise.all([`${address}sites?$top=1`, csv].map((each) => fetch(each, { headers })));
      return answers.map(({ status }) => status);
    };
    expect(await read()).toEqual([200, 200]);
    await look(page, 'feeds-made');
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await look(page, 'feeds-narrow');
    await page.getByRole('button', { name: 'I have copied it' }).click();
    expect(await page.content()).not.toContain(token);
    await page.getByRole('button', { name: 'Revoke Power BI of finance…' }).click();
    expect(await violations(page)).toEqual([]);
    await look(page, 'feeds-revoke');
    await page.getByRole('button', { name: 'Revoke now' }).click();
    await page.getByText('You have no token for this program yet.').waitFor();
    expect(await read()).toEqual([401, 401]);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('a text is written, and where two people write the second one sees both and decides', async () => {
    const [finance, admin] = [await openReports('/texts'), await openReports('/texts', 'admin@cedar-basin.example')];
    for (const { page } of [finance, admin]) {
      await page.getByRole('button', { name: 'Write Vision' }).click();
    }
    await finance.page.getByLabel('Text: Vision').fill('A network that nobody notices.');
    await admin.page.getByLabel('Text: Vision').fill('A network in every room.');
    await finance.page.getByRole('button', { name: 'Save' }).click();
    await finance.page.getByRole('button', { name: 'Edit Vision' }).waitFor();
    await admin.page.getByRole('button', { name: 'Save' }).click();
    await admin.page.getByText('has written Vision anew since you looked').waitFor();
    await admin.page.getByText('As it stands now: A network that nobody notices.').waitFor();
    expect(await admin.page.getByLabel('Yours: Vision').inputValue()).toBe('A network in every room.');
    await look(admin.page, 'reports-texts');
    expect(await violations(admin.page)).toEqual([]);
    await admin.page.getByRole('button', { name: 'Save mine' }).click();
    await admin.page.getByRole('button', { name: 'Edit Vision' }).waitFor();
    await finance.page.reload();
    await finance.page.getByText('A network in every room.').waitFor();
    expect(finance.troubles).toEqual([]);
    for (const { page } of [finance, admin]) await page.context().close();
  });
});
