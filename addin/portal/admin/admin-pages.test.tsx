import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeAccessToken } from '../../../server/identity/access-tokens.ts';
import { makeAdministrator } from '../../../server/identity/administrators.ts';
import { smallPlan } from '../../../test/contracts/plan-rows.ts';
import { workbookOfElsewhere } from '../../../test/contracts/workbook-of-elsewhere.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { showOnPage, type Shown } from '../../views/testing/show-view.tsx';
import { createPortalServer } from '../portal-server.ts';
import { PortalApp } from '../shell/portal-app.tsx';
import { sessionInMemory } from '../testing/session-in-memory.ts';

let server: TestServer;
let ada: TestClient;
/** Administers a program that Ada is no member of. */
let bo: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

beforeEach(async () => {
  ada = await server.member(await server.program(), 'viewer');
  bo = await server.member(await server.program(), 'admin');
  await bo.sync(smallPlan());
  const by = { at: server.clock.toISOString(), person: { id: '', name: 'Test' }, door: 'commandLine' } as const;
  await server.store.write.transaction().execute((write) => makeAdministrator(write, ada.person, by));
});

const fetched = async (request: Request): Promise<Response> => server.app.fetch(request);

/** A page of the administration as somebody sees it. */
function open(path: string, { person }: TestClient = ada, fetch = fetched): Shown {
  document.body.replaceChildren();
  window.history.replaceState(null, '', path);
  const kept = sessionInMemory({ token: person.token, person });
  const portal = createPortalServer({ fetch, address: 'http://sep.test', kept });
  return showOnPage(() => (
    <PortalApp server={portal} facts={{ version: '1.2.3', publicUrl: 'https://sep.example', demo: null }} />
  ));
}

function choose(content: Uint8Array<ArrayBuffer>): void {
  const input = document.querySelector('input[type=file]');
  Object.defineProperty(input, 'files', { value: [new File([content], 'Plan.xlsx')], configurable: true });
  input?.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('the administration', () => {
  test('[ADM1] is offered to administrators of the server, and refused to everybody else in words', async () => {
    const page = open('/');
    await page.press('Administration');
    await page.says('You look after all of them');
    const other = open('/admin/programs', bo);
    await other.says('This is for administrators of the server. Ask one of them to do it.');
    expect(other.text()).not.toContain('Administration');
    const nowhere = open('/admin/nothing');
    await nowhere.says('There is no page here');
  });

  test('makes a program, which is open to its maker at once, and says how it is filled', async () => {
    const id = `oak-${randomUUID().slice(0, 6)}`;
    const page = open(`/admin/programs?find=${id}`);
    await page.says('There is no such program.');
    await page.fill('Id', id);
    await page.fill('Name', 'Oak Plan');
    await page.fill('District', 'Oak Unified');
    await page.fill('Fiscal year', '2026');
    await page.press('Make the program');
    await page.says('A fiscal year reads like 2026-27. Nothing was changed.');
    await page.fill('Fiscal year', '2026-27');
    await page.press('Make the program');
    await page.says('“Oak Plan” is made. It is empty.');
    await page.says(`${id} · Oak Unified · 2026-27`);
    await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Oak Plan is made');
    await page.press('Fill it from a workbook');
    await page.says('Return a workbook');
  });

  test('makes a program from a workbook in one step after it has shown what is in it, and makes none of what is no workbook', async () => {
    const id = `wb-${randomUUID().slice(0, 6)}`;
    const page = open(`/admin/programs?find=${id}`);
    await page.press('Fill it from a workbook');
    await page.says('Say first what the program is called.');
    const names = { Id: id, Name: 'Oak Plan', District: 'Oak Unified', 'Fiscal year': '2026-27' };
    for (const [label, value] of Object.entries(names)) await page.fill(label, value);
    choose(new TextEncoder().encode('no workbook'));
    await page.says('The workbook couldn’t be taken');
    await page.says('Nothing was changed.');
    expect(page.buttons()).not.toContain('Make the program with it');
    choose(await workbookOfElsewhere(id));
    await page.says('would change in the plan.');
    await page.says('There is no such program.');
    await page.press('Make the program with it');
    await page.says('“Oak Plan” is made.');
    await page.says(`${id} · Oak Unified · 2026-27`);
    await page.press('Look at it');
    await expect.poll(() => window.location.pathname).toBe(`/p/${id}`);
  });

  test('[ADM3] renames, archives and brings back a program, each after it is said what that does', async () => {
    const page = open(`/admin/programs?find=${bo.program}`);
    await page.press(`Rename Program ${bo.program} (${bo.program})…`);
    await page.says('Workbooks know the program by its id');
    await page.fill('Name', 'Elm Plan');
    await page.press('Rename now');
    await page.press(`Archive Elm Plan (${bo.program})…`);
    await page.says('a workbook that is synced keeps its changes and is told so');
    await page.press('Leave it as it is');
    await page.isSilentAbout('You can bring it back at any time.');
    await page.press(`Archive Elm Plan (${bo.program})…`);
    await page.press('Archive now');
    await page.says('Bring back…');
    expect((await bo.post(bo.request({}, { base: 1 }))).status).toBe(200);
    await page.press(`Bring Elm Plan (${bo.program}) back…`);
    await page.press('Bring it back');
    await page.isSilentAbout('Bring back…');
  });

  test('[ADM2] names a program without a link into it where one is no member', async () => {
    const page = open(`/admin/programs?find=${bo.program}`);
    await page.says(`Program ${bo.program}`);
    const links = [...document.querySelectorAll('table a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual([`/admin/people?program=${bo.program}`]);
  });

  test('invites somebody, shows the link once, and opens a program to them by a role of the plan', async () => {
    const email = `${randomUUID().slice(0, 8)}@oak.example`;
    const page = open('/admin/people');
    await page.fill('Name of the person', 'Cy Oak');
    await page.fill('E-mail', email);
    await page.press('Invite');
    await page.says('Hand this link to Cy Oak. It is shown this once.');
    await page.press('I have copied it');
    await page.isSilentAbout('shown this once');
    await page.press('Open a program to Cy Oak');
    await page.says('No program is open to Cy Oak.');
    await page.fill('Program (id)', ada.program);
    await page.fill('May', 'planRoles');
    await page.press('Project Manager (while assigned)');
    await page.press('Open the program');
    await page.says('A Person ID is needed: Project Manager is held as Assignments says of a person.');
    await page.fill('Person ID in the plan', 'PM-07');
    await page.press('Open the program');
    await page.says('Editor · Project Manager while assigned · is PM-07');
    await page.press(`Close ${ada.program}…`);
    await page.press('Close it now');
    await page.says('No program is open to Cy Oak.');
  });

  test('keeps the name of the next one that is typed while somebody is being invited', async () => {
    let letGo = (): void => {};
    const held = new Promise<void>((resolve) => void (letGo = resolve));
    const email = `${randomUUID().slice(0, 8)}@oak.example`;
    const page = open('/admin/people', ada, async (request) => {
      if (request.method === 'POST') await held;
      return fetched(request);
    });
    await page.fill('Name of the person', 'Cy Oak');
    await page.fill('E-mail', email);
    await page.press('Invite');
    await page.fill('Name of the person', 'Di Oak');
    letGo();
    await page.says('Hand this link to Cy Oak.');
    const typed = (label: string) =>
      [...document.querySelectorAll('label')].find(({ textContent }) => textContent?.startsWith(label))?.htmlFor ?? '';
    const value = (label: string) => document.querySelector<HTMLInputElement>(`#${CSS.escape(typed(label))}`)?.value;
    expect([value('Name of the person'), value('E-mail')]).toEqual(['Di Oak', '']);
  });

  test('says of an invitation whose answer is lost that nobody knows, not that nothing was changed', async () => {
    const email = `${randomUUID().slice(0, 8)}@oak.example`;
    const page = open('/admin/people', ada, async (request) => {
      const answer = await fetched(request);
      if (request.method === 'POST') throw new TypeError('Failed to fetch');
      return answer;
    });
    await page.fill('Name of the person', 'Cy Oak');
    await page.fill('E-mail', email);
    await page.press('Invite');
    await page.says('Nobody knows yet whether it was done. See whether it was before you try again.');
    await page.isSilentAbout('Nothing was changed.');
    await page.fill('Name or e-mail', email);
    await page.says('Cy Oak');
  });

  test('limits an editor to regions and projects', async () => {
    const page = open(`/admin/people/${bo.person.id}`);
    await page.fill('Program (id)', ada.program);
    await page.fill('May', 'editor');
    await page.press('North');
    await page.fill('And to projects', '26.00001, 26.00002');
    await page.press('Open the program');
    await page.says('Editor for North, 26.00001, 26.00002');
    // The form begins with what is held, so that nothing of it goes by being left out.
    const again = open(`/admin/people/${bo.person.id}`);
    await again.fill('Program (id)', ada.program);
    await again.says('Held now: Editor for North, 26.00001, 26.00002.');
    await again.press('South');
    await again.press('Change what may be done');
    await again.says('Editor for North, South, 26.00001, 26.00002');
  });

  test('changes name and address, locks out and lets in, and says why the last administrator stays', async () => {
    const page = open(`/admin/people/${bo.person.id}`);
    await page.fill('Name', 'Bo Oak');
    await page.press('Save name and e-mail');
    await expect.poll(() => document.querySelector('h1')?.textContent).toBe('Bo Oak');
    await page.press('Disable the account…');
    await page.says('Every sign-in and every reading token ends at once.');
    await page.press('Disable now');
    await page.says('Bo Oak is signed in nowhere.');
    await page.press('Enable the account…');
    await page.press('Enable now');
    await page.says('Can sign in');
    await server.store.write.updateTable('accounts').set({ administers: 0 }).where('id', '!=', ada.person.id).execute();
    const own = open(`/admin/people/${ada.person.id}`);
    await own.press('End the administration…');
    await own.press('End it now');
    await own.says(
      'is the only administrator of the server who can sign in. Make somebody else one first. Nothing was changed.',
    );
  });

  test('ends a sign-in and revokes a token', async () => {
    const deps = { store: server.store, now: () => server.clock, randomBytes };
    await makeAccessToken(deps, { person: bo.person, program: bo.program }, { name: 'Power BI', days: 9 });
    const page = open(`/admin/people/${bo.person.id}`);
    await page.press('Revoke Power BI…');
    await page.press('Revoke now');
    await page.says('has no reading token.');
    await page.press('End sign-in 1…');
    await page.press('End it now');
    await page.says('is signed in nowhere.');
    expect((await bo.fetch('/membership')).status).toBe(401);
  });

  test('tells who did what by filters, how the server is, its jobs, and the panes in use', async () => {
    const log = open('/admin/log?act=account');
    await log.says(`Made ${ada.person.email} an administrator of the server`);
    const health = open('/admin/health');
    await health.says('at the 99th percentile');
    await health.says('None is known of.');
    const jobs = open('/admin/jobs');
    await jobs.says('This server makes no backups by itself.');
    await jobs.says('Answers to syncs, by which a repeated one is known90 days.');
    const panes = open('/admin/panes');
    await panes.says('Nobody has used a page yet that says its version.');
    await ada.fetchApi('/administration', { headers: { 'sep-page': 'pane/0.9.0' } });
    await expect
      .poll(async () => (await server.store.read.selectFrom('pages_seen').selectAll().execute()).length)
      .toBe(1);
    const again = open('/admin/panes');
    await again.says('This server is version 0.0.0-test. 1 person has used another one.');
    await again.says('Pane in Excel');
  });

  test('says that an account is not there, and that a list could not be read', async () => {
    const page = open('/admin/people/nobody');
    await page.says('The account couldn’t be read');
    await page.says('There is no such account');
  });
});
