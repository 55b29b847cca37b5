import { existsSync } from 'node:fs';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

/** Without the window and its buttons that nobody sees first: it takes less than two thirds of the CPU for the same pages. */
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where the machine's Chromium is; undefined when there is none. */
export function chromiumPath(): string | undefined {
  return process.env['CHROMIUM_PATH'] ?? places.find((path) => existsSync(path));
}

/** How the machine's Chromium is started, quiet on the network. Throws a sentence that says how to get one when there is none. */
export function chromiumOptions(): LaunchOptions {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    throw new Error(
      'The browser tests need Chromium. On Debian: apt-get install -y chromium-headless-shell; elsewhere name one in CHROMIUM_PATH.',
    );
  }
  return {
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}

/** Starts a Chromium of one's own. Tests share one instead: shared-chromium.ts. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch(chromiumOptions());
}
