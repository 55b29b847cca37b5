import { afterAll, beforeAll, expect, test } from 'vitest';
import { settingsReply } from '../../../shared/protocol/settings.ts';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { openPage, type OpenedPage } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

async function holds(page: OpenedPage, name: string): Promise<string | undefined> {
  const { settings } = settingsReply.parse(await (await page.admin.fetch('/settings')).json());
  return settings.find((each) => each.name === name)?.value;
}

function set(page: OpenedPage, settings: Record<string, string | null>) {
  const body = JSON.stringify({ syncId: crypto.randomUUID(), settings });
  return page.admin.fetch('/settings', { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
}

test('everybody reads what the program goes by, what it decides and who has set it, and only finance gets a form', async () => {
  const page = await openPage(server, 'viewer', { page: 'settings' });
  await page.says('A staff modification that moves more than this needs the board.');
  await page.says('Default: 250,000.00');
  await page.says('Nothing has been set yet: every setting has its default.');
  expect(page.buttons()).not.toContain('Save');
  await set(page, { delegatedLimit: '100,000.00' });
  const again = page.openAgain();
  await again.says(`Set by ${page.admin.person.name}`);
  await again.says('100,000.00 dollars and cents');
});

test('several are saved at once, each change with its author, and a value is taken back to its default', async () => {
  const page = await openPage(server, 'finance', { page: 'settings' });
  await page.fill('Age of a forecast (days)', '30');
  await page.fill('Bond spend-down schedule', '24 months');
  await page.press('Save 2 settings');
  await page.says('Saved in revision 2.');
  expect([await holds(page, 'forecastAgeDays'), await holds(page, 'spendDownMonths')]).toEqual(['30', '24 months']);
  await page.says('45 (default)');
  await page.press('Back to the default of Age of a forecast: 45');
  await page.press('Save 1 setting');
  await page.says('Saved in revision 3.');
  expect(await holds(page, 'forecastAgeDays')).toBe('45');
});

test('what is typed while others are saved is yet to be saved', async () => {
  let letGo = (): void => {};
  const held = new Promise<null>((resolve) => void (letGo = () => resolve(null)));
  const goes = (_path: string, _query: string, method: string) => (method === 'PUT' ? held : null);
  const page = await openPage(server, 'finance', { page: 'settings', goes });
  await page.fill('Age of a forecast (days)', '30');
  await page.press('Save 1 setting');
  await page.fill('Age of a forecast (days)', '31');
  await page.fill('Days of a split purchase (days)', '50');
  letGo();
  await page.says('Saved in revision 2.');
  expect(await holds(page, 'forecastAgeDays')).toBe('30');
  await page.press('Save 2 settings');
  await page.says('Saved in revision 3.');
  expect([await holds(page, 'forecastAgeDays'), await holds(page, 'splitOrderDays')]).toEqual(['31', '50']);
});

test('a value that is none of its kind is named at its field, and nothing is sent', async () => {
  const asked: string[] = [];
  const goes = (path: string, _query: string, method: string): null => {
    if (method === 'PUT') asked.push(path);
    return null;
  };
  const page = await openPage(server, 'finance', { page: 'settings', goes });
  await page.fill('Bid threshold (dollars and cents)', 'a lot');
  await page.fill('Time zone', 'Mars/Olympus');
  await page.press('Save 2 settings');
  await page.says('Bid threshold must be dollars and cents such as 114,800.00, not a lot.');
  await page.says('Time zone must be a time zone such as America/Los_Angeles, not Mars/Olympus.');
  expect(document.activeElement).toMatchObject({ value: 'a lot' });
  expect(asked).toEqual([]);
  await page.press('Discard what is not saved');
  expect(page.text()).not.toContain('must be a time zone');
});

test('what somebody else has set stands beside what is typed, and saving again decides', async () => {
  const page = await openPage(server, 'finance', { page: 'settings' });
  await page.fill('Delay that needs a reason (days)', '21');
  await set(page, { delayReasonDays: '7' });
  await page.press('Save 1 setting');
  await page.says('has set Delay that needs a reason to 7 since you looked');
  await page.says('As it stands now: 7.');
  expect(await holds(page, 'delayReasonDays')).toBe('7');
  await page.press('Save 1 setting');
  await page.says('Saved in revision 3.');
  expect(await holds(page, 'delayReasonDays')).toBe('21');
});
