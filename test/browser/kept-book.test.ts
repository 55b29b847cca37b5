import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { patient } from '../patience.ts';
import { isLong } from '../run-size.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { demoApi } from './front-door-page.ts';
import { openChromium } from './shared-chromium.ts';
import { openWorkbench, workbenchIn, workbenchOf, type WorkbenchPage } from './workbench-page.ts';

let server: BuiltServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo('mini'), openChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const NORTH = 'north@cedar-basin.example';
const FINANCE = 'finance@cedar-basin.example';

/** A person with a connected workbook, the Sites in front. */
async function connected(email: string): Promise<WorkbenchPage> {
  const person = await openWorkbench(browser, server.url);
  await person.signIn(email);
  await person.connect();
  await person.openSheet('Sites');
  return person;
}

const shortName = (person: WorkbenchPage) => person.cell('Location Code', '0417', 'Short Name');

async function reload(person: WorkbenchPage): Promise<void> {
  await person.page.reload();
  await person.isReady();
}

const isKept = (page: Page) => page.evaluate(() => window.workbench?.isKept ?? false);

/** Everything that the browser keeps of books, by its own interface. */
async function storedBooks(page: Page): Promise<string> {
  return await page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('sep-workbench');
        opening.addEventListener('error', () => reject(new Error('not opened')));
        opening.addEventListener('success', () => {
          const request = opening.result.transaction('parts').objectStore('parts').getAll();
          request.addEventListener('success', () => {
            opening.result.close();
            resolve(JSON.stringify(request.result));
          });
        });
      }),
  );
}

describe('[FC10] the workbench keeps one’s work', { timeout: patient(180_000) }, () => {
  test('what was typed in the last moment is there after a reload, still unsent, and syncs as if nothing had happened', async () => {
    const north = await connected(NORTH);
    // Its own each time: what the plan holds already is no change.
    const typed = `Reloaded ${Date.now()}`;
    await north.goTo('Start!B20');
    await north.type('Start!B20', '=1+2');
    await north.openSheet('Sites');
    await north.type(await shortName(north), typed);
    await reload(north);
    await north.waitForStatus('1 change saved in this workbook');
    expect(await north.pane.getByRole('heading', { name: 'Is this a copy?' }).count()).toBe(0);
    await north.openSheet('Sites');
    expect(await north.text(await shortName(north))).toBe(typed);
    expect(await north.text('Start!B20')).toBe('3');
    await north.picture('kept-after-a-reload');
    await north.sync('All changes synced');
    await reload(north);
    await north.waitForStatus('All changes synced');
    // In front is what was in front.
    expect(await north.page.evaluate(() => window.workbench?.selection.sheetName)).toBe('Sites');
    expect(north.troubles).toEqual([]);
    await north.page.context().close();
  });

  test('what is typed is there after a reload in the same breath, time after time, and the browser asks nothing', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    // The book and the grid are what counts; the pane would be loaded anew each time.
    await context.route('**/workbench/pane/**', (route) => route.fulfill({ body: '' }));
    const person = await workbenchIn(context, `${server.url}/workbench/`);
    const asked: string[] = [];
    person.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    const typed = Array.from({ length: isLong ? 100 : 3 }, (_, time) => `breath ${time}`);
    for (const [time, text] of typed.entries()) {
      await person.goTo(`Start!B${20 + time}`);
      await person.page.keyboard.type(text);
      await expect.poll(() => person.page.evaluate(() => window.workbench?.isTyping)).toBe(true);
      // The page is told to go as soon as the value is in the book, and what it then writes comes too late.
      await person.page.evaluate(() => {
        const { workbench } = window;
        const leave = (): void => {
          if (workbench?.isTyping === true) return void setTimeout(leave, 0);
          IDBTransaction.prototype.commit = function tooLate() {
            this.abort();
          };
          window.location.reload();
        };
        window.addEventListener('keydown', leave, { once: true });
      });
      const gone = person.page.waitForEvent('domcontentloaded');
      await person.page.keyboard.press('Enter');
      await gone;
      await person.isReady();
      expect((await person.texts(`Start!B20:B${20 + time}`)).flat()).toEqual(typed.slice(0, time + 1));
    }
    expect(asked).toEqual([]);
    await context.close();
  });

  test('it is kept within a second of being typed, so that a tab that crashes loses no more than that', async () => {
    const person = await openWorkbench(browser, server.url);
    await person.type('Start!B20', 'before the crash');
    const since = Date.now();
    await expect.poll(() => storedBooks(person.page)).toContain('before the crash');
    expect(Date.now() - since).toBeLessThan(patient(1_000));
    const address = person.page.url();
    const context = person.page.context();
    const crashed = person.page.waitForEvent('crash');
    const session = await context.newCDPSession(person.page);
    // The reply never comes: there is nobody any more to give it.
    void session.send('Page.crash').catch(() => undefined);
    await crashed;
    const again = await workbenchIn(context, address);
    expect(await again.text('Start!B20')).toBe('before the crash');
    await context.close();
  });

  test('a cell that is being edited is asked about before the page goes, kept work is not', async () => {
    const person = await openWorkbench(browser, server.url);
    const asked: string[] = [];
    person.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await person.type('Start!B20', 'kept');
    await expect.poll(() => isKept(person.page)).toBe(true);
    await reload(person);
    expect(asked).toEqual([]);
    await person.goTo('Start!B21');
    await person.page.keyboard.type('half a wo');
    await expect.poll(() => person.page.evaluate(() => window.workbench?.isTyping)).toBe(true);
    await reload(person);
    expect(asked).toEqual(['beforeunload']);
    await person.page.context().close();
  });

  test('a sync that a reload breaks off goes on by itself, and a new row is not sent twice', async () => {
    const finance = await connected(FINANCE);
    await finance.openSheet('Systems');
    await finance.page.getByRole('button', { name: 'Insert row' }).click();
    await expect.poll(() => finance.text('Systems!B2')).toBe('');
    const header = (await finance.texts('Systems!A1:Z1'))[0] ?? [];
    const cells = [
      ['System Code', 'FIBER'],
      ['System Name', 'Fiber between schools'],
      ['Program', 'School Network Modernization'],
      ['Default E-Rate Category', 'C1'],
    ] as const;
    for (const [label, text] of cells) {
      await finance.type(`Systems!${'ABCDEFGHIJ'[header.indexOf(label)]}2`, text);
    }
    let hasCommitted = (): void => undefined;
    const committed = new Promise<void>((resolve) => {
      hasCommitted = resolve;
    });
    const sent: string[] = [];
    await finance.page.route(`${server.url}/api/programs/*/sync?*`, async (route) => {
      sent.push(route.request().postData() ?? '');
      const response = await route.fetch();
      hasCommitted();
      // The reply of the first comes to nobody.
      if (sent.length > 1) await route.fulfill({ response });
    });
    await finance.show('Home');
    await finance.pane.getByRole('button', { name: /^(Send now|Sync now)$/ }).click();
    await committed;
    await reload(finance);
    await finance.waitForStatus('All changes synced');
    await finance.openSheet('Systems');
    const rowId = await finance.text(await finance.cell('System Code', 'FIBER', 'Row ID'));
    expect(sent[0]).toContain(rowId);
    const api = await demoApi(server.url, FINANCE);
    const rows = z.object({ tables: z.object({ systems: z.object({ rows: z.array(z.array(z.unknown())) }) }) });
    const { systems } = rows.parse(await api.json('/rows?tables=systems')).tables;
    expect(systems.rows.filter((row) => row.includes('FIBER'))).toHaveLength(1);
    await finance.page.context().close();
  });

  test('where there is no room left, the page says so and what to do, and warns before it goes', async () => {
    const person = await openWorkbench(browser, server.url);
    const session = await person.page.context().newCDPSession(person.page);
    const origin = server.url;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await person.type('Start!B20', 'no room');
    await person.page.getByText('This browser has no room left to keep the workbook.').waitFor();
    await person.picture('no-room-left');
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await person.page.getByRole('button', { name: 'Try again' }).click();
    await person.page.getByText('Kept in this browser').waitFor();
    await reload(person);
    expect(await person.text('Start!B20')).toBe('no room');
    await person.page.context().close();
  });

  test('where the browser keeps nothing, the workbench works and says what that means', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    await context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
    const person = await workbenchIn(context, `${server.url}/workbench/`);
    await person.type('Start!B20', 'only here');
    await person.page.getByText('This browser keeps nothing for this page, as private windows do.').waitFor();
    expect(await person.text('Start!B20')).toBe('only here');
    await context.close();
  });

  test('a damaged workbook is not opened, not deleted, and can be saved for whoever helps', async () => {
    const person = await openWorkbench(browser, server.url);
    await person.type('Start!B20', 'precious');
    await expect.poll(() => isKept(person.page)).toBe(true);
    const spoil = (page: Page) =>
      page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            const opening = indexedDB.open('sep-workbench');
            opening.addEventListener('success', () => {
              const store = opening.result.transaction('parts', 'readwrite').objectStore('parts');
              const request = store.openCursor();
              request.addEventListener('success', () => {
                const cursor = request.result;
                if (cursor === null) {
                  opening.result.close();
                  return resolve();
                }
                if (cursor.value.name !== 'frame') cursor.update({ ...cursor.value, data: `${cursor.value.data} ` });
                cursor.continue();
              });
            });
          }),
      );
    await spoil(person.page);
    await person.page.reload();
    await person.page.getByRole('heading', { name: 'Plan.xlsx cannot be opened' }).waitFor();
    await person.picture('damaged-workbook');
    const [download] = await Promise.all([
      person.page.waitForEvent('download'),
      person.page.getByRole('button', { name: 'Save what is kept' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Plan.xlsx.kept.json');
    expect(await storedBooks(person.page)).toContain('precious');
    await person.page.getByRole('link', { name: 'Open a new workbook' }).click();
    await person.isReady();
    expect(await person.text('Start!B20')).toBe('');
    await person.page.context().close();
  });

  test('somebody else at the same browser is asked what the workbook is before anything is sent', async () => {
    const north = await connected(NORTH);
    await north.type(await shortName(north), 'North at the desk');
    await north.sync('All changes synced');
    await north.show('More');
    await north.pane.getByRole('button', { name: 'Sign out' }).click();
    await north.signIn(FINANCE);
    await north.pane.getByRole('heading', { name: 'Is this a copy?' }).waitFor();
    await reload(north);
    await north.pane.getByText('The same workbook is also used by Nora Lindqvist.').waitFor();
    expect(await north.pane.getByRole('navigation').count()).toBe(0);
    await north.page.context().close();
  });
});

describe('[FC11] two tabs of one workbook', { timeout: patient(120_000) }, () => {
  test('the second says that it is open, takes it over with all that was typed, and the first one stops', async () => {
    const first = await openWorkbench(browser, server.url);
    await first.type('Start!B20', 'from the first');
    const second = await otherTab(first.page.context(), first.page.url());
    await second.getByRole('heading', { name: 'This workbook is open in another tab or window' }).waitFor();
    await first.picture('open-in-another-tab');
    await first.type('Start!B21', 'and more');
    await second.getByRole('button', { name: 'Work here instead' }).click();
    const there = await workbenchOf(second);
    expect(await there.texts('Start!B20:B21')).toEqual([['from the first'], ['and more']]);
    await first.page.getByRole('heading', { name: 'You went on with this workbook in another tab' }).waitFor();
    expect(await first.page.locator('iframe').count()).toBe(0);
    await there.type('Start!B22', 'from the second');
    await expect.poll(() => isKept(second)).toBe(true);
    await first.page.getByRole('button', { name: 'Work here again' }).click();
    await first.page.getByRole('button', { name: 'Work here instead' }).click();
    await first.isReady();
    expect((await first.texts('Start!B20:B22')).flat()).toEqual(['from the first', 'and more', 'from the second']);
    await first.page.context().close();
  });

  test('a tab in which a cell is being edited is not taken from', async () => {
    const first = await openWorkbench(browser, server.url);
    await first.type('Start!B20', 'kept');
    await first.goTo('Start!B21');
    await first.page.keyboard.type('half');
    await expect.poll(() => first.page.evaluate(() => window.workbench?.isTyping)).toBe(true);
    const second = await otherTab(first.page.context(), first.page.url());
    await second.getByRole('button', { name: 'Work here instead' }).click();
    await second.getByText('A cell is being edited in the other tab.').waitFor();
    expect(await first.page.evaluate(() => window.workbench?.isTyping)).toBe(true);
    await first.page.context().close();
  });
});

describe('from the first page', { timeout: patient(180_000) }, () => {
  test('two clicks lead to a workbook that is synced; coming back goes on with it, and it can be deleted', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    page.setDefaultTimeout(patient(30_000));
    await page.goto(server.url);
    await page.getByRole('button', { name: `Sign in as ${NORTH}` }).click();
    await page.getByRole('link', { name: 'Open in the workbench' }).click();
    const north = await workbenchOf(page);
    await north.waitForStatus('All changes synced');
    await north.openSheet('Sites');
    await north.type(await shortName(north), 'From the first page');
    await north.waitForStatus('1 change saved in this workbook');
    await expect.poll(() => isKept(page)).toBe(true);

    // [FC13]
    await page.getByRole('link', { name: 'SEP Sync' }).click();
    const books = page.getByRole('region', { name: 'Workbooks in this browser' });
    await books.getByText(/changed just now · 1 change not sent$/).waitFor();
    await north.picture('workbooks-in-this-browser');
    await page.getByRole('link', { name: 'Go on with your workbook' }).click();
    await north.isReady();
    await north.waitForStatus('1 change saved in this workbook');

    const door = await context.newPage();
    await door.goto(server.url);
    await door.getByRole('button', { name: `Sign in as ${NORTH}` }).click();
    const listed = door.getByRole('region', { name: 'Workbooks in this browser' });
    await listed.getByRole('button', { name: 'Delete cedar-basin.xlsx' }).click();
    await listed.getByText(/1 change that was not sent, and sheets of your own in it, are gone for good\.$/).waitFor();
    await listed.getByRole('button', { name: 'Delete it' }).click();
    await listed.getByText('It is open in a tab of this browser.').waitFor();
    await page.close();
    await door.reload();
    await listed.getByRole('button', { name: 'Delete cedar-basin.xlsx' }).click();
    await listed.getByRole('button', { name: 'Delete it' }).click();
    await listed.waitFor({ state: 'detached' });
    await context.close();
  });

  test('[FC13] a link leads from the workbench to the first page', async () => {
    const person = await openWorkbench(browser, server.url);
    await person.page.getByRole('link', { name: 'SEP Sync' }).click();
    await person.page.getByText('Everybody’s password is cedar-basin.').waitFor();
    expect(new URL(person.page.url()).pathname).toBe('/');
    await person.page.context().close();
  });

  test('[FC12] “See an example” shows one where the person is', async () => {
    const person = await openWorkbench(browser, server.url);
    await person.pane.getByRole('button', { name: 'See an example' }).click();
    await person.pane
      .getByRole('region', { name: 'An example' })
      .getByText('Yours: Alder North. Finance’s: Alder Elem.')
      .waitFor();
    expect(person.page.context().pages()).toHaveLength(1);
    await person.picture('example-in-the-pane');
    await person.page.context().close();
  });
});

async function otherTab(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(patient(15_000));
  await page.goto(address);
  return page;
}
