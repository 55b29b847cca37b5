import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { firstSeed, isLong, SEEDS_A_DAY } from '../run-size.ts';
import { violations } from './axe.ts';

/** Windows and colours that a page of the web app is looked at in. */
const looks = [
  { look: 'wide and light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { look: 'narrow and dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  { look: 'wide and dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  { look: 'narrow and light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
] as const;

/**
 * Goes through looks with each thing that a window shows, one after the other: a run of every change takes it wide in the
 * colours that it is not narrow in, and the next in the two looks that are left, other ones every day; the long run takes all
 * looks of each.
 */
export function lookRound(page: Page): (check: (look: string) => Promise<void>) => Promise<void> {
  let turn = Math.floor(firstSeed() / SEEDS_A_DAY);
  return async (check) => {
    const [from, to] = isLong ? [0, looks.length] : [2 * (turn % 2), 2 * (turn % 2) + 2];
    for (const { look, viewport, colorScheme } of looks.slice(from, to)) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await check(look);
    }
    turn += 1;
  };
}

/** Nothing is wider than the window, and axe finds nothing. */
export async function expectSound(page: Page, where: string): Promise<void> {
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  // What is drawn to the width of the window is drawn anew after the window has got another one.
  await expect.poll(overflow, { message: where }).toBe(0);
  expect({ where, violations: await violations(page) }).toEqual({ where, violations: [] });
}
