import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { workedExample } from '../../../test/contracts/plan-rows.ts';
import type { Role } from '../../../shared/access/membership.ts';
import { showOnPage } from '../../views/testing/show-view.tsx';
import { createPortalServer } from '../portal-server.ts';
import { PortalApp } from '../shell/portal-app.tsx';
import { sessionInMemory } from '../testing/session-in-memory.ts';

let server: TestServer;
let admin: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  admin = await server.member(await server.program(), 'admin');
  await admin.sync(workedExample());
});
afterAll(() => server.close());

/** A page of the program as a member sees it, with the paths and queries of what it asks the server for. */
async function open(role: Role, path: string) {
  const { program } = admin;
  window.history.replaceState(null, '', `/p/${program}/${path}`);
  onTestFinished(() => window.history.replaceState(null, '', '/'));
  const member = await server.member(program, role);
  const kept = sessionInMemory({ token: member.person.token, person: member.person });
  const asked: string[] = [];
  const fetch = (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    asked.push(`${pathname.split(`/${program}`)[1] ?? pathname}${search}`);
    return Promise.resolve(server.app.fetch(request));
  };
  const door = createPortalServer({ fetch, address: 'http://sep.test', kept });
  const facts = { version: '1.2.3', publicUrl: 'https://sep.example', demo: null };
  return { asked, member, ...showOnPage(() => <PortalApp server={door} facts={facts} />) };
}

const put = (client: TestClient, section: string, text: string, seen: number) =>
  client.fetch('/report-texts', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ syncId: crypto.randomUUID(), section, text, seen }),
  });

describe('the reports page', () => {
  test('asks for what a report needs, and for nothing of another one', async () => {
    const page = await open('viewer', 'reports/amendment?asOf=2026-06-30');
    await page.says('A board report with Exhibit A');
    expect(page.buttons()).toEqual(
      expect.arrayContaining(['Preview', 'Download PDF', 'Download Word', 'Download Excel']),
    );
    await page.fill('Change', 'BC-01, BC-03');
    await page.fill('Revision', '1');
    await page.press('Download Excel');
    await page.says('Downloaded ');
    expect(page.asked).toContain('/reports/amendment.xlsx?asOf=2026-06-30&at=1&change=BC-01%2CBC-03');
    await page.fill('Report', 'monthly-schedule');
    await page.says('Arranged');
    expect(page.buttons()).not.toContain('Download Word');
    await page.isSilentAbout('Downloaded ');
  });

  test('a report as of a baseline is asked for by its id, whatever revision stands beside', async () => {
    const page = await open('viewer', 'reports/variance?asOf=2026-06-30');
    await page.says('B0 · Adopted plan');
    await page.fill('Revision', 'newest');
    await page.fill('Baseline', 'B0');
    await page.press('Download Excel');
    await page.says('Downloaded ');
    expect(page.asked).toContain('/reports/variance.xlsx?baseline=B0');
  });

  test('a revision that is none is said to be so, and nothing is asked for', async () => {
    const page = await open('viewer', 'reports/variance');
    await page.says('Where the plan stands beside the month before');
    await page.fill('Revision', 'newest');
    await page.says('A revision is a whole number, such as 148.');
    const preview = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Preview');
    expect(preview?.disabled).toBe(true);
    expect(page.asked.some((path) => path.startsWith('/reports/'))).toBe(false);
  });

  test('what the server refuses is said in its words', async () => {
    const page = await open('viewer', 'reports/amendment');
    await page.fill('Change', 'BC-99');
    await page.press('Download PDF');
    await page.says('The plan has no change BC-99');
    await page.says('The plan is as it was.');
  });
});

describe('the texts of reports', () => {
  test('are read by everybody, and written by who edits the whole program', async () => {
    const page = await open('viewer', 'reports/texts');
    await page.says('Technology that works at every school site.');
    await page.says('Not written yet. What schools will have when it is done.');
    expect(page.buttons().filter((name) => name.startsWith('Write') || name.startsWith('Edit'))).toEqual([]);
  });

  test('are written into the plan', async () => {
    const page = await open('editor', 'reports/texts');
    await page.press('Write Vision');
    await page.fill('Text: Vision', 'One network everywhere.');
    await page.press('Save');
    await page.isSilentAbout('Text: Vision');
    await page.says('One network everywhere.');
    const texts = [...(await admin.rows('reportTexts')).values()].map(({ cells }) => cells);
    expect(texts).toContainEqual({ section: 'Vision', text: 'One network everywhere.' });
  });

  test.each([
    ['Save mine', 'Mine.'],
    ['Keep theirs', 'Theirs.'],
  ])('where somebody else has written meanwhile both stand there, and %s leaves one', async (decision, left) => {
    const page = await open('editor', 'reports/texts');
    await page.press('Edit Mission');
    await page.fill('Text: Mission', 'Mine.');
    const { revision } = await (await admin.fetch('/report-texts')).json();
    expect((await put(admin, 'Mission', 'Theirs.', revision)).status).toBe(200);
    await page.press('Save');
    await page.says('has written Mission anew since you looked');
    await page.says('As it stands now: Theirs.');
    await page.press(decision);
    await page.isSilentAbout('As it stands now');
    await page.says(left);
    const mission = [...(await admin.rows('reportTexts')).values()].find(({ cells }) => cells['section'] === 'Mission');
    expect(mission?.cells['text']).toBe(left);
    await put(admin, 'Mission', 'Technology that works at every school site.', mission?.revision ?? 0);
  });
});
