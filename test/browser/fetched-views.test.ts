import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { openChromium } from './shared-chromium.ts';
import { openWorkbench, type WorkbenchPage } from './workbench-page.ts';
import { patient } from '../patience.ts';

const NOT_LOADED = 'This part of the pane couldn’t be loaded';
const VIEWS = ['Changes', 'Review', 'History', 'Totals', 'More', 'Home'];

const CODE_OF_VIEWS = /\/assets\/(changes-page|review-view|history-view|totals-view|more-view)-/;

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo('mini'), openChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** How many of the views' files the pane has fetched. */
function codeFetched({ page }: WorkbenchPage): Promise<number> {
  return page
    .frameLocator('iframe')
    .locator('body')
    .evaluate(
      (_, pattern) =>
        performance
          .getEntriesByType('resource')
          .filter(({ name }) => name.endsWith('.js') && new RegExp(pattern).test(name)).length,
      CODE_OF_VIEWS.source,
    );
}

function hasFetchedSaving({ page }: WorkbenchPage): Promise<boolean> {
  return page.evaluate(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/assets\/save-xlsx-.*\.js$/.test(name)),
  );
}

/** What the pane shows below its navigation; fails when the navigation has gone. */
async function shown(person: WorkbenchPage, view: string): Promise<string> {
  await person.show(view);
  await expect.poll(() => person.pane.locator('main').innerText()).not.toMatch(/^\s*$/);
  return person.pane.locator('main').innerText();
}

test(
  '[FB8] a view never looked at opens without a network, too, and the workbook is saved as the pane advises',
  async () => {
    const person = await openWorkbench(browser, server.url);
    await person.signIn('finance@cedar-basin.example');
    await person.connect();
    await expect.poll(() => codeFetched(person)).toBe(5);
    await expect.poll(() => hasFetchedSaving(person)).toBe(true);
    await person.page.context().setOffline(true);
    await person.waitForStatus('You’re offline');
    for (const view of VIEWS) expect(await shown(person, view)).not.toContain(NOT_LOADED);
    await person.waitForStatus('You’re offline');
    await person.page.getByRole('button', { name: 'Save', exact: true }).click();
    await person.page.getByText('Saved Plan.xlsx').waitFor();
  },
  patient(120_000),
);

test(
  '[FB4] a view whose code is not to be had says so, leaves the rest of the pane, and opens on a second try',
  async () => {
    const person = await openWorkbench(browser, server.url);
    await person.page.context().route(CODE_OF_VIEWS, (route) => route.abort());
    await person.signIn('finance@cedar-basin.example');
    await person.connect();
    for (const view of ['Changes', 'Review', 'History', 'Totals', 'More']) {
      await person.show(view);
      await person.pane.getByText(NOT_LOADED).waitFor();
    }
    await person.show('Home');
    await person.waitForStatus('All changes synced');

    await person.show('Changes');
    await person.pane.getByText(NOT_LOADED).waitFor();
    await person.page.context().unroute(CODE_OF_VIEWS);
    await person.pane.getByRole('button', { name: 'Try again' }).click();
    await person.pane.getByText('No changes waiting.').waitFor();
    expect(await person.pane.getByText(NOT_LOADED).count()).toBe(0);
  },
  patient(120_000),
);

test.each(['/workbench/pane/', '/'])(
  '[FB8] the page %s of whose code nothing has come says so after a while',
  async (path) => {
    const page = await browser.newPage();
    await page.route(/\/assets\/.*\.js$/, (route) => route.abort());
    await page.goto(`${server.url}${path}`);
    // As if the while were over.
    const delays = await page.evaluate(() =>
      document.getAnimations().map((waiting) => {
        waiting.finish();
        return waiting.effect?.getTiming().delay;
      }),
    );
    expect(delays).toEqual([10_000]);
    await page.getByText('SEP Sync hasn’t loaded yet.').waitFor();
    await page.close();
  },
  patient(30_000),
);
