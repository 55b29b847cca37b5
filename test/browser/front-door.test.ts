import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { firstSeed, isLong, SEEDS_A_DAY } from '../run-size.ts';
import { formatMoney } from '../../shared/tables/kinds/number-kinds.ts';
import { totalsReply } from '../../shared/protocol/totals.ts';
import { removeRow } from '../../server/workbook/testing/edit-file.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { expectSound } from './looks.ts';
import { keptDownload } from './kept-download.ts';
import { openChromium } from './shared-chromium.ts';
import { demoApi, editWorkbook, openFrontDoor, signIn, type DoorPage } from './front-door-page.ts';

const FINANCE = 'finance@cedar-basin.example';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let server: BuiltServer;
let browser: Browser;
const opened: Page[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo('mini'), openChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});

async function open(
  ...options: Parameters<typeof openFrontDoor> extends [Browser, string, ...infer Rest] ? Rest : never
) {
  const door = await openFrontDoor(browser, server.url, ...options);
  opened.push(door.page);
  return door;
}

async function openSignedIn(email = FINANCE): Promise<DoorPage> {
  const door = await open();
  await signIn(door.page, email);
  await door.page.getByRole('article').waitFor();
  return door;
}

/** A page of the demo program, come to from the first page by its links. */
async function openPage(name: string, email = FINANCE): Promise<DoorPage> {
  const door = await openSignedIn(email);
  await goTo(door.page, name);
  return door;
}

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

async function download(page: Page, button = 'Download workbook'): Promise<{ name: string; bytes: Uint8Array }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return { name: file.suggestedFilename(), bytes: new Uint8Array(await readFile(await keptDownload(file))) };
}

async function giveBack(page: Page, bytes: Uint8Array, name = 'Plan.xlsx'): Promise<void> {
  const input = page.locator('input[type="file"]');
  if ((await input.count()) === 0) await page.getByRole('button', { name: 'Return a workbook' }).click();
  await input.setInputFiles({ name, mimeType: XLSX, buffer: Buffer.from(bytes) });
}

/** Cells of a table of the page as text, row by row. */
async function tableText(page: Page, caption: RegExp): Promise<string[][]> {
  const rows = page.getByRole('table', { name: caption }).locator('tbody tr');
  await rows.first().waitFor();
  return rows.evaluateAll((found) =>
    found.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
  );
}

describe('the front door', () => {
  test('a wrong password is said in words and nobody is signed in', async () => {
    const { page } = await open();
    await signIn(page, FINANCE, 'not-it');
    await page.getByText('That didn’t sign you in').waitFor();
    expect(await page.getByLabel('E-mail').isVisible()).toBe(true);
    expect(await page.evaluate(() => window.localStorage.length + window.sessionStorage.length)).toBe(0);
  });

  test('signed in by keyboard alone, a person sees the program with district, year, revision and role', async () => {
    const { page, troubles } = await open();
    await page.getByLabel('E-mail').focus();
    await page.keyboard.type(FINANCE);
    await page.keyboard.press('Tab');
    await page.keyboard.type('cedar-basin');
    await page.keyboard.press('Enter');
    const program = page.getByRole('article', { name: 'Strategic Execution Plan' });
    await program
      .getByText(/^Cedar Basin Unified School District · fiscal year .* · revision \d+ · you are finance$/)
      .waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('programs');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('/p/cedar-basin');
    expect(troubles).toEqual([]);
  });

  test('the demo people are shown with their password, and one press signs in', async () => {
    const { page } = await open();
    await page.getByText('Everybody’s password is cedar-basin.').waitFor();
    await page.getByRole('button', { name: 'Sign in as viewer@cedar-basin.example' }).click();
    const program = page.getByRole('article');
    await program.getByText('you may look').waitFor();
    await goTo(page, 'Workbooks');
    await page.getByRole('button', { name: 'Download workbook' }).waitFor();
    expect(await page.getByRole('button', { name: 'Return a workbook' }).count()).toBe(0);
  });

  test('a workbook is downloaded, edited, returned, looked at and taken over', async () => {
    const api = await demoApi(server.url, 'admin@cedar-basin.example');
    const { page, troubles } = await openPage('Workbooks');
    const { name, bytes } = await download(page);
    expect(name).toMatch(/^Strategic Execution Plan – revision \d+ – [\d-]+\.xlsx$/);
    await page.getByText(`Downloaded ${name}.`).waitFor();
    await api.setSite('0433', 'shortName', 'Theirs');

    let edited = editWorkbook(bytes, 'sites', '0417', 'shortName', 'Alder ES');
    edited = editWorkbook(edited, 'sites', '0420', 'enrollment', 'many');
    edited = editWorkbook(edited, 'sites', '0433', 'shortName', 'Mine');
    await giveBack(page, edited);
    await page.getByText('1 value in 1 row would change in the plan.').waitFor();
    await expect
      .poll(() => tableText(page, /What would change/))
      .toEqual([['Sites · 0417 · Alder Elementary · Short Name', '(empty)', 'Alder ES']]);
    expect(await tableText(page, /somebody else has changed/)).toEqual([
      ['Sites · 0433 · Miller’s Crossing Middle School · Short Name', 'Mine', 'Theirs (Ada Quintero)', '(empty)'],
    ]);
    await page.getByRole('listitem').filter({ hasText: 'Sites · 0420 · Peñasco Elementary · Enrollment' }).waitFor();
    expect(await api.site('0417', 'shortName')).toBeNull();

    await page.getByRole('button', { name: 'Take it over' }).click();
    await page.getByText(/^1 value is in the plan now, as revision \d+\.$/).waitFor();
    expect(await api.site('0417', 'shortName')).toBe('Alder ES');
    expect(await api.site('0433', 'shortName')).toBe('Theirs');
    const revision = /as revision (\d+)/.exec((await page.getByText(/is in the plan now/).textContent()) ?? '')?.[1];
    await page.getByText(`· revision ${revision} ·`).waitFor();

    const card = page.getByRole('article', { name: /Sites · 0433 · .* · Short Name/ });
    await card.getByText('Theirs', { exact: true }).waitFor();
    await card.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Everything in this file is decided.').waitFor();
    expect(await api.site('0433', 'shortName')).toBe('Mine');
    expect(troubles).toEqual([]);
  });

  test('a file that holds nothing new says so and offers nothing to take over', async () => {
    const { page } = await openPage('Workbooks');
    await giveBack(page, (await download(page)).bytes);
    await page.getByText('There is nothing to take over.').waitFor();
    expect(await page.getByRole('button', { name: 'Take it over' }).count()).toBe(0);
  });

  test('rows missing from the file go only when the person says so', async () => {
    const { page } = await openPage('Workbooks');
    const gone = [3, 4].reduce((file, row) => removeRow(file, 'Sites', row), (await download(page)).bytes);
    await giveBack(page, gone);
    await page.getByText('Nothing would change in the plan.').waitFor();
    await page.getByText(/lacks 2 rows of the plan .*; none was deleted/).waitFor();
    await page.getByLabel('Delete these rows from the plan, too').check();
    await page.getByText(/in the plan\.$|from the plan\.$/).waitFor();
    expect((await page.getByRole('main').textContent()) ?? '').toContain('0420');
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Return a workbook');
  });

  test('rows and IDs that a sort has torn apart can be matched by their keys', async () => {
    const { page } = await openPage('Workbooks');
    const { bytes } = await download(page);
    let torn = editWorkbook(bytes, 'sites', '0420', 'code', '9999');
    torn = editWorkbook(torn, 'sites', '0433', 'code', '0420');
    torn = editWorkbook(torn, 'sites', '9999', 'code', '0433');
    await giveBack(page, torn);
    await page.getByRole('alert').getByText('Rows and their IDs have come apart').waitFor();
    await page.getByRole('button', { name: 'Go by the keys' }).click();
    await page.getByText(/would change in the plan\.$/).waitFor();
    await expect
      .poll(() => tableText(page, /What would change/))
      .toContainEqual([
        'Sites · 0420 · Peñasco Elementary · Site Name',
        'Peñasco Elementary',
        'Miller’s Crossing Middle School',
      ]);
  });

  test('what is no workbook is refused in words; the file and the plan are safe', async () => {
    const { page } = await openPage('Workbooks');
    await giveBack(page, Buffer.from('no workbook at all'), 'notes.xlsx');
    const alert = page.getByRole('alert');
    await alert.getByText('This workbook wasn’t taken').waitFor();
    expect(await alert.textContent()).toContain('Your file and the plan are as they were.');
  });

  test('the practice workbook is downloaded; neither the plan nor the pane takes it for the plan’s', async () => {
    const { page, troubles } = await openPage('Workbooks');
    const revision = page.getByText(/· revision \d+ ·/);
    const before = await revision.textContent();
    const { name, bytes } = await download(page, 'Download the practice workbook');
    expect(name).toBe('Practice plan with planted mistakes.xlsx');
    await page.getByText(`Downloaded ${name}.`).waitFor();
    expect(troubles).toEqual([]);
    await giveBack(page, bytes, name);
    await page.getByRole('alert').getByText('It belongs to no program, so nothing of it was sent.').waitFor();
    expect(await revision.textContent()).toBe(before);

    await page.goto(`${server.url}/workbench/`);
    await page.locator('[data-ready=true]').waitFor();
    const file = { name, mimeType: XLSX, buffer: Buffer.from(bytes) };
    await Promise.all([page.waitForEvent('load'), page.getByLabel('Workbook to open').setInputFiles(file)]);
    const pane = page.frameLocator('iframe');
    await pane.getByRole('heading', { name: 'This is the practice workbook' }).waitFor();
    expect(await pane.getByRole('button').allTextContents()).toEqual(['Sign out']);
  });

  test('money is the totals by source, and reports are the checks', async () => {
    const api = await demoApi(server.url, FINANCE);
    const { rows, total } = totalsReply.parse(await api.json('/totals?by=source'));
    const { page } = await openPage('Money');
    const figures = (row: (typeof rows)[number]) =>
      ['current', 'obligated', 'expended', 'eac', 'vac'].map((name) => formatMoney(Number(row[name])));
    const named = [/^BND-A · /, /^ERT-26 · /, /^F40 · /].map((pattern) => expect.stringMatching(pattern));
    await expect
      .poll(() => tableText(page, /Totals by funding source/))
      .toEqual([...rows.map((row, index) => [named[index], ...figures(row)]), ['Program', ...figures(total)]]);
    await goTo(page, 'Reports');
    await page.getByRole('heading', { name: /in \d+ checks$|^All \d+ checks pass$/ }).waitFor();
    // [FB12] Checks go by their names, not by their numbers.
    await page.getByText('Obligations stay within the available cash').first().waitFor({ state: 'attached' });
    expect(await page.locator('body').textContent()).not.toMatch(/\bC\d\dW?\b/);
  });

  test('a figure of the totals says by keyboard alone what it is made of, to the cent, and leads back', async () => {
    const api = await demoApi(server.url, FINANCE);
    const { total } = totalsReply.parse(await api.json('/totals?by=source'));
    const { page, troubles } = await openPage('Money');
    const current = formatMoney(Number(total['current']));
    const figure = page.getByRole('button', { name: `${current}, Current Budget of Program: what it is made of` });
    await figure.focus();
    await page.keyboard.press('Enter');
    const made = page.getByRole('region', { name: 'What the figure is made of' });
    await made.getByText(`${current} as of revision`).waitFor();
    expect(await made.evaluate((region) => region === document.activeElement)).toBe(true);
    const parts = await page.getByRole('heading', { level: 3 }).allTextContents();
    const cents = parts.map((part) => Math.round(Number((part.split(' · ')[0] ?? '').replaceAll(',', '')) * 100));
    expect(cents.reduce((sum, part) => sum + part, 0)).toBe(total['current']);
    await page.getByRole('button', { name: 'Show rows' }).first().click();
    await page
      .getByText(/^Budget Lines · /)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Back to the totals' }).press('Enter');
    await expect.poll(() => figure.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.getByLabel('Totals by').selectOption('region');
    await tableText(page, /Totals by region/);
    await page.getByRole('button', { name: /Current Budget of North: what it is made of$/ }).click();
    await made.getByText('It is the sum of:').waitFor();
    const ofNorth = await page.getByRole('heading', { level: 3 }).allTextContents();
    expect(ofNorth.some((part) => part.includes('Shares of projects at several sites'))).toBe(true);
    const sum = ofNorth.reduce((soFar, part) => {
      const [amount = ''] = part.split(' · ');
      return soFar + Math.round(Number(amount.replaceAll(',', '')) * 100);
    }, 0);
    await made.getByText(`${formatMoney(sum)} as of revision`).waitFor();
    expect(troubles).toEqual([]);
  });

  test('[FB15] no word of the totals is broken in two, and no amount leaves its row, at any width of the window', async () => {
    const { page } = await openPage('Money');
    const name = page.getByRole('rowheader').first();
    const longest = () =>
      name.evaluate((cell) => {
        const words = (cell.textContent ?? '').split(/\s+/);
        const ruler = document.createElement('span');
        ruler.style.cssText = 'position: absolute; white-space: nowrap';
        cell.append(ruler);
        const widths = words.map((word) => ((ruler.textContent = word), ruler.offsetWidth));
        ruler.remove();
        return Math.max(...widths);
      });
    for (const width of [320, 640, 700, 860, 861, 1000, 1400]) {
      await page.setViewportSize({ width, height: 800 });
      const room = await name.evaluate(
        (cell) => cell.clientWidth - Number.parseFloat(getComputedStyle(cell).paddingRight),
      );
      expect(room, `at ${width} px`).toBeGreaterThanOrEqual(await longest());
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        `at ${width} px`,
      ).toBe(0);
      const beyond = await page.getByRole('cell').evaluateAll((cells) =>
        cells.map((cell) => {
          const right = cell.firstElementChild?.getBoundingClientRect().right ?? 0;
          return Math.max(0, Math.round(right - (cell.parentElement?.getBoundingClientRect().right ?? 0)));
        }),
      );
      expect(beyond, `at ${width} px`).toEqual(beyond.map(() => 0));
      expect(beyond.length).toBeGreaterThan(0);
    }
  });

  test('the steps for Excel are there for each place, with the manifest', async () => {
    const { page } = await open();
    for (const place of ['Everybody in the district', 'Excel on the web', 'Windows', 'Mac']) {
      const part = page.locator('details', { hasText: place }).first();
      await part.locator('summary').click();
      await part.getByRole('listitem').first().waitFor();
    }
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the manifest' }).click(),
    ]);
    expect(await readFile(await keptDownload(file), 'utf8')).toContain(`${server.url}/pane/`);
  });

  test('who stays signed in is signed in at the workbench, too, and signing out forgets it', async () => {
    const { page } = await open();
    await page.getByLabel('Stay signed in on this computer').check();
    await signIn(page, FINANCE);
    await page.getByRole('article').waitFor();
    const other = await page.context().newPage();
    await other.goto(`${server.url}/workbench/`);
    const pane = other.frameLocator('iframe');
    await pane.getByRole('button', { name: 'Connect' }).waitFor();
    expect(await pane.getByLabel('Password').count()).toBe(0);
    await other.close();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('E-mail').waitFor();
    expect(await page.evaluate(() => window.localStorage.length + window.sessionStorage.length)).toBe(0);
  });

  test('a sign-in that has ended elsewhere asks again, and says that nothing is lost', async () => {
    const { page } = await openPage('Workbooks');
    const kept = await page.evaluate(() => window.sessionStorage.getItem('sep-sync.session') ?? '');
    const token = /"token":"([\w-]+)"/.exec(kept)?.[1];
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${server.url}/api/sign-out`, { method: 'POST', headers })).status).toBe(200);
    await page.getByRole('button', { name: 'Download workbook' }).click();
    await page.getByRole('alert').getByText('Nothing was changed. Sign in again to go on.').waitFor();
    await signIn(page, FINANCE);
    await page.getByRole('heading', { level: 1, name: 'Workbooks' }).waitFor();
  });

  test('after a download its button can be pressed again, and looks like that', async () => {
    const { page } = await openPage('Workbooks');
    const button = page.getByRole('button', { name: 'Download workbook' });
    const look = () =>
      button.evaluate((element) => {
        const { color, backgroundColor, cursor } = getComputedStyle(element);
        return { color, backgroundColor, cursor, isDisabled: element.getAttribute('aria-disabled') };
      });
    const before = await look();
    await download(page);
    await page.getByText(/^Downloaded /).waitFor();
    await page.mouse.move(0, 0);
    await expect.poll(look).toEqual(before);
    await download(page);
  });

  test('without a connection it says so, and goes on when it is back', async () => {
    const { page } = await openPage('Workbooks');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Download workbook' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('We couldn’t reach the budget service').waitFor();
    expect(await alert.textContent()).toContain('The plan is as it was.');
    await page.context().setOffline(false);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      alert.getByRole('button', { name: 'Try again' }).click(),
    ]);
    expect(file.suggestedFilename()).toContain('Strategic Execution Plan');
  });

  test('without JavaScript the page says what it needs', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    // Playwright's own text search passes over <noscript>.
    expect(await page.locator('body').innerText()).toContain('It needs JavaScript');
    expect(await page.locator('noscript a').getAttribute('href')).toBe('/manifest.xml');
  });

  test('at 320 pixels nothing is wrong for axe in any state, in light or in dark by turns, and nothing scrolls sideways', async () => {
    const { page } = await open({ viewport: { width: 320, height: 640 } });
    let turn = Math.floor(firstSeed() / SEEDS_A_DAY);
    const check = async (state: string): Promise<void> => {
      const ofToday = turn++ % 2 === 0 ? 'light' : 'dark';
      for (const colorScheme of isLong ? (['light', 'dark'] as const) : ([ofToday] as const)) {
        await page.emulateMedia({ colorScheme });
        await expectSound(page, `${state}, ${colorScheme}`);
      }
    };
    await page.getByLabel('E-mail').waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    await check('signed out');
    await signIn(page, FINANCE, 'not-it');
    await page.getByText('That didn’t sign you in').waitFor();
    await check('wrong password');
    await signIn(page, FINANCE);
    await page.getByRole('article').waitFor();
    await check('programs');
    await goTo(page, 'Reports');
    await page.getByText(/checks? passed/).click();
    await check('reports');
    await goTo(page, 'Money');
    await tableText(page, /Totals by funding source/);
    await check('money');
    await page.getByRole('button', { name: /Current Budget of Program: what it is made of$/ }).click();
    await page.getByRole('button', { name: 'Show rows' }).first().click();
    await page
      .getByText(/^Budget Lines · /)
      .first()
      .waitFor();
    await check('what a figure is made of');
    await page.getByRole('button', { name: 'Back to the totals' }).click();
    await goTo(page, 'Workbooks');
    await download(page, 'Download the practice workbook');
    await page.getByText(/^Downloaded Practice plan/).waitFor();
    await check('practice workbook');
    const { bytes } = await download(page);
    let edited = editWorkbook(bytes, 'sites', '0420', 'shortName', 'Peñasco');
    edited = editWorkbook(edited, 'sites', '0420', 'enrollment', 'many');
    await giveBack(page, edited);
    await page.getByRole('button', { name: 'Take it over' }).waitFor();
    await check('preview');
    await page.getByRole('button', { name: 'Take it over' }).click();
    await page.getByText(/is in the plan now/).waitFor();
    await check('taken over');
    await giveBack(page, Buffer.from('nothing'), 'notes.xlsx');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    await check('refused');
    expect(await alert.textContent()).toContain('Your file and the plan are as they were.');
  });
});
