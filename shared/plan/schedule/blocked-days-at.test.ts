import { expect, test } from 'vitest';
import { blockedDaysAt } from './blocked-days-at.ts';
import { scheduleRows } from './schedule-rows.ts';

const rows = scheduleRows(
  Object.fromEntries(
    Object.entries({
      sites: ['0417', '0420'].map((code, index) => ({
        code,
        name: code,
        type: 'Elementary',
        region: index === 0 ? 'North' : 'South',
        boardDistrict: '1',
      })),
      scope: [
        { project: '26.00001', location: '0417', system: 'LAN', status: 'Planned' },
        { project: '26.00001', location: '0420', system: 'LAN', status: 'Removed' },
        { project: '26.00002', location: '0420', system: 'LAN', status: 'Planned' },
      ],
      calendar: [
        {
          start: '2027-04-12',
          end: '2027-05-28',
          appliesTo: 'Region',
          target: 'South',
          type: 'State testing',
          severity: 'Block',
        },
        { start: '2026-12-20', end: '2027-01-03', appliesTo: 'All', type: 'Holiday closure', severity: 'Block' },
        { start: '2027-02-01', end: '2027-02-05', appliesTo: 'All', type: 'Exam', severity: 'Warn' },
      ],
    }).map(([table, list]) => [table, list.map((cells, index) => ({ row: `${table}${index}`, cells }))]),
  ),
);
const types = (project: string, location: string | null) =>
  blockedDaysAt(rows, project, location).map(({ type }) => type);

test('[V42] days are blocked at a site by what covers it; a warning blocks nothing', () => {
  expect(types('26.00001', '0420')).toEqual(['State testing', 'Holiday closure']);
  expect(types('26.00001', '0417')).toEqual(['Holiday closure']);
});

test('[V42] a project as a whole is blocked where any site of its scope is; what was removed is none', () => {
  expect(types('26.00001', null)).toEqual(['Holiday closure']);
  expect(types('26.00009', null)).toEqual(['Holiday closure']);
});

test('[V42] only the sites of its own scope count for a project: another one that works elsewhere is blocked on other days', () => {
  expect(types('26.00002', null)).toEqual(['State testing', 'Holiday closure']);
});

test('[V42] days for some sites alone block nothing at a site that the plan does not know', () => {
  expect(types('26.00001', '9999')).toEqual(['Holiday closure']);
});
