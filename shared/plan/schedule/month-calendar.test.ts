import { expect, test } from 'vitest';
import { monthBeside, monthCalendar, type MonthCalendar } from './month-calendar.ts';
import { actual, expected, workLine } from './testing/work-line.ts';

const dayOf = (calendar: MonthCalendar, day: string) => calendar.weeks.flat().find((each) => each.day === day);

test('a month is whole weeks from Sunday on, and knows which days are its own', () => {
  const { weeks } = monthCalendar('2026-10', [], []);
  expect(weeks).toHaveLength(5);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect([weeks[0]?.[0]?.day, weeks.at(-1)?.at(-1)?.day]).toEqual(['2026-09-27', '2026-10-31']);
  expect(weeks.flat().filter(({ isInMonth }) => isInMonth)).toHaveLength(31);
  // A month of four weeks exactly, and one over a change of the clock.
  expect(monthCalendar('2026-02', [], []).weeks).toHaveLength(4);
  expect(
    monthCalendar('2027-03', [], [])
      .weeks.flat()
      .map(({ day }) => day)
      .at(-1),
  ).toBe('2027-04-03');
});

test('what starts and finishes on a day is gathered by project, with its sites', () => {
  const work = [
    workLine('1', { start: actual('2026-10-05'), finish: expected('2026-11-01') }),
    workLine('2', { start: expected('2026-10-05'), finish: expected('2026-10-30') }),
    workLine('3', { project: '26.00002', projectName: 'Cameras', start: expected('2026-10-05') }),
  ];
  const calendar = monthCalendar('2026-10', work, []);
  expect(dayOf(calendar, '2026-10-05')?.entries).toEqual([
    {
      kind: 'start',
      milestone: null,
      project: '26.00001',
      projectName: 'Wi-Fi',
      isActual: false,
      sites: [
        { code: '1', name: 'Peña School 1' },
        { code: '2', name: 'Peña School 2' },
      ],
    },
    expect.objectContaining({ project: '26.00002', sites: [{ code: '3', name: 'Peña School 3' }] }),
  ]);
  // November 1 is in the next month; its week is not of this one.
  expect(calendar.count).toEqual({ starts: 3, finishes: 1, milestones: 0 });
});

test('other milestones stand on their day: of lines that are shown, and not those that start and finish are made from', () => {
  const milestone = (name: string, location: string | null, day = '2026-10-12') => ({
    project: '26.00001',
    location,
    milestone: name,
    day: expected(day),
  });
  const calendar = monthCalendar(
    '2026-10',
    [workLine('1')],
    [
      milestone('M30 Design complete', null),
      milestone('M65 Testing & cutover', '1'),
      milestone('M65 Testing & cutover', '2'),
      milestone('M50 Installation start', '1'),
      { ...milestone('M30 Design complete', null), project: '26.00009' },
      { ...milestone('M80 Close-out documents', null), day: null },
    ],
  );
  expect(dayOf(calendar, '2026-10-12')?.entries.map(({ milestone: name, sites }) => [name, sites.length])).toEqual([
    ['M30 Design complete', 0],
    ['M65 Testing & cutover', 1],
  ]);
  expect(calendar.count.milestones).toBe(2);
});

test('[V42] blocked days stand with the number of sites, each site once, and end where the weeks end', () => {
  const testing = { from: '2026-04-13', to: '2026-05-29', type: 'State testing' };
  const also = { from: '2026-04-27', to: '2026-05-01', type: 'State testing' };
  const work = [
    workLine('1', { blocked: [testing, also] }),
    workLine('1', { project: '26.00002', blocked: [testing] }),
    workLine('2', { blocked: [{ ...also, type: 'Exam' }] }),
  ];
  const calendar = monthCalendar('2026-04', work, []);
  expect(dayOf(calendar, '2026-04-12')?.blocked).toEqual([]);
  expect(dayOf(calendar, '2026-04-13')?.blocked).toEqual([{ type: 'State testing', sites: 1 }]);
  expect(dayOf(calendar, '2026-04-30')?.blocked).toEqual([
    { type: 'Exam', sites: 1 },
    { type: 'State testing', sites: 1 },
  ]);
  expect(calendar.weeks.flat().at(-1)?.blocked).toEqual([{ type: 'State testing', sites: 1 }]);
});

test('the months beside a month go over the turn of the year', () => {
  expect([monthBeside('2026-12', 1), monthBeside('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
});

test('days beside the month show what happens on them, and count for nothing; what lies beyond the weeks is not shown', () => {
  // September 2026 begins on a Tuesday and ends on a Wednesday.
  const work = [
    workLine('1', { start: expected('2026-08-29'), finish: expected('2026-10-04') }),
    workLine('2', { start: expected('2026-08-30'), finish: expected('2026-10-03') }),
    workLine('3', { start: expected('2026-08-31'), finish: expected('2026-10-01') }),
    workLine('4', { start: expected('2026-09-01'), finish: expected('2026-09-30') }),
  ];
  const calendar = monthCalendar('2026-09', work, []);
  const days = calendar.weeks.flat();
  expect([days[0]?.day, days.at(-1)?.day, days.length]).toEqual(['2026-08-30', '2026-10-03', 35]);
  expect(days.filter(({ isInMonth }) => isInMonth).map(({ day }) => day.slice(0, 7))).toEqual(
    Array.from({ length: 30 }, () => '2026-09'),
  );
  expect(days.filter(({ entries }) => entries.length > 0).map(({ day }) => day)).toEqual([
    '2026-08-30',
    '2026-08-31',
    '2026-09-01',
    '2026-09-30',
    '2026-10-01',
    '2026-10-03',
  ]);
  expect(calendar.count).toEqual({ starts: 1, finishes: 1, milestones: 0 });
});

test('work of the whole district stands on its day without a site, and blocks none', () => {
  const blocked = [{ from: '2026-10-01', to: '2026-10-31', type: 'Exam' }];
  const work = [workLine('', { location: null, siteName: null, start: actual('2026-10-05'), blocked })];
  const day = dayOf(monthCalendar('2026-10', work, []), '2026-10-05');
  expect(day?.entries.map(({ sites, isActual }) => [sites, isActual])).toEqual([[[], true]]);
  expect(day?.blocked).toEqual([]);
});

test('of a day starts come first, then finishes, then milestones by step, each by project', () => {
  const both = { start: expected('2026-10-05'), finish: expected('2026-10-05') };
  const work = [
    workLine('1', { project: '26.00002', projectName: 'Cameras', ...both }),
    workLine('2', { project: '26.00001', projectName: 'Wi-Fi', ...both }),
  ];
  const milestone = (name: string, project: string, location: string | null) => ({
    project,
    location,
    milestone: name,
    day: expected('2026-10-05'),
  });
  const milestones = [
    milestone('M65 Testing & cutover', '26.00002', '1'),
    milestone('M65 Testing & cutover', '26.00001', '2'),
    milestone('M30 Design complete', '26.00002', null),
  ];
  const day = dayOf(monthCalendar('2026-10', work, milestones), '2026-10-05');
  expect(day?.entries.map(({ kind, milestone: name, project }) => [kind, name, project])).toEqual([
    ['start', null, '26.00001'],
    ['start', null, '26.00002'],
    ['finish', null, '26.00001'],
    ['finish', null, '26.00002'],
    ['milestone', 'M30 Design complete', '26.00002'],
    ['milestone', 'M65 Testing & cutover', '26.00001'],
    ['milestone', 'M65 Testing & cutover', '26.00002'],
  ]);
  expect(day?.entries.at(-1)?.sites).toEqual([{ code: '1', name: 'Peña School 1' }]);
});

test('a site of which no name is known is told by its code', () => {
  const work = [workLine('0417', { siteName: null, start: expected('2026-10-05') })];
  const milestones = [
    { project: '26.00001', location: '0417', milestone: 'M65 Testing & cutover', day: expected('2026-10-05') },
  ];
  const day = dayOf(monthCalendar('2026-10', work, milestones), '2026-10-05');
  expect(day?.entries.map(({ sites }) => sites)).toEqual([
    [{ code: '0417', name: '0417' }],
    [{ code: '0417', name: '0417' }],
  ]);
});

test('[V42] days are blocked from the first to the last of a window, also one that begins before the month or ends after it', () => {
  const blockedIn = (from: string, to: string) =>
    monthCalendar('2026-09', [workLine('1', { blocked: [{ from, to, type: 'Exam' }] })], [])
      .weeks.flat()
      .filter(({ blocked }) => blocked.length > 0)
      .map(({ day }) => day);
  expect(blockedIn('2026-09-10', '2026-09-12')).toEqual(['2026-09-10', '2026-09-11', '2026-09-12']);
  // The weeks of September 2026 are those from August 30 to October 3.
  expect(blockedIn('2026-01-01', '2026-08-30')).toEqual(['2026-08-30']);
  expect(blockedIn('2026-10-03', '2027-01-01')).toEqual(['2026-10-03']);
  expect([blockedIn('2026-01-01', '2026-08-29'), blockedIn('2026-10-04', '2027-01-01')]).toEqual([[], []]);
});
