import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { build } from './built-server.ts';
import { chromiumOptions } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** WebSocket address of the Chromium that all browser tests share. */
    chromiumUrl: string;
  }
}

/** Builds what `npm start` runs and starts one Chromium for all browser tests; each test has windows of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [browser] = await Promise.all([chromium.launchServer(chromiumOptions()), build()]);
  project.provide('chromiumUrl', browser.wsEndpoint());
  return () => browser.close();
}
