import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInReply } from '../../shared/protocol/people.ts';
import { syncReply } from '../../shared/protocol/sync.ts';
import { seedFrom } from '../contracts/hostile-strings.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { patient } from '../patience.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { openFrontDoor, PASSWORD, signIn } from './front-door-page.ts';
import { openChromium } from './shared-chromium.ts';

const FINANCE = 'finance@cedar-basin.example';
const PROGRAM = 'cedar-basin';
/** The first of the schools that bear such texts. */
const FIRST_CODE = 9_000;

let server: BuiltServer;
let browser: Browser;
/** Every act, each after another ending of what it may stand in. */
const texts = seedFrom(510).filter((_, at) => at % 14 === 0);

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo('mini'), openChromium()]);
  const post = async (path: string, body: unknown, token = ''): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    return (await fetch(`${server.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const { token } = signInReply.parse(await post('/sign-in', { email: FINANCE, password: PASSWORD }));
  const sites = texts.map((name, at) => site(String(FIRST_CODE + at), { name, street: name.slice(0, 40) }));
  const request = { protocol: 1, base: 0, syncId: 'hostile', workbook: 'hostile', note: texts[1] };
  const edits = { sites: inserts(...sites).edits };
  const reply = syncReply.parse(await post(`/programs/${PROGRAM}/sync`, { ...request, edits }, token));
  if (reply.committed === null) throw new Error(JSON.stringify(reply.refusals));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What the browser has been kept from, as it reports it. */
const reported = (page: Page): Promise<unknown> => page.evaluate('window.reported');

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${server.url}/p/${PROGRAM}/${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
}

test(
  '[SEC7, SEC12] texts that could be scripts are shown as they are: none runs, and the policy has nothing to report',
  async () => {
    const { page, troubles } = await openFrontDoor(browser, `${server.url}/p/${PROGRAM}/schools`);
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.addInitScript(`
      window.reported = [];
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        window.reported.push(violatedDirective + ' ' + blockedURI));`);
    await signIn(page, FINANCE);
    await page.getByRole('heading', { level: 1, name: 'Schools' }).waitFor();
    for (const path of ['schools?find=alert', 'history', 'audit', `schools/${FIRST_CODE}`]) {
      await open(page, path);
      expect([path, await reported(page)]).toEqual([path, []]);
    }
    expect(await page.getByText(texts[0] ?? '').count()).toBeGreaterThan(0);
    expect([dialogs, troubles]).toEqual([[], []]);
    // The policy itself: what gets into the page all the same is neither run nor let out.
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'alert(1)';
      document.body.append(script);
      return fetch('https://evil.example/').catch(() => null);
    });
    await expect.poll(() => reported(page)).toEqual(['script-src-elem inline', 'connect-src https://evil.example/']);
    expect(dialogs).toEqual([]);
    await page.context().close();
  },
  patient(120_000),
);
