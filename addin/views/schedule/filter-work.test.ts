import { expect, test } from 'vitest';
import { actual, expected, workLine } from '../../../shared/plan/schedule/testing/work-line.ts';
import { choicesOf, everything, filterWork, type ScheduleFilter } from './filter-work.ts';

const work = [
  workLine('1', { start: actual('2026-09-10'), finish: expected('2026-12-05'), variance: 20, indicator: 'Yellow' }),
  workLine('2', {
    systems: ['LAN', 'WLAN'],
    region: 'South',
    start: actual('2026-06-01'),
    finish: actual('2026-08-01'),
    variance: 40,
    indicator: 'Red',
  }),
  workLine('3', {
    program: 'Safety',
    projectName: 'Cameras',
    start: expected('2027-01-05'),
    finish: expected('2027-02-01'),
    project: '26.00002',
    systems: ['CCTV'],
    clashes: [{ from: '2027-01-01', to: '2027-01-10', type: 'Exam', isSlip: true }],
  }),
  workLine('4', { clashes: [{ from: '2027-01-01', to: '2027-01-10', type: 'Exam', isSlip: false }] }),
];
const found = (filter: Partial<ScheduleFilter>): (string | null)[] =>
  filterWork(work, { ...everything, ...filter }, '2026-10-31', { '26.00002': 'PM-02' }).map(({ location }) => location);

test('without a filter everything is shown', () => {
  expect(found({})).toEqual(['1', '2', '3', '4']);
});

test.each<[Partial<ScheduleFilter>, string[]]>([
  [{ text: 'pena 3' }, ['3']],
  [{ text: 'CAMERAS' }, ['3']],
  [{ text: '26.00001 wi' }, ['1', '2', '4']],
  [{ region: 'South' }, ['2']],
  [{ program: 'Safety' }, ['3']],
  [{ system: 'LAN' }, ['2']],
  [{ manager: 'PM-02' }, ['3']],
  [{ manager: 'PM-09' }, []],
  [{ standing: 'clash' }, ['3', '4']],
  [{ standing: 'slip' }, ['3']],
  [{ standing: 'underway' }, ['1']],
  [{ standing: 'done' }, ['2']],
  [{ standing: 'open' }, ['1', '3', '4']],
  [{ standing: 'planned' }, ['3']],
  [{ standing: 'undated' }, ['4']],
  // What is done is late no more.
  [{ standing: 'late' }, ['1']],
  [{ month: '2026-11' }, ['1']],
  [{ month: '2026-08' }, ['2']],
  [{ region: 'North', month: '2027-01' }, ['3']],
])('%j shows %j', (filter, locations) => {
  expect(found(filter)).toEqual(locations);
});

test('choices are those that there are, by name', () => {
  expect(choicesOf(work, 'region')).toEqual(['North', 'South']);
  expect(choicesOf(work, 'systems')).toEqual(['CCTV', 'LAN', 'WLAN']);
  expect(choicesOf(work, 'program')).toEqual(['Safety', 'School Network Modernization']);
});
