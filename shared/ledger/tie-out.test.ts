import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tieOut, tieOutWords, type LedgerMonth, type PostedSum } from './tie-out.ts';

const closed = (period: string, controlTotal: number | null): LedgerMonth => ({
  period,
  status: 'Closed',
  controlTotal,
});
const sum = (period: string, cents: number, month = period): PostedSum => ({ period, month, cents });

test('[V33] a plan that holds what the ledger does is tied, and says so with the day and the difference', () => {
  const tied = tieOut({
    periods: [closed('2026-09', 500), closed('2026-10', 700)],
    posted: [sum('2026-10', 700), sum('2026-09', 500)],
  });
  expect(tied).toMatchObject({ through: '2026-10', posted: 1200, ledger: 1200, difference: 0, isTied: true });
  expect(tieOutWords(tied)).toBe('Tied to ledger, 31 October 2026, difference 0.00.');
});

test('[V33] differences that cancel each other out are no tie', () => {
  const tied = tieOut({
    periods: [closed('2026-09', 500), closed('2026-10', 700)],
    posted: [sum('2026-09', 510), sum('2026-10', 690)],
  });
  expect(tied.isTied).toBe(false);
  expect(tieOutWords(tied)).toBe(
    'Not tied to ledger, 31 October 2026, difference 0.00: September 2026 is off by -0.10, October 2026 is off by 0.10.',
  );
});

test('[V33] a month without a control total, and a plan without any, are said plainly', () => {
  const gap = tieOut({ periods: [closed('2026-10', 700)], posted: [sum('2026-08', 1), sum('2026-10', 700)] });
  expect(tieOutWords(gap)).toBe(
    'Not tied to ledger, 31 October 2026, difference 0.00: August 2026 has no control total.',
  );
  const none = tieOut({ periods: [closed('2026-10', null)], posted: [sum('2026-10', 5)] });
  expect(tieOutWords(none)).toBe('Not tied to ledger: no control total has been entered yet.');
});

test('[V31] what came late stands in the later month, is told in both, and what is newer than the ledger is told apart', () => {
  const tied = tieOut({
    periods: [closed('2026-09', 500), { period: '2026-10', status: 'Open', controlTotal: 300 }],
    posted: [sum('2026-09', 500), sum('2026-10', 200), sum('2026-10', 100, '2026-09'), sum('2026-11', 40)],
  });
  expect(tied.months.map(({ period, cameLate, wentLate }) => [period, cameLate, wentLate])).toEqual([
    ['2026-09', 0, 100],
    ['2026-10', 100, 0],
    ['2026-11', 0, 0],
  ]);
  expect(tieOutWords(tied)).toBe(
    'Tied to ledger, 31 October 2026, difference 0.00. 0.40 posted since then is not tied yet.',
  );
});

test('as of a day only months are held against the ledger that have ended by then', () => {
  const posted = [sum('2026-09', 500), sum('2026-10', 20), sum('2026-11', 7)];
  const request = { periods: [closed('2026-09', 500), closed('2026-10', 1)], posted };
  expect(tieOutWords(tieOut({ ...request, until: '2026-10-30' }))).toBe(
    'Tied to ledger, 30 September 2026, difference 0.00. 0.20 posted since then is not tied yet.',
  );
  expect(tieOut({ ...request, until: '2026-10-31' }).isTied).toBe(false);
});

const period = fc.constantFrom('2026-07', '2026-08', '2026-09', '2026-10');

test('[V33] the months add up to the whole, whatever the order in which they come', () => {
  const posted = fc.array(fc.record({ period, month: period, cents: fc.integer({ min: -1_000_000, max: 1_000_000 }) }));
  const periods = fc.uniqueArray(
    fc.record({ period, status: fc.constantFrom('Open', 'Closed'), controlTotal: fc.option(fc.integer()) }),
    { selector: (month) => month.period },
  );
  fc.assert(
    fc.property(periods, posted, (months, sums) => {
      const tied = tieOut({ periods: months, posted: sums });
      expect(tieOut({ periods: months.toReversed(), posted: sums.toReversed() })).toEqual(tied);
      const all = sums.reduce((total, { cents }) => total + cents, 0);
      const unsaid = tied.months.filter(({ period: name }) => tied.unsaid.includes(name));
      expect(tied.posted + tied.since + unsaid.reduce((total, month) => total + month.posted, 0)).toBe(all);
      expect(tied.difference).toBe(tied.months.reduce((total, { difference }) => total + (difference ?? 0), 0));
      const late = (name: 'cameLate' | 'wentLate') => tied.months.reduce((total, month) => total + month[name], 0);
      const known = new Set(tied.months.map((month) => month.period));
      const lost = sums.filter(({ period: at, month }) => at !== month && !known.has(month));
      expect(late('cameLate')).toBe(late('wentLate') + lost.reduce((total, { cents }) => total + cents, 0));
    }),
  );
});
