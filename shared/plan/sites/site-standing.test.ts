import { expect, test } from 'vitest';
import { actual, expected, workLine } from '../schedule/testing/work-line.ts';
import { siteStanding, standingsInOrder } from './site-standing.ts';

const done = workLine('1', { start: actual('2026-01-01'), finish: actual('2026-02-01'), variance: 60 });
const planned = workLine('1', { start: expected('2027-01-01'), finish: expected('2027-02-01') });
const late = workLine('1', {
  start: expected('2027-01-01'),
  finish: expected('2027-02-01'),
  variance: 15,
  indicator: 'Yellow',
});

test('a site stands as the work that asks most for attention; what is done is late no more', () => {
  const stands = (...work: Parameters<typeof siteStanding>[0]) => siteStanding(work, '2026-10-31');
  expect(stands()).toBe('none');
  expect(stands(done)).toBe('done');
  expect(stands(done, planned)).toBe('planned');
  expect(stands(planned, late, done)).toBe('late');
  expect(stands(planned, { ...planned, status: 'On Hold' })).toBe('onHold');
  expect(stands(workLine('1'), done)).toBe('undated');
});

test('standings are told in the order of their urgency, each once', () => {
  expect(standingsInOrder(['done', 'late', 'planned', 'late'])).toEqual(['late', 'planned', 'done']);
});
