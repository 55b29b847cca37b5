import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { openFrontDoor, signIn } from './front-door-page.ts';
import { openChromium } from './shared-chromium.ts';

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo('mini'), openChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A stranger's browser, without a sign-in and with scripts off. */
async function stranger(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  return context.newPage();
}

const guide = (): string => `${server.url}/guide/cedar-basin/`;

describe('the public guide', () => {
  test('finance publishes it; a principal finds her school without a sign-in or scripts, and its calendar', async () => {
    const before = await stranger();
    expect((await before.goto(guide()))?.status()).toBe(404);

    const { page, troubles } = await openFrontDoor(browser, server.url);
    await signIn(page, 'finance@cedar-basin.example');
    await page.getByRole('link', { name: 'Reports' }).click();
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByRole('button', { name: 'Publish now' }).click();
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: '/guide/cedar-basin/' }).click(),
    ]);
    await opened.getByRole('heading', { level: 1, name: 'Guide to technology projects' }).waitFor();
    expect(troubles).toEqual([]);

    const principal = await stranger();
    await principal.goto(guide());
    await principal.getByLabel('Find a school or project').fill('elementary');
    await principal.keyboard.press('Enter');
    await principal.waitForURL(/\?q=elementary/);
    const [first] = await principal.getByRole('main').getByRole('listitem').getByRole('link').all();
    const name = (await first?.textContent()) ?? '';
    await first?.click();
    expect(await principal.getByRole('heading', { level: 1 }).textContent()).toBe(name);
    const address = await principal.getByRole('link', { name: 'Calendar of this school' }).getAttribute('href');
    const calendar = await fetch(new URL(address ?? '', server.url));
    expect([calendar.status, (await calendar.text()).slice(0, 15)]).toEqual([200, 'BEGIN:VCALENDAR']);
  });

  test('the schedule comes as PDF out of the built server', async () => {
    const response = await fetch(`${guide()}schedule.pdf`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  test.each([
    ['wide and light', { viewport: { width: 1280, height: 900 } }],
    ['narrow and dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const }],
  ])('has nothing that axe finds, %s, and is never wider than its window', async (_, options) => {
    const page = await stranger({ ...options, javaScriptEnabled: true, bypassCSP: true });
    await page.goto(guide());
    const links = await page
      .getByRole('main')
      .getByRole('link')
      .evaluateAll((found) =>
        found.map((link) => link.getAttribute('href') ?? '').filter((href) => /(programs|regions)\//.test(href)),
      );
    await page.goto(new URL(links.find((href) => href.includes('regions/')) ?? '', server.url).href);
    const school = await page.getByRole('main').getByRole('link').first().getAttribute('href');
    await page.goto(new URL(links.find((href) => href.includes('programs/')) ?? '', server.url).href);
    const project = await page.getByRole('main').getByRole('link').first().getAttribute('href');
    for (const path of [
      '',
      ...links.slice(0, 1),
      '?q=elementary',
      school ?? '',
      project ?? '',
      'nothing',
      '?lang=es',
    ]) {
      await page.goto(new URL(path, guide()).href);
      expect(await violations(page), path).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, path).toBe(0);
    }
  });

  test('every page can be used by keyboard: the first stop leads to the content', async () => {
    const page = await stranger();
    await page.goto(guide());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#content');
  });
});
