import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setCell } from '../../../server/workbook/testing/edit-file.ts';
import { auditReply } from '../../../shared/protocol/audit.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { createPortalServer } from '../portal-server.ts';
import { PortalApp } from '../shell/portal-app.tsx';
import { showOnPage, type Shown } from '../../views/testing/show-view.tsx';
import { workedExample } from '../../../test/contracts/plan-rows.ts';
import { openPage } from '../testing/open-page.tsx';
import { sessionInMemory } from '../testing/session-in-memory.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

/** The page /verify as somebody sees it; null: who is not signed in. */
function openVerify(person: TestClient['person'] | null, query = ''): Shown {
  document.body.replaceChildren();
  window.history.replaceState(null, '', `/verify${query}`);
  const kept = sessionInMemory(person && { token: person.token, person });
  const fetch = async (request: Request): Promise<Response> => server.app.fetch(request);
  const portal = createPortalServer({ fetch, address: 'http://sep.test', kept });
  const facts = { version: '1.2.3', publicUrl: 'https://sep.example', demo: null };
  return showOnPage(() => <PortalApp server={portal} facts={facts} />);
}

function choose(content: Uint8Array): void {
  const input = document.querySelector('input[type="file"]');
  const file = new File([new Uint8Array(content)], 'Plan.xlsx');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input?.dispatchEvent(new Event('change', { bubbles: true }));
}

const workbookOf = async (client: TestClient): Promise<Uint8Array> =>
  new Uint8Array(await (await client.fetch('/workbook.xlsx')).arrayBuffer());

async function receiptOf(client: TestClient): Promise<string> {
  const { entries } = auditReply.parse(await (await client.fetch('/audit?act=export')).json());
  return entries[0]?.receipt ?? '';
}

describe('[AUD1] the log of acts', () => {
  test('tells who did what, filters by what the address says, and leads from a receipt to what it is', async () => {
    const page = await openPage(server, 'viewer', { page: 'audit' });
    await workbookOf(page.admin);
    const again = page.openAgain();
    await again.says('Workbook as of 2026-11-23, revision 1 (xlsx)');
    await again.says('Revision 1: ');
    await again.fill('Act', 'sync');
    await again.isSilentAbout('Workbook as of');
    expect(window.location.search).toBe('?act=sync');
    await again.fill('Act', 'export');
    await again.says('Workbook as of 2026-11-23');
    await again.press(await receiptOf(page.admin));
    await again.says('The receipt of revision 1');
    expect(window.location.pathname).toBe('/verify');
  });

  test('says that nothing fits, and that it could not be read', async () => {
    const page = await openPage(server, 'viewer', { page: 'audit', query: '?act=restore' });
    await page.says('Nothing fits these filters.');
    let isBroken = true;
    const goes = (path: string): Response | null =>
      isBroken && path.endsWith('/audit')
        ? Response.json({ error: { code: 'internal', message: 'Broken.' } }, { status: 500 })
        : null;
    const broken = await openPage(server, 'viewer', { page: 'audit', goes });
    await broken.says('The acts couldn’t be read');
    isBroken = false;
    await broken.press('Try again');
    await broken.says('Revision 1: ');
  });

  test('is shown in pages, the newest first', async () => {
    const page = await openPage(server, 'viewer', { page: 'audit' });
    for (let count = 0; count < 101; count++) await page.admin.fetch('/tables/sites.csv');
    const again = page.openAgain();
    await again.press('Show earlier acts');
    await again.says('Revision 1: ');
    expect(again.buttons()).not.toContain('Show earlier acts');
  });
});

describe('[AUD3] verifying', () => {
  test('a stranger is told equal or not, and nothing of the program', async () => {
    const admin = await server.member(await server.program(), 'admin');
    const bytes = await workbookOf(admin);
    const page = openVerify(null, `?receipt=${await receiptOf(admin)}`);
    await page.says('Equal: this receipt was given out');
    expect(page.text()).not.toContain(admin.program);
    await page.fill('Receipt', '1-0000-0000-0000-0000');
    await page.press('Verify receipt');
    await page.says('Unknown receipt');
    choose(bytes);
    await page.says('Equal to what was given out');
  });

  test('a member is told which revision, and every cell that differs with both values', async () => {
    const { admin } = await openPage(server, 'viewer', { page: 'audit' });
    const bytes = await workbookOf(admin);
    const page = openVerify(admin.person, `?receipt=${await receiptOf(admin)}`);
    await page.says('The receipt of revision 1');
    await page.says(`Program ${admin.program}`);
    choose(setCell(bytes, 'Sites', 'C2', 'Forged School'));
    await page.says('Equals revision 1, except Sites C2');
    await page.says('Forged School');
    choose(bytes);
    await page.says('Not one byte differs');
    await page.isSilentAbout('Forged School');
  });

  test('from the code on a page one choice leads to why a project has grown', async () => {
    const { admin } = await openPage(server, 'viewer', { page: 'audit', edits: workedExample() });
    await workbookOf(admin);
    const page = openVerify(admin.person, `?receipt=${await receiptOf(admin)}`);
    await page.says('Why a budget is what it is');
    await page.fill('Project', '26.00001');
    await page.says('Adopted plan (B0)');
    await page.says('4,950,000.00 at Adopted plan (B0), 4,950,000.00 at 2026-11-23, revision 1.');
  });
});
