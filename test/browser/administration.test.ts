import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminPages } from '../../addin/portal/admin/admin-pages.ts';
import { patient } from '../patience.ts';
import { violations } from './axe.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { openFrontDoor, signIn } from './front-door-page.ts';
import { openChromium } from './shared-chromium.ts';

const ADMIN = 'admin@cedar-basin.example';
/** Each width and each theme once: colours do not depend on the width. */
const looks = [
  { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
] as const;

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo('mini'), openChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Waits until the page has drawn what it asked the server for, and asks for nothing more. */
async function isDrawn(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
}

/** Goes to a control by the Tab key alone. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
  for (let presses = 0; presses < 60 && (await focused()) !== name; presses++) await page.keyboard.press('Tab');
  expect(await focused()).toBe(name);
}

/** A picture where somebody wants to look at it. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SEP_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describe('an administrator of the server', { timeout: patient(240_000) }, () => {
  test('makes a program, invites somebody, opens it to them, locks them out and archives it, with nothing but the web', async () => {
    const { page, troubles } = await openFrontDoor(browser, server.url);
    await signIn(page, ADMIN);
    await page.getByRole('link', { name: 'Administration' }).click();
    await page.getByRole('heading', { level: 1, name: 'Programs of this server' }).waitFor();
    await page.getByRole('textbox', { name: 'Id' }).fill('oak');
    await page.getByRole('textbox', { name: 'District' }).fill('Oak Unified');
    await page.getByRole('textbox', { name: 'Fiscal year' }).fill('2026-27');
    await page.getByRole('button', { name: 'Make the program' }).click();
    await page.getByText('is made. It is empty.').waitFor();
    await picture(page, 'made');
    await page.getByRole('link', { name: 'Let people in' }).click();

    await page.getByRole('textbox', { name: 'Name of the person' }).fill('Cy Oak');
    await page.getByRole('textbox', { name: 'E-mail' }).last().fill('cy@oak.example');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const link = page.getByLabel('Link', { exact: true });
    expect(await link.inputValue()).toMatch(/\/link#[\w-]{20,}$/);
    await picture(page, 'invited');
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByRole('link', { name: 'Open a program to Cy Oak' }).click();
    await page.getByRole('textbox', { name: 'Program (id)' }).fill('oak');
    await page.getByRole('combobox', { name: 'May' }).selectOption('editor');
    await page.getByRole('checkbox', { name: 'North' }).check();
    await page.getByRole('button', { name: 'Open the program' }).click();
    await page.getByText('Editor for North').waitFor();
    await picture(page, 'granted');

    // By keyboard alone: what is about to happen takes the focus, and so does what comes after it.
    await tabTo(page, 'Disable the account…');
    await page.keyboard.press('Enter');
    await page.getByText('Lock Cy Oak out?').waitFor();
    await picture(page, 'disable');
    await tabTo(page, 'Disable now');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Enable the account…' }).waitFor();
    expect(await violations(page)).toEqual([]);

    await page
      .getByRole('navigation', { name: 'Pages of the administration' })
      .getByRole('link', { name: 'Programs' })
      .click();
    await page.getByRole('button', { name: 'Archive Strategic Execution Plan (oak)…' }).click();
    await page.getByRole('button', { name: 'Archive now' }).click();
    await page.getByRole('button', { name: 'Bring Strategic Execution Plan (oak) back…' }).waitFor();
    await page.goto(`${server.url}/p/oak`);
    await page.getByText('This program has been archived since').waitFor();
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Archived' }).waitFor();
    await picture(page, 'archived');
    await page.goto(`${server.url}/admin/log?act=account`);
    await page.getByText('Disabled the account cy@oak.example').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('acts-of-the-server.csv');
    await page.goto(`${server.url}/admin/panes`);
    await page
      .getByRole('cell', { name: 'Web app' })
      .or(page.getByRole('rowheader', { name: 'Web app' }))
      .first()
      .waitFor();

    for (const { viewport, colorScheme } of looks) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      for (const { path } of adminPages) {
        await page.goto(`${server.url}/admin/${path}`);
        await isDrawn(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        const found = { path, colorScheme, overflow, violations: await violations(page) };
        expect(found).toEqual({ path, colorScheme, overflow: 0, violations: [] });
        await picture(page, `${path}-${viewport.width}-${colorScheme}`);
      }
    }
    expect(troubles).toEqual([]);
    await page.context().close();
  });
});

describe('a state office', { timeout: patient(240_000) }, () => {
  test('invites a district, whose finance publishes its totals, and sees them added up', async () => {
    const { page, troubles } = await openFrontDoor(browser, `${server.url}/admin/roll-ups`);
    await signIn(page, ADMIN);
    await page.getByRole('textbox', { name: 'Id' }).fill('state-office');
    await page.getByRole('textbox', { name: 'Name' }).fill('State Office');
    await page.getByRole('textbox', { name: 'E-mail of its manager' }).fill(ADMIN);
    await page.getByRole('button', { name: 'Make the roll-up' }).click();
    await page.getByRole('rowheader', { name: 'State Office (state-office)' }).waitFor();
    await page.getByRole('link', { name: 'SEP Sync', exact: true }).click();
    await page.getByRole('link', { name: 'State Office' }).click();
    await page.getByText('No district has been invited yet.').waitFor();
    await page.getByRole('textbox', { name: 'Districts' }).fill('0417, Cedar Basin\n0500, Elm Unified');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const given = page.getByRole('group', { name: 'Codes of invitation' });
    const code = await given.getByRole('cell').first().innerText();
    expect(code).toMatch(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    await picture(page, 'roll-up-invited');
    await given.getByRole('button', { name: 'I have them' }).click();
    await page.getByText('None of 2 districts has published yet.').waitFor();

    const district = await openFrontDoor(browser, `${server.url}/p/cedar-basin/reports/roll-ups`);
    await signIn(district.page, 'finance@cedar-basin.example');
    await district.page.getByRole('textbox', { name: 'Code of invitation' }).fill(code);
    await district.page.getByRole('button', { name: 'Look at it' }).click();
    await district.page.getByText('State Office invites this program as 0417 Cedar Basin.').waitFor();
    await district.page.getByRole('button', { name: 'Join now' }).click();
    await district.page.getByText('Nothing is published.').waitFor();
    await district.page.getByRole('button', { name: 'Publish to State Office…' }).click();
    await picture(district.page, 'roll-up-publish');
    await district.page.getByRole('button', { name: 'Publish now' }).click();
    await district.page.getByText('Published: the totals as of').waitFor();
    await isDrawn(district.page);
    const current = await district.page
      .getByRole('table', { name: 'In all, in dollars' })
      .getByRole('cell')
      .first()
      .innerText();
    await looksRight(district.page, 'roll-up-of-program', looks[0]);

    await page.getByRole('combobox', { name: 'Sums by' }).selectOption('sourceType');
    await page.getByText('The sums are those of 1 of 2 districts').waitFor();
    expect(await page.getByRole('row', { name: /^All/ }).getByRole('cell').nth(1).innerText()).toBe(current);
    for (const look of looks) await looksRight(page, 'roll-up', look);
    await page.getByRole('link', { name: 'Cedar Basin' }).click();
    await page.getByText('Yes: what is stored here is what was published').waitFor();
    await looksRight(page, 'roll-up-district', looks[1]);
    expect([troubles, district.troubles]).toEqual([[], []]);
    await Promise.all([page.context().close(), district.page.context().close()]);
  });
});

/** Nothing is wider than the window, and axe finds nothing. */
async function looksRight(page: Page, name: string, { viewport, colorScheme }: (typeof looks)[number]): Promise<void> {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  await isDrawn(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect({ name, overflow, violations: await violations(page) }).toEqual({ name, overflow: 0, violations: [] });
  await picture(page, `${name}-${viewport.width}-${colorScheme}`);
}
