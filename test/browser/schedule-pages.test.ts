import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsReply, type RowsReply } from '../../shared/protocol/cells.ts';
import { scheduleReply, type ScheduleReply } from '../../shared/protocol/schedule.ts';
import { sitesReply, type SitesReply } from '../../shared/protocol/sites.ts';
import { syncReply } from '../../shared/protocol/sync.ts';
import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import { patient } from '../patience.ts';
import type { BuiltServer } from './built-server.ts';
import { startDemo } from './demo-server.ts';
import { demoApi, openFrontDoor, signIn } from './front-door-page.ts';
import { expectSound, lookRound } from './looks.ts';
import { openChromium } from './shared-chromium.ts';

const VIEWER = 'viewer@cedar-basin.example';
/** After the months that are closed in the demo, so that what is told of it is the plan as it is. */
const AS_OF = '2026-11-30';

let server: BuiltServer;
let browser: Browser;
let schedule: ScheduleReply;
let sites: SitesReply;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo('demo'), openChromium()]);
  await slipSixProjects();
  const api = await demoApi(server.url, VIEWER);
  schedule = scheduleReply.parse(await api.json(`/schedule?asOf=${AS_OF}`));
  sites = sitesReply.parse(await api.json(`/sites?asOf=${AS_OF}`));
}, patient(180_000));

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Moves the installation of one school of each of six projects into the testing weeks after it. */
async function slipSixProjects(): Promise<void> {
  const api = await demoApi(server.url, 'admin@cedar-basin.example');
  const reply = scheduleReply.parse(await api.json(`/schedule?milestones=true&asOf=${AS_OF}`));
  const { revision, work, milestones = [] } = reply;
  const rowOf = milestoneRows(rowsReply.parse(await api.json('/rows?tables=milestones')));
  const found = new Map<string, { readonly row: string; readonly cells: Record<string, string> }[]>();
  for (const { project, location, blocked, clashes } of work) {
    const steps = milestones.filter((each) => each.project === project && each.location === location);
    const end = steps.find(({ milestone }) => milestone.startsWith('M60'));
    const testing = blocked.find(({ type, from }) => type === 'State testing' && from > AS_OF);
    if (end?.day === null || end?.day === undefined || end.day.isActual || testing === undefined) continue;
    const day = addDays(testing.from, 7);
    const isBefore = (end.baseline ?? day) < testing.from && end.day.day <= day && clashes.length === 0;
    if (location === null || !isBefore || found.has(project) || found.size === 6) continue;
    const moved = steps.filter(
      ({ milestone, day: known }) => milestone >= 'M60' && known?.isActual === false && known.day < day,
    );
    found.set(
      project,
      moved.map(({ milestone }) => ({ row: rowOf(project, location, milestone), cells: { forecastFinish: day } })),
    );
  }
  const updates = [...found.values()].flat();
  const request = {
    protocol: 1,
    base: revision,
    syncId: 'six-slips',
    workbook: 'test',
    edits: { milestones: { updates } },
  };
  const response = await fetch(`${server.url}/api/programs/cedar-basin/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${api.token}` },
    body: JSON.stringify(request),
  });
  const { refusals, accepted } = syncReply.parse(await response.json());
  if (refusals.length > 0 || found.size < 6)
    throw new Error(`${found.size} projects, ${JSON.stringify({ accepted, refusals })}`);
}

/** Row IDs of milestones by project, site and step. */
function milestoneRows({ tables }: RowsReply): (...key: readonly string[]) => string {
  const { columns = [], rows = [] } = tables['milestones'] ?? {};
  const places = ['project', 'location', 'milestone'].map((name) => columns.indexOf(name) + 2);
  const byKey = new Map(rows.map((row) => [places.map((place) => row[place]).join('\n'), row[0]]));
  return (...key) => byKey.get(key.join('\n')) ?? '';
}

const addressOf = (path: string, query = ''): string =>
  `${server.url}/p/cedar-basin/${path}?asOf=${AS_OF}${query === '' ? '' : `&${query}`}`;

/** A page of the web app as somebody sees it who was sent its address. */
async function open(path: string, query = '', options: Parameters<typeof openFrontDoor>[2] = {}) {
  const opened = await openFrontDoor(browser, addressOf(path, query), {
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  await signIn(opened.page, VIEWER);
  await opened.page.getByRole('button', { name: 'Sign out' }).waitFor();
  await isDrawn(opened.page);
  return opened;
}

/** Waits until the page has drawn what it asked the server for. */
async function isDrawn(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => page.getByRole('progressbar').count(), { timeout: patient(15_000) }).toBe(0);
}

const projectsOf = (lines: ScheduleReply['work']): number => new Set(lines.map(({ project }) => project)).size;
const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-code') ?? null);

describe('the schedule and the schools', { timeout: patient(180_000) }, () => {
  test('[V42] a manager sees which projects have slipped into blocked days, and sends the address on', async () => {
    const { page, troubles } = await open('schedule');
    await page.getByLabel('How it stands').selectOption('slip');
    const slipped = schedule.work.filter(({ clashes }) => clashes.some(({ isSlip }) => isSlip));
    const count = projectsOf(slipped);
    expect(count).toBeGreaterThanOrEqual(6);
    await page.getByText(`${count} ${count === 1 ? 'project' : 'projects'}, ${slipped.length} of`).waitFor();
    const table = page.getByRole('table', { name: 'Schedule by project' });
    for (const { projectName } of slipped) await table.getByText(projectName).first().waitFor();
    await table.getByText('Has slipped into days without work: State testing').first().waitFor();
    const sent = page.url();
    expect(new URL(sent).searchParams.get('standing')).toBe('slip');
    await page.goto(sent);
    await page.getByText(`${slipped.length} of ${schedule.work.length} lines of work`).waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('a principal finds her school by keyboard alone: what happens, when, what it costs and where it comes from', async () => {
    const school = sites.sites.find(({ code }) => schedule.work.some(({ location }) => location === code));
    const { code = '', name = '' } = school ?? {};
    const { page, troubles } = await open('schools');
    await page.getByLabel('Name or code').focus();
    await page.keyboard.type(code);
    const link = page.getByRole('link', { name, exact: true });
    await expect.poll(() => page.getByRole('table').getByRole('rowheader').count()).toBe(1);
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await isDrawn(page);
    expect(page.url()).toBe(addressOf(`schools/${code}`));
    const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
    expect(headings).toEqual([
      'What happens here',
      'Days without work',
      'What it costs',
      'What is installed',
      'Whom to ask',
      'What changed last',
    ]);
    const shown = await page
      .getByRole('region', { name: 'What happens here' })
      .getByRole('heading', { level: 3 })
      .count();
    expect(shown).toBe(schedule.work.filter(({ location }) => location === code).length);
    // A figure can be asked what it is made of, and the way back leads to it.
    const figure = page.getByRole('button', { name: new RegExp(`Current Budget of ${name}`) });
    const words = (await figure.textContent()) ?? '';
    expect(words.replaceAll(/[,.]/g, '')).toBe(String(school?.current));
    await figure.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'What the figure is made of' }).waitFor();
    await page.getByRole('button', { name: 'Back to the totals' }).press('Enter');
    expect(await figure.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('on paper a school is what it is, without what is there to be pressed', async () => {
    const { page } = await open('schools/3710');
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.getByRole('navigation').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Print this page' }).isVisible()).toBe(false);
    expect(await page.getByRole('heading', { level: 2, name: 'What happens here' }).isVisible()).toBe(true);
    await page.context().close();
  });

  test('the map has the same schools as its list, and arrow keys go from school to school', async () => {
    const { page, troubles } = await open('schedule/map', 'region=North');
    const map = page.getByRole('group', { name: /^Map of/ });
    const dots = await map.locator('a').count();
    const unplaced = await page.locator('details li').count();
    await page.getByText(`The same ${dots + unplaced} schools as a list`).waitFor();
    const north = schedule.work.filter(
      ({ region, location, finish }) => region === 'North' && location !== null && finish?.isActual !== true,
    );
    expect(dots + unplaced).toBe(new Set(north.map(({ location }) => location)).size);
    // One stop for the tab key.
    expect(await map.locator('a[tabindex="0"]').count()).toBe(1);
    await map.locator('a[tabindex="0"]').focus();
    const first = await focused(page);
    const reached = new Set([first]);
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
      await page.keyboard.press(key);
      reached.add(await focused(page));
    }
    expect(reached.size).toBeGreaterThan(1);
    const last = await focused(page);
    await page.keyboard.press('Enter');
    await page.waitForURL(addressOf(`schools/${last ?? ''}`));
    await page
      .getByRole('heading', { level: 1, name: sites.sites.find(({ code }) => code === last)?.name ?? '' })
      .waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('a month has its days, the address its month, and a day all that happens on it', async () => {
    const { page, troubles } = await open('schedule/month');
    await page.getByRole('table', { name: 'November 2026' }).waitFor();
    expect(await page.getByRole('columnheader').allTextContents()).toContain('Wednesday');
    await page.getByRole('button', { name: 'December 2026' }).press('Enter');
    await page.getByRole('table', { name: 'December 2026' }).waitFor();
    expect(new URL(page.url()).searchParams.get('month')).toBe('2026-12');
    const day = page.getByRole('button', { name: /^December \d+, 2026, / }).first();
    const name = ((await day.getAttribute('aria-label')) ?? '').split(', ').slice(0, 2).join(', ');
    await day.press('Enter');
    await page.getByRole('region', { name }).getByRole('listitem').first().waitFor();
    // The month goes along to the timeline, where it is a filter.
    await page.getByRole('link', { name: 'Timeline' }).press('Enter');
    await page.getByRole('table', { name: 'Schedule by project' }).waitFor();
    expect(await page.getByLabel('In month').inputValue()).toBe('2026-12');
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('a line of the timeline opens to its milestones, each with its day', async () => {
    const { page } = await open('schedule', 'standing=all');
    await page.getByRole('button', { name: 'Open all' }).press('Enter');
    await page.getByRole('button', { name: 'Close all' }).waitFor();
    const opener = page.getByRole('button', { name: /^\d+ milestones?$/ }).first();
    const count = Number.parseInt((await opener.textContent()) ?? '', 10);
    await opener.press('Enter');
    const steps = page.getByRole('listitem').filter({ hasText: /^M\d\d .*: (\d{4}-\d\d-\d\d|no date yet)/ });
    await expect.poll(() => steps.count()).toBe(count);
    await page.context().close();
  });

  test('in no look any view has anything that axe finds, or is wider than its window', async () => {
    const { page, troubles } = await open('schedule');
    const inEveryLook = lookRound(page);
    for (const [path, query] of [
      ['schedule', 'by=region'],
      ['schedule', 'standing=slip'],
      ['schedule/month', ''],
      ['schedule/map', ''],
      ['schools', 'find=lake'],
      ['schools/3710', ''],
    ] as const) {
      await page.goto(addressOf(path, query));
      await isDrawn(page);
      await inEveryLook((look) => expectSound(page, `${path}?${query}, ${look}`));
    }
    expect(troubles).toEqual([]);
    await page.context().close();
  });
});
