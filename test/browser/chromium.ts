import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where the machine's Chromium is; undefined when there is none. */
export function chromiumPath(): string | undefined {
  return process.env['CHROMIUM_PATH'] ?? places.find((path) => existsSync(path));
}

/** Starts the machine's Chromium, quiet on the network. Throws a sentence that says how to get one when there is none. */
export function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    throw new Error(
      'The browser tests need Chromium. On Debian: apt-get install -y chromium; elsewhere name one in CHROMIUM_PATH.',
    );
  }
  return chromium.launch({
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
  });
}
