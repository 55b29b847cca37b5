import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { periodReply } from '../../shared/protocol/periods.ts';
import { patient } from '../patience.ts';
import { violations } from './axe.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { demoApi, openFrontDoor, signIn } from './front-door-page.ts';
import { openChromium } from './shared-chromium.ts';

const FINANCE = 'finance@cedar-basin.example';
const MONTH = 'October 2026';
/** A month is closed in one hour, not ten days. */
const MOST_CLICKS = 40;

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo('demo'), openChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['SEP_SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** Moves the focus by the Tab key alone until it stands on this, as somebody does who has no mouse. */
async function tabTo(page: Page, name: string): Promise<void> {
  const nameOfFocus = () =>
    page.evaluate(() => {
      const { activeElement: focused } = document;
      const label = focused === null || focused.id === '' ? null : document.querySelector(`label[for="${focused.id}"]`);
      return label?.textContent ?? focused?.textContent ?? '';
    });
  const MOST_STOPS = 150;
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if ((await nameOfFocus()) === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key never came to ${name}.`);
}

describe('a month is closed', { timeout: patient(240_000) }, () => {
  test(`by one person in at most ${MOST_CLICKS} clicks with a difference of 0.00, then reopened by keyboard alone`, async () => {
    const { page, troubles } = await openFrontDoor(browser, `${server.url}/p/cedar-basin`, {
      viewport: { width: 1280, height: 900 },
    });
    await signIn(page, FINANCE);
    let clicks = 0;
    const click = async (what: Locator): Promise<void> => {
      clicks++;
      await what.click();
    };
    const nothingFound = async (state: string) => expect([state, await violations(page)]).toEqual([state, []]);

    await click(page.getByRole('navigation', { name: 'Pages of the program' }).getByRole('link', { name: 'Close' }));
    await page.getByRole('heading', { name: `${MONTH} · Soft close` }).waitFor();
    await nothingFound('open');
    await look(page, 'close-open');
    const explain = page.getByRole('button', { name: /^Explain \d+ flags?$/ });
    while ((await explain.count()) > 0) {
      const left = await explain.count();
      await click(explain.first());
      await page.getByLabel(/^Why it stands/).fill('Known to the office, and agreed with the project managers.');
      if (clicks === 2) {
        await nothingFound('explaining');
        await look(page, 'close-explaining');
      }
      const save = page.getByRole('button', { name: 'Save explanation' });
      await click(save);
      await save.waitFor({ state: 'hidden' });
      expect(await explain.count()).toBe(left - 1);
    }
    await page.getByText('Difference 0.00.').waitFor();
    await page.getByText('Nothing stands in the way.').waitFor();
    await look(page, 'close-ready');
    await click(page.getByRole('button', { name: `Close ${MONTH}` }));
    await page.getByRole('heading', { name: `${MONTH} · Closed` }).waitFor();
    const made = page.getByRole('button', { name: 'Consolidated workbook (Excel)' });
    await made.waitFor({ timeout: patient(90_000) });
    await nothingFound('closed');
    await look(page, 'close-closed');
    const [file] = await Promise.all([page.waitForEvent('download'), click(made)]);
    expect(file.suggestedFilename()).toContain('2026-10-31');
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);

    const api = await demoApi(server.url, FINANCE);
    const month = async () => periodReply.parse(await api.json('/periods/2026-10'));
    const closed = await month();
    expect(closed).toMatchObject({ status: 'Closed', difference: 0, sets: [{ isCurrent: true, due: 0 }] });

    await tabTo(page, `Reopen ${MONTH}`);
    await page.keyboard.press('Enter');
    await nothingFound('reopening');
    await tabTo(page, `Why ${MONTH} is opened again`);
    await page.keyboard.type('Invoice V-9 was missing.');
    await tabTo(page, 'Reopen');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `${MONTH} · Soft close` }).waitFor();
    await page.getByText('superseded').waitFor();
    await tabTo(page, `Close ${MONTH}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `${MONTH} · Closed` }).waitFor();
    const again = await month();
    expect(again.sets.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    expect(again.sets[1]?.reports).toEqual(closed.sets[0]?.reports);
    for (const [name, options] of [
      ['narrow', { viewport: { width: 360, height: 740 } }],
      ['dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' as const }],
    ] as const) {
      if (options.viewport !== undefined) await page.setViewportSize(options.viewport);
      await page.emulateMedia({ colorScheme: 'colorScheme' in options ? options.colorScheme : 'light' });
      await nothingFound(name);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([name, overflow]).toEqual([name, 0]);
      await look(page, `close-${name}`);
    }
    // A sheet of paper is as narrow as a window in which tables become lists; there they stay tables, their heads on each page.
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await page.setViewportSize({ width: 720, height: 960 });
    const months = page.getByRole('table', { name: 'Months with what the ledger says of them' });
    await months.getByRole('columnheader', { name: 'Control total' }).waitFor();
    expect(
      await months.evaluate((table) =>
        [table, ...table.querySelectorAll('thead, tbody tr:first-child')].map((part) => getComputedStyle(part).display),
      ),
    ).toEqual(['table', 'table-header-group', 'table-row']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    expect(troubles).toEqual([]);
    await page.context().close();
  });
});
