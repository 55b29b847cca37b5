import { expect, test } from 'vitest';
import { addressOfFilter, filterOfAddress, isEverything } from './filter-address.ts';
import { everything, type ScheduleFilter } from './filter-work.ts';

const roundTrip = (filter: ScheduleFilter): ScheduleFilter =>
  filterOfAddress(new URLSearchParams(String(addressOfFilter(new URLSearchParams('asOf=2026-10-31'), filter))));

test('an address without a word asks for what is not done yet', () => {
  expect(filterOfAddress(new URLSearchParams())).toEqual({ ...everything, standing: 'open' });
  expect(String(addressOfFilter(new URLSearchParams(), { ...everything, standing: 'open' }))).toBe('');
});

test.each<ScheduleFilter>([
  everything,
  { ...everything, standing: 'slip', region: 'North & West', month: '2026-12' },
  {
    text: 'peña 04',
    region: 'South',
    program: 'A, B',
    system: 'WLAN',
    manager: 'PM-07',
    standing: 'late',
    month: null,
  },
])('a filter is the same after it was sent in an address: %j', (filter) => {
  expect(roundTrip(filter)).toEqual(filter);
});

test('the day stays in the address, and words that are not known ask for nothing', () => {
  const next = addressOfFilter(new URLSearchParams('asOf=2026-10-31&region=South'), {
    ...everything,
    standing: 'open',
  });
  expect(String(next)).toBe('asOf=2026-10-31');
  expect(filterOfAddress(new URLSearchParams('standing=nonsense&month=2026-13&region='))).toEqual({
    ...everything,
    standing: 'open',
  });
});

test('only a filter that leaves nothing out is everything', () => {
  expect(isEverything({ ...everything, text: '  ' })).toBe(true);
  expect(isEverything({ ...everything, standing: 'open' })).toBe(false);
});

test('a view may show something else where the address says nothing', () => {
  expect(filterOfAddress(new URLSearchParams(), null).standing).toBeNull();
  expect(filterOfAddress(new URLSearchParams('standing=open'), null).standing).toBe('open');
  const open: ScheduleFilter = { ...everything, standing: 'open' };
  expect(String(addressOfFilter(new URLSearchParams(), open, null))).toBe('standing=open');
  expect(String(addressOfFilter(new URLSearchParams('standing=open'), everything, null))).toBe('');
});
