import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patient } from '../patience.ts';
import { violations } from './axe.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { openFrontDoor, signIn } from './front-door-page.ts';
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

const looks = [
  ['wide and light', { viewport: { width: 1280, height: 900 } }],
  ['narrow and dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const }],
] as const;

/** Nothing is wider than its window, and axe finds nothing. */
async function isSound(page: Page): Promise<void> {
  await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect({ overflow, violations: await violations(page) }).toEqual({ overflow: 0, violations: [] });
}

describe('why a project grew', { timeout: patient(120_000) }, () => {
  test.each(looks)('is told by its page and from what moved, step by step, %s', async (look, options) => {
    const address = `${server.url}/p/cedar-basin`;
    const { page, troubles } = await openFrontDoor(browser, `${address}/projects/26.00001`, options);
    await signIn(page, FINANCE);
    await page.getByRole('heading', { name: 'How its budget came about' }).waitFor();
    await page.getByLabel('Since').selectOption('');
    const amendment = page.getByRole('region', { name: /^\+250,000\.00 · BC-01/ });
    await amendment.getByRole('button', { name: 'Show rows' }).click();
    await amendment.getByText('+250,000.00, 2026', { exact: false }).first().waitFor();
    await isSound(page);
    await page.goto(`${address}/moved?from=2025-01-01&by=project`);
    await page.getByRole('button', { name: /Expended moved of 26\.00001/ }).click();
    await page.getByText('It grew by', { exact: false }).waitFor();
    await isSound(page);
    await page.getByRole('button', { name: 'Back to what moved' }).click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('Expended moved');
    await isSound(page);
    expect([look, troubles]).toEqual([look, []]);
    await page.context().close();
  });
});
