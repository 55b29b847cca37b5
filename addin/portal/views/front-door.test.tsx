import { pageInMemory } from '../../views/testing/page-in-memory.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../../shared/access/membership.ts';
import { inserts, site } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import type { Session } from '../../sync/server/http-server-client.ts';
import { showOnPage } from '../../views/testing/show-view.tsx';
import { createPortalServer } from '../portal-server.ts';
import { FrontDoor } from './front-door.tsx';

pageInMemory();

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

const facts = { version: '1.2.3', publicUrl: 'https://sep.example', demo: null };

/** The front door of a member, on a program with one site; `goes` may take requests away. */
async function open(role: Role, goes: (path: string) => Response | null = () => null) {
  const program = await server.program();
  const admin = await server.member(program, 'admin');
  await admin.sync({ sites: inserts(site('0417')).edits });
  const { person } = await server.member(program, role);
  let session: Session | null = { token: person.token, person };
  const kept = { read: () => session, keep: (next: Session | null) => void (session = next) };
  const fetch = (request: Request): Promise<Response> =>
    Promise.resolve(goes(new URL(request.url).pathname) ?? server.app.fetch(request));
  const door = createPortalServer({ fetch, address: 'http://sep.test', kept });
  return { program, ...showOnPage(() => <FrontDoor server={door} facts={facts} />) };
}

const broken = (part: string) => (path: string) =>
  path.endsWith(part) ? Response.json({ error: { code: 'internal', message: 'Broken.' } }, { status: 500 }) : null;

describe('programs', () => {
  test('are shown with what may be done, by the rights of the person', async () => {
    const page = await open('finance');
    await page.says(`Program ${page.program}`);
    await page.says('revision 1 · you are finance');
    expect(page.buttons()).toEqual(expect.arrayContaining(['Download workbook', 'Return a workbook', 'Reports']));
  });

  test('of a viewer cannot be given a workbook', async () => {
    const page = await open('viewer');
    await page.says('you may look');
    expect(page.buttons()).not.toContain('Return a workbook');
  });

  test('are gone after signing out', async () => {
    const page = await open('editor');
    await page.says('you edit');
    await page.press('Sign out');
    await page.isSilentAbout('you edit');
    await page.says('Stay signed in on this computer');
  });

  test('that cannot be read are said to be so, and read again', async () => {
    let isBroken = true;
    const page = await open('editor', (path) => (isBroken ? broken('/programs')(path) : null));
    await page.says('Try again');
    isBroken = false;
    await page.press('Try again');
    await page.says('you edit');
  });
});

describe('reports', () => {
  test('are the totals and the checks, opened and closed by one button', async () => {
    const page = await open('finance');
    await page.press('Reports');
    await page.says('Totals by source');
    await page.says('checks passed');
    await page.press('Reports');
    await page.isSilentAbout('Totals by source');
  });

  test.each(['/totals', '/checks'])('without %s say that the plan is as it was', async (part) => {
    const page = await open('finance', broken(part));
    await page.press('Reports');
    await page.says('The totals couldn’t be read');
    expect(page.text()).not.toContain('Totals by source');
  });

  test('give way to the place where a workbook is returned', async () => {
    const page = await open('finance');
    await page.press('Reports');
    await page.says('Totals by source');
    await page.press('Return a workbook');
    await page.isSilentAbout('Totals by source');
  });
});

test('a workbook that could not be downloaded is said to be so, and the button can be pressed again', async () => {
  const page = await open('editor', broken('/workbook.xlsx'));
  await page.press('Download workbook');
  await page.says('The workbook wasn’t downloaded');
  await page.press('Download workbook');
  await page.says('The workbook wasn’t downloaded');
});
