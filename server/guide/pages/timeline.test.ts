import { expect, test } from 'vitest';
import { isLate, plainStatus } from '../../../shared/guide/plain-status.ts';
import { monthStrip } from '../../../shared/plan/schedule/month-strip.ts';
import { scheduleRows } from '../../../shared/plan/schedule/schedule-rows.ts';
import { siteWork } from '../../../shared/plan/schedule/site-work.ts';
import { addDays } from '../../../shared/tables/kinds/calendar-dates.ts';
import { generateDemo } from '../../demo/generate-demo.ts';
import { Timeline } from './timeline.tsx';

const AS_OF = '2026-10-31';
const demo = generateDemo('demo');
const work = siteWork(
  scheduleRows({
    sites: demo.of('sites'),
    siteBoundaries: demo.of('siteBoundaries'),
    projects: demo.of('projects'),
    scope: demo.of('scope'),
    milestones: demo.of('milestones'),
    calendar: demo.of('calendar'),
  }),
  AS_OF,
);
const strip = monthStrip(AS_OF);

/** The day at a place of the drawing, which is 720 wide. */
const dayAt = (x: number): string => addDays(strip.from, Math.round((x / 720) * strip.days));
const within = (day: string): string => (day < strip.from ? strip.from : day > strip.to ? addDays(strip.to, 1) : day);

/** Hono's elements write themselves. */
function htmlOf(element: { toString(): string | Promise<string> } | null): string {
  return String(element);
}

test('every bar begins and ends on the days that the text beside tells, in the colour of its status', () => {
  const whole = work.filter(
    ({ start, finish }) => start && finish && finish.day >= strip.from && start.day <= strip.to,
  );
  expect(whole.length).toBeGreaterThan(50);
  const context = { model: { asOf: AS_OF }, words: { timeline: (name: string) => name, tag: 'en-US' } };
  for (const line of whole) {
    const drawn = htmlOf(Timeline({ context, name: 'One', work: [line] }));
    const [, x, width, fill] =
      /<rect x="([\d.]+)" y="\d+" width="([\d.]+)" height="8" fill="var\(--(\w+)\)"/.exec(drawn) ?? [];
    expect(dayAt(Number(x)), drawn).toBe(within(line.start?.day ?? ''));
    const end = addDays(line.finish?.day ?? '', 1);
    // What takes a day or two is drawn as long as can be seen.
    const isShort = Number(width) < 0.0041 * 720;
    if (!isShort) expect(dayAt(Number(x) + Number(width)), drawn).toBe(within(end));
    const status = plainStatus(line, AS_OF) === 'done' ? 'done' : isLate(line) ? 'late' : 'bar';
    expect(fill).toBe(status);
  }
});
