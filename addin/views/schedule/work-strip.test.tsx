import { expect, test } from 'vitest';
import { monthStrip } from '../../../shared/plan/schedule/month-strip.ts';
import { addDays } from '../../../shared/tables/kinds/calendar-dates.ts';
import { showOnPage } from '../testing/show-view.tsx';
import { WorkStrip } from './work-strip.tsx';

const AS_OF = '2026-10-31';
const strip = monthStrip(AS_OF);
const work = {
  baselineStart: '2026-09-01',
  baselineFinish: '2026-12-15',
  start: { day: '2026-10-05', isActual: true },
  finish: { day: '2027-01-20', isActual: false },
  blocked: [{ from: '2026-11-23', to: '2026-11-27', type: 'Exam' as const, isBlocking: true }],
  variance: 36,
  indicator: 'Yellow' as const,
  isPastDue: false,
};

/** The day at a place of the drawing, which is 540 wide. */
const dayAt = (x: number): string => addDays(strip.from, Math.round((x / 540) * strip.days));

test('bar, outline and blocked days lie on the days that stand beside', async () => {
  showOnPage(() => <WorkStrip strip={strip} work={work} asOf={AS_OF} quarters={[]} />);
  await expect.poll(() => document.querySelectorAll('svg rect').length).toBe(4);
  const days = [...document.querySelectorAll('svg rect')].slice(0, 3).map((rect) => {
    const [x, width] = ['x', 'width'].map((name) => Number(rect.getAttribute(name)));
    return [dayAt(x ?? 0), addDays(dayAt((x ?? 0) + (width ?? 0)), -1)];
  });
  expect(days).toEqual([
    ['2026-11-23', '2026-11-27'],
    ['2026-10-05', '2027-01-20'],
    ['2026-09-01', '2026-12-15'],
  ]);
  expect(document.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
});
