import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type InstalledExcel, installExcel } from 'excel-host/client/install-excel.mts';
import { hasSignInDialog, openSignInDialog } from './sign-in-dialog.ts';

const PANE = 'http://localhost/pane/';
const session = { token: 'canary-token', person: { id: 'p1', email: 'ann@cedar-basin.example', name: 'Ann' } };

let excel: InstalledExcel;
let told: string[];
beforeEach(() => {
  excel = installExcel();
  told = [];
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => void told.push(String(text)));
});
afterEach(() => vi.restoreAllMocks());

/** The dialog that is open, once Office has told the pane of it. */
async function opened() {
  const dialog = openSignInDialog(PANE);
  // Office tells of a dialog in a timer of its own, the one of a message comes after it.
  const shown = excel.dialogs.all.at(-1);
  if (shown === undefined) throw new Error('No dialog was opened.');
  await new Promise((resolve) => setTimeout(resolve, 0));
  return { ...dialog, shown };
}

describe('the sign-in window of the pane', () => {
  test('is on the pane’s own origin, and hands over the session it sends', async () => {
    const { outcome, shown } = await opened();
    expect(shown.address).toBe('http://localhost/dialog/');
    shown.sends(JSON.stringify(session));
    expect(await outcome).toEqual({ kind: 'signedIn', session });
    expect(shown.isClosed).toBe(true);
    expect(told).toEqual([]);
  });

  test('[SEC14] takes no session from another origin, whatever it looks like, and tells the console without it', async () => {
    const { outcome, shown } = await opened();
    const forged = [
      'https://evil.example',
      'http://localhost:8080',
      'https://localhost',
      'http://localhost.evil.example',
      'null',
      '',
    ];
    for (const origin of forged) shown.sends(JSON.stringify({ ...session, token: 'forged' }), origin);
    await expect.poll(() => told).toHaveLength(forged.length);
    expect(told[0]).toBe('A message in the sign-in window was ignored: it came from https://evil.example.');
    expect(told.join()).not.toContain('forged');
    expect(shown.isClosed).toBe(false);
    // What is ignored ends nothing: the person may still sign in.
    shown.sends(JSON.stringify(session));
    expect(await outcome).toEqual({ kind: 'signedIn', session });
  });

  test('[SEC14] takes none of an Excel that does not say from where a message comes, and is not offered there', async () => {
    const { outcome, shown, close } = await opened();
    shown.sends(JSON.stringify(session), null);
    await expect.poll(() => told).toHaveLength(1);
    close();
    expect(await outcome).toEqual({ kind: 'left' });
    expect(hasSignInDialog()).toBe(true);
    for (const sets of [{ DialogApi: '1.2' }, { DialogOrigin: '1.1' }, {}]) {
      installExcel({ requirementSets: { ExcelApi: '1.14', ...sets } });
      expect([sets, hasSignInDialog()]).toEqual([sets, false]);
    }
  });

  test('ignores what is no sign-in', async () => {
    const { outcome, shown, close } = await opened();
    for (const message of ['', '{', '"canary-token"', '{"token":7}', JSON.stringify({ token: 'canary-token' })])
      shown.sends(message);
    await expect.poll(() => told).toHaveLength(5);
    expect(told.join()).not.toContain('canary');
    close();
    expect(await outcome).toEqual({ kind: 'left' });
  });

  test.each([12009, 12011] as const)('says by Office’s number %i that it was not opened', async (code) => {
    excel.dialogs.refuseNext(code);
    expect(await openSignInDialog(PANE).outcome).toEqual({ kind: 'failed', code });
  });

  test('says that another one is open, and that its page is elsewhere', async () => {
    const first = await opened();
    expect(await openSignInDialog(PANE).outcome).toEqual({ kind: 'failed', code: 12007 });
    first.close();
    expect(await openSignInDialog('https://elsewhere.example/pane/').outcome).toEqual({ kind: 'failed', code: 12004 });
  });

  test('says that the person has closed it, or that its page did not load; a page that failed is taken away', async () => {
    const closed = await opened();
    closed.shown.closes();
    expect(await closed.outcome).toEqual({ kind: 'failed', code: 12006 });
    // Of what its page has said of the provider before, the last holds.
    const refused = await opened();
    refused.shown.sends(JSON.stringify({ problem: 'Cedar Basin ID let nobody in.' }));
    refused.shown.sends(JSON.stringify({ problem: 'forged' }), 'https://evil.example');
    await expect.poll(() => told).toHaveLength(1);
    refused.shown.closes();
    expect(await refused.outcome).toEqual({ kind: 'failed', code: 12006, told: 'Cedar Basin ID let nobody in.' });
    const again = await opened();
    for (const problem of ['Cedar Basin ID let nobody in.', null]) again.shown.sends(JSON.stringify({ problem }));
    await new Promise((resolve) => setTimeout(resolve, 0));
    again.shown.closes();
    expect(await again.outcome).toEqual({ kind: 'failed', code: 12006 });
    const missing = await opened().then(async ({ outcome }) => {
      excel.dialogs.all.at(-1)?.failsToLoad();
      return outcome;
    });
    expect(missing).toEqual({ kind: 'failed', code: 12002 });
    expect(excel.dialogs.all.at(-1)?.isClosed).toBe(true);
  });

  test('is closed by the pane even before Office has told of it', async () => {
    const { outcome, close } = openSignInDialog(PANE);
    close();
    expect(await outcome).toEqual({ kind: 'left' });
    await expect.poll(() => excel.dialogs.all[0]?.isClosed).toBe(true);
  });
});
