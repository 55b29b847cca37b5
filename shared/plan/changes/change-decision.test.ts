import { describe, expect, test } from 'vitest';
import { boardReasons, grossMoved } from './board-reasons.ts';
import { countedIn } from './change-facts.ts';

const account = (object: string) => `21-9010-0-0000-8500-${object}-417`;
const moved = (amount: number, object: string | null) => ({
  amount,
  account: object === null ? null : account(object),
});
const limit = { delegatedLimit: 25_000_000 };

describe('[V23] staff decide within what the board has delegated', () => {
  test('up to the limit, and not a cent beyond; what is moved is what goes to lines, not what leaves others', () => {
    expect(grossMoved([moved(300, null), moved(-500, null), moved(200, null)])).toBe(500);
    expect(boardReasons([moved(25_000_000, null), moved(-25_000_000, null)], limit)).toEqual([]);
    expect(boardReasons([moved(25_000_001, null), moved(-25_000_001, null)], limit)).toEqual([
      'it moves 250,000.01, more than the delegated 250,000.00',
    ]);
  });

  test('within a major object class; lines without an account string tell none', () => {
    expect(boardReasons([moved(1, '4300'), moved(-1, '4400')], limit)).toEqual([]);
    expect(boardReasons([moved(1, '6400'), moved(-1, null)], limit)).toEqual([]);
    expect(boardReasons([{ amount: 1, account: 'not one yet' }], limit)).toEqual([]);
    expect(boardReasons([moved(1, '6400'), moved(-1, '4400')], limit)).toEqual([
      'it moves money between the object classes 4000 and 6000',
    ]);
    expect(boardReasons([moved(25_000_001, '6400'), moved(-25_000_001, '4400')], limit)).toHaveLength(2);
  });
});

describe('[T4] the plan of a day holds a change', () => {
  const asOf = '2026-11-23';
  test.each([
    ['Draft', {}, null],
    ['Withdrawn', { submittedOn: '2026-11-01' }, null],
    ['Rejected', { submittedOn: '2026-11-01', effectiveDate: '2026-11-01' }, null],
    ['Pending', { submittedOn: '2026-11-23' }, 'pending'],
    ['Pending', { submittedOn: '2026-11-24' }, null],
    ['Pending', {}, 'pending'],
    ['BOC Recommended', { submittedOn: '2026-11-23' }, 'pending'],
    ['Approved', { effectiveDate: '2026-11-23' }, 'current'],
    ['Approved', {}, 'current'],
    ['Approved', { effectiveDate: '2026-11-24' }, 'pending'],
    ['Approved', { effectiveDate: '2026-11-24', submittedOn: '2026-11-23' }, 'pending'],
    ['Approved', { effectiveDate: '2026-11-25', submittedOn: '2026-11-24' }, null],
  ])('that is %s with %j: %s', (status, dates, counted) => {
    expect(countedIn({ change: { status, ...dates }, asOf })).toBe(counted);
  });
});
