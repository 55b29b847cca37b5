import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { planFacts } from '../figures/plan-facts.ts';
import { programRows } from '../figures/columns-read.ts';
import { scheduleRows } from '../schedule/schedule-rows.ts';
import { sheetRows } from './site-sheet-rows.ts';
import { siteSheet, type SiteSheet } from './site-sheet.ts';

const AS_OF = '2026-10-31';

const site = (code: string, cells: Cells = {}): Cells => ({
  code,
  name: `${code} Elementary`,
  type: 'Elementary',
  status: 'Active',
  region: 'North',
  boardDistrict: '3',
  street: '1 Cedar Way',
  city: 'Cedar Basin',
  state: 'CA',
  zip: '93599',
  ...cells,
});
const project = (number: string, cells: Cells = {}): Cells => ({
  number,
  name: `Wi-Fi ${number}`,
  program: 'School Network Modernization',
  primarySystem: 'WLAN',
  class: 'Multi-site',
  region: 'North',
  status: 'Active',
  phase: 'Installation',
  financialStatus: 'Open',
  percentComplete: 0,
  ...cells,
});
const scope = (number: string, location: string): Cells => ({
  project: number,
  location,
  system: 'WLAN',
  status: 'Planned',
  basis: 'Equal',
});
const line = (id: string, number: string, original: number, source = 'BND-A'): Cells => ({
  id,
  project: number,
  source,
  fiscalYear: '2026-27',
  category: 'Equipment',
  original,
});
const source = (code: string): Cells => ({
  code,
  name: `Source ${code}`,
  type: 'GO Bond',
  authorized: 0,
  available: 0,
});
const person = (id: string, cells: Cells = {}): Cells => ({
  id,
  name: `Name ${id}`,
  organization: 'District',
  active: true,
  ...cells,
});
const held = (role: string, who: string, cells: Cells): Cells => ({ role, person: who, from: '2026-01-01', ...cells });
const window = (id: string, start: string, end: string, cells: Cells = {}): Cells => ({
  id,
  start,
  end,
  appliesTo: 'All',
  type: 'State testing',
  severity: 'Block',
  ...cells,
});

/** The sheet of a site of a plan of these rows on October 31, 2026. */
function sheetOf(plan: { readonly [table: string]: readonly Cells[] }, code = '0417'): SiteSheet | null {
  const stored = Object.fromEntries(
    Object.entries(plan).map(([table, rows]) => [
      table,
      rows.map((cells, index) => ({ row: `${table}-${index}`, cells })),
    ]),
  );
  return siteSheet({
    code,
    asOf: AS_OF,
    facts: planFacts(programRows(stored), AS_OF),
    schedule: scheduleRows(stored),
    rows: sheetRows(stored),
  });
}

const small = {
  sites: [site('0417'), site('0420', { region: 'South' })],
  projects: [project('26.00001', { manager: 'PM-01' }), project('26.00002', { region: 'South' })],
  scope: [scope('26.00001', '0417'), scope('26.00001', '0420'), scope('26.00002', '0420')],
  fundingSources: [source('BND-A'), source('GF')],
  budgetLines: [line('B1', '26.00001', 1_001), line('B2', '26.00001', 500, 'GF'), line('B3', '26.00002', 70_000)],
  people: [person('PM-01'), person('PM-02'), person('FC-01', { active: false })],
};

test('a site that is not there has no sheet', () => {
  expect(sheetOf(small, '9999')).toBeNull();
});

test('money is the site’s share, by project and by source, and adds up to its figures', () => {
  const sheet = sheetOf(small);
  expect(sheet?.figures).toMatchObject({ current: 751, projectsTouching: 1 });
  expect(sheet?.sources).toEqual([
    { source: 'BND-A', name: 'Source BND-A', current: 501, expended: 0 },
    { source: 'GF', name: 'Source GF', current: 250, expended: 0 },
  ]);
  expect(sheet?.work).toMatchObject([{ project: '26.00001', current: 751, manager: 'Name PM-01' }]);
});

test('a system is overdue when it is older than it is meant to get, or its maker supports it no more', () => {
  const installed = (sequence: number, installedDate: string | null, endOfSupport: string | null = null): Cells => ({
    location: '0417',
    system: 'WLAN',
    sequence,
    installedDate,
    endOfSupport,
  });
  const sheet = sheetOf({
    ...small,
    systems: [
      { code: 'WLAN', name: 'Wireless', program: 'School Network Modernization', erateCategory: 'C2', usefulLife: 5 },
    ],
    siteSystems: [
      installed(4, null),
      installed(1, '2021-11-15'),
      installed(2, '2021-10-15'),
      installed(3, '2025-01-01', '2026-10-30'),
      { ...installed(1, '2000-01-01'), location: '0420' },
    ],
  });
  expect(sheet?.systems.map(({ sequence, name, age, isOverdue }) => [sequence, name, age, isOverdue])).toEqual([
    [1, 'Wireless', 4, false],
    [2, 'Wireless', 5, true],
    [3, 'Wireless', 1, true],
    [4, 'Wireless', null, false],
  ]);
});

test('contacts are those who hold a role on the day for a project here, its program or the region, once each', () => {
  const sheet = sheetOf({
    ...small,
    assignments: [
      held('Project Manager', 'PM-01', { project: '26.00001' }),
      held('Project Manager', 'PM-02', { project: '26.00002' }),
      held('Program Manager', 'PM-02', { program: 'School Network Modernization' }),
      held('Program Manager', 'PM-02', { program: 'Safety' }),
      held('Field Coordinator', 'PM-01', { region: 'North' }),
      held('Field Coordinator', 'PM-02', { region: 'South' }),
      held('Procurement', 'PM-02', { project: '26.00001', to: '2026-10-30' }),
      held('Procurement', 'PM-01', { project: '26.00001', from: '2026-11-01' }),
      held('CIO', 'FC-01', { region: 'North' }),
    ],
  });
  expect(sheet?.contacts.map(({ role, person: name, projects }) => [role, name, projects])).toEqual([
    ['Project Manager', 'Name PM-01', ['26.00001']],
    ['Program Manager', 'Name PM-02', null],
    ['Field Coordinator', 'Name PM-01', null],
  ]);
});

test('windows are those that cover the site and are not over, the first one first', () => {
  const sheet = sheetOf({
    ...small,
    siteBoundaries: [{ location: '0417', effectiveFrom: '2027-01-01', region: 'South', boardDistrict: '1' }],
    calendar: [
      window('C', '2027-04-12', '2027-05-28', { appliesTo: 'Region', target: 'South' }),
      window('N', '2027-04-12', '2027-05-28', { appliesTo: 'Region', target: 'North' }),
      window('A', '2026-10-01', '2026-10-31', { severity: 'Warn' }),
      window('B', '2026-10-01', '2026-10-30'),
      window('D', '2028-05-01', '2028-05-28'),
    ],
  });
  expect(sheet?.windows.map(({ id, isBlocking }) => [id, isBlocking])).toEqual([
    ['A', false],
    ['C', true],
  ]);
});

describe('what is said of the work at a site', () => {
  const step = (number: string, milestone: string, cells: Cells, location: string | null = null): Cells => ({
    project: number,
    location,
    milestone,
    baselineNumber: 0,
    ...cells,
  });
  const three = {
    ...small,
    projects: [
      project('26.00001', { manager: 'PM-01' }),
      project('26.00002', { manager: 'PM-77' }),
      project('26.00003'),
      project('26.00004'),
      project('26.00005'),
    ],
    scope: ['26.00001', '26.00002', '26.00003', '26.00004'].map((number) => scope(number, '0417')),
    milestones: [
      step('26.00001', 'M50 Installation start', { forecastStart: '2027-03-01' }),
      step('26.00002', 'M70 Substantial completion', { forecastFinish: '2027-02-01' }),
      step('26.00004', 'M50 Installation start', { forecastStart: '2027-03-01' }),
      step('26.00005', 'M50 Installation start', { forecastStart: '2026-03-01' }),
    ],
    budgetLines: [
      line('B1', '26.00001', 500),
      line('B2', '26.00001', 500, 'GF'),
      line('B3', '26.00002', 900, 'GF'),
      line('B4', '26.00003', 0, 'NIL'),
      line('B5', '26.00004', 1_400, 'ZED'),
    ],
    expenditures: [
      { document: 'V-1', line: 1, postingDate: '2026-10-01', period: '2026-10', budgetLine: 'B4', amount: 7 },
    ],
  };

  test('each project has its own money, and is listed by when it starts, without dates last', () => {
    const sheet = sheetOf(three);
    expect(sheet?.work.map(({ project: number, current, expended }) => [number, current, expended])).toEqual([
      ['26.00002', 900, 0],
      ['26.00001', 1_000, 0],
      ['26.00004', 1_400, 0],
      ['26.00003', 0, 7],
    ]);
    expect(sheet?.work.map(({ sources }) => sources.map(({ source: code }) => code))).toEqual([
      ['GF'],
      ['BND-A', 'GF'],
      ['ZED'],
      ['NIL'],
    ]);
  });

  test('a manager is named, by the code where nobody of that code is known', () => {
    expect(sheetOf(three)?.work.map(({ manager }) => manager)).toEqual(['PM-77', 'Name PM-01', null, null]);
  });

  test('sources are told by what they give, the largest first, and those without any money not at all', () => {
    const sheet = sheetOf({
      ...three,
      budgetLines: [...three.budgetLines, line('B6', '26.00003', 0, 'NONE')],
      milestones: [],
    });
    expect(sheet?.sources.map(({ source: code, current, expended }) => [code, current, expended])).toEqual([
      ['GF', 1_400, 0],
      ['ZED', 1_400, 0],
      ['BND-A', 500, 0],
      ['NIL', 0, 7],
    ]);
  });

  test('what was taken out of the scope, and what lies elsewhere, is no work here', () => {
    const removed = { ...scope('26.00002', '0417'), status: 'Removed' };
    const sheet = sheetOf({ ...three, scope: [scope('26.00001', '0417'), removed, scope('26.00004', '0420')] });
    expect(sheet?.work.map(({ project: number }) => number)).toEqual(['26.00001']);
  });

  test('dates are those of the project here, not of another', () => {
    const sheet = sheetOf({ ...three, scope: [scope('26.00003', '0417'), scope('26.00005', '0420')] });
    expect(sheet?.work.map(({ start, finish }) => [start, finish])).toEqual([[null, null]]);
  });
});

test('a system is in support until its last day, and of what the catalog does not know no age is too old', () => {
  const installed = (sequence: number, system: string, cells: Cells): Cells => ({
    location: '0417',
    system,
    sequence,
    ...cells,
  });
  const sheet = sheetOf({
    ...small,
    systems: [{ code: 'WLAN', name: 'Wireless', program: 'x', erateCategory: 'C2', usefulLife: 5 }],
    siteSystems: [
      installed(1, 'WLAN', { endOfSupport: AS_OF }),
      installed(2, 'WLAN', { endOfSupport: '2026-10-30' }),
      installed(1, 'PA', { installedDate: '1990-01-01' }),
    ],
  });
  expect(sheet?.systems.map(({ name, sequence, age, isOverdue }) => [name, sequence, age, isOverdue])).toEqual([
    ['PA', 1, 36, false],
    ['Wireless', 1, null, false],
    ['Wireless', 2, null, true],
  ]);
});

describe('contacts', () => {
  const contacts = (assignments: readonly Cells[], more: { readonly [table: string]: readonly Cells[] } = {}) =>
    sheetOf({ ...small, ...more, assignments })?.contacts.map(({ role, person: name, projects }) => [
      role,
      name,
      projects,
    ]);

  test('hold a role from its first day to its last', () => {
    expect(
      contacts([
        held('First', 'PM-01', { project: '26.00001', from: AS_OF }),
        held('Last', 'PM-01', { project: '26.00001', to: AS_OF }),
      ]),
    ).toEqual([
      ['First', 'Name PM-01', ['26.00001']],
      ['Last', 'Name PM-01', ['26.00001']],
    ]);
  });

  test('are told with their projects in order, and without where they hold the role for the whole', () => {
    const both = { scope: [scope('26.00001', '0417'), scope('26.00002', '0417')] };
    const roles = ['26.00002', '26.00001'].map((number) => held('Manager', 'PM-01', { project: number }));
    expect(contacts(roles, both)).toEqual([['Manager', 'Name PM-01', ['26.00001', '26.00002']]]);
    expect(contacts([...roles, held('Manager', 'PM-01', { region: 'North' })], both)).toEqual([
      ['Manager', 'Name PM-01', null],
    ]);
  });

  test('for a program hold it everywhere, or in the region that is named', () => {
    const program = 'School Network Modernization';
    expect(contacts([held('A', 'PM-01', { program, region: 'South' })])).toEqual([]);
    expect(contacts([held('A', 'PM-01', { program, region: 'North' })])).toEqual([['A', 'Name PM-01', null]]);
    expect(contacts([held('A', 'PM-01', {})])).toEqual([]);
  });

  test('of what is finished here are none any more', () => {
    const done = { project: '26.00001', location: '0417', milestone: 'M70 Substantial completion', baselineNumber: 0 };
    const role = [held('Manager', 'PM-01', { project: '26.00001' })];
    expect(contacts(role, { milestones: [{ ...done, actualFinish: '2026-10-01' }] })).toEqual([]);
    expect(contacts(role, { milestones: [{ ...done, forecastFinish: '2026-12-01' }] })).toHaveLength(1);
  });
});

test('windows reach a year and a half ahead, and those of one day are told by their names', () => {
  const sheet = sheetOf({
    ...small,
    calendar: [
      window('Z', '2028-04-30', '2028-05-10'),
      window('Y', '2028-04-30', '2028-05-10'),
      window('X', '2028-05-01', '2028-05-10'),
      window('W', AS_OF, AS_OF),
    ],
  });
  expect(sheet?.windows.map(({ id }) => id)).toEqual(['W', 'Y', 'Z']);
});

describe('the money of a site', () => {
  const at = (id: string, location: string, original: number) => ({ ...line(id, '26.00009', original), location });

  test('is that of lines which say it, be there scope or not, and not that of other sites', () => {
    const plan = {
      ...small,
      projects: [...small.projects, project('26.00009')],
      budgetLines: [...small.budgetLines, at('B8', '0417', 30), at('B9', '0420', 4)],
    };
    expect(sheetOf(plan)?.figures).toMatchObject({ current: 781, projectsTouching: 2 });
    expect(sheetOf(plan, '0420')?.figures).toMatchObject({ current: 750 + 70_000 + 4, projectsTouching: 3 });
  });

  test('is none where nothing is planned', () => {
    const sheet = sheetOf({ ...small, sites: [...small.sites, site('0433')] }, '0433');
    expect(sheet).toMatchObject({ figures: null, sources: [], work: [] });
  });
});

test('a site lies where it lies on the day', () => {
  expect(sheetOf(small)).toMatchObject({ region: 'North', boardDistrict: '3' });
  const moved = { location: '0417', effectiveFrom: '2026-07-01', region: 'South', boardDistrict: '1' };
  expect(sheetOf({ ...small, siteBoundaries: [moved] })).toMatchObject({ region: 'South', boardDistrict: '1' });
});
