import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patient } from '../patience.ts';
import { programPages } from '../../addin/portal/shell/program-pages.ts';
import { violations } from './axe.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { openFrontDoor, signIn } from './front-door-page.ts';
import { expectSound, lookRound } from './looks.ts';
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

const addressOf = (path: string): string => `${server.url}/p/cedar-basin${path === '' ? '' : `/${path}`}`;

/** Waits until the page has drawn what it asked the server for, and asks for nothing more. */
async function isDrawn(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
}

describe('the web app', { timeout: patient(180_000) }, () => {
  test('an address sent to a colleague opens the same page and day after the sign-in', async () => {
    const sent = `${addressOf('money')}?asOf=2026-10-31`;
    const { page, troubles } = await openFrontDoor(browser, sent);
    await signIn(page, FINANCE);
    await page.getByRole('heading', { level: 1, name: 'Money' }).waitFor();
    expect(page.url()).toBe(sent);
    expect(await page.getByLabel('As of').inputValue()).toBe('2026-10-31');
    await page.getByRole('table', { name: /as of 2026-10-31/ }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Money');
    await page
      .getByRole('navigation', { name: 'Pages of the program' })
      .getByRole('link', { name: 'Schedule' })
      .click();
    await page.getByRole('heading', { level: 1, name: 'Schedule' }).waitFor();
    expect(page.url()).toBe(`${addressOf('schedule')}?asOf=2026-10-31`);
    expect(await page.title()).toBe('Schedule · Strategic Execution Plan · SEP Sync');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Money' }).waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('what is typed fast into a field whose text stands in the address is there to the last letter', async () => {
    const { page } = await openFrontDoor(browser, addressOf('schools'));
    await signIn(page, FINANCE);
    await page.getByRole('heading', { level: 1, name: 'Schools' }).waitFor();
    const fields = { schools: 'Name or code', projects: 'Name or number', schedule: 'School or project' };
    for (const [path, label] of Object.entries(fields)) {
      await page.goto(addressOf(path));
      await isDrawn(page);
      await page.getByLabel(label).pressSequentially('elementary school');
      expect(await page.getByLabel(label).inputValue()).toBe('elementary school');
      await expect.poll(() => new URL(page.url()).searchParams.get('find')).toBe('elementary school');
    }
    await page.context().close();
  });

  test('by keyboard alone the first stop skips to the content, a setting is changed, and a page that is none says so', async () => {
    const { page } = await openFrontDoor(browser, addressOf('money'));
    await signIn(page, FINANCE);
    await page.getByRole('heading', { level: 1, name: 'Money' }).waitFor();
    await page.goto(addressOf('nothing/at/all'));
    await page.getByRole('heading', { level: 1, name: 'There is no page here' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#content');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.goto(addressOf('settings'));
    await page.getByLabel('Age of a forecast (days)').focus();
    for (const key of ['Control+A', 'x', 'Enter']) await page.keyboard.press(key);
    await page.getByText('Age of a forecast must be a whole number of days such as 45, not x.').waitFor();
    expect(await violations(page)).toEqual([]);
    for (const key of ['Control+A', '3', '1', 'Enter']) await page.keyboard.press(key);
    await page
      .getByRole('status')
      .getByText(/^Saved in revision \d+\.$/)
      .waitFor();
    await page
      .getByRole('row', { name: /Age of a forecast .*31/ })
      .first()
      .waitFor();
    await page.goto(`${server.url}/p/elsewhere/money`);
    await page.getByRole('heading', { level: 1, name: 'This program isn’t open to you' }).waitFor();
    await page.context().close();
  });

  test('in no look any page has anything that axe finds, or is wider than its window, or has two headings', async () => {
    const { page, troubles } = await openFrontDoor(browser, addressOf(''));
    const inEveryLook = lookRound(page);
    await signIn(page, FINANCE);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await isDrawn(page);
    const check = (path: string): Promise<void> =>
      inEveryLook(async (look) => {
        const where = `${path}, ${look}`;
        expect([where, await page.getByRole('heading', { level: 1 }).count()]).toEqual([where, 1]);
        await expectSound(page, where);
      });
    for (const { path, itemPage } of programPages) {
      await page.goto(addressOf(path));
      await isDrawn(page);
      await check(path);
      // The page of one of those that are listed, where the page is a list of them.
      const [item] = itemPage === undefined ? [] : await page.locator('main tbody a').all();
      if (item === undefined) continue;
      const before = page.url();
      await item.click();
      await expect.poll(() => page.url()).not.toBe(before);
      await isDrawn(page);
      await check(`${path}, one of them`);
    }
    const verify = `${server.url}/verify`;
    await page.goto(verify);
    await page.getByRole('heading', { level: 1, name: 'Verify a receipt or a file' }).waitFor();
    await check('verify');
    await page.goto(`${server.url}/device`);
    await page.getByLabel('Code in Excel').waitFor();
    await check('device');
    await page.goto(verify);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Without a sign-in this page says only').waitFor();
    await check('verify, signed out');
    expect(troubles).toEqual([]);
    await page.context().close();
  });
});
