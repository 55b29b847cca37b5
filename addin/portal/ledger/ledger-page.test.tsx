import { afterAll, beforeAll, expect, test } from 'vitest';
import { budgetLine, inserts, smallPlan } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { openPage, type OpenedPage } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

const account = '21-9010-0-0000-8500-6400-417';
const plan = () => ({
  ...smallPlan(),
  budgetLines: inserts(budgetLine('BL-001', { account }), budgetLine('BL-002', { category: 'Other' })).edits,
  periods: inserts({ period: '2026-10', status: 'Open' }).edits,
});
const rows = [
  'Voucher ID\tLine\tGL Date\tGL Account\tPO No.\tAmount',
  `5100000001\t1\t2026-10-05\t${account}\t\t10.00`,
  `5100000002\t1\t2026-10-05\t${account}\t4599\t20.00`,
].join('\n');

/** Types into a field and leaves it. */
async function enter(page: OpenedPage, label: string, value: string): Promise<void> {
  await page.fill(label, value);
  const fields = [...document.querySelectorAll('input')].filter((field) => field.value === value);
  for (const field of fields) field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
}

test('a ledger is read, held against its own totals, taken in and tied out, and what stays out gets an owner', async () => {
  const page = await openPage(server, 'finance', { page: 'workbooks/ledger', edits: plan() });
  await page.says('Not tied to ledger: no control total has been entered yet.');
  await page.fill('Or paste rows copied from Excel, with their headers', rows);
  await page.press('Read what was pasted');
  await page.says('Found by account and project (1).');
  await page.says('Commitment 4599 is not in the plan.');
  await enter(page, 'Control total of this file', '31.00');
  await page.says('Import total 30.00 differs from ledger control total 31.00 by 1.00.');
  await enter(page, 'Ledger’s expenditures of October 2026', '10.00');
  await page.isSilentAbout('Reading what was pasted');
  await page.press('Take in 1 row');
  await page.says('1 row went into the plan as revision 2.');
  await page.says('Tied to ledger, 31 October 2026, difference 0.00.');
  await page.says('1 row taken in, 1 stayed out');
  await page.press('Owner or reason of 5100000002/1');
  await page.fill('Who mends it', 'PM-01');
  await page.press('Save');
  await page.says('PM-01 mends it');
});

test('an import of a table says where a ledger goes, and who may not write sees how it ties out', async () => {
  const page = await openPage(server, 'finance', { page: 'workbooks/import', edits: plan() });
  const table = rows.replace('GL Account', 'Account String').replace('Voucher ID', 'Document No.');
  await page.fill('Or paste rows copied from Excel, with their headers', table);
  await page.press('Read what was pasted');
  await page.says('Is it an export of the ledger?');
  const viewer = await openPage(server, 'viewer', { page: 'workbooks/ledger', edits: plan() });
  await viewer.says('You may look at this program but not change it.');
  await viewer.says('Not tied to ledger: no control total has been entered yet.');
  expect(viewer.text()).not.toContain('Owner or reason');
});

test('[LDG1] rules are written, changed and removed, and one that says too little is told so', async () => {
  const page = await openPage(server, 'finance', { page: 'workbooks/ledger-rules', edits: plan() });
  await page.says('There is no rule yet.');
  await page.press('Add a rule');
  await page.fill('Description', '*LABOR*');
  await page.press('Save');
  await page.says('A ledger rule leads to one place');
  await page.fill('Cost Category', 'Project Management');
  await page.press('Save');
  await page.says('the project they name, Project Management');
  await page.press('Edit rule 10');
  await page.fill('Vendor', 'Vendor A*');
  await page.press('Save');
  await page.says('Vendor Vendor A*, Description *LABOR*');
  await page.press('Remove rule 10');
  await page.says('There is no rule yet.');
});
