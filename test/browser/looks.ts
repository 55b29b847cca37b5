import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { violations } from './axe.ts';

/** Windows and colours that a page of the web app is looked at in; each differs in one thing from the one before it. */
const looks = [
  { look: 'wide and light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { look: 'wide and dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { look: 'narrow and dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  { look: 'narrow and light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
] as const;

/**
 * Goes through the looks with what a window shows, and stays in the last one: what the window opens next is loaded in
 * another look than what it showed before. To load a page takes three times as long as to look at it.
 */
export function lookRound(page: Page): (check: (look: string) => Promise<void>) => Promise<void> {
  let first = 0;
  return async (check) => {
    for (const { look, viewport, colorScheme } of [...looks.slice(first), ...looks.slice(0, first)]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await check(look);
    }
    first = (first + looks.length - 1) % looks.length;
  };
}

/** Nothing is wider than the window, and axe finds nothing. */
export async function expectSound(page: Page, where: string): Promise<void> {
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  // What is drawn to the width of the window is drawn anew after the window has got another one.
  await expect.poll(overflow, { message: where }).toBe(0);
  expect({ where, violations: await violations(page) }).toEqual({ where, violations: [] });
}
