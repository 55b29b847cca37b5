import { expect, test } from 'vitest';
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
