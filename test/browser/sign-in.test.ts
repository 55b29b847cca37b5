import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { MutableRedirectUri } from 'oauth2-mock-server';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoSignIns } from '../../server/demo/demo-sign-ins.ts';
import { CLIENT, startDistrictProvider, type DistrictProvider } from '../contracts/district-provider.ts';
import { patient } from '../patience.ts';
import { violations } from './axe.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { keptDownload } from './kept-download.ts';
import { openChromium } from './shared-chromium.ts';
import { openWorkbench, type WorkbenchPage } from './workbench-page.ts';

const EMAIL = 'north@cedar-basin.example';

let server: BuiltServer;
let browser: Browser;
let provider: DistrictProvider;

beforeAll(async () => {
  provider = await startDistrictProvider();
  provider.person = { sub: 'ana', email: 'ana@cedar-basin.example', name: 'Ana Ñuñez' };
  const { issuer, clientSecret, name } = provider.settings;
  const district = {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT,
    OIDC_CLIENT_SECRET: clientSecret ?? '',
    OIDC_NAME: name,
  };
  [server, browser] = await Promise.all([startDemo('mini', district), openChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await provider?.stop();
});

/** A workbench whose pane asks who one is. */
async function openSignedOut(): Promise<WorkbenchPage> {
  const opened = await openWorkbench(browser, server.url);
  const go = opened.pane.getByRole('button', { name: 'Sign in', exact: true });
  await go.click();
  await opened.pane.getByLabel('Stay signed in on this computer').waitFor();
  return opened;
}

/** Presses what opens the sign-in window, and waits for it. */
async function openWindow({ page, pane }: WorkbenchPage): Promise<Page> {
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    pane.getByRole('button', { name: 'Sign in with Cedar Basin ID' }).click(),
  ]);
  return opened;
}

/** Goes on as a page does, which keeps the window that has opened it; an address that is typed does not. */
async function leaveFor(page: Page, address: string): Promise<void> {
  await Promise.all([page.waitForURL(address), page.evaluate((to) => window.location.assign(to), address)]);
}

async function typePassword(page: Page | FrameLocator): Promise<void> {
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password').fill(demoSignIns.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Everything that this browser keeps for the server: both stores, cookies, and the workbooks that it keeps. */
async function storageOf(page: Page, context: BrowserContext): Promise<string> {
  const stores = await page.evaluate(async () => {
    const texts = [localStorage, sessionStorage].map((store) => JSON.stringify(store));
    for (const { name } of await indexedDB.databases()) {
      const opening = indexedDB.open(name ?? '');
      const database = await new Promise<IDBDatabase>((resolve) => {
        opening.onsuccess = () => resolve(opening.result);
      });
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store).getAll();
        texts.push(
          await new Promise<string>((resolve) => {
            reading.onsuccess = () => resolve(JSON.stringify(reading.result));
          }),
        );
      }
      database.close();
    }
    return texts.join('\n');
  });
  return stores + JSON.stringify(await context.cookies());
}

describe('signing in from the pane', () => {
  test('by a code: the pane shows it, another browser confirms it, and the pane goes on by itself', async () => {
    const opened = await openSignedOut();
    const { page, pane, troubles } = opened;
    await pane.getByRole('button', { name: 'Sign in with a code, in your browser' }).click();
    await pane.getByRole('button', { name: 'Get a code' }).click();
    const code = (await pane.getByText(/^[B-Z]{4}-[B-Z]{4}$/).textContent()) ?? '';
    await opened.picture('code-in-pane');
    const other = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const device = await other.newPage();
    await device.goto(`${server.url}/device`);
    await device.getByText('Sign in here first.').waitFor();
    await device.getByRole('button', { name: 'Use e-mail and password instead' }).click();
    await typePassword(device);
    await device.getByLabel('Code in Excel').fill(code.replace('-', '').toLowerCase());
    await device.getByRole('button', { name: 'Go on' }).click();
    await device.getByText('Confirm only a code that you see in Excel yourself.').waitFor();
    expect(await device.getByText('in another network').count()).toBe(0);
    expect(await violations(device)).toEqual([]);
    expect(await device.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    if (process.env['SEP_SCREENSHOTS'])
      await device.screenshot({ path: `${process.env['SEP_SCREENSHOTS']}/device.png` });
    await device.getByRole('button', { name: /^Sign that Excel in as / }).click();
    await device.getByText('Excel is signed in as').waitFor();
    await pane.getByRole('button', { name: 'Connect' }).waitFor({ timeout: patient(30_000) });
    expect(troubles).toEqual([]);
    await other.close();
    await page.context().close();
  });

  test('[SEC14, SEC16] by a window: what another origin forges is ignored, and no token stays after signing out', async () => {
    const opened = await openSignedOut();
    const { page, pane, troubles } = opened;
    const context = page.context();
    const closed = await openWindow(opened);
    await closed.close();
    await pane.getByText('The window was closed before you were signed in.').waitFor();
    const dialog = await openWindow(opened);
    await dialog.getByText('Or with e-mail and password:').waitFor();
    expect(await violations(dialog)).toEqual([]);
    if (process.env['SEP_SCREENSHOTS'])
      await dialog.screenshot({ path: `${process.env['SEP_SCREENSHOTS']}/dialog.png` });
    // The same server under another name is another origin, and still the same window.
    await leaveFor(dialog, `${server.url.replace('localhost', '127.0.0.1')}/workbench/dialog/`);
    await dialog.evaluate(() => {
      const person = { id: 'p', email: 'mallory@evil.example', name: 'Mallory' };
      const message = JSON.stringify({ token: 'forged', person });
      window.opener.postMessage({ excelHostDialog: 'toParent', message }, '*');
    });
    await expect
      .poll(() => troubles)
      .toEqual([
        expect.stringMatching(
          /^A message in the sign-in window was ignored: it came from http:\/\/127\.0\.0\.1:\d+\.$/,
        ),
      ]);
    await leaveFor(dialog, `${server.url}/workbench/dialog/`);
    await typePassword(dialog);
    await pane.getByRole('button', { name: 'Connect' }).waitFor();
    await expect.poll(() => dialog.isClosed()).toBe(true);
    await opened.picture('signed-in-by-window');
    const kept = await page.evaluate(() => sessionStorage.getItem('sep-sync.session'));
    const token = /"token":"([\w-]{20,})"/.exec(kept ?? '')?.[1] ?? '';
    expect(token).not.toBe('');
    await opened.connect();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save', exact: true }).click(),
    ]);
    const parts = unzipSync(new Uint8Array(readFileSync(await keptDownload(download))));
    const file = Object.values(parts)
      .map((part) => strFromU8(part))
      .join();
    expect(file).toContain('cedar-basin');
    await opened.show('More');
    await pane.getByRole('button', { name: 'Sign out' }).click();
    await pane.getByLabel('Stay signed in on this computer').waitFor();
    await expect.poll(() => page.evaluate(() => window.workbench?.isKept)).toBe(true);
    const storage = await storageOf(page, context);
    expect(storage).toContain('cedar-basin');
    expect([storage.includes(token), file.includes(token)]).toEqual([false, false]);
    expect(troubles).toHaveLength(1);
    await context.close();
  });

  test('[SEC13] by the district’s provider in the window, which finds back to the pane that has opened it', async () => {
    const opened = await openSignedOut();
    const { page, pane, troubles } = opened;
    provider.server.service.once('beforeAuthorizeRedirect', ({ url }: MutableRedirectUri) => {
      url.searchParams.delete('code');
      url.searchParams.set('error', 'access_denied');
    });
    const denied = await openWindow(opened);
    await denied.getByRole('button', { name: 'Sign in with Cedar Basin ID' }).click();
    const told = (await denied.getByRole('alert').textContent()) ?? '';
    expect(told).toContain('Cedar Basin ID');
    await denied.close();
    await pane.getByText(`The window was closed. ${told}`).waitFor();
    const dialog = await openWindow(opened);
    await dialog.getByRole('button', { name: 'Sign in with Cedar Basin ID' }).click();
    await expect.poll(() => dialog.isClosed()).toBe(true);
    await pane.getByText('No program is open to you yet').waitFor();
    expect(await page.evaluate(() => sessionStorage.getItem('sep-sync.session'))).toContain('Ana');
    expect(troubles).toEqual([]);
    await page.context().close();
  });
});
