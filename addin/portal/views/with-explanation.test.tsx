import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPlan } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { openPage } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

const ofProgram = '10,500.00, Current Budget of Program: what it is made of';

async function openMoney() {
  const page = await openPage(server, 'viewer', { page: 'money', edits: smallPlan() });
  await page.says('Totals by funding source');
  return page;
}

test('a figure is opened once and left once, however often it is pressed', async () => {
  const page = await openMoney();
  const twice = (name: string): void => {
    const button = [...document.querySelectorAll('button')].find(
      (each) => (each.getAttribute('aria-label') ?? each.textContent) === name,
    );
    button?.click();
    button?.click();
  };
  const entries = window.history.length;
  twice(ofProgram);
  await page.says('It is the sum of:');
  expect(window.history.length).toBe(entries + 1);
  const again = page.openAgain();
  await again.says('Totals by funding source');
  await again.press(ofProgram);
  await again.says('It is the sum of:');
  twice('Back to the totals');
  await again.isSilentAbout('It is the sum of:');
  expect(`${window.location.pathname}${window.location.search}`).toBe(`/p/${page.program}/money`);
});

test('the address of a figure of a day before the plan was begun says so in place of a sum', async () => {
  const address = (day: string) => `?figure=current&day=${day}`;
  const early = await openPage(server, 'viewer', { page: 'money', edits: smallPlan(), query: address('2019-07-01') });
  await early.says('There are no figures as of 2019-07-01: this plan was begun on');
  await early.isSilentAbout('It is the sum of:');
  await early.press('Back to the totals');
  await early.says('Totals by funding source');
  const today = server.clock.toISOString().slice(0, 10);
  const late = await openPage(server, 'viewer', { page: 'money', edits: smallPlan(), query: address(today) });
  await late.says('It is the sum of:');
  await late.isSilentAbout('this plan was begun on');
});

test('a figure goes away when another day is chosen, and takes the focus from nobody', async () => {
  const page = await openMoney();
  await page.press(ofProgram);
  await page.says('It is the sum of:');
  const day = document.querySelector<HTMLElement>('input[type=date]');
  day?.focus();
  await page.fill('As of', '2026-12-01');
  await page.isSilentAbout('It is the sum of:');
  await page.says('Totals by funding source as of 2026-12-01');
  expect(window.location.search).toBe('?asOf=2026-12-01');
  expect(document.activeElement).toBe(day);
});
