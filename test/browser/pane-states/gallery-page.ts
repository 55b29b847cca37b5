import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { GalleryHandle } from '../gallery/gallery-handle.ts';
import { patient } from '../../patience.ts';

/** Folder for pictures of every state; without it none are taken. */
const pictures = process.env['SEP_SCREENSHOTS'];

/**
 * Px of a narrow pane, of a wide one, of a narrow and a usual one at 200 % zoom, and, last, of the usual one on a small
 * screen, in which the rest is looked at.
 */
export const widths = { narrow: 320, wide: 450, narrowZoomed: 160, usualZoomed: 175, usual: 350 } as const;
/** Px of the pane that are in view on a screen of 1366 × 768. */
export const IN_VIEW = { width: widths.usual, height: 378 };

export type Theme = Parameters<GalleryHandle['show']>[1];

export interface GalleryPage {
  readonly page: Page;
  /** Errors of the console and uncaught exceptions since the last look at them. */
  troubles(): string[];
  show(state: string, theme?: Theme): Promise<void>;
  /** Goes over to the sync state of another entry, the pane staying as it is. */
  become(state: string): Promise<void>;
  calls(): Promise<string[]>;
  picture(name: string): Promise<void>;
}

/** Opens the gallery in a window of the size that is in view, with everything that moves standing still. */
export async function openGalleryPage(browser: Browser, url: string): Promise<GalleryPage> {
  const context = await browser.newContext({
    viewport: IN_VIEW,
    permissions: ['clipboard-write'],
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patient(10_000));
  const found: string[] = [];
  page.on('console', (message) => message.type() === 'error' && found.push(message.text()));
  page.on('pageerror', (error) => found.push(String(error)));
  await page.goto(url);
  await page.addStyleTag({ content: '* { transition: none !important; animation: none !important; }' });
  return {
    page,
    troubles: () => found.splice(0),
    show: (state, theme = 'light') =>
      page.evaluate(([name, colors]) => window.gallery?.show(name, colors), [state, theme] as const),
    become: (state) => page.evaluate((name) => window.gallery?.become(name), state),
    calls: () => page.evaluate(() => [...(window.gallery?.calls ?? [])]),
    picture: async (name) => {
      if (pictures === undefined) return;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    },
  };
}
