import { chromium, type Browser } from 'playwright-core';
import { inject } from 'vitest';

/** The Chromium of the run; to close it closes the windows that were opened through it, and leaves those of others. */
export function openChromium(): Promise<Browser> {
  return chromium.connect(inject('chromiumUrl'));
}
