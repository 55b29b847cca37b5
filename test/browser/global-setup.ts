import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { build } from './built-server.ts';
import { chromiumOptions } from './chromium.ts';
import { seededDemo } from './seeded-demo.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** WebSocket address of the Chromium that all browser tests share. */
    chromiumUrl: string;
  }
}

/**
 * Builds what `npm start` runs, seeds the demo that most files begin with, and starts one Chromium for all browser tests; each
 * test has windows of its own in it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demos = mkdtempSync(join(tmpdir(), 'sep-demos-'));
  const prepare = async (): Promise<void> => {
    await build();
    await seededDemo(demos, 'mini');
  };
  const [browser] = await Promise.all([chromium.launchServer(chromiumOptions()), prepare()]);
  project.provide('chromiumUrl', browser.wsEndpoint());
  project.provide('seededDemos', demos);
  return async () => {
    await browser.close();
    rmSync(demos, { recursive: true, force: true });
  };
}
