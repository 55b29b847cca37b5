import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { patient } from '../patience.ts';
import { paneViolations, violations } from './axe.ts';
import { openFrontDoor, signIn } from './front-door-page.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople({ width: 1280, height: 900 });
const pictures = process.env['SEP_SCREENSHOTS'];
const REASON = 'Mounting in the gymnasium takes a lift that was not planned.';

/** Narrow and wide, light and dark: nothing that axe finds, nothing wider than the window. */
async function looks(page: Page, name: string): Promise<void> {
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [360, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    // The colours follow with the next drawing.
    const paper = (): Promise<string> =>
      page.evaluate(
        () => getComputedStyle(document.querySelector('.fui-FluentProvider') ?? document.body).backgroundColor,
      );
    await expect.poll(paper).toMatch(colorScheme === 'dark' ? /^rgb\(\d{1,2}, / : /^rgb\(2\d\d, /);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([name, width, overflow, await violations(page)]).toEqual([name, width, 0, []]);
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Goes on with Tab until the element with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 80; steps++) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (focused === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No way by keyboard to ${name}.`);
}

test(
  'a figure typed over becomes a submitted change in four clicks; finance approves it on the web, and the sheet shows it',
  async () => {
    const { browser, north, server } = people;
    await people.open('Budget Lines');
    const shown = async (label: string) => north.text(await north.cell('Budget Line ID', 'BL-002', label));
    const before = { original: await shown('Original Amount'), current: await shown('Current Budget') };
    const typed = await north.cell('Budget Line ID', 'BL-002', 'Original Amount');
    await north.type(typed, '1310000');
    const pane = north.page.frames().find((frame) => frame.parentFrame() === north.page.mainFrame());
    await pane?.evaluate(() =>
      document.addEventListener(
        'click',
        ({ isTrusted }) => {
          const { dataset } = document.body;
          if (isTrusted) dataset['clicks'] = String(Number(dataset['clicks'] ?? 0) + 1);
        },
        true,
      ),
    );
    await north.show('Changes');
    await north.pane.getByRole('button', { name: 'Make this a budget change of +10,000.00' }).click();
    const contingency = north.pane.getByRole('button', { name: /^BL-003, Contingency/ });
    await contingency.waitFor();
    expect(await shown('Original Amount')).toBe('1,310,000.00');
    expect(await paneViolations(north.page)).toEqual([]);
    await north.picture('change-begun');
    await contingency.click();
    await expect
      .poll(() => north.pane.getByLabel('Why').evaluate((element) => element === document.activeElement))
      .toBe(true);
    await north.page.keyboard.type(REASON);
    await north.pane.getByText('It moves 10,000.00. Nothing is sent yet.').waitFor();
    expect(await paneViolations(north.page)).toEqual([]);
    await north.picture('change-ready');
    await north.pane.getByRole('button', { name: 'Submit for approval' }).click();
    const done = north.pane.getByText(/^BC-\d+ is submitted and waits for .* The plan’s amounts are back/);
    await done.waitFor();
    expect(await pane?.evaluate(() => Number(document.body.dataset['clicks']))).toBeLessThanOrEqual(4);
    expect(await shown('Original Amount')).toBe(before.original);
    expect(await paneViolations(north.page)).toEqual([]);
    await north.picture('change-submitted');
    const number = /BC-\d+/.exec((await done.textContent()) ?? '')?.[0] ?? '';

    const web = await openFrontDoor(browser, `${server.url}/p/cedar-basin/changes`);
    await signIn(web.page, 'finance@cedar-basin.example');
    await web.page.getByRole('heading', { name: 'Waits for you' }).waitFor();
    await web.page.getByLabel(`Choose ${number}`).check();
    await web.page.getByRole('button', { name: 'Approve 1 change' }).click();
    await looks(web.page, 'changes-confirm');
    await web.page.getByRole('button', { name: 'Not now' }).click();

    // By keyboard alone from here to the approval.
    await web.page.getByRole('link', { name: number }).focus();
    await web.page.keyboard.press('Enter');
    await web.page.getByText(REASON).waitFor();
    await looks(web.page, 'change-page');
    await tabTo(web.page, 'Approve');
    await web.page.keyboard.press('Enter');
    await web.page.getByRole('heading', { name: `Approve: ${number}, which moves 10,000.00` }).waitFor();
    await looks(web.page, 'change-confirm');
    await tabTo(web.page, 'Approve now');
    await web.page.keyboard.press('Enter');
    await web.page.getByText(`${number} is approved and counts from`).waitFor();
    await looks(web.page, 'change-approved');

    await north.sync('All changes synced');
    await people.open('Budget Lines');
    await expect.poll(() => shown('Current Budget')).toBe('1,560,000.00');
    expect(before.current).toBe('1,550,000.00');
    await north.picture('change-in-sheet');

    await web.page.goto(`${server.url}/p/cedar-basin/changes/amendment`);
    await web.page.getByRole('button', { name: 'Download Word' }).waitFor();
    await looks(web.page, 'amendment');
    await web.page.goto(`${server.url}/p/cedar-basin/changes/new`);
    await web.page.getByLabel('Budget line 1').pressSequentially('BL-001');
    await web.page.getByLabel('Amount 1').pressSequentially('-1,250.50');
    expect(await web.page.getByLabel('Amount 1').inputValue()).toBe('-1,250.50');
    await web.page.getByText('Choose the budget line that takes 1,250.50').waitFor();
    await looks(web.page, 'change-new');
    expect([north.troubles, web.troubles]).toEqual([[], []]);
  },
  patient(180_000),
);
