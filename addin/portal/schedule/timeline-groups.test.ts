import { expect, test } from 'vitest';
import { actual, expected, workLine } from '../../../shared/plan/schedule/testing/work-line.ts';
import { timelineGroups } from './timeline-groups.ts';

const work = [
  workLine('2', {
    baselineStart: '2026-09-01',
    baselineFinish: '2026-11-01',
    start: actual('2026-09-10'),
    variance: 20,
    indicator: 'Yellow',
  }),
  workLine('1', { start: expected('2026-12-01'), finish: expected('2027-02-01'), variance: 20, indicator: 'Yellow' }),
  { ...workLine('', { project: '26.00002', projectName: 'Portal', region: null }), location: null, siteName: null },
];
const named = (by: Parameters<typeof timelineGroups>[1]) =>
  timelineGroups(work, by).map(({ name, code, lines }) => [name, code, lines.length]);

test('lines stand together by project, school, program or region; the whole district comes last', () => {
  expect(named('project')).toEqual([
    ['Portal', '26.00002', 1],
    ['Wi-Fi', '26.00001', 2],
  ]);
  expect(named('site')).toEqual([
    ['Peña School 1', '1', 1],
    ['Peña School 2', '2', 1],
    ['Whole district', null, 1],
  ]);
  expect(named('program')).toEqual([['School Network Modernization', null, 3]]);
  expect(named('region')).toEqual([
    ['North', null, 2],
    ['No region', null, 1],
  ]);
});

test('a group spans all its lines, and counts those that are late', () => {
  const [, wifi] = timelineGroups(work, 'project');
  expect(wifi).toMatchObject({
    late: 2,
    span: {
      baselineStart: '2026-09-01',
      baselineFinish: '2026-11-01',
      start: actual('2026-09-10'),
      finish: expected('2027-02-01'),
      isPastDue: true,
    },
  });
  expect(timelineGroups(work, 'site')[2]?.span).toMatchObject({
    baselineStart: null,
    baselineFinish: null,
    start: null,
    finish: null,
  });
});

test('a group is done only where all of its lines are', () => {
  const finished = { finish: actual('2026-10-01') };
  const [group] = timelineGroups([workLine('1', finished), workLine('2', finished)], 'project');
  expect(group?.span.finish).toEqual(actual('2026-10-01'));
  const [mixed] = timelineGroups([workLine('1', finished), workLine('2', { start: actual('2026-09-01') })], 'project');
  expect(mixed?.span.finish).toEqual(expected('2026-10-01'));
});
