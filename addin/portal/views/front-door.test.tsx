import { pageInMemory } from '../../views/testing/page-in-memory.ts';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { editWorkbook } from '../../../test/browser/front-door-page.ts';
import type { Role } from '../../../shared/access/membership.ts';
import { approvingAmendment, inserts, project, site, smallPlan } from '../../../test/contracts/plan-rows.ts';
import type { Cells } from '../../../shared/tables/cell.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
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

/** Chooses a file in the place where a workbook is returned. */
async function giveBack(
  page: Awaited<ReturnType<typeof open>>,
  content: Uint8Array<ArrayBuffer> | string,
): Promise<void> {
  await page.press('Return a workbook');
  const input = (): Element | null => document.querySelector('input[type="file"]');
  await expect.poll(input).not.toBeNull();
  Object.defineProperty(input(), 'files', { value: [new File([content], 'Plan.xlsx')], configurable: true });
  input()?.dispatchEvent(new Event('change', { bubbles: true }));
}

async function workbookOf({ admin }: Awaited<ReturnType<typeof open>>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await admin.fetch('/workbook.xlsx')).arrayBuffer());
}

/** The front door of a member, on a program with one site or a plan of your own; `goes` may take requests away. */
async function open(
  role: Role,
  goes: (path: string, query: string) => Response | null = () => null,
  edits: Parameters<TestClient['sync']>[0] = { sites: inserts(site('0417')).edits },
) {
  const program = await server.program();
  const admin = await server.member(program, 'admin');
  await admin.sync(edits);
  const { person } = await server.member(program, role);
  let session: Session | null = { token: person.token, person };
  const kept = { read: () => session, keep: (next: Session | null) => void (session = next) };
  const fetch = (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    return Promise.resolve(goes(pathname, search) ?? server.app.fetch(request));
  };
  const door = createPortalServer({ fetch, address: 'http://sep.test', kept });
  return { program, admin, ...showOnPage(() => <FrontDoor server={door} facts={facts} />) };
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
    await page.says('Totals by funding source');
    await page.says('checks passed');
    await page.press('Reports');
    await page.isSilentAbout('Totals by funding source');
  });

  test.each(['/totals', '/checks'])('without %s say that the plan is as it was', async (part) => {
    const page = await open('finance', broken(part));
    await page.press('Reports');
    await page.says('The totals couldn’t be read');
    expect(page.text()).not.toContain('Totals by funding source');
  });

  test('give way to the place where a workbook is returned', async () => {
    const page = await open('finance');
    await page.press('Reports');
    await page.says('Totals by funding source');
    await page.press('Return a workbook');
    await page.isSilentAbout('Totals by funding source');
  });
});

describe('the day of the reports', () => {
  test('that is before the plan was begun is answered by a sentence instead of figures', async () => {
    const page = await open('finance', undefined, smallPlan());
    await page.press('Reports');
    await page.says('Totals by funding source');
    await page.fill('As of', '1990-01-01');
    await page.says('There are no figures as of 1990-01-01: this plan was begun on 2026-11-23');
    expect(page.text()).not.toContain('Totals by funding source');
    expect(page.text()).not.toContain('checks');
    await page.press('Today');
    await page.says('Totals by funding source');
  });

  test('that the address asks for and is none is said', async () => {
    window.history.replaceState(null, '', '/?asOf=soon');
    onTestFinished(() => window.history.replaceState(null, '', '/'));
    const page = await open('finance');
    await page.press('Reports');
    await page.says('The address asks for “soon”, which is no day. These are the figures of today.');
    await page.fill('As of', '2026-11-23');
    await page.isSilentAbout('soon');
  });
});

describe('a figure of the reports', () => {
  const openReports = async (goes?: (path: string) => Response | null) => {
    const page = await open('viewer', goes, smallPlan());
    await page.press('Reports');
    await page.says('Totals by funding source');
    return page;
  };
  const asked = (figure: string): string => `${figure}: what it is made of`;

  test('says what it is made of when it is pressed, row by row, and the way back leads to it', async () => {
    const page = await openReports();
    await page.press(asked('10,500.00, Current Budget of BND-A · Source BND-A'));
    await page.says('10,500.00 as of revision 1, 2026-11-23. It is the sum of:');
    await page.press('Show rows');
    await page.says('Budget Lines · BL-00110,000.00');
    await page.says('Budget Lines · BL-002500.00');
    expect([...document.querySelectorAll('article a')].map(({ textContent }) => textContent)).toEqual([
      'Open in the workbench',
    ]);
    await page.press('Back to the totals');
    await page.isSilentAbout('It is the sum of:');
    expect(document.activeElement?.getAttribute('aria-label')).toBe(
      asked('10,500.00, Current Budget of BND-A · Source BND-A'),
    );
  });

  test('of the program can be pressed too, as of the day that is chosen', async () => {
    const page = await openReports();
    await page.fill('As of', '2026-12-01');
    await page.says('Totals by funding source as of 2026-12-01');
    await page.press(asked('10,500.00, Current Budget of Program'));
    await page.says('10,500.00 as of revision 1, 2026-12-01.');
    await page.press('Back to the totals');
    await page.press('Today');
    await page.isSilentAbout('as of 2026-12-01');
  });

  test('of a place is made of its shares of projects, and the way back leads to it', async () => {
    const page = await openReports();
    await page.fill('Totals by', 'region');
    await page.says('Totals by region');
    const ofPlace = page
      .buttons()
      .find((name) => name.startsWith('10,500.00, Current Budget of ') && !name.includes(' of Program:'));
    await page.press(ofPlace ?? 'a figure of a place');
    await page.says('10,500.00 as of revision 1, 2026-11-23. It is the sum of its share of each project');
    await page.says('10,500.00, all of it');
    await page.press('What 10,500.00 is made of');
    await page.says('It is the sum of:');
    await page.press('Back to the totals');
    await page.isSilentAbout('It is the sum of');
    expect(document.activeElement?.getAttribute('aria-label')).toBe(ofPlace);
  });

  test('whose amounts cannot be read says so, and they are asked for again', async () => {
    let isBroken = true;
    const page = await openReports((path) => (isBroken ? broken('/postings')(path) : null));
    await page.press(asked('10,500.00, Current Budget of Program'));
    await page.says('The amounts couldn’t be read');
    await page.says('The plan is as it was.');
    isBroken = false;
    await page.press('Try again');
    await page.says('It is the sum of:');
  });
});

test('a workbook that could not be downloaded is said to be so, and the button can be pressed again', async () => {
  const page = await open('editor', broken('/workbook.xlsx'));
  await page.press('Download workbook');
  await page.says('The workbook wasn’t downloaded');
  await page.press('Download workbook');
  await page.says('The workbook wasn’t downloaded');
});

describe('the monthly schedule', () => {
  test('is downloaded in the edition and as of the day that are chosen', async () => {
    const asked: string[] = [];
    const page = await open('viewer', (path, query) => {
      if (!path.endsWith('.pdf')) return null;
      asked.push(`${path}${query}`);
      const headers = { 'content-disposition': "attachment; filename*=UTF-8''Plan%20%E2%80%93%20schedule.pdf" };
      return new Response('%PDF', { headers });
    });
    await page.press('Schedule');
    await page.fill('Arranged', 'program');
    await page.press('Download schedule (PDF)');
    await page.says('Downloaded Plan – schedule.pdf.');
    await page.fill('As of', '2026-10-31');
    await page.press('Download schedule as of 2026-10-31 (PDF)');
    await page.says('Downloaded Plan – schedule.pdf.');
    const path = `/api/programs/${page.program}/reports/monthly-schedule.pdf`;
    expect(asked).toEqual([`${path}?edition=program&`, `${path}?edition=program&asOf=2026-10-31`]);
  });

  test('that could not be made is said to be so, and is asked for again', async () => {
    let isBroken = true;
    const page = await open('viewer', (path) => {
      if (!path.endsWith('.pdf')) return null;
      return isBroken ? broken('.pdf')(path) : new Response('%PDF');
    });
    await page.press('Schedule');
    await page.press('Download schedule (PDF)');
    await page.says('The schedule wasn’t downloaded');
    isBroken = false;
    await page.press('Try again');
    await page.says(`Downloaded ${page.program} schedule.pdf.`);
  });
});

describe('the schedule', () => {
  const milestone = (cells: Cells): Cells => ({
    project: '26.00001',
    location: '0417',
    milestone: 'M70 Substantial completion',
    baselineNumber: 0,
    ...cells,
  });
  const plan = (): Parameters<TestClient['sync']>[0] => ({
    ...smallPlan(),
    changes: inserts(approvingAmendment('AMD-26-001')).edits,
    projects: inserts(
      project('26.00001', { status: 'Approved', approvalChange: 'AMD-26-001', approvalDate: '2025-11-18' }),
    ).edits,
    changeLines: inserts({ change: 'AMD-26-001', line: 1, budgetLine: 'BL-001', amount: 0 }).edits,
    scope: inserts(
      ...['0417', '0418'].map((location) => ({
        project: '26.00001',
        location,
        system: 'LAN',
        item: 'Switches',
        status: 'Planned',
        basis: 'Equal',
      })),
    ).edits,
    milestones: inserts(milestone({ baselineFinish: '2026-10-01', forecastFinish: '2026-12-20' })).edits,
  });

  test('says what happens at which school and when, and how late it is', async () => {
    const page = await open('viewer', undefined, plan());
    await page.press('Schedule');
    await page.says('2 lines of work as of 2026-11-23, at revision 1');
    await page.says('… to 2026-12-20 80 days late');
    await page.says('Dates to be set');
  });

  test('is filtered by what is typed and chosen, and says what is left', async () => {
    const page = await open('viewer', undefined, plan());
    await page.press('Schedule');
    await page.fill('School or project', '0418');
    await page.says('1 of 2 lines of work');
    await page.fill('How it stands', 'late');
    await page.says('Nothing fits these filters.');
  });

  test('without anything to schedule says so, and one that cannot be read is asked for again', async () => {
    let isBroken = true;
    const page = await open('viewer', (path) => (isBroken ? broken('/schedule')(path) : null));
    await page.press('Schedule');
    await page.says('The schedule couldn’t be read');
    isBroken = false;
    await page.press('Try again');
    await page.says('No approved project has work to schedule.');
  });
});

describe('the public guide', () => {
  test('is published by finance after saying what everybody will see, and withdrawn', async () => {
    const page = await open('finance');
    await page.press('Reports');
    await page.says('Not published.');
    await page.press('Publish…');
    await page.says('Proposals, pending changes, remarks and people are never in it.');
    await page.press('Publish now');
    await page.says('Everybody can read the plan as of 2026-11-23 (revision 1)');
    expect(document.querySelector(`a[href="/guide/${page.program}/"]`)).not.toBeNull();
    await page.press('Withdraw…');
    await page.press('Withdraw now');
    await page.says('Not published.');
  });

  test('is not published when that is thought better of', async () => {
    const page = await open('finance');
    await page.press('Reports');
    await page.press('Publish…');
    await page.press('Cancel');
    await page.says('Not published.');
    expect(page.buttons()).toContain('Publish…');
  });

  test('can only be looked at by others', async () => {
    const page = await open('editor');
    await page.press('Reports');
    await page.says('Not published.');
    expect(page.buttons()).not.toContain('Publish…');
  });

  test('that cannot be reached is said to be so, and asked for again', async () => {
    let isBroken = true;
    const page = await open('finance', (path) => (isBroken ? broken('/guide')(path) : null));
    await page.press('Reports');
    await page.says('The guide couldn’t be reached');
    isBroken = false;
    await page.press('Try again');
    await page.says('Not published.');
  });
});

describe('the practice workbook', () => {
  test('is offered to whoever is signed in, with what it is', async () => {
    const page = await open('viewer');
    await page.says('A made-up plan with one mistake per rule, to practise with: nothing of it reaches your plan.');
    await page.press('Download the practice workbook');
    await page.says('Downloaded Practice plan with planted mistakes.xlsx.');
    await page.press('Sign out');
    await page.isSilentAbout('to practise with');
  });

  test('that could not be downloaded is said to be so', async () => {
    const page = await open('viewer', broken('/practice.xlsx'));
    await page.press('Download the practice workbook');
    await page.says('The workbook wasn’t downloaded');
  });

  test('is refused in words where it is returned, and the plan stays as it is', async () => {
    const page = await open('finance');
    await giveBack(page, new Uint8Array(await (await page.admin.fetchApi('/practice.xlsx')).arrayBuffer()));
    await page.says('This is the practice workbook. It belongs to no program, so nothing of it was sent.');
    await page.says('Your file and the plan are as they were.');
    expect(page.buttons()).not.toContain('Take it over');
  });
});

describe('a workbook that comes back', () => {
  test('without anything new is told so, and there is nothing to press', async () => {
    const page = await open('finance');
    await giveBack(page, await workbookOf(page));
    await page.says('There is nothing to take over.');
    expect(page.buttons()).not.toContain('Take it over');
  });

  test('is looked at first, then taken over', async () => {
    const page = await open('finance');
    await giveBack(
      page,
      new Uint8Array(editWorkbook(await workbookOf(page), 'sites', '0417', 'shortName', 'Alder ES')),
    );
    await page.says('1 value in 1 row would change in the plan.');
    expect((await page.admin.rows('sites')).size).toBe(1);
    await page.press('Take it over');
    await page.says('1 value is in the plan now, as revision 2.');
    await page.says('revision 2 · you are finance');
    expect([...(await page.admin.rows('sites')).values()].map(({ cells }) => cells['shortName'])).toEqual(['Alder ES']);
  });

  test('is not taken by who thinks better of it', async () => {
    const page = await open('finance');
    await giveBack(
      page,
      new Uint8Array(editWorkbook(await workbookOf(page), 'sites', '0417', 'shortName', 'Alder ES')),
    );
    await page.press('Cancel');
    await page.isSilentAbout('would change in the plan');
    await page.says('revision 1 · you are finance');
  });

  test('and is none is refused in words', async () => {
    const page = await open('finance');
    await giveBack(page, 'no workbook at all');
    await page.says('This workbook wasn’t taken');
    await page.says('Your file and the plan are as they were.');
  });
});
