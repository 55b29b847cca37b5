import { expect, test } from 'vitest';
import { scheduleRows } from '../../../shared/plan/schedule/schedule-rows.ts';
import { siteWork } from '../../../shared/plan/schedule/site-work.ts';
import { generateDemo } from '../../demo/generate-demo.ts';
import { monthlySchedule } from './monthly-schedule.ts';
import { scheduleParts } from './schedule-parts.ts';

const demo = generateDemo('demo');
const rows = scheduleRows({
  sites: demo.of('sites'),
  siteBoundaries: demo.of('siteBoundaries'),
  projects: demo.of('projects'),
  scope: demo.of('scope'),
  milestones: demo.of('milestones'),
  calendar: demo.of('calendar'),
});
const schedule = monthlySchedule(siteWork(rows, '2026-10-31'), {
  edition: 'region',
  audience: 'office',
  program: 'Strategic Execution Plan',
  district: 'Cedar Basin',
  asOf: '2026-10-31',
  cutOff: '2026-10-31T23:59:59.000Z',
  receipt: '148-7KQ2-M9XD-04TR-B6HV',
  before: null,
});

test('a schedule that is not large is set as a whole', () => {
  expect(scheduleParts(schedule)).toEqual([{ ...schedule, begins: true, ends: true }]);
});

test.each([7, 40, 120])(
  'parts of at most %i lines have every line once, in order, between a title and figures',
  (most) => {
    const parts = scheduleParts(schedule, most);
    expect(parts.flatMap(({ groups }) => groups.flatMap(({ lines }) => lines))).toEqual(
      schedule.groups.flatMap(({ lines }) => lines),
    );
    for (const { groups } of parts) {
      expect(groups.reduce((sum, { lines }) => sum + lines.length, 0)).toBeLessThanOrEqual(most);
    }
    expect(parts.map(({ begins }) => begins)).toEqual(parts.map((_, place) => place === 0));
    expect(parts.map(({ ends }) => ends)).toEqual(parts.map((_, place) => place === parts.length - 1));
    expect(parts.map(({ lists }) => lists.length > 0)).toEqual(parts.map(({ ends }) => ends));
  },
);

test('a region that is larger than a part says that it goes on', () => {
  const [group] = schedule.groups;
  const names = scheduleParts(schedule, 10).flatMap(({ groups }) => groups.map(({ name }) => name));
  expect(names.slice(0, 2)).toEqual([group?.name, `${group?.name}, continued`]);
});
