import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../program-settings.ts';
import { noAmounts, type Amounts } from './amounts.ts';
import {
  budgetIndicator,
  contingencyIndicator,
  finishVariance,
  indicatorOf,
  scheduleIndicator,
  worstOf,
} from './indicators.ts';

/** Cents of one budget line or project: 1,000.00 budgeted, the rest as told. */
function amounts(more: Partial<Amounts>): Amounts {
  return { ...noAmounts(), current: 100_000, ...more };
}

function milestone(cells: { baselineFinish?: string; forecastFinish?: string; actualFinish?: string }, code = 'M70') {
  return {
    project: '26.00001',
    milestone: `${code} Substantial completion`,
    baselineFinish: null,
    forecastFinish: null,
    actualFinish: null,
    ...cells,
  };
}

const dueInMarch = (finish: string) => milestone({ baselineFinish: '2026-03-01', forecastFinish: finish });

describe('the budget indicator changes exactly at its limits', () => {
  test.each([
    { etc: 99_999, indicator: 'Green', why: 'a cent under the budget' },
    { etc: 100_000, indicator: 'Green', why: 'the budget itself' },
    { etc: 100_001, indicator: 'Yellow', why: 'a cent over' },
    { etc: 105_000, indicator: 'Yellow', why: '5 % over' },
    { etc: 105_001, indicator: 'Red', why: 'a cent beyond 5 %' },
  ])('a forecast of $etc cents of 100,000 is $indicator: $why', ({ etc, indicator }) => {
    expect(budgetIndicator(amounts({ etc }), defaultSettings)).toBe(indicator);
  });

  test.each([
    { openEncumbrance: 40_000, indicator: 'Green', why: 'all of the budget obligated' },
    { openEncumbrance: 40_001, indicator: 'Red', why: 'a cent more obligated than budgeted' },
  ])('paid 60,000 and open $openEncumbrance of 100,000 is $indicator: $why', ({ openEncumbrance, indicator }) => {
    expect(budgetIndicator(amounts({ expended: 60_000, openEncumbrance }), defaultSettings)).toBe(indicator);
  });

  test('without budget, forecast and obligation there is nothing to judge; any one of them is', () => {
    expect(budgetIndicator(noAmounts(), defaultSettings)).toBe('–');
    expect(budgetIndicator({ ...noAmounts(), etc: 1 }, defaultSettings)).toBe('Red');
    expect(budgetIndicator({ ...noAmounts(), openEncumbrance: 1 }, defaultSettings)).toBe('Red');
    expect(budgetIndicator({ ...noAmounts(), current: 1 }, defaultSettings)).toBe('Green');
  });
});

describe('the schedule indicator changes exactly at its limits', () => {
  test.each([
    { finish: '2026-02-27', indicator: 'Green', why: '2 days early' },
    { finish: '2026-03-15', indicator: 'Green', why: '14 days late' },
    { finish: '2026-03-16', indicator: 'Yellow', why: '15 days late' },
    { finish: '2026-04-15', indicator: 'Yellow', why: '45 days late' },
    { finish: '2026-04-16', indicator: 'Red', why: '46 days late' },
  ])('due 1 March, done $finish is $indicator: $why', ({ finish, indicator }) => {
    expect(scheduleIndicator([dueInMarch(finish)], defaultSettings)).toBe(indicator);
  });

  test('the latest site counts, wherever it stands in the list', () => {
    const [early, late] = [dueInMarch('2026-03-01'), dueInMarch('2026-06-01')];
    expect(scheduleIndicator([early, late], defaultSettings)).toBe('Red');
    expect(scheduleIndicator([late, early], defaultSettings)).toBe('Red');
  });

  test('only substantial completion is judged, and only with both dates', () => {
    const other = milestone({ baselineFinish: '2026-03-01', forecastFinish: '2026-12-01' }, 'M80');
    expect(scheduleIndicator([other], defaultSettings)).toBe('–');
    expect(scheduleIndicator([milestone({ forecastFinish: '2026-12-01' })], defaultSettings)).toBe('–');
    expect(
      scheduleIndicator([milestone({ baselineFinish: '2026-12-01' }), dueInMarch('2026-03-01')], defaultSettings),
    ).toBe('Green');
    expect(scheduleIndicator([], defaultSettings)).toBe('–');
  });

  test('an actual finish counts before a forecast one; late is positive', () => {
    const dates = { baselineFinish: '2026-03-01', forecastFinish: '2026-12-01' };
    expect(finishVariance(milestone({ ...dates, actualFinish: '2026-02-27' }))).toBe(-2);
    expect(finishVariance(milestone(dates))).toBe(275);
    expect(finishVariance(milestone({ forecastFinish: '2026-12-01' }))).toBeNull();
  });
});

describe('the contingency indicator changes exactly at its limit', () => {
  test.each([
    { contingencyDrawn: 65_000, indicator: 'Green', why: '65 % used, 15 points ahead' },
    { contingencyDrawn: 65_001, indicator: 'Yellow', why: 'more than 15 points ahead' },
  ])('half built, drawn $contingencyDrawn of 100,000 is $indicator: $why', ({ contingencyDrawn, indicator }) => {
    const used = { contingencyDrawn, contingencyBudget: 100_000 - contingencyDrawn };
    expect(contingencyIndicator(amounts(used), 500_000, defaultSettings)).toBe(indicator);
  });

  test('without contingency there is nothing to judge', () => {
    expect(contingencyIndicator(amounts({}), 500_000, defaultSettings)).toBe('–');
    expect(contingencyIndicator(amounts({ contingencyBudget: 1 }), 0, defaultSettings)).toBe('Green');
  });
});

test('the worst of several indicators is the one to show, and one that is not judged is the best', () => {
  expect(worstOf(['Green', 'Red', 'Yellow'])).toBe('Red');
  expect(worstOf(['Yellow', 'Green', '–'])).toBe('Yellow');
  expect(worstOf(['–', 'Green'])).toBe('Green');
  expect(worstOf([])).toBe('–');
});

test('an indicator somebody chose is taken as it stands, anything else is not judged', () => {
  expect(['Green', 'Yellow', 'Red'].map(indicatorOf)).toEqual(['Green', 'Yellow', 'Red']);
  expect([null, '', 'Blue'].map(indicatorOf)).toEqual(['–', '–', '–']);
});

describe('where a colour ends is a setting of the program', () => {
  test.each([
    { yellowOverrunPercent: 25, indicator: 'Red', why: '2.5 %' },
    { yellowOverrunPercent: 30, indicator: 'Yellow', why: '3 %' },
  ])('a forecast 3 % over is $indicator where yellow ends at $why', ({ yellowOverrunPercent, indicator }) => {
    expect(budgetIndicator(amounts({ etc: 103_000 }), { yellowOverrunPercent })).toBe(indicator);
  });

  test.each([
    { greenDaysLate: 19, yellowDaysLate: 30, indicator: 'Green' },
    { greenDaysLate: 18, yellowDaysLate: 30, indicator: 'Yellow' },
    { greenDaysLate: 0, yellowDaysLate: 18, indicator: 'Red' },
  ])('19 days late is $indicator after $greenDaysLate and $yellowDaysLate days', ({ indicator, ...thresholds }) => {
    expect(scheduleIndicator([dueInMarch('2026-03-20')], thresholds)).toBe(indicator);
  });

  test('contingency that runs ahead by 20 points is yellow up to a lead of 19', () => {
    const used = amounts({ contingencyBudget: 30, contingencyDrawn: 70 });
    expect(contingencyIndicator(used, 500_000, { contingencyLeadPoints: 19 })).toBe('Yellow');
    expect(contingencyIndicator(used, 500_000, { contingencyLeadPoints: 20 })).toBe('Green');
  });
});
