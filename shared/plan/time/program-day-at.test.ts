import { expect, test } from 'vitest';
import { keyText } from '../../tables/table.ts';
import { settingSpecs } from '../program-settings.ts';
import { programDayAt } from './program-day-at.ts';

test('the day of an instant is that of the program’s time zone, Los Angeles unless a setting says otherwise', () => {
  const at = '2026-07-01T05:30:00Z';
  const day = (value: string | null) =>
    programDayAt(at, (table, key) =>
      value !== null && table === 'programSettings' && key === keyText([settingSpecs.timeZone.label])
        ? { value }
        : undefined,
    );
  expect(day(null)).toBe('2026-06-30');
  expect(day('America/New_York')).toBe('2026-07-01');
  expect(day('Nowhere')).toBe('2026-06-30');
});
