import { afterAll, beforeAll, expect, test } from 'vitest';
import { inserts, smallPlan } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { openPage } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

const change = {
  number: 'BC-0007',
  type: 'Staff Modification',
  status: 'Draft',
  title: 'Move cabling to next year',
  reason: 'The school is closed this summer.',
  requestedBy: 'PM-01',
};

/** The overview of a small plan with a transfer that waits. */
const overview = () =>
  openPage(server, 'viewer', {
    page: '',
    edits: {
      ...smallPlan(),
      people: inserts({ id: 'PM-01', name: 'Ana Ortiz', organization: 'District', active: true }).edits,
      changes: inserts(change).edits,
      changeLines: inserts(
        { change: 'BC-0007', line: 1, budgetLine: 'BL-001', amount: -250_00 },
        { change: 'BC-0007', line: 2, budgetLine: 'BL-002', amount: 250_00 },
      ).edits,
    },
  });

test('the overview says how the money stands, what waits for whom, and leads to what a figure is made of', async () => {
  const page = await overview();
  await page.says('$10.5 K of $12 M authorized is budgeted; $9 M is available so far');
  await page.says('Every program is expected to stay within its budget');
  await page.says('BC-0007 · Move cabling to next year (250.00) waits for Ana Ortiz, who drafts it');
  await page.says('No conflict is open.');
  await page.says('No work is open');
  await page.press('10,500.00, Current Budget of the program: what it is made of');
  await page.says('10,500.00 as of revision 1, 2026-11-23. It is the sum of:');
  await page.press('Back to the totals');
  await page.isSilentAbout('It is the sum of:');
});

test('what others have changed since the last look in this browser is told, by money', async () => {
  const first = await overview();
  await first.says('This is your first look with this browser.');
  const line = [...(await first.admin.rows('budgetLines'))].find(([, { cells }]) => cells['id'] === 'BL-001')?.[0];
  await first.admin.sync({
    budgetLines: { updates: [{ row: line ?? '', cells: { original: 1_500_000 }, seen: { original: 1 } }] },
  });
  const second = first.openAgain();
  await second.says('1 change by others since revision 1.');
  await second.says('10,000.00 → 15,000.00 (+5,000.00)');
  expect(second.text()).not.toContain('first look');
  const all = [...document.querySelectorAll('a')].find((link) => link.textContent.startsWith('All that moved'));
  expect(all?.getAttribute('href')).toBe(`/p/${first.program}/moved?from=1`);
});

test('a plan without money in it says how to begin to those who fill it, and to no other', async () => {
  const page = await openPage(server, 'editor', { page: '' });
  await page.says('No money stands in this plan yet. Bring what you have:');
  const ways = [...document.querySelectorAll('[aria-label="Begin here"] a')].map((link) => link.getAttribute('href'));
  expect(ways).toEqual([
    `/p/${page.program}/workbooks/import`,
    `/p/${page.program}/workbooks`,
    `/workbench/?program=${page.program}`,
  ]);
  await page.says('Nothing is planned or spent yet');
  expect(document.querySelectorAll('figure svg, figure details')).toHaveLength(0);
  const other = await openPage(server, 'viewer', { page: '' });
  await other.says('No money stands in this plan yet.');
  expect(other.text()).not.toContain('Bring what you have');
});
