import { expect, test } from 'vitest';
import { dayIn } from './program-day.ts';
import { defaultSettings } from '../program-settings.ts';

test('a day begins at midnight in the program’s time zone, in summer and in winter', () => {
  const day = (moment: string) => dayIn(defaultSettings.timeZone, new Date(moment));
  expect(['2026-07-01T06:59:59Z', '2026-07-01T07:00:00Z'].map(day)).toEqual(['2026-06-30', '2026-07-01']);
  expect(['2026-12-31T07:59:59Z', '2027-01-01T08:00:00Z'].map(day)).toEqual(['2026-12-30', '2027-01-01']);
  expect(dayIn('Asia/Tokyo', new Date('2026-06-30T15:00:00Z'))).toBe('2026-07-01');
});
