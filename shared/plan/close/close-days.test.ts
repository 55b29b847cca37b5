import { describe, expect, test } from 'vitest';
import type { Author } from '../rules/row-rule.ts';
import { around, personOf } from '../rules/testing/plan-of.ts';
import type { Flag } from './explained-findings.ts';
import {
  agreesWithLedger,
  checkedDay,
  dayOfMonth,
  everyFlagSettled,
  isNextBaseline,
  reasonInNote,
} from './close-needs.ts';

const month = { period: '2026-02', status: 'Closed' };
const flag = (checkId: string, subject: string, severity: Flag['severity'] = 'error'): Flag => ({
  checkId,
  subject,
  severity,
  difference: 5,
  findings: 1,
});

/** What stands in the way of the close; the checks are asked for the last day of the month alone. */
function standsInTheWay(flags: readonly Flag[], author: Author | null = personOf('finance')): string | null {
  const near = around(month, {}, {}, author === null ? {} : { author });
  const asked = { ...near, flags: (day: string) => (day === '2026-02-28' ? flags : null) };
  if (everyFlagSettled.holds(month, asked)) return null;
  return typeof everyFlagSettled.words === 'string' ? everyFlagSettled.words : everyFlagSettled.words(month, asked);
}

describe('[LCK12] a month is closed', () => {
  test('with every error cured and every warning explained, on its last day', () => {
    expect(standsInTheWay([])).toBeNull();
    expect(standsInTheWay([flag('V26', 'PO-1')])).toBe('a cure for 1 error');
    expect(standsInTheWay([flag('V26', 'PO-1'), flag('V26', 'PO-2'), flag('V42', 'Elm', 'warning')])).toBe(
      'a cure for 2 errors and an explanation of 1 flag',
    );
    expect(standsInTheWay([flag('V42', 'Elm', 'warning'), flag('V42', 'Oak', 'warning')])).toBe(
      'an explanation of 2 flags',
    );
  });

  test('whatever its own control total and those of later months lack, but not those of earlier ones', () => {
    expect(standsInTheWay([flag('V33', '2026-02'), flag('V33', '2026-03')])).toBeNull();
    expect(standsInTheWay([flag('V33', '2026-01')])).toBe('a cure for 1 error');
    expect(standsInTheWay([flag('V26', '2026-03')])).toBe('a cure for 1 error');
  });

  test('without asking where nobody is known, or it was decided elsewhere', () => {
    const flags = [flag('V26', 'PO-1')];
    expect(standsInTheWay(flags, null)).toBeNull();
    expect(standsInTheWay(flags, { ...personOf('finance'), isBroughtIn: true })).toBeNull();
  });

  test('as of the day that it says, else its last; the checks always of its last', () => {
    expect(dayOfMonth({ ...month, asOfDate: '2026-02-20' })).toBe('2026-02-20');
    expect(dayOfMonth({ ...month, asOfDate: null })).toBe('2026-02-28');
    expect(checkedDay({ ...month, asOfDate: '2026-02-20' })).toBe('2026-02-28');
  });

  test('when the plan holds to the cent what the ledger does; that there is no control total is said by itself', () => {
    const posted = {
      expenditures: [
        { period: '2026-02', amount: 700 },
        { period: '2026-02', amount: -50 },
        { period: '2026-03', amount: 9 },
      ],
    };
    const agrees = (controlTotal: number | null) =>
      agreesWithLedger.holds({ ...month, controlTotal }, around(month, posted));
    expect([650, 649, 651, 0, null].map(agrees)).toEqual([true, false, false, false, true]);
  });
});

test('[LCK12] a month is opened again with a reason in the note, which blanks are not', () => {
  const holds = (note: string | null) =>
    reasonInNote.holds(month, around(month, {}, {}, note === null ? {} : { author: { ...personOf('finance'), note } }));
  expect(['A late invoice.', '   ', '', null].map(holds)).toEqual([true, false, false, true]);
});

test('[V44] a baseline goes on by one number for each approved change that re-baselines its project', () => {
  const change = (number: string, status: string) => ({ number, status });
  const line = (of: string, rebaseline: boolean) => ({
    change: of,
    line: 1,
    budgetLine: 'BL-1',
    amount: 0,
    rebaseline,
  });
  const plan = {
    budgetLines: [{ id: 'BL-1', project: 'P' }],
    changes: [change('A', 'Approved'), change('B', 'Approved'), change('C', 'Pending')],
    changeLines: [line('A', true), line('B', false), line('C', true), line('D', true)],
  };
  const next = (before: number | null, after: number) => {
    const was = before === null ? null : { project: 'P', baselineNumber: before };
    return isNextBaseline({ project: 'P', baselineNumber: after }, around(was, plan));
  };
  expect([next(0, 1), next(1, 2), next(0, 2), next(0, 0), next(null, 1)]).toEqual([true, false, false, false, false]);
});
