import { expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { scheduledMilestones, milestonesOfWork } from './scheduled-milestones.ts';
import { scheduleRows } from './schedule-rows.ts';

const START = 'M50 Installation start';
const COMPLETE = 'M60 Installation complete';
const NOTICE = 'M40 Bid/award (NTP)';

const milestone = (name: string, cells: Cells = {}): Cells => ({
  project: '26.00001',
  location: '0417',
  milestone: name,
  ...cells,
});

function found(rows: readonly Cells[], asOf = '2026-10-31') {
  const stored = { milestones: rows.map((cells, index) => ({ row: `m${index}`, cells })) };
  return scheduledMilestones(scheduleRows(stored), new Set(['26.00001']), asOf);
}

test('milestones stand in the order of place and step, with the day that holds; what has no date and what is of no such project is none', () => {
  const all = found([
    milestone(COMPLETE, { forecastFinish: '2027-01-05', baselineFinish: '2026-12-20' }),
    milestone(START, { forecastFinish: '2026-10-10', actualFinish: '2026-10-12' }),
    milestone(START, { location: null, forecastFinish: '2026-10-01' }),
    milestone('M70 Substantial completion'),
    milestone(START, { project: '26.00009', forecastFinish: '2026-10-01' }),
  ]);
  expect(all.map(({ row, location, day, baseline }) => [row, location, day?.day, day?.isActual, baseline])).toEqual([
    ['m2', null, '2026-10-01', false, null],
    ['m1', '0417', '2026-10-12', true, null],
    ['m0', '0417', '2027-01-05', false, '2026-12-20'],
  ]);
});

test('what has happened since the day asked about was then to come', () => {
  const [only] = found([milestone(START, { actualFinish: '2026-10-12' })], '2026-09-30');
  expect(only?.day).toEqual({ day: '2026-10-12', isActual: false });
});

test('[V39] a milestone is broken by a predecessor that is expected later: of its site, else of its project', () => {
  const follows = { predecessor: NOTICE };
  const late = [
    milestone(NOTICE, { location: null, forecastFinish: '2026-11-10' }),
    milestone(START, { forecastFinish: '2026-11-09', ...follows }),
    milestone(COMPLETE, { forecastFinish: '2026-11-10', ...follows }),
  ];
  expect(found(late).map(({ brokenBy }) => brokenBy)).toEqual([null, { milestone: NOTICE, day: '2026-11-10' }, null]);
  expect(found([milestone(NOTICE, { forecastFinish: '2026-11-01' }), ...late]).map(({ brokenBy }) => brokenBy)).toEqual(
    [null, null, null, null],
  );
});

test('a line of the schedule has the milestones of its site, and those of the project that the site lacks', () => {
  const all = found([
    milestone(NOTICE, { location: null, forecastFinish: '2026-01-01' }),
    milestone(START, { location: null, forecastFinish: '2026-02-01' }),
    milestone(START, { forecastFinish: '2026-03-01' }),
    milestone(COMPLETE, { location: '0420', forecastFinish: '2026-04-01' }),
  ]);
  expect(milestonesOfWork(all, '0417').map(({ row }) => row)).toEqual(['m0', 'm2']);
  expect(milestonesOfWork(all, null).map(({ row }) => row)).toEqual(['m0', 'm1']);
});

test('a milestone that has a baseline alone is told with it, and no day breaks it', () => {
  const late = milestone(NOTICE, { forecastFinish: '2027-11-10' });
  const planned = milestone(START, { baselineFinish: '2026-12-01', predecessor: NOTICE });
  expect(found([late, planned]).at(-1)).toMatchObject({ baseline: '2026-12-01', day: null, brokenBy: null });
});

test.each([
  ['is not there', []],
  ['has no date', [milestone(NOTICE, { baselineFinish: '2027-11-10' })]],
  ['is of another site', [milestone(NOTICE, { location: '0420', forecastFinish: '2027-11-10' })]],
  ['is of another project', [milestone(NOTICE, { project: '26.00002', forecastFinish: '2027-11-10' })]],
])('[V39] a predecessor that %s breaks nothing', (_what, others) => {
  const start = milestone(START, { forecastFinish: '2026-11-09', predecessor: NOTICE });
  const stored = { milestones: [...others, start].map((cells, index) => ({ row: `m${index}`, cells })) };
  const all = scheduledMilestones(scheduleRows(stored), new Set(['26.00001', '26.00002']), '2026-10-31');
  expect(all.find(({ milestone: name }) => name === START)?.brokenBy).toBeNull();
});

test('milestones of several projects stand by project, then by site and step', () => {
  const rows = [
    milestone(START, { project: '26.00002', location: '0001' }),
    milestone(START, { location: '0420' }),
    milestone(COMPLETE),
    milestone(START),
    milestone(COMPLETE, { location: null }),
  ].map((cells, index) => ({ row: `m${index}`, cells: { ...cells, forecastFinish: '2026-10-01' } }));
  const all = scheduledMilestones(scheduleRows({ milestones: rows }), new Set(['26.00001', '26.00002']), '2026-10-31');
  expect(all.map(({ row }) => row)).toEqual(['m4', 'm3', 'm2', 'm1', 'm0']);
});
