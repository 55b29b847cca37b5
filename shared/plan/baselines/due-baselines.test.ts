import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { baselineId, baselineNumber } from './baseline.ts';
import { dueBaselines, isAdopted, mayAdopt, mayMakeBaselines, type ChangedCells } from './due-baselines.ts';

const DAY = '2026-11-23';

/** A row that a revision has changed: what it has set, and the rest of the row. */
function changed(table: string, set: Cells, rest: Cells = {}, kind: 'insert' | 'update' = 'update'): ChangedCells {
  return { change: { table, kind, after: set }, cells: { ...rest, ...set } };
}

const approved = (number: string, more: Cells = {}): ChangedCells =>
  changed('changes', { status: 'Approved' }, { number, type: 'Board Amendment', ...more });
const closed = (period: string, more: Cells = {}): ChangedCells =>
  changed('periods', { status: 'Closed' }, { period, ...more });

describe('[control §4] a baseline is made', () => {
  test('of a board amendment, under its report, and of the day from which it counts', () => {
    const amendment = approved('BC-1', { reportNumber: 'Rep-110-25/26', effectiveDate: '2026-12-01' });
    expect(dueBaselines([amendment], DAY, false)).toEqual([
      {
        kind: 'amendment',
        name: 'Amendment Rep-110-25/26',
        reportNumber: 'Rep-110-25/26',
        period: null,
        asOf: '2026-12-01',
      },
    ]);
  });

  test('of all that are approved together, one, of the day on which all of them count', () => {
    const together = [
      approved('BC-3', { reportNumber: 'Rep-2', effectiveDate: '2026-12-05' }),
      approved('BC-1', { reportNumber: 'Rep-1', effectiveDate: '2026-12-01' }),
      approved('BC-2', { reportNumber: 'Rep-2', effectiveDate: '2026-11-01' }),
      approved('BC-4'),
    ];
    expect(dueBaselines(together, DAY, false)).toEqual([
      {
        kind: 'amendment',
        name: 'Amendment Rep-1, Rep-2',
        reportNumber: 'Rep-1, Rep-2',
        period: null,
        asOf: '2026-12-05',
      },
    ]);
  });

  test('without a report by the numbers of the changes, three of them by name, and not of a day before the revision', () => {
    const name = (...numbers: readonly string[]) => {
      const all = numbers.map((number) => approved(number, { effectiveDate: '2026-01-01' }));
      return dueBaselines(all, DAY, false).map((each) => [each.name, each.reportNumber, each.asOf]);
    };
    expect(name('BC-1', 'BC-2', 'BC-3')).toEqual([['Amendment BC-1, BC-2, BC-3', null, DAY]]);
    expect(name('BC-4', 'BC-1', 'BC-2', 'BC-3', 'BC-5')).toEqual([
      ['Amendment BC-1, BC-2, BC-3 and 2 more', null, DAY],
    ]);
  });

  test('of each month that is closed, the earlier first, and of its last day unless it says another', () => {
    const months = [closed('2026-10'), closed('2026-09', { asOfDate: '2026-09-28' })];
    for (const each of [months, months.toReversed()])
      expect(dueBaselines([...each, approved('BC-1')], DAY, false)).toEqual([
        { kind: 'amendment', name: 'Amendment BC-1', reportNumber: null, period: null, asOf: DAY },
        { kind: 'monthClose', name: 'Close of 2026-09', reportNumber: null, period: '2026-09', asOf: '2026-09-28' },
        { kind: 'monthClose', name: 'Close of 2026-10', reportNumber: null, period: '2026-10', asOf: '2026-10-31' },
      ]);
  });

  test('of the adopted plan, with the amendments that come along in it', () => {
    expect(dueBaselines([approved('BC-1', { reportNumber: 'Rep-1' }), closed('2026-10')], DAY, true)).toMatchObject([
      { kind: 'adopted', name: 'Adopted plan', reportNumber: null, period: null, asOf: DAY },
      { kind: 'monthClose' },
    ]);
  });

  test.each([
    ['a staff change', [changed('changes', { status: 'Approved' }, { type: 'Staff Modification' })]],
    ['an amendment that waits', [changed('changes', { status: 'Pending' }, { type: 'Board Amendment' })]],
    [
      'an amendment that was approved before',
      [changed('changes', { title: 'x' }, { type: 'Board Amendment', status: 'Approved' })],
    ],
    ['a change order', [changed('commitmentChanges', { status: 'Approved' }, { type: 'Board Amendment' })]],
    ['a month in soft close', [changed('periods', { status: 'Soft close' }, { period: '2026-10' })]],
    ['a contract that is closed', [changed('commitments', { status: 'Closed' })]],
  ])('and none of %s', (_what, rows) => {
    expect(dueBaselines(rows, DAY, false)).toEqual([]);
  });
});

test('only a revision that approves, closes or may adopt a plan is looked at', () => {
  const may = (...rows: readonly ChangedCells[]) => mayMakeBaselines(rows.map(({ change }) => change));
  const note = changed('projects', { name: 'x' });
  expect(may(note)).toBe(false);
  expect(may(note, approved('BC-1'))).toBe(true);
  expect(may(note, closed('2026-10'))).toBe(true);
  expect(may(note, changed('projects', { status: 'Approved' }))).toBe(true);
  expect(may(changed('commitments', { status: 'Closed' }), changed('commitmentChanges', { status: 'Approved' }))).toBe(
    false,
  );
});

test('a plan is adopted by a project that has been approved, or by a line that comes into such a one', () => {
  const adopts = (table: string, set: Cells, kind: 'insert' | 'update') =>
    mayAdopt(changed(table, set, {}, kind).change);
  expect(['Approved', 'Active', 'Complete'].map(isAdopted)).toEqual([true, true, true]);
  expect(['Proposed', 'Cancelled', null, undefined].map(isAdopted)).toEqual([false, false, false, false]);
  expect(adopts('projects', { status: 'Approved' }, 'update')).toBe(true);
  expect(adopts('projects', { status: 'Proposed' }, 'insert')).toBe(false);
  expect(adopts('budgetLines', { original: 5 }, 'insert')).toBe(true);
  expect(adopts('budgetLines', { original: 5 }, 'update')).toBe(false);
  expect(adopts('scope', { status: 'Approved' }, 'insert')).toBe(false);
});

test('a baseline is spoken of as B and its number', () => {
  expect(baselineId(12)).toBe('B12');
  expect(['B0', 'b12', 'B999999999'].map(baselineNumber)).toEqual([0, 12, 999_999_999]);
  for (const none of ['B', '12', 'B1x', 'xB1', 'B-1', 'B1234567890', '']) expect(baselineNumber(none)).toBeUndefined();
});
