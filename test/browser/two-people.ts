import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { demoApi } from './front-door-page.ts';
import { openChromium } from './shared-chromium.ts';
import { openWorkbench, type WorkbenchPage } from './workbench-page.ts';

/** The mini demo on a server of its own, and two people with a connected workbook each; there once the file's tests run. */
export interface TwoPeople {
  readonly server: BuiltServer;
  readonly browser: Browser;
  readonly north: WorkbenchPage;
  readonly finance: WorkbenchPage;
  /** Shows both a sheet. */
  open(sheet: string): Promise<void>;
}

/** [LCK20] The last month with postings is in soft close, in which finance alone edits: takes it out of that. */
export async function openLastMonth(url: string): Promise<void> {
  await (await demoApi(url, 'finance@cedar-basin.example')).openMonth('2026-05');
}

/** Opens everything before the tests of a file and closes it after them. */
export function twoPeople(viewport?: { readonly width: number; readonly height: number }): TwoPeople {
  let opened: Omit<TwoPeople, 'open'> | null = null;
  const now = (): Omit<TwoPeople, 'open'> => {
    if (opened === null) throw new Error('Nothing is open before the tests run.');
    return opened;
  };

  beforeAll(async () => {
    const [server, browser] = await Promise.all([startDemo('mini'), openChromium()]);
    await openLastMonth(server.url);
    const open = () => openWorkbench(browser, server.url, viewport);
    const [north, finance] = await Promise.all([open(), open()]);
    opened = { server, browser, north, finance };
    for (const [person, name] of [
      [north, 'north'],
      [finance, 'finance'],
    ] as const) {
      await person.signIn(`${name}@cedar-basin.example`);
      await person.connect();
    }
  });

  afterAll(async () => {
    await opened?.browser.close();
    await opened?.server.stop();
  });

  return {
    get server() {
      return now().server;
    },
    get browser() {
      return now().browser;
    },
    get north() {
      return now().north;
    },
    get finance() {
      return now().finance;
    },
    async open(sheet) {
      const { north, finance } = now();
      for (const person of [north, finance]) await person.openSheet(sheet);
    },
  };
}
