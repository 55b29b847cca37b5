import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editWorkbook } from '../../../test/browser/front-door-page.ts';
import type { Role } from '../../../shared/access/membership.ts';
import {
  approvingAmendment,
  inserts,
  project,
  site,
  smallPlan,
  workedExample,
} from '../../../test/contracts/plan-rows.ts';
import type { Cells } from '../../../shared/tables/cell.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { openPage, type Opened } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

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

const open = (role: Role, opened?: Opened) => openPage(server, role, opened);

const broken = (part: string) => (path: string) =>
  path.endsWith(part) ? Response.json({ error: { code: 'internal', message: 'Broken.' } }, { status: 500 }) : null;

describe('addresses', () => {
  test('of a page open it with its day, its heading and a title for the tab', async () => {
    const page = await open('viewer', { page: 'money', query: '?asOf=2026-12-01', edits: smallPlan() });
    await page.says('Totals by funding source as of 2026-12-01');
    expect([...document.querySelectorAll('h1')].map(({ textContent }) => textContent)).toEqual(['Money']);
    expect(document.title).toBe(`Money · Program ${page.program} · SEP Sync`);
    // Whoever opens an address has not lost the focus; whoever follows a link has.
    expect(document.activeElement?.tagName).not.toBe('H1');
    await page.press('Schedule');
    await page.says('What happens where and when.');
    expect(`${window.location.pathname}${window.location.search}`).toBe(`/p/${page.program}/schedule?asOf=2026-12-01`);
    await expect.poll(() => document.activeElement?.textContent).toBe('Schedule');
    expect(document.querySelector('[aria-current=page]')?.textContent).toBe('Schedule');
  });

  test('of a program that is not open to the person, and of a page that is none, say so in words', async () => {
    const page = await open('viewer', { page: 'nothing' });
    await page.says('There is no page here');
    await page.press('Overview');
    await page.says('Press a figure to see what it is made of.');
    const other = await server.program();
    window.history.pushState(null, '', `/p/${other}/money`);
    window.dispatchEvent(new PopStateEvent('popstate'));
    await page.says('This program isn’t open to you');
    await page.press('Programs');
    await page.says('Your programs');
  });

  test.each([
    ['reports/none', '', 'There is no such report'],
    ['workbooks/import/more', '', 'There is no page here'],
    ['money', '?by=nonsense', 'Totals are not kept by “nonsense”. These are by Funding Source.'],
  ])(
    'that ask for what is not there (%s%s) are answered in words, and nothing else is shown for it',
    async (page, query, words) => {
      const opened = await open('viewer', { page, query });
      await opened.says(words);
    },
  );

  test('are kept through the sign-in', async () => {
    const page = await open('viewer', { page: 'schedule', query: '?asOf=2026-12-01' });
    await page.says('What happens where and when.');
    await page.press('Sign out');
    await page.says('Stay signed in on this computer');
    expect(`${window.location.pathname}${window.location.search}`).toBe(`/p/${page.program}/schedule?asOf=2026-12-01`);
  });
});

describe('programs', () => {
  test('are shown with what may be done, by the rights of the person', async () => {
    const page = await open('finance');
    await page.says(`Program ${page.program}`);
    await page.says('revision 1 · you are finance');
    await page.press('Workbooks');
    await page.says('Return a workbook');
    expect(page.buttons()).toEqual(expect.arrayContaining(['Download workbook', 'Return a workbook']));
  });

  test('[ADM3] that are archived stand apart, and their pages say that nothing in them changes', async () => {
    const page = await open('editor');
    await page.says('you edit');
    const archived = { archived_at: '2026-11-20T10:00:00.000Z' };
    await server.store.write.updateTable('programs').set(archived).where('id', '=', page.program).execute();
    const again = page.openAgain();
    await again.says('No program is shared with you yet.');
    await again.says('These can be read, and nothing in them changes.');
    await again.press(`Program ${page.program}`);
    await again.says('This program has been archived since 2026-11-20');
    await again.says('Press a figure to see what it is made of.');
  });

  test('of a viewer cannot be given a workbook', async () => {
    const page = await open('viewer', { page: 'workbooks' });
    await page.says('Download workbook');
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
    const page = await open('editor', { goes: (path) => (isBroken ? broken('/programs')(path) : null) });
    await page.says('Try again');
    isBroken = false;
    await page.press('Try again');
    await page.says('you edit');
  });
});

describe('reports', () => {
  test('say whether the checks pass', async () => {
    const page = await open('finance', { page: 'reports' });
    await page.says('checks passed');
  });

  test('without the checks say that the plan is as it was', async () => {
    const page = await open('finance', { page: 'reports', goes: broken('/checks') });
    await page.says('The checks couldn’t be read');
    await page.says('The plan is as it was.');
  });
});

describe('totals', () => {
  test('are by what the address says, which can be sent on, with bars under their finding, and can be exported', async () => {
    const page = await open('viewer', { page: 'money', query: '?by=program', edits: smallPlan() });
    await page.says('Totals by program as of');
    await page.says('School Network Modernization has all of the budget: $10.5 K');
    await page.fill('Totals by', 'category');
    await page.says('Totals by cost category as of');
    expect(window.location.search).toBe('?by=category');
    await page.press('Export as CSV');
  });

  test('that cannot be read are said to be so, and the plan is as it was', async () => {
    const page = await open('finance', { page: 'money', goes: broken('/totals') });
    await page.says('The totals couldn’t be read');
    expect(page.text()).not.toContain('Totals by funding source');
  });
});

describe('the day of the totals', () => {
  test('that is before the plan was begun is answered by a sentence instead of figures', async () => {
    const page = await open('finance', { page: 'money', edits: smallPlan() });
    await page.says('Totals by funding source');
    await page.fill('As of', '1990-01-01');
    await page.says('There are no figures as of 1990-01-01: this plan was begun on 2026-11-23');
    expect(page.text()).not.toContain('Totals by funding source');
    await page.press('Today');
    await page.says('Totals by funding source');
  });

  test('may be a baseline, whose figures, dates and links stay with it until a day is chosen', async () => {
    const asked: string[] = [];
    const note = (path: string, query: string) => {
      asked.push(`${path.split('/').at(-1)}${query}`);
      return null;
    };
    const page = await open('viewer', { page: 'money', goes: note, edits: workedExample() });
    await page.says('B0 · Adopted plan');
    await page.fill('Baseline', 'B0');
    await expect.poll(() => asked).toContain('totals?by=source&ledger=true&baseline=B0');
    await page.press('Schedule');
    await page.says('What happens where and when.');
    await page.says('Download schedule at baseline B0 (PDF)');
    await page.says('Empty: the day of the baseline.');
    expect(asked).toContain('schedule?milestones=true&baseline=B0');
    expect(window.location.search).toBe('?baseline=B0');
    await page.fill('As of', '2026-11-23');
    await page.says('Download schedule as of 2026-11-23 (PDF)');
    expect(window.location.search).toBe('?asOf=2026-11-23');
  });

  test('that the address asks for and is none is said', async () => {
    const page = await open('finance', { page: 'money', query: '?asOf=soon' });
    await page.says(
      'The address asks for “soon”, which is neither a day nor a baseline. These are the figures of today.',
    );
    await page.fill('As of', '2026-11-23');
    await page.isSilentAbout('soon');
  });
});

describe('a figure of the totals', () => {
  const openMoney = async (goes: (path: string) => Response | null = () => null) => {
    const page = await open('viewer', { page: 'money', goes, edits: smallPlan() });
    await page.says('Totals by funding source');
    return page;
  };
  const asked = (figure: string): string => `${figure}: what it is made of`;

  test('says what it is made of when it is pressed, row by row, and the way back leads to it', async () => {
    const page = await openMoney();
    await page.press(asked('10,500.00, Current Budget of BND-A · Source BND-A'));
    await page.says('10,500.00 as of revision 1, 2026-11-23. It is the sum of:');
    await page.press('Show rows');
    await page.says('Budget Lines · BL-00110,000.00');
    await page.says('Budget Lines · BL-002500.00');
    // There is no sheet to jump to.
    expect(document.querySelectorAll('[aria-label="What the figure is made of"] a')).toHaveLength(0);
    await page.press('Back to the totals');
    await page.isSilentAbout('It is the sum of:');
    expect(document.activeElement?.getAttribute('aria-label')).toBe(
      asked('10,500.00, Current Budget of BND-A · Source BND-A'),
    );
  });

  test('has an address of its own, which says the same to whom it is sent', async () => {
    const page = await openMoney();
    await page.press(asked('10,500.00, Current Budget of BND-A · Source BND-A'));
    await page.says('It is the sum of:');
    expect(window.location.search).toBe('?figure=current&part=source%3ABND-A&at=1&day=2026-11-23');
    const sent = await open('viewer', { page: 'money', query: window.location.search, edits: smallPlan() });
    await sent.says('BND-A · Source BND-A');
    await sent.says('10,500.00 as of revision 1, 2026-11-23. It is the sum of:');
    await sent.press('Back to the totals');
    await sent.isSilentAbout('It is the sum of:');
    expect(window.location.search).toBe('');
  });

  test('of the program can be pressed too, as of the day that is chosen', async () => {
    const page = await openMoney();
    await page.fill('As of', '2026-12-01');
    await page.says('Totals by funding source as of 2026-12-01');
    await page.press(asked('10,500.00, Current Budget of Program'));
    await page.says('10,500.00 as of revision 1, 2026-12-01.');
    await page.press('Back to the totals');
    await page.press('Today');
    await page.isSilentAbout('as of 2026-12-01');
  });

  test('of a place is made of the rows that lie there, and the way back leads to it', async () => {
    const page = await openMoney();
    await page.fill('Totals by', 'region');
    await page.says('Totals by region');
    const ofPlace = page
      .buttons()
      .find((name) => name.startsWith('10,500.00, Current Budget of ') && !name.includes(' of Program:'));
    await page.press(ofPlace ?? 'a figure of a place');
    await page.says('10,500.00 as of revision 1, 2026-11-23. It is the sum of:');
    await page.press('Show rows');
    await page.says('Budget Lines · BL-00110,000.00');
    await page.press('Back to the totals');
    await page.isSilentAbout('It is the sum of');
    expect(document.activeElement?.getAttribute('aria-label')).toBe(ofPlace);
  });

  test('whose amounts cannot be read says so, and they are asked for again', async () => {
    let isBroken = true;
    const page = await openMoney((path) => (isBroken ? broken('/postings')(path) : null));
    await page.press(asked('10,500.00, Current Budget of Program'));
    await page.says('The amounts couldn’t be read');
    await page.says('The plan is as it was.');
    isBroken = false;
    await page.press('Try again');
    await page.says('It is the sum of:');
  });
});

test('a workbook that could not be downloaded is said to be so, and the button can be pressed again', async () => {
  const page = await open('editor', { page: 'workbooks', goes: broken('/workbook.xlsx') });
  await page.press('Download workbook');
  await page.says('The workbook wasn’t downloaded');
  await page.press('Download workbook');
  await page.says('The workbook wasn’t downloaded');
});

describe('the monthly schedule', () => {
  test('is downloaded in the edition, of the region and as of the day that are chosen', async () => {
    const asked: string[] = [];
    const goes = (path: string, query: string): Response | null => {
      if (!path.endsWith('.pdf')) return null;
      asked.push(`${path}${query}`);
      const headers = { 'content-disposition': "attachment; filename*=UTF-8''Plan%20%E2%80%93%20schedule.pdf" };
      return new Response('%PDF', { headers });
    };
    const page = await open('viewer', { page: 'schedule', goes });
    await page.fill('Arranged', 'program');
    await page.press('Download schedule (PDF)');
    await page.says('Downloaded Plan – schedule.pdf.');
    await page.fill('As of', '2026-10-31');
    await page.press('Download schedule as of 2026-10-31 (PDF)');
    await page.says('Downloaded Plan – schedule.pdf.');
    await page.fill('Schedule of', 'North');
    await page.press('Download schedule as of 2026-10-31 (PDF)');
    await page.says('Downloaded Plan – schedule.pdf.');
    const path = `/api/programs/${page.program}/reports/monthly-schedule.pdf`;
    expect(asked).toEqual([
      `${path}?edition=program`,
      `${path}?edition=program&asOf=2026-10-31`,
      `${path}?edition=program&region=North&asOf=2026-10-31`,
    ]);
  });

  test('that could not be made is said to be so, and is asked for again', async () => {
    let isBroken = true;
    const goes = (path: string): Response | null => {
      if (!path.endsWith('.pdf')) return null;
      return isBroken ? broken('.pdf')(path) : new Response('%PDF');
    };
    const page = await open('viewer', { page: 'schedule', goes });
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
    const page = await open('viewer', { page: 'schedule', edits: plan() });
    await page.says('1 project, 2 lines of work, as of 2026-11-23, at revision 1');
    await page.says('1 late');
    await page.press('Open Project 26.00001');
    await page.says('… to 2026-12-20L80 days late');
    await page.says('Dates to be set');
  });

  test('is filtered by what is typed and chosen, and says what is left', async () => {
    const page = await open('viewer', { page: 'schedule', edits: plan() });
    await page.fill('School or project', '0418');
    await page.says('1 of 2 lines of work');
    await page.fill('How it stands', 'late');
    await page.says('Nothing fits these filters.');
    // What was chosen can be sent to somebody else.
    expect(window.location.search).toBe('?find=0418&standing=late');
  });

  test('without anything to schedule says so, and one that cannot be read is asked for again', async () => {
    let isBroken = true;
    const goes = (path: string): Response | null => (isBroken ? broken('/schedule')(path) : null);
    const page = await open('viewer', { page: 'schedule', goes });
    await page.says('The schedule couldn’t be read');
    isBroken = false;
    await page.press('Try again');
    await page.says('No approved project has work to schedule.');
  });
});

describe('the public guide', () => {
  test('is published by finance after saying what everybody will see, and withdrawn', async () => {
    const page = await open('finance', { page: 'reports' });
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

  test('is not published over what somebody else has published meanwhile', async () => {
    const page = await open('finance', { page: 'reports' });
    await page.press('Publish…');
    const headers = { 'content-type': 'application/json' };
    await page.admin.fetch('/guide', { method: 'POST', headers, body: '{"asOf":"2026-10-31"}' });
    await page.press('Publish now');
    await page.says(
      'published the guide as of 2026-10-31, revision 1, since you looked. Nothing of yours was published.',
    );
    await page.press('Try again');
    await page.says('Everybody can read the plan as of 2026-10-31 (revision 1)');
  });

  test('is not published when that is thought better of', async () => {
    const page = await open('finance', { page: 'reports' });
    await page.press('Publish…');
    await page.press('Cancel');
    await page.says('Not published.');
    expect(page.buttons()).toContain('Publish…');
  });

  test('can only be looked at by others', async () => {
    const page = await open('editor', { page: 'reports' });
    await page.says('Not published.');
    expect(page.buttons()).not.toContain('Publish…');
  });

  test('that cannot be reached is said to be so, and asked for again', async () => {
    let isBroken = true;
    const goes = (path: string): Response | null => (isBroken ? broken('/guide')(path) : null);
    const page = await open('finance', { page: 'reports', goes });
    await page.says('The guide couldn’t be reached');
    isBroken = false;
    await page.press('Try again');
    await page.says('Not published.');
  });
});

describe('the practice workbook', () => {
  test('is offered to whoever is signed in, with what it is', async () => {
    const page = await open('viewer', { page: 'workbooks' });
    await page.says('A made-up plan with one mistake per rule, to practise with: nothing of it reaches your plan.');
    await page.press('Download the practice workbook');
    await page.says('Downloaded Practice plan with planted mistakes.xlsx.');
    await page.press('Sign out');
    await page.isSilentAbout('to practise with');
  });

  test('that could not be downloaded is said to be so', async () => {
    const page = await open('viewer', { page: 'workbooks', goes: broken('/practice.xlsx') });
    await page.press('Download the practice workbook');
    await page.says('The workbook wasn’t downloaded');
  });

  test('is refused in words where it is returned, and the plan stays as it is', async () => {
    const page = await open('finance', { page: 'workbooks' });
    await giveBack(page, new Uint8Array(await (await page.admin.fetchApi('/practice.xlsx')).arrayBuffer()));
    await page.says('This is the practice workbook. It belongs to no program, so nothing of it was sent.');
    await page.says('Your file and the plan are as they were.');
    expect(page.buttons()).not.toContain('Take it over');
  });
});

describe('a workbook that comes back', () => {
  test('without anything new is told so, and there is nothing to press', async () => {
    const page = await open('finance', { page: 'workbooks' });
    await giveBack(page, await workbookOf(page));
    await page.says('There is nothing to take over.');
    expect(page.buttons()).not.toContain('Take it over');
  });

  test('is looked at first, then taken over', async () => {
    const page = await open('finance', { page: 'workbooks' });
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

  describe('after somebody else has changed the same cells', () => {
    /** Taken over with two cells that the administrator has changed meanwhile, and one that nobody has. */
    async function taken() {
      const page = await open('finance', {
        page: 'workbooks',
        edits: { sites: inserts(site('0417'), site('0420')).edits },
      });
      let file = new Uint8Array(editWorkbook(await workbookOf(page), 'sites', '0417', 'shortName', 'Mine'));
      file = new Uint8Array(editWorkbook(file, 'sites', '0420', 'shortName', 'Mine too'));
      file = new Uint8Array(editWorkbook(file, 'sites', '0420', 'enrollment', 700));
      const rows = [...(await page.admin.rows('sites'))];
      const theirs = rows.map(([row, { cells }]) => ({ row, cells: { shortName: `Theirs ${String(cells['code'])}` } }));
      await page.admin.sync({ sites: { updates: theirs } }, { base: 1 });
      await giveBack(page, file);
      await page.says('2 values somebody else has changed meanwhile');
      await page.press('Take it over and decide');
      await page.says('2 values need your decision');
      const names = async () =>
        Object.fromEntries(
          [...(await page.admin.rows('sites')).values()].map(({ cells }) => [cells['code'], cells['shortName']]),
        );
      const outcomes = async () => {
        const { conflicts } = z
          .object({
            conflicts: z.array(z.object({ local: z.string(), status: z.string(), outcome: z.string().nullable() })),
          })
          .parse(await (await page.admin.fetch('/conflicts')).json());
        return Object.fromEntries(conflicts.map(({ local, status, outcome }) => [local, `${status} ${outcome ?? ''}`]));
      };
      return { page, names, outcomes };
    }

    test('[CON3] both values stand side by side, and one decision leaves the other cell open', async () => {
      const { page, names, outcomes } = await taken();
      await page.says('Theirs 0417');
      await page.says('Theirs 0420');
      await page.press('Keep mine');
      await page.says('Kept Mine');
      await page.says('1 value needs your decision');
      // The plan tells conflicts in the order of its own rows.
      const isFirst = (await names())['0417'] === 'Mine';
      const decided = isFirst
        ? { '0417': 'Mine', '0420': 'Theirs 0420' }
        : { '0417': 'Theirs 0417', '0420': 'Mine too' };
      const [kept, left] = isFirst ? ['Mine', 'Mine too'] : ['Mine too', 'Mine'];
      expect(await names()).toEqual(decided);
      expect(await outcomes()).toEqual({ [kept]: 'decided mine', [left]: 'open ' });
      const [theirs] = page.buttons().filter((button) => button.startsWith('Use '));
      await page.press(theirs ?? '');
      await page.says('Everything in this file is decided.');
      expect(await names()).toEqual(decided);
      expect(await outcomes()).toEqual({ [kept]: 'decided mine', [left]: 'decided theirs' });
    });

    test('[CON3] all are decided with one answer, after its effect was told', async () => {
      const { page, names, outcomes } = await taken();
      await page.press('Keep all mine…');
      await page.says('Sites, 2 values');
      await page.press('Keep mine for 2 values');
      await page.says('Kept mine for 2 values.');
      await page.says('Everything in this file is decided.');
      expect(await names()).toEqual({ '0417': 'Mine', '0420': 'Mine too' });
      expect(await outcomes()).toEqual({ Mine: 'decided mine', 'Mine too': 'decided mine' });
      await page.press('Download the up-to-date workbook');
      await page.says('Downloaded Program');
    });

    test('[CON4] a cell that has moved again is a conflict again', async () => {
      const { page, names } = await taken();
      const [row = ''] = [...(await page.admin.rows('sites')).keys()];
      await page.admin.sync({ sites: { updates: [{ row, cells: { shortName: 'Theirs again' } }] } }, { base: 3 });
      await page.press('Keep mine');
      await page.says('Theirs again');
      await page.says('2 values need your decision');
      expect(Object.values(await names())).toContain('Theirs again');
    });
  });

  test('[W17] was a part of the plan that somebody else has filled in: history names both', async () => {
    const asked: string[] = [];
    const page = await open('finance', {
      page: 'workbooks',
      edits: { sites: inserts(site('0417'), site('0420', { name: 'Peñasco Elementary' })).edits },
      goes: (path, query) => {
        if (path.endsWith('.xlsx')) asked.push(query);
        return null;
      },
    });
    await page.fill('Part of the plan', 'site');
    await page.says('0420 · Peñasco Elementary');
    await page.fill('Which', '0420');
    await page.press('Download this part');
    await page.says('0420 · Peñasco Elementary – revision 1');
    expect(asked).toEqual(['?site=0420']);
    const part = new Uint8Array(await (await page.admin.fetch('/workbook.xlsx?site=0420')).arrayBuffer());
    await giveBack(page, new Uint8Array(editWorkbook(part, 'sites', '0420', 'shortName', 'Peñasco ES')));
    await page.says('1 value in 1 row would change in the plan.');
    await page.fill('Answered by', 'Maria Lopez');
    await page.press('Take it over');
    await page.says('1 value is in the plan now, as revision 2.');
    expect(JSON.stringify(await (await page.admin.fetch('/history')).json())).toContain(
      'Uploaded workbook of 0420 · Peñasco Elementary, answered by Maria Lopez',
    );
  });

  test('the whole plan is downloaded with the sheets that were chosen', async () => {
    const asked: string[] = [];
    const page = await open('finance', {
      page: 'workbooks',
      goes: (path, query) => {
        if (path.endsWith('.xlsx')) asked.push(query);
        return null;
      },
    });
    await page.press('Download workbook');
    await page.says('Downloaded Program');
    await page.press('With what has moved since the last month was closed');
    await page.fill('Projects with a sheet of their own', '26.00001, 26.00002');
    await page.press('Download workbook');
    await expect.poll(() => asked).toEqual(['?since=month', '?projects=26.00001%2C26.00002']);
  });

  test('is not taken by who thinks better of it', async () => {
    const page = await open('finance', { page: 'workbooks' });
    await giveBack(
      page,
      new Uint8Array(editWorkbook(await workbookOf(page), 'sites', '0417', 'shortName', 'Alder ES')),
    );
    await page.says('1 value in 1 row would change in the plan.');
    await page.press('Cancel');
    await page.isSilentAbout('would change in the plan');
    await page.says('revision 1 · you are finance');
  });

  test('and is none is refused in words', async () => {
    const page = await open('finance', { page: 'workbooks' });
    await giveBack(page, 'no workbook at all');
    await page.says('This workbook wasn’t taken');
    await page.says('Your file and the plan are as they were.');
  });
});
