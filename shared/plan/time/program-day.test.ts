import { expect, test } from 'vitest';
import { dayIn, hourIn, isTimeZone, programDays } from './program-day.ts';
import { defaultSettings } from '../program-settings.ts';

test('a day begins at midnight in the program’s time zone, in summer and in winter', () => {
  const day = (moment: string) => dayIn(defaultSettings.timeZone, new Date(moment));
  expect(['2026-07-01T06:59:59Z', '2026-07-01T07:00:00Z'].map(day)).toEqual(['2026-06-30', '2026-07-01']);
  expect(['2026-12-31T07:59:59Z', '2027-01-01T08:00:00Z'].map(day)).toEqual(['2026-12-30', '2027-01-01']);
  expect(dayIn('Asia/Tokyo', new Date('2026-06-30T15:00:00Z'))).toBe('2026-07-01');
});

test('the day and the hour of a moment are those of the time zone', () => {
  const moment = new Date('2026-03-01T07:59:00Z');
  expect([dayIn('America/Los_Angeles', moment), hourIn('America/Los_Angeles', moment)]).toEqual(['2026-02-28', 23]);
  const next = new Date('2026-03-01T08:00:00Z');
  expect([dayIn('America/Los_Angeles', next), hourIn('America/Los_Angeles', next)]).toEqual(['2026-03-01', 0]);
  expect([dayIn('Pacific/Kiritimati', moment), dayIn('Etc/GMT+12', moment)]).toEqual(['2026-03-01', '2026-02-28']);
  // However many moments have been asked for before.
  for (let minute = 0; minute < 250; minute++) dayIn('America/Denver', new Date(moment.getTime() + minute * 60_000));
  expect(dayIn('America/Denver', moment)).toBe('2026-03-01');
});

test('a time zone is one that the rules of time know, by its name', () => {
  expect(['America/Denver', 'Etc/GMT+12', 'UTC', 'America/Argentina/Buenos_Aires'].map(isTimeZone)).toEqual(
    Array.from({ length: 4 }, () => true),
  );
  for (const none of ['America/Nowhere', '', '+02:00', ' UTC', 'UTC ', 'America/'])
    expect(isTimeZone(none)).toBe(false);
});

test('days are told the same whoever asks, for the first time or again', () => {
  const days = programDays();
  const moment = new Date('2026-03-01T07:59:00Z');
  for (let time = 0; time < 2; time++) {
    expect(days.dayIn('America/Los_Angeles', moment)).toBe('2026-02-28');
    expect(days.dayIn('Asia/Tokyo', moment)).toBe('2026-03-01');
    expect(['America/Denver', 'UTC', 'Europe/Nowhere', '', '+02:00', 'UTC '].map(days.isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  }
});

test('the days of the last hundred moments of a time zone are worked out once', () => {
  const days = programDays();
  let worked = 0;
  const at = (minute: number) => {
    const moment = new Date(Date.UTC(2026, 2, 1, 0, minute));
    // A format asks for the value of what it writes.
    const valueOf = () => {
      worked += 1;
      return moment.getTime();
    };
    return days.dayIn('America/Denver', Object.assign(new Date(moment), { valueOf }));
  };
  for (let minute = 0; minute < 100; minute++) at(minute);
  for (let minute = 0; minute < 100; minute++) at(minute);
  expect(worked).toBe(100);
  // One more, and they are forgotten.
  at(100);
  at(0);
  expect(worked).toBe(102);
});
