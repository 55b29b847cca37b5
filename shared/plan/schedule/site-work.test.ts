import { expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { scheduleRows } from './schedule-rows.ts';
import { milestoneOnDay, siteWork, type SiteWork } from './site-work.ts';

const site = (code: string, cells: Cells = {}): Cells => ({
  code,
  name: `${code} Elementary`,
  type: 'Elementary',
  region: 'North',
  boardDistrict: '3',
  ...cells,
});
const project = (number: string, cells: Cells = {}): Cells => ({
  number,
  name: `Wi-Fi ${number}`,
  program: 'School Network Modernization',
  class: 'Multi-site',
  region: 'North',
  status: 'Active',
  phase: 'Installation',
  percentComplete: 400_000,
  remark: null,
  ...cells,
});
const scope = (number: string, location: string, system = 'WLAN', status = 'Planned'): Cells => ({
  project: number,
  location,
  system,
  status,
});
const milestone = (number: string, location: string | null, name: string, cells: Cells = {}): Cells => ({
  project: number,
  location,
  milestone: name,
  baselineStart: null,
  baselineFinish: null,
  forecastStart: null,
  forecastFinish: null,
  actualStart: null,
  actualFinish: null,
  percentComplete: null,
  ...cells,
});
const INSTALL = 'M50 Installation start';
const COMPLETE = 'M60 Installation complete';
const DONE = 'M70 Substantial completion';

/** The schedule of a plan of these rows on October 31, 2026. */
function workOf(plan: { readonly [table: string]: readonly Cells[] }): SiteWork[] {
  const stored = Object.entries(plan).map(([table, rows]) => [
    table,
    rows.map((cells, index) => ({ row: `${table}-${index}`, cells })),
  ]);
  return siteWork(scheduleRows(Object.fromEntries(stored)), '2026-10-31');
}

const one = { sites: [site('0417')], projects: [project('26.00001')], scope: [scope('26.00001', '0417')] };

test('a line is what a project does at one site, with every system that it does there', () => {
  const work = workOf({
    sites: [site('0500'), site('0417')],
    projects: [project('26.00002'), project('26.00001')],
    scope: [
      scope('26.00002', '0417'),
      scope('26.00001', '0500'),
      scope('26.00001', '0417', 'WLAN'),
      scope('26.00001', '0417', 'LAN'),
    ],
  });
  expect(work.map(({ project: number, location, systems }) => [number, location, systems])).toEqual([
    ['26.00001', '0417', ['LAN', 'WLAN']],
    ['26.00001', '0500', ['WLAN']],
    ['26.00002', '0417', ['WLAN']],
  ]);
  expect(work[0]).toMatchObject({ siteName: '0417 Elementary', region: 'North', boardDistrict: '3' });
});

test('a project without sites is a line of its own; what is removed from a scope is none', () => {
  const work = workOf({ ...one, scope: [scope('26.00001', '0417', 'WLAN', 'Removed')] });
  expect(work).toMatchObject([{ location: null, siteName: null, region: 'North', systems: [] }]);
});

test.each([
  ['Proposed', 'Multi-site', 0],
  ['Cancelled', 'Multi-site', 0],
  ['Active', 'Program Reserve', 0],
  ['Active', 'Program Management', 0],
  ['Approved', 'Districtwide', 1],
  ['On Hold', 'Site', 1],
  ['Complete', 'Site', 1],
])('a project that is %s and of class %s makes %i lines', (status, projectClass, lines) => {
  expect(workOf({ ...one, projects: [project('26.00001', { status, class: projectClass })] })).toHaveLength(lines);
});

test('dates are the site’s own, else the project’s; what has happened comes before what is expected', () => {
  const milestones = [
    milestone('26.00001', null, INSTALL, { baselineStart: '2026-06-01', forecastStart: '2026-06-02' }),
    milestone('26.00001', null, DONE, { baselineFinish: '2026-08-01', forecastFinish: '2026-09-01' }),
    milestone('26.00001', '0417', DONE, {
      baselineFinish: '2026-08-07',
      forecastFinish: '2026-08-14',
      actualFinish: '2026-08-20',
    }),
  ];
  expect(workOf({ ...one, milestones })).toMatchObject([
    {
      baselineStart: '2026-06-01',
      start: { day: '2026-06-02', isActual: false },
      baselineFinish: '2026-08-07',
      finish: { day: '2026-08-20', isActual: true },
      variance: 13,
      indicator: 'Green',
    },
  ]);
});

test('without a substantial completion the end of the installation is the finish; without dates there is nothing to judge', () => {
  const ends = { baselineFinish: '2026-08-07', forecastFinish: '2026-12-01' };
  expect(workOf({ ...one, milestones: [milestone('26.00001', '0417', COMPLETE, ends)] })).toMatchObject([
    { finish: { day: '2026-12-01' }, variance: 116, indicator: 'Red' },
  ]);
  expect(workOf(one)).toMatchObject([
    { start: null, finish: null, baselineFinish: null, variance: null, indicator: '–', isPastDue: false },
  ]);
});

test.each([
  ['2026-09-30', null, true],
  ['2026-10-01', null, false],
  ['2026-09-30', '2026-09-30', false],
])('what was expected on %s and done on %s is past due: %s', (forecastFinish, actualFinish, isPastDue) => {
  const milestones = [milestone('26.00001', '0417', DONE, { forecastFinish, actualFinish })];
  expect(workOf({ ...one, milestones })).toMatchObject([{ isPastDue }]);
});

test('what is finished at a site is complete there, elsewhere as far as its project is', () => {
  const plan = {
    sites: [site('0417'), site('0500')],
    projects: [project('26.00001')],
    scope: [scope('26.00001', '0417'), scope('26.00001', '0500')],
    milestones: [milestone('26.00001', '0417', DONE, { actualFinish: '2026-08-20' })],
  };
  expect(workOf(plan).map(({ percentComplete }) => percentComplete)).toEqual([1_000_000, 400_000]);
});

test('blocked days are those of windows that block and apply to the site', () => {
  const window = (appliesTo: string, target: string | null, severity = 'Block'): Cells => ({
    start: '2027-04-01',
    end: '2027-04-30',
    type: 'State testing',
    appliesTo,
    target,
    severity,
  });
  const blockedBy = (cells: Cells): number => workOf({ ...one, calendar: [cells] })[0]?.blocked.length ?? -1;
  expect(blockedBy(window('All', null))).toBe(1);
  expect(blockedBy(window('All', null, 'Warn'))).toBe(0);
  expect([blockedBy(window('Region', 'North; South')), blockedBy(window('Region', 'South'))]).toEqual([1, 0]);
  expect([blockedBy(window('Site Type', 'High;Elementary')), blockedBy(window('Site Type', 'High'))]).toEqual([1, 0]);
  expect([blockedBy(window('Location list', '0416; 0417')), blockedBy(window('Location list', '0416'))]).toEqual([
    1, 0,
  ]);
});

test('[§1.1] a site lies where its boundaries say on the day, and windows of a region follow', () => {
  const siteBoundaries = [{ location: '0417', effectiveFrom: '2026-07-01', region: 'South', boardDistrict: '5' }];
  const calendar = ['2026-06-01', '2026-08-01'].map((start) => ({
    start,
    end: start,
    type: 'State testing',
    severity: 'Block',
    appliesTo: 'Region',
    target: 'South',
  }));
  expect(workOf({ ...one, siteBoundaries, calendar })).toMatchObject([
    { region: 'South', boardDistrict: '5', blocked: [{ from: '2026-08-01' }] },
  ]);
});

test('as of a day, what has happened since is still to come', () => {
  const later = { actualStart: '2026-11-02', actualFinish: '2026-11-20', baselineFinish: '2026-11-20' };
  const dated = (cells: Cells) =>
    workOf({
      ...one,
      milestones: [milestone('26.00001', '0417', INSTALL, cells), milestone('26.00001', '0417', DONE, cells)],
    });
  expect(dated({ ...later, forecastStart: '2026-10-30', forecastFinish: '2026-12-01' })).toMatchObject([
    {
      start: { day: '2026-10-30', isActual: false },
      finish: { day: '2026-12-01', isActual: false },
      variance: 11,
      percentComplete: 400_000,
    },
  ]);
  expect(dated(later)).toMatchObject([
    { start: { day: '2026-11-02', isActual: false }, finish: { day: '2026-11-20', isActual: false } },
  ]);
  expect(dated({ ...later, actualStart: '2026-10-31', actualFinish: '2026-10-31' })).toMatchObject([
    { start: { isActual: true }, finish: { isActual: true } },
  ]);
});

test('[V42] blocked days into which the installation falls are told, and whether it has slipped into them', () => {
  const testing = { id: 'CAL-1', start: '2027-04-12', end: '2027-05-28', appliesTo: 'All', type: 'State testing' };
  const calendar = [{ ...testing, severity: 'Block' }];
  const install = (from: string, to: string, cells: Cells = {}) => [
    milestone('26.00001', '0417', INSTALL, { baselineStart: '2027-03-01', forecastStart: from }),
    milestone('26.00001', '0417', COMPLETE, { baselineFinish: '2027-03-30', forecastFinish: to, ...cells }),
    milestone('26.00001', '0417', DONE, { forecastFinish: '2027-05-01' }),
  ];
  const clashes = (milestones: readonly Cells[]) => workOf({ ...one, calendar, milestones })[0]?.clashes;
  const days = { from: '2027-04-12', to: '2027-05-28', type: 'State testing' };
  expect(clashes(install('2027-03-15', '2027-04-12'))).toEqual([{ ...days, isSlip: true }]);
  expect(clashes(install('2027-03-15', '2027-04-20', { baselineFinish: '2027-04-13' }))).toEqual([
    { ...days, isSlip: false },
  ]);
  expect(clashes(install('2027-03-15', '2027-04-20', { baselineFinish: null }))).toEqual([{ ...days, isSlip: false }]);
  // Days that are over are nobody's to keep free any more.
  const past = { ...testing, start: '2026-03-01', end: '2026-10-30', severity: 'Block' };
  const began = workOf({ ...one, calendar: [past], milestones: install('2026-03-15', '2027-01-10') });
  expect([began[0]?.blocked.length, began[0]?.clashes]).toEqual([1, []]);
  // Acceptance may be in testing weeks; what is over is in nobody's way.
  expect(clashes(install('2027-03-15', '2027-04-11'))).toEqual([]);
  expect(clashes(install('2027-03-15', '2027-04-20', { actualFinish: '2026-10-01' }))).toEqual([]);
});

test('[V42] work falls into blocked days from its first day to its last, both included, and only when it ends after it begins', () => {
  const window = { id: 'CAL-1', start: '2027-04-12', end: '2027-04-16', appliesTo: 'All', severity: 'Block' };
  const clashesOf = (installed: Cells, completed: Cells, calendar: Cells = window) =>
    workOf({
      ...one,
      calendar: [{ ...calendar, type: 'Exam' }],
      milestones: [
        milestone('26.00001', '0417', INSTALL, installed),
        milestone('26.00001', '0417', COMPLETE, completed),
      ],
    })[0]?.clashes.length;
  const between = (from: string | null, to: string | null) =>
    clashesOf({ forecastStart: from }, { forecastFinish: to });
  expect(between('2027-04-01', '2027-05-01')).toBe(1);
  expect(between('2027-04-16', '2027-04-16')).toBe(1);
  expect(between('2027-04-12', '2027-04-12')).toBe(1);
  expect(between('2027-04-17', '2027-05-01')).toBe(0);
  expect(between('2027-04-14', '2027-04-13')).toBe(0);
  expect([between(null, '2027-05-01'), between('2027-04-01', null), between(null, null)]).toEqual([0, 0, 0]);
  // It goes from its actual start, else from the start expected, else from the day on which the start is a fact or expected.
  expect(clashesOf({ actualStart: '2026-10-01', forecastStart: '2027-04-17' }, { forecastFinish: '2027-05-01' })).toBe(
    1,
  );
  expect(clashesOf({ actualStart: '2026-10-01' }, { forecastFinish: '2027-05-01' })).toBe(1);
  expect(
    clashesOf({ actualFinish: '2026-10-01', forecastFinish: '2027-04-17' }, { forecastFinish: '2027-05-01' }),
  ).toBe(1);
  expect(clashesOf({ forecastFinish: '2027-04-16' }, { forecastFinish: '2027-05-01' })).toBe(1);
  // Days that end on the day asked about are still to be kept free.
  const untilToday = { ...window, start: '2026-10-01', end: '2026-10-31' };
  expect(clashesOf({ forecastStart: '2026-09-01' }, { forecastFinish: '2026-12-01' }, untilToday)).toBe(1);
});

test('[V42] work that was to end in blocked days from the start, and ends in them, has not slipped into them', () => {
  const isSlip = (baselineStart: string | null, baselineFinish: string) =>
    workOf({
      ...one,
      calendar: [
        { id: 'C', start: '2027-04-12', end: '2027-04-16', appliesTo: 'All', type: 'Exam', severity: 'Block' },
      ],
      milestones: [
        milestone('26.00001', '0417', INSTALL, { baselineStart, forecastStart: '2027-04-01' }),
        milestone('26.00001', '0417', COMPLETE, { baselineFinish, forecastFinish: '2027-05-01' }),
      ],
    })[0]?.clashes.map((clash) => clash.isSlip);
  expect(isSlip('2027-04-16', '2027-04-20')).toEqual([false]);
  expect(isSlip('2027-04-17', '2027-04-20')).toEqual([true]);
  expect(isSlip(null, '2027-04-20')).toEqual([true]);
});

test('a project that nobody has given a scope yet is a line of its own', () => {
  expect(workOf({ projects: [project('26.00001')] })).toMatchObject([{ location: null, systems: [] }]);
});

test('installation starts on the day on which its milestone is done, where no start of its own is known', () => {
  const started = (cells: Cells) =>
    workOf({ ...one, milestones: [milestone('26.00001', '0417', INSTALL, cells)] })[0]?.start;
  expect(started({ actualFinish: '2026-09-05', forecastStart: '2026-09-01' })).toEqual({
    day: '2026-09-05',
    isActual: true,
  });
  expect(started({ actualStart: '2026-09-03' })).toEqual({ day: '2026-09-03', isActual: true });
  expect(started({ forecastFinish: '2026-12-05' })).toEqual({ day: '2026-12-05', isActual: false });
  expect(started({})).toBeNull();
});

test('without a baseline, or without a day of its own, a finish is neither early nor late', () => {
  const variance = (cells: Cells) =>
    workOf({ ...one, milestones: [milestone('26.00001', '0417', DONE, cells)] })[0]?.variance;
  expect([variance({ baselineFinish: '2026-12-01' }), variance({ forecastFinish: '2026-12-01' })]).toEqual([
    null,
    null,
  ]);
});

test('how late is still green is what the program has set', () => {
  const milestones = [
    milestone('26.00001', '0417', DONE, { baselineFinish: '2026-12-01', forecastFinish: '2026-12-31' }),
  ];
  const programSettings = [{ key: 'Days late that are still green', value: '30' }];
  expect(workOf({ ...one, milestones })).toMatchObject([{ indicator: 'Yellow' }]);
  expect(workOf({ ...one, milestones, programSettings })).toMatchObject([{ indicator: 'Green' }]);
});

test('a milestone is told anew only where something of it is still to come on the day', () => {
  const cells = { actualStart: '2026-10-01', actualFinish: '2026-10-31' };
  const stored = (more: Cells) =>
    scheduleRows({ milestones: [{ row: 'M', cells: milestone('26.00001', null, DONE, { ...cells, ...more }) }] })
      .milestones[0]?.cells;
  const past = stored({});
  const begunLater = stored({ actualStart: '2026-11-02', actualFinish: null });
  if (past === undefined || begunLater === undefined) throw new Error('The milestone is there.');
  expect(milestoneOnDay(past, '2026-10-31')).toBe(past);
  expect(milestoneOnDay(begunLater, '2026-10-31')).toMatchObject({ actualStart: null, forecastStart: '2026-11-02' });
});
