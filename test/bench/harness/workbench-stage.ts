import type { Browser, Page } from 'playwright-core';
import { build, startServer } from '../../browser/built-server.ts';
import { launchChromium } from '../../browser/chromium.ts';

/** The product as it is built and served, with its workbench open in a Chromium of its own. */
export interface WorkbenchStage {
  readonly page: Page;
  readonly url: string;
  close(): Promise<void>;
}

/** Builds where needed, serves, and waits until the workbench is ready. `beforePages` runs in each page and frame before its own scripts. */
export async function openWorkbenchStage(beforePages: () => void = () => undefined): Promise<WorkbenchStage> {
  await build();
  const server = await startServer({ SEP_DEMO: 'off' });
  // Also when preparing fails: nothing else would end it.
  process.on('exit', () => server.process.kill());
  const browser = await launchChromium();
  const page = await openWorkbench(browser, server.url, beforePages);
  return {
    page,
    url: server.url,
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

async function openWorkbench(browser: Browser, url: string, beforePages: () => void): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.addInitScript(beforePages);
  await page.goto(`${url}/workbench/`);
  await page.locator('[data-ready=true]').waitFor({ timeout: 60_000 });
  return page;
}
