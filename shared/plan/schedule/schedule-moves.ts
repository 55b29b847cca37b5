import { compareText } from '../../sync/compare-text.ts';
import { daysBetween } from '../../tables/kinds/calendar-dates.ts';
import type { SiteWork } from './site-work.ts';

/** Days by which a forecast has to slip between two issues to be told. */
export const SLIP_DAYS = 14;

/** A line that is later than it was in the issue before. */
export interface Slip {
  readonly work: SiteWork;
  /** Expected before and now: `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/** What is new since the issue before. */
export interface ScheduleMoves {
  readonly added: readonly SiteWork[];
  readonly finished: readonly SiteWork[];
  /** The furthest first. */
  readonly slipped: readonly Slip[];
}

/** Compares two issues of the schedule, line by line. */
export function scheduleMoves(before: readonly SiteWork[], now: readonly SiteWork[]): ScheduleMoves {
  const was = new Map(before.map((work) => [keyOf(work), work]));
  return {
    added: now.filter((work) => !was.has(keyOf(work))),
    finished: now.filter((work) => {
      const then = was.get(keyOf(work));
      return isDone(work) && then !== undefined && !isDone(then);
    }),
    slipped: now
      .flatMap((work) => slipOf(was.get(keyOf(work)), work))
      .sort((a, b) => b.days - a.days || compareText(keyOf(a.work), keyOf(b.work))),
  };
}

function keyOf({ project, location }: SiteWork): string {
  return `${project}\n${location ?? ''}`;
}

function isDone({ finish }: SiteWork): boolean {
  return finish?.isActual === true;
}

function slipOf(was: SiteWork | undefined, work: SiteWork): Slip[] {
  const [from, to] = [was?.finish?.day, work.finish?.day];
  if (from === undefined || to === undefined) return [];
  const days = daysBetween(from, to);
  return days > SLIP_DAYS ? [{ work, from, to, days }] : [];
}
