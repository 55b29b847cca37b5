import { expect, test } from 'vitest';
import type { OpenRefusal } from '../sync/session/sync-state.ts';
import { closedMonthWords } from './closed-month-words.ts';

const refusal = (locked: OpenRefusal['locked']): OpenRefusal => ({
  table: 'expenditures',
  row: 'R1',
  rowKey: 'V-1 1',
  column: 'amount',
  rule: 'V31',
  value: 500,
  message: 'Period 2026-03 is closed.',
  ...(locked === undefined ? {} : { locked }),
});
const closed = {
  table: 'periods',
  key: '2026-03',
  column: 'status',
  act: 'closed',
  by: 'Ana Ruiz',
  at: '2026-04-03T08:00:00.000Z',
};

test('[V31] what a closed month holds back is kept here, and it is said who closed it and when', () => {
  expect(closedMonthWords([refusal(closed), refusal(closed)])).toEqual({
    title: 'March 2026 is closed',
    line: 'Ana Ruiz closed it on April 3, 2026. Your 2 late changes are kept here and not sent.',
  });
  expect(closedMonthWords([refusal({ ...closed, by: null, at: null })])?.line).toBe(
    'Finance closed it. Your 1 late change is kept here and not sent.',
  );
});

test('[LCK20] a month in soft close says who may still change it', () => {
  const soft = { ...closed, act: 'set to soft close' };
  expect(closedMonthWords([refusal(soft)])).toEqual({
    title: 'March 2026 is in soft close',
    line: 'Ana Ruiz began it on April 3, 2026; only finance changes it now. Your 1 late change is kept here and not sent.',
  });
});

test('other refusals, and those of several months, are told one by one', () => {
  expect(closedMonthWords([])).toBeNull();
  expect(closedMonthWords([refusal(closed), refusal(undefined)])).toBeNull();
  expect(closedMonthWords([refusal(closed), refusal({ ...closed, key: '2026-04' })])).toBeNull();
  expect(closedMonthWords([refusal({ ...closed, table: 'projects' })])).toBeNull();
});
