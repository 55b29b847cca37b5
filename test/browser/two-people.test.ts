import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { movingPicture } from './moving-picture.ts';
import { twoPeople } from './two-people.ts';
import type { WorkbenchPage } from './workbench-page.ts';
import { patient } from '../patience.ts';

/** Folder for the picture of the README; without it the story is only told. */
const pictures = process.env['SEP_SCREENSHOTS'];

const people = twoPeople({ width: 960, height: 620 });
const folder = mkdtempSync(join(tmpdir(), 'sep-old-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function save(person: WorkbenchPage): Promise<string> {
  const [download] = await Promise.all([
    person.page.waitForEvent('download'),
    person.page.getByRole('button', { name: 'Save' }).click(),
  ]);
  const file = join(folder, 'plan.xlsx');
  await download.saveAs(file);
  return file;
}

async function open(person: WorkbenchPage, file: string): Promise<void> {
  await Promise.all([person.page.waitForEvent('load'), person.page.locator('input[type=file]').setInputFiles(file)]);
  await person.page.locator('[data-ready=true]').waitFor({ timeout: patient(60_000) });
}

test(
  'two people at their own workbooks: they see each other, clash in one cell, and decide',
  async () => {
    const { browser, north, finance } = people;
    const film = pictures === undefined ? null : movingPicture(browser, [north.page, finance.page]);
    const amount = async (person: WorkbenchPage) => person.cell('Document No.', 'V1', 'Amount');
    await people.open('Expenditures');
    for (const person of [north, finance]) await person.goTo(await amount(person));
    await north.pane.getByText(/^Here now: /).waitFor();
    await film?.take(2);

    await finance.type(await amount(finance), '1349800.25');
    await finance.goTo(await amount(finance));
    await finance.waitForStatus('1 change saved in this workbook');
    await north.pane.getByText('(1 row not sent yet)').waitFor();
    await film?.take(2.5);

    await finance.show('Changes');
    await finance.pane.getByRole('button', { name: 'Send 1 change' }).waitFor();
    await finance.pane
      .getByText(/Amount/)
      .first()
      .waitFor();
    await film?.take(2.5);

    await finance.pane.getByRole('button', { name: 'Send 1 change' }).click();
    await finance.show('Home');
    await finance.waitForStatus('All changes synced');
    await north.pane.getByText(/changed 1 cell in Expenditures/).waitFor();
    await film?.take(2.5);

    await north.type(await amount(north), '1349000.50');
    await north.goTo(await amount(north));
    await north.sync('1 value needs your decision');
    await film?.take(2.5);

    await north.show('Review');
    const both = north.pane.getByRole('button', { name: 'Add both: 1,348,800.75' });
    await both.waitFor();
    await film?.take(3);

    await both.click();
    await north.pane.getByText('Nothing to decide.').waitFor();
    await north.show('Home');
    await north.waitForStatus('All changes synced');
    await finance.pane.getByText(/changed 1 cell in Expenditures/).waitFor();
    await film?.take(2);

    await finance.sync('All changes synced');
    expect(await finance.text(await amount(finance))).toBe('1,348,800.75');
    expect(await north.text(await amount(north))).toBe('1,348,800.75');
    await film?.take(3);

    if (pictures !== undefined) await film?.write(join(pictures, 'side-by-side.svg'));
    expect([...north.troubles, ...finance.troubles]).toEqual([]);
  },
  patient(120_000),
);

test(
  'without a network the work is said to be safe, and goes on where it was once it is back',
  async () => {
    const { north, finance } = people;
    await people.open('Sites');
    const name = async (person: WorkbenchPage) => person.cell('Location Code', '0417', 'Short Name');

    await north.page.context().setOffline(true);
    // [FB8] Known at once, without a sync.
    await north.waitForStatus('You’re offline');
    await north.type(await name(north), 'Alder by train');
    await north.pane.getByText('1 change is safe in this workbook.').waitFor();
    expect(await north.text(await name(north))).toBe('Alder by train');
    await north.picture('offline-in-the-workbench');

    await finance.type(await finance.cell('Location Code', '0417', 'Enrollment'), '499');
    await finance.sync('All changes synced');

    await north.page.context().setOffline(false);
    await north.waitForStatus('1 change saved in this workbook');
    await north.sync('All changes synced');
    await north.pane.getByText(/^Here now: /).waitFor({ timeout: patient(45_000) });
    expect(await north.text(await north.cell('Location Code', '0417', 'Enrollment'))).toBe('499');
    await finance.sync('All changes synced');
    expect(await finance.text(await name(finance))).toBe('Alder by train');
  },
  patient(180_000),
);

test(
  'an old file says so and is brought up to date; a mailed copy asks what it is before anything is sent',
  async () => {
    await people.open('Sites');
    const { north, finance } = people;
    const name = async (person: WorkbenchPage) => person.cell('Location Code', '0417', 'Short Name');
    await north.type(await name(north), 'Alder 1');
    await north.sync('All changes synced');
    const old = await save(north);
    await north.type(await name(north), 'Alder 2');
    await north.sync('All changes synced');

    await open(north, old);
    await north.pane.getByRole('heading', { name: /^This file is from / }).waitFor();
    await north.pane.getByText(/^1 value has changed since\./).waitFor();
    await north.picture('old-copy-in-the-workbench');
    await north.openSheet('Sites');
    expect(await north.text(await name(north))).toBe('Alder 1');
    await north.pane.getByRole('button', { name: 'Bring up to date' }).click();
    await north.waitForStatus('All changes synced');
    expect(await north.text(await name(north))).toBe('Alder 2');

    await open(finance, old);
    await finance.pane.getByRole('heading', { name: 'Is this a copy?' }).waitFor();
    await finance.picture('copy-in-the-workbench');
    await finance.pane.getByRole('button', { name: 'Continue' }).click();
    await finance.waitForStatus('Only for looking');
    await finance.openSheet('Sites');
    await finance.type(await name(finance), 'Never sent');
    await finance.show('Changes');
    await finance.pane.getByText('This file is only for looking.').waitFor();
    await north.sync('All changes synced');
    expect(await north.text(await name(north))).toBe('Alder 2');
  },
  patient(180_000),
);

test(
  '[FB13] while the server is slow to say what a file is, the pane says that it waits, and nothing is sent',
  async () => {
    const { finance, server } = people;
    const sent: string[] = [];
    finance.page.on('request', (request) => {
      if (request.method() === 'POST' && new URL(request.url()).pathname.endsWith('/sync')) sent.push(request.url());
    });
    let letAnswer = (): void => undefined;
    const answer = new Promise<void>((resolve) => {
      letAnswer = () => resolve();
    });
    await finance.page.route(`${server.url}/api/programs/*/history?*workbook=*`, async (route) => {
      await answer;
      await route.continue();
    });
    await open(finance, join(folder, 'plan.xlsx'));
    await finance.pane.getByText(/^Asking whether this file is a copy or an older one\. Nothing is sent/).waitFor();
    await finance.openSheet('Sites');
    await finance.type(await finance.cell('Location Code', '0417', 'Short Name'), 'Waits');
    expect(await finance.pane.getByRole('navigation').count()).toBe(0);
    letAnswer();
    await finance.pane.getByRole('heading', { name: 'Is this a copy?' }).waitFor();
    expect(sent).toEqual([]);
  },
  patient(180_000),
);
