import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLIENT, startDistrictProvider, type DistrictProvider } from '../contracts/district-provider.ts';
import { violations } from './axe.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { openFrontDoor } from './front-door-page.ts';
import { openChromium } from './shared-chromium.ts';

let data: string;
let provider: DistrictProvider;
let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'sep-provider-'));
  [provider, browser] = await Promise.all([startDistrictProvider(), openChromium()]);
  server = await startDemo('mini', {
    SEP_DATA: data,
    OIDC_ISSUER: provider.settings.issuer,
    OIDC_CLIENT_ID: CLIENT,
    OIDC_NAME: 'Cedar Basin ID',
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await provider?.stop();
  rmSync(data, { recursive: true, force: true });
});

/** The command line, beside the server. */
async function sep(...args: string[]): Promise<void> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], SEP_DATA: data };
  await promisify(execFile)(process.execPath, ['dist/server/cli.js', ...args], { env });
}

test('somebody of the district opens an address that was sent to them, signs in at the provider, and reads that page by their group', async () => {
  provider.person = { sub: 'ana', email: 'ana@cedar-basin.k12.example', name: 'Ana Ñuñez', groups: ['Board'] };
  await sep('groups', 'map', 'cedar-basin', 'Board', '--role', 'viewer');
  const { page, troubles } = await openFrontDoor(browser, `${server.url}/p/cedar-basin/money?asOf=2026-12-01`);
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.getByRole('button', { name: 'Sign in with Cedar Basin ID' }).waitFor();
    expect([width, await violations(page)]).toEqual([width, []]);
  }
  await page.getByRole('button', { name: 'Use e-mail and password instead' }).click();
  await page.getByLabel('Password').waitFor();
  await page.getByRole('button', { name: 'Sign in with Cedar Basin ID instead' }).click();
  await page.getByRole('button', { name: 'Sign in with Cedar Basin ID' }).click();
  await page.getByRole('heading', { level: 1, name: 'Money', exact: true }).waitFor();
  expect(page.url()).toBe(`${server.url}/p/cedar-basin/money?asOf=2026-12-01`);
  await page.getByText('Ana Ñuñez').waitFor();
  expect(await page.context().cookies()).toEqual([]);
  // What the browser keeps is a session of ours, of this window, and nothing of the provider.
  const kept = await page.evaluate(() => JSON.stringify([window.sessionStorage, window.localStorage]));
  expect(kept).not.toMatch(/eyJ|id_token|access_token|code_verifier/);
  expect(await page.evaluate(() => window.localStorage.length)).toBe(0);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with Cedar Basin ID' }).waitFor();
  expect(troubles).toEqual([]);
});
