import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { openPage } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

const field = (label: string): string => {
  const found = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label);
  const input = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${CSS.escape(found?.htmlFor ?? '')}`);
  return input?.value ?? '';
};

async function withToken(goes: (path: string) => Response | null = () => null) {
  const page = await openPage(server, 'viewer', { page: 'reports/feeds', goes });
  await page.says('You have no token for this program yet.');
  await page.fill('What it is for', 'Power BI of finance');
  await page.fill('Expires after', '30');
  await page.press('Make a token');
  return page;
}

test('the addresses are those of the program, and the chosen table stands in them', async () => {
  const page = await openPage(server, 'viewer', { page: 'reports/feeds' });
  await page.fill('Table', 'sites');
  const at = `http://sep.test/odata/${page.program}/`;
  expect(field('OData address')).toBe(at);
  expect(field('For Power Query’s advanced editor')).toContain(`OData.Feed("${at}", null`);
  expect(field('For Power Query’s advanced editor')).toContain('Plan{[Name = "sites", Signature = "table"]}');
  expect(field('CSV address')).toBe(`http://sep.test/api/programs/${page.program}/tables/sites.csv`);
  expect(field('JSON address')).toBe(`http://sep.test/api/programs/${page.program}/tables/sites.json`);
});

test('a token is shown once, reads by the addresses beside it, and stands in the list without itself', async () => {
  const page = await withToken();
  await page.says('Copy it now: it is shown this once.');
  const token = field('Token');
  for (const label of ['OData address', 'CSV address', 'JSON address']) {
    const answer = await server.app.request(field(label), { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status, label).toBe(200);
  }
  await page.press('I have copied it');
  await page.says('Power BI of finance');
  expect(page.text()).toContain('Not yet');
  expect(document.documentElement.outerHTML).not.toContain(token);
  expect(page.openAgain().text()).not.toContain(token);
});

test('a token is revoked after a question, and one that was ended elsewhere is found ended', async () => {
  const page = await withToken();
  await page.press('I have copied it');
  await page.press('Revoke Power BI of finance…');
  await page.says('Whatever reads with it is refused from its next refresh on.');
  await page.press('Keep it');
  await page.isSilentAbout('Whatever reads with it');
  await page.press('Revoke Power BI of finance…');
  await server.store.write.deleteFrom('access_tokens').where('program', '=', page.program).execute();
  await page.press('Revoke now');
  await page.says('You have no token for this program yet.');
});

test('a token that was not made is said to be none, and what was typed stays', async () => {
  let isCut = false;
  const page = await openPage(server, 'viewer', {
    page: 'reports/feeds',
    goes: (path) => (isCut && path.endsWith('/access-tokens') ? Response.error() : null),
  });
  await page.says('You have no token for this program yet.');
  await page.fill('What it is for', 'Power BI of finance');
  isCut = true;
  await page.press('Make a token');
  await page.says('If it stands in the list all the same, revoke it and make another.');
  expect(field('What it is for')).toBe('Power BI of finance');
});
