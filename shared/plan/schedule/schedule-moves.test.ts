import { expect, test } from 'vitest';
import { scheduleMoves } from './schedule-moves.ts';
import type { SiteWork } from './site-work.ts';
import { workLine } from './testing/work-line.ts';

const line = (location: string, day: string | null, isActual = false): SiteWork =>
  workLine(location, { finish: day === null ? null : { day, isActual } });

const locations = (lines: readonly SiteWork[]) => lines.map(({ location }) => location);

test('lines that are new, done or later than 14 days are told, each once', () => {
  const before = [line('1', '2026-08-01'), line('2', '2026-08-01'), line('3', '2026-08-01', true), line('4', null)];
  const now = [
    line('1', '2026-08-15'),
    line('2', '2026-08-01', true),
    line('3', '2026-08-01', true),
    line('5', null, true),
  ];
  const moves = scheduleMoves(before, now);
  expect(locations(moves.added)).toEqual(['5']);
  expect(locations(moves.finished)).toEqual(['2']);
  expect(moves.slipped).toEqual([]);
});

test('a slip of 15 days counts, the furthest first; one to an earlier day or without a day does not', () => {
  const before = [line('1', '2026-08-01'), line('2', '2026-08-01'), line('3', '2026-08-01'), line('4', null)];
  const now = [line('1', '2026-08-16'), line('2', '2026-09-01'), line('3', '2026-06-01'), line('4', '2026-08-01')];
  expect(scheduleMoves(before, now).slipped.map(({ work, from, to, days }) => [work.location, from, to, days])).toEqual(
    [
      ['2', '2026-08-01', '2026-09-01', 31],
      ['1', '2026-08-01', '2026-08-16', 15],
    ],
  );
});

test('nothing moves between a schedule and itself', () => {
  const same = [line('1', '2026-08-01'), line('2', null)];
  expect(scheduleMoves(same, same)).toEqual({ added: [], finished: [], slipped: [] });
});

test('lines that slip by as many days stand in the order of project and site', () => {
  const lines = (day: string) => [
    workLine('2', { project: '26.00002', finish: { day, isActual: false } }),
    line('9', day),
    line('1', day),
  ];
  const { slipped } = scheduleMoves(lines('2026-08-01'), lines('2026-09-01'));
  expect(slipped.map(({ work: { project, location } }) => [project, location])).toEqual([
    ['26.00001', '1'],
    ['26.00001', '9'],
    ['26.00002', '2'],
  ]);
});
