import { afterAll, beforeAll, expect, test } from 'vitest';
import { workedExample } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { openPage, type OpenedPage } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

async function open(role: 'finance' | 'viewer', query = ''): Promise<OpenedPage> {
  return openPage(server, role, { page: 'moved', query, edits: workedExample() });
}

/** Approves the amendment that waits, as somebody else than who brought it in. */
async function approve({ program }: OpenedPage): Promise<void> {
  const finance = await server.member(program, 'finance');
  const rows = [...(await finance.rows('changes'))];
  const row = rows.find(([, { cells }]) => cells['number'] === 'BC-03')?.[0] ?? '';
  const cells = {
    status: 'Approved',
    reportNumber: 'Rep-110-26/27',
    boardDate: '2026-11-18',
    effectiveDate: '2026-11-18',
  };
  const { refusals } = await finance.sync({ changes: { updates: [{ row, cells }] } }, { base: 1 });
  expect(refusals).toEqual([]);
}

test('what moved since the adopted plan is there at once, sorted by money, and each difference says why', async () => {
  const page = await open('viewer');
  await page.says('no figure has moved by project');
  await approve(page);
  const again = page.openAgain();
  await again.says('the budget moved by 0.00: 2 moved, 2 have not moved.');
  expect(again.text()).toContain('B2 · Amendment Rep-110-26/27');
  await again.press('+100,000.00, Current Budget moved of 26.00003 · Camera Upgrade – North: what it is made of');
  await again.says('+100,000.00 · BC-03 · Augment the camera upgrade from the reserve (Rep-110-26/27)');
  await again.press('Show rows');
  await again.says('Hide rows');
  await again.press('Back to what moved');
  await again.fill('Money by', 'source');
  await again.says('the budget moved by 0.00: 2 moved, 1 has not moved.');
  expect(again.text()).not.toContain('Name the plan as it is now');
});

test('the address says what is compared, and a moment that is not there is answered by a sentence', async () => {
  const page = await open('finance', '?from=today&to=B0&by=site');
  await page.says('no figure has moved by site');
  await page.says('Adopted plan (B0)');
  window.history.replaceState(null, '', `/p/${page.program}/moved?from=B77`);
  const other = await open('finance', '?from=B77');
  await other.says('There is no baseline B77, or it is not shared with you.');
});

test('finance names the plan as it is and renames it, with the earlier name on record', async () => {
  const page = await open('finance');
  await page.fill('Name', 'For the retreat');
  await page.press('Name it');
  await page.says('For the retreat');
  await page.press('Rename B2');
  await page.fill('Name', 'Adopted plan');
  await page.press('Rename it');
  await page.says('is taken already');
  await page.fill('Name', 'Board retreat');
  await page.press('Rename it');
  await page.says('before: “For the retreat”');
});

test('a name whose answer is lost stands in the list, and nobody says that nothing was named', async () => {
  const loses = (path: string, method: string): boolean => method === 'POST' && path.endsWith('/baselines');
  const page = await openPage(server, 'finance', { page: 'moved', edits: workedExample(), loses });
  await page.fill('Name', 'For the retreat');
  await page.press('Name it');
  await page.says('Nobody knows yet whether it was done. See whether it was before you try again.');
  await page.says('B2 · For the retreat');
  await page.isSilentAbout('Nothing was named');
});

test('the name of the next moment that is typed while one is being named stays', async () => {
  let letGo = (): void => {};
  const held = new Promise<null>((resolve) => void (letGo = () => resolve(null)));
  const goes = (_path: string, _query: string, method: string) => (method === 'POST' ? held : null);
  const page = await openPage(server, 'finance', { page: 'moved', edits: workedExample(), goes });
  await page.fill('Name', 'For the retreat');
  await page.press('Name it');
  await page.fill('Name', 'For the Board');
  letGo();
  await page.says('B2 · For the retreat');
  await page.press('Name it');
  await page.says('B3 · For the Board');
});
