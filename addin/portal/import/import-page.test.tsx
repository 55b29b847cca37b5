import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { officePlan } from '../../../test/imports/office-plan.ts';
import { uglyTold } from '../../../test/imports/ugly-told.ts';
import { uglyWorkbooks } from '../../../test/imports/ugly-workbooks.ts';
import { openPage } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

async function open() {
  return openPage(server, 'finance', { page: 'workbooks/import', edits: officePlan() });
}

/** Chooses a file as the window of the system does. */
async function choose(name: string, bytes: Uint8Array): Promise<void> {
  const input = (): Element | null => document.querySelector('input[type="file"]');
  await expect.poll(input).not.toBeNull();
  Object.defineProperty(input(), 'files', { value: [new File([new Uint8Array(bytes)], name)], configurable: true });
  input()?.dispatchEvent(new Event('change', { bubbles: true }));
}

async function bytesOf(name: string): Promise<Uint8Array> {
  const workbook = uglyWorkbooks.find((each) => each.name === name);
  return workbook === undefined ? new Uint8Array() : workbook.bytes();
}

/** Schools on one sheet, projects on the other. */
async function twoSheets(): Promise<Uint8Array> {
  const book = new exceljs.Workbook();
  book.addWorksheet('Places').addRows([
    ['Site Code', 'Facility'],
    ['0903', 'Yew'],
  ]);
  book.addWorksheet('Work').addRows([
    ['Project Number', 'Project Name'],
    ['26.00077', 'Yew Wi-Fi'],
  ]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

test.each(uglyWorkbooks)('$name is read, and every exception stands there with its cell', async ({ name, bytes }) => {
  const page = await open();
  await choose(name, await bytes());
  await page.says('What will happen');
  const cells = (uglyTold[name] ?? []).slice(2).flatMap((line) => /^([A-Z]{1,2}\d+) .*”:/.exec(line)?.[1] ?? []);
  for (const cell of cells) await page.says(cell);
  expect(page.text()).not.toContain('went into the plan');
});

test('what is accepted goes in, what is told what it means does too, and the rest is given for mending', async () => {
  const page = await open();
  await choose('semicolons.csv', await bytesOf('semicolons.csv'));
  await page.says('Values that are nearly one of the list (2), such as E3: Region West as West');
  await page.says('Nothing to take in yet');
  await page.press('Accept all of them');
  await page.press('Take in 1 row');
  await page.says('1 row went into the plan as revision 2. 1 row stayed out; your file is as it was.');
  await page.says('Download the 1 row to mend');
  await choose('semicolons.csv', await bytesOf('semicolons.csv'));
  await page.says('Read as when');
  await page.fill('Site Status “Open” (1 row)', 'Active');
  await page.press('Accept all of them');
  await page.press('Take in 1 row');
  await page.says('1 row went into the plan as revision 3. Nothing was left out.');
});

test('a column that is chosen otherwise is taken from the other, and defaults fill what new rows need', async () => {
  const page = await open();
  const rows = 'Site Code\tFacility\tOther\n0901\tElm\tElm Annex\n';
  await page.fill('Or paste rows copied from Excel, with their headers', rows);
  await page.press('Read what was pasted');
  await page.says('What new rows get where your table says nothing');
  await page.fill('What “Other” becomes', 'name');
  await page.says('as you say');
  await page.fill('Region', 'North');
  await page.isSilentAbout('Region is required.');
  await page.says('Site Type is required.');
});

test('what is chosen while the file is read once more counts beside what was chosen before', async () => {
  const held: (() => void)[] = [];
  let isHeld = false;
  const page = await openPage(server, 'finance', {
    page: 'workbooks/import',
    edits: officePlan(),
    goes: (path) => (isHeld && path.endsWith('/imports') ? new Promise((go) => held.push(() => go(null))) : null),
  });
  await page.fill('Or paste rows copied from Excel, with their headers', 'Site Code\tFacility\n0902\tAsh\n');
  await page.press('Read what was pasted');
  await page.says('Region is required.');
  isHeld = true;
  const chosen = { Region: 'North', 'Site Type': 'High', 'Site Status': 'Active', 'E-Rate Site Class': 'School' };
  for (const [label, value] of Object.entries(chosen)) await page.fill(label, value);
  await expect.poll(() => held.length).toBe(4);
  isHeld = false;
  for (const go of held) go();
  await page.isSilentAbout('Region is required.');
  await page.says('Street is required.');
  for (const label of Object.keys(chosen)) expect(page.text()).not.toContain(`${label} is required.`);
});

test('what is chosen while the file is being taken in hides nothing of what came of it', async () => {
  let letGo = (): void => {};
  const held = new Promise<null>((resolve) => void (letGo = () => resolve(null)));
  const looks: string[] = [];
  const page = await openPage(server, 'finance', {
    page: 'workbooks/import',
    edits: officePlan(),
    goes: (path, query) => {
      if (!path.endsWith('/imports')) return null;
      if (query.includes('preview=false')) return held;
      looks.push(query);
      return null;
    },
  });
  await choose('semicolons.csv', await bytesOf('semicolons.csv'));
  await page.press('Accept all of them');
  await page.press('Take in 1 row');
  const before = looks.length;
  await page.fill('Site Status “Open” (1 row)', 'Active');
  letGo();
  await page.says('1 row went into the plan as revision 2. 1 row stayed out; your file is as it was.');
  expect(looks.length).toBe(before);
});

test('what was said of one sheet is said of no other', async () => {
  const page = await open();
  await choose('sheets.xlsx', await twoSheets());
  await page.fill('It becomes', 'sites');
  await page.fill('Region', 'North');
  await page.fill('Sheet', 'Work');
  await page.says('Project Class is required.');
  await page.fill('Sheet', 'Places');
  await page.says('Region is required.');
});

test('what copying from Excel leaves behind is said where rows are pasted', async () => {
  const page = await open();
  await page.says('cents that are not shown are not copied. A file brings every value whole.');
});

test('a file that cannot be read is told in words, with the way on', async () => {
  const page = await open();
  await choose('photo.xlsx', new TextEncoder().encode('PK no workbook'));
  await page.says('The table wasn’t read');
  await page.says('The plan is as it was, and so is your file.');
});

test('who may not write is told so, and another address below workbooks is none', async () => {
  const page = await openPage(server, 'viewer', { page: 'workbooks/import' });
  await page.says('You may look at this program but not change it.');
  const other = await openPage(server, 'finance', { page: 'workbooks/elsewhere' });
  await other.says('There is no page here');
});
