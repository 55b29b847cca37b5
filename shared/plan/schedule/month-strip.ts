import type { ScheduledMilestone } from './scheduled-milestones.ts';
import type { SiteWork } from './site-work.ts';
import { addDays, addMonths, daysBetween, fiscalQuarterOf } from '../../tables/kinds/calendar-dates.ts';

const MONTHS_BEFORE = 3;
const MONTHS = 18;

/** The months beside the lines of a schedule: from three months before its own, a year and a half. */
export interface MonthStrip {
  /** First day: `YYYY-MM-DD`. */
  readonly from: string;
  /** Last day. */
  readonly to: string;
  readonly days: number;
}

/** Where a span lies on the strip: its two ends as parts of the strip, 0 to 1. */
export type Span = readonly [from: number, to: number];

export function monthStrip(asOf: string): MonthStrip {
  const from = addMonths(`${asOf.slice(0, 7)}-01`, -MONTHS_BEFORE);
  const to = addDays(addMonths(from, MONTHS), -1);
  return { from, to, days: daysBetween(from, to) + 1 };
}

/** A month of the strip. */
export interface StripMonth {
  /** "Oct" */
  readonly label: string;
  /** "FY 2026-27 Q2" where a fiscal quarter begins, else empty. */
  readonly quarter: string;
  readonly at: number;
}

/** `fiscalYear` tells the fiscal year of a day, such as 2026-27. */
export function stripMonths(strip: MonthStrip, fiscalYear: (day: string) => string): StripMonth[] {
  return Array.from({ length: MONTHS }, (_, index) => {
    const day = addMonths(strip.from, index);
    const month = new Date(`${day}T00:00:00Z`).toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
    const isQuarter = (Number(day.slice(5, 7)) - 1) % 3 === 0;
    return {
      label: month,
      quarter: isQuarter ? `${fiscalYear(day)} ${fiscalQuarterOf(day)}` : '',
      at: placeOf(strip, day),
    };
  });
}

/** Where quarters begin, each with a short label: "26-27 Q2" for the first and for each first quarter of a year, else "Q3". */
export function quarterMarks(months: readonly StripMonth[]): { readonly label: string; readonly at: number }[] {
  return months
    .filter(({ quarter }) => quarter !== '')
    .map(({ quarter, at }, index) => ({
      label: index === 0 || quarter.endsWith('Q1') ? quarter.slice(2) : quarter.slice(-2),
      at,
    }));
}

/** Where a day begins on the strip, 0 to 1; what lies before or after it is at its end. */
export function placeOf({ from, days }: MonthStrip, day: string): number {
  return Math.min(1, Math.max(0, daysBetween(from, day) / days));
}

/** Where days lie on the strip, both included; null where they do not reach it. */
export function spanOf(strip: MonthStrip, from: string, to: string): Span | null {
  if (to < strip.from || from > strip.to || to < from) return null;
  return [placeOf(strip, from), placeOf(strip, addDays(to, 1))];
}

/** What the strip of a line shows. */
export interface DrawnWork {
  readonly baseline: Span | null;
  readonly bar: Span | null;
  /** Substantial completion. */
  readonly done: number | null;
  readonly blocked: readonly Span[];
}

export function drawnWork(
  strip: MonthStrip,
  work: Pick<SiteWork, 'baselineStart' | 'baselineFinish' | 'start' | 'finish' | 'blocked'>,
): DrawnWork {
  const { baselineStart, baselineFinish, start, finish } = work;
  const finishDay = finish?.day ?? null;
  return {
    baseline: between(strip, baselineStart, baselineFinish),
    bar: between(strip, start?.day ?? null, finishDay),
    done: finishDay === null || spanOf(strip, finishDay, finishDay) === null ? null : placeOf(strip, finishDay),
    blocked: work.blocked.map(({ from, to }) => spanOf(strip, from, to)).filter((span) => span !== null),
  };
}

/** Where only one end is known, that day. */
function between(strip: MonthStrip, from: string | null, to: string | null): Span | null {
  const first = from ?? to;
  return first === null ? null : spanOf(strip, first, to ?? first);
}

/** A milestone on the strip. */
export interface StripMark {
  readonly at: number;
  readonly isActual: boolean;
  /** [V39] Its predecessor is expected later. */
  readonly isBroken: boolean;
}

/** Milestones that fall on the strip, by the day on which they were finished or are expected to be. */
export function stripMarks(
  strip: MonthStrip,
  milestones: readonly Pick<ScheduledMilestone, 'day' | 'brokenBy'>[],
): StripMark[] {
  return milestones.flatMap(({ day, brokenBy }): StripMark[] =>
    day === null || spanOf(strip, day.day, day.day) === null
      ? []
      : [{ at: placeOf(strip, day.day), isActual: day.isActual, isBroken: brokenBy !== null }],
  );
}
