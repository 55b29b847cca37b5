import type { Page, Request } from 'playwright-core';

/** Errors of the console, uncaught exceptions, policy violations and failed requests of a page, as they come. */
export function troublesOf(page: Page): readonly string[] {
  const troubles: string[] = [];
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('requestfailed', (request) => {
    if (!isBrokenOff(request)) troubles.push(`${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  return troubles;
}

/**
 * A page that goes ends what it was reading, as does a view that nobody looks at any more, and what it was telling of who is
 * there: nothing is lost by that.
 */
function isBrokenOff(request: Request): boolean {
  const losesNothing = request.method() === 'GET' || request.url().endsWith('/presence');
  return losesNothing && request.failure()?.errorText === 'net::ERR_ABORTED';
}
