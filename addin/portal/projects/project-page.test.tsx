import { afterAll, beforeAll, expect, test } from 'vitest';
import { workedExample } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { totalsReply } from '../../../shared/protocol/totals.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { openPage } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

const open = (page: string, query = '') => openPage(server, 'viewer', { page, query, edits: workedExample() });

test('projects are found by what the address says, and one opens with its own address', async () => {
  const page = await open('projects', '?order=current');
  await page.says('4 projects, at revision 1');
  await page.fill('Name or number', 'no such project');
  await page.says('No project fits.');
  expect(window.location.search).toBe('?order=current&find=no+such+project');
  await page.fill('Name or number', '');
  await page.isSilentAbout('No project fits.');
  const link = document.querySelector('tbody a');
  await page.press(link?.textContent ?? 'a project');
  await page.says('What it costs');
  expect(window.location.pathname).toMatch(new RegExp(`^/p/${page.program}/projects/.`));
  expect(document.querySelector('h1')?.textContent).toBe(link?.textContent);
});

test('the money of a project by source is that of the totals, and each figure says what it is made of', async () => {
  const first = await open('projects');
  await first.says('projects, at revision 1');
  const { rows } = totalsReply.parse(await (await first.admin.fetch('/totals?by=project,source')).json());
  const [row] = rows;
  const number = String(row?.['project']);
  const page = await openPage(server, 'viewer', { page: `projects/${number}`, edits: workedExample() });
  await page.says('By funding source');
  const own = rows.filter(({ project }) => project === number);
  const sum = own.reduce((soFar, { current }) => soFar + Number(current), 0);
  const figure = page.buttons().find((name) => name.startsWith(`${formatMoney(sum)}, Current Budget of Project:`));
  await page.press(figure ?? 'the budget of the project');
  await page.says(`${formatMoney(sum)} as of revision 1`);
  await page.press('Back to the totals');
  for (const { source, current } of own) {
    const ofSource = page
      .buttons()
      .find((name) => name.startsWith(`${formatMoney(Number(current))}, Current Budget of ${String(source)}`));
    await page.press(ofSource ?? `the budget from ${String(source)}`);
    await page.says(`${formatMoney(Number(current))} as of revision 1`);
    await page.press('Back to the totals');
  }
});

test('a project that the plan does not have is said to be none', async () => {
  const page = await open('projects/99.99999');
  await page.says('There is no project 99.99999 in the plan of this moment.');
});
