import { expect, test } from 'vitest';
import { settingSpecs } from '../../../shared/plan/program-settings.ts';
import type { Cells } from '../../../shared/tables/cell.ts';
import { selectedPlace } from './selected-place.ts';
import { plannedSchedule, selectedLines } from './selected-work.ts';

const site = (code: string): Cells => ({
  code,
  name: `School ${code}`,
  type: 'Elementary',
  region: 'North',
  boardDistrict: '1',
});
const scope = (location: string): Cells => ({ project: '26.00001', location, system: 'LAN', status: 'Planned' });
const step = (location: string | null, milestone: string, forecastFinish: string): Cells => ({
  project: '26.00001',
  location,
  milestone,
  forecastFinish,
});
const project = {
  number: '26.00001',
  name: 'Wi-Fi',
  program: 'School Network Modernization',
  class: 'Multi-site',
  region: 'North',
  status: 'Active',
  phase: 'Installation',
  percentComplete: 0,
};
const tables = {
  sites: [site('0417'), site('0420')],
  projects: [project],
  scope: [scope('0417'), scope('0420')],
  milestones: [
    step('0417', 'M70 Substantial completion', '2027-01-10'),
    step(null, 'M30 Design complete', '2026-12-01'),
  ],
  programSettings: [{ key: settingSpecs.timeZone.label, value: 'America/New_York' }],
};
const state = {
  revision: 1,
  tables: new Map(
    Object.entries(tables).map(([table, rows]) => [
      table,
      new Map(rows.map((cells, index) => [`${table}${index}`, cells])),
    ]),
  ),
};
const schedule = plannedSchedule(state, new Date('2026-11-01T02:00:00Z'));

test('a row is about the project and the site that it names, or is', () => {
  const place = (table: string, rowKey: string, ...codes: (readonly [string, string])[]) =>
    selectedPlace({ table, rowKey, codes: codes.map(([column, code]) => ({ column, code })) });
  expect(place('milestones', '', ['project', '26.00001'], ['location', '0417'])).toEqual({
    project: '26.00001',
    location: '0417',
  });
  expect(place('projects', '26.00001', ['primarySystem', 'LAN'])).toEqual({ project: '26.00001', location: null });
  expect(place('sites', '0417', ['campus', '0420'])).toEqual({ project: null, location: '0417' });
  expect(place('fundingSources', 'BND-A')).toBeNull();
});

test('the day is that of the program, where it is still October', () => {
  expect(schedule.asOf).toBe('2026-10-31');
});

test('a project at a site has one line with its milestones and those of the project; a site has all lines there', () => {
  const told = (place: Parameters<typeof selectedLines>[1]) =>
    selectedLines(schedule, place).map(({ line, milestones }) => [line.location, milestones.map(({ row }) => row)]);
  expect(told({ project: '26.00001', location: '0417' })).toEqual([['0417', ['milestones1', 'milestones0']]]);
  expect(told({ project: '26.00001', location: null })).toHaveLength(2);
  expect(told({ project: null, location: '0420' })).toEqual([['0420', ['milestones1']]]);
  // A budget line of the project for a site outside of its scope.
  expect(told({ project: '26.00001', location: '0999' })).toHaveLength(2);
  expect(told({ project: null, location: '0999' })).toEqual([]);
});
