import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { twoPeople } from './two-people.ts';
import type { WorkbenchPage } from './workbench-page.ts';
import { patient } from '../patience.ts';

const people = twoPeople();
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
  'an old file says so and is brought up to date; a mailed copy asks what it is before anything is sent',
  async () => {
    await people.begin('Sites');
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
      if (request.method() === 'POST' && request.url().endsWith('/sync')) sent.push(request.url());
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
