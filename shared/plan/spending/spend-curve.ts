import { addMonths } from '../../tables/kinds/calendar-dates.ts';
import type { SiteWork } from '../schedule/site-work.ts';

/** What a project has to spend, in cents. */
export interface ProjectMoney {
  readonly project: string;
  readonly current: number;
  /** Estimate to complete. */
  readonly etc: number;
}

export interface SpendFacts {
  readonly asOf: string;
  /** Cents posted by month (`YYYY-MM`), until the day. */
  readonly spent: ReadonlyMap<string, number>;
  readonly projects: readonly ProjectMoney[];
  /** The schedule as of the day. */
  readonly work: readonly Pick<SiteWork, 'project' | 'baselineStart' | 'baselineFinish' | 'start' | 'finish'>[];
}

/** A month of the curve, everything added up since the first one, in cents. */
export interface SpendMonth {
  /** `YYYY-MM` */
  readonly month: string;
  readonly planned: number;
  /** Null: the month is still to come. */
  readonly spent: number | null;
  /** From the month of the day on: what is spent, and what is still to come. */
  readonly forecast: number | null;
}

export interface SpendCurve {
  readonly months: readonly SpendMonth[];
  /** Budget of projects without planned dates, which no month has a part of. */
  readonly undatedBudget: number;
  /** What is still to come of projects that say no later month for it. */
  readonly undatedToCome: number;
}

/**
 * Spending against the plan, month by month. The plan spreads a project’s budget evenly over the months from its baseline
 * start to its baseline finish; the forecast what is still to come over those after the day until it is expected to finish.
 */
export function spendCurve({ asOf, spent, projects, work }: SpendFacts): SpendCurve {
  const today = monthOf(asOf);
  const dates = spansOf(work);
  const planned = new Map<string, number>();
  const toCome = new Map<string, number>();
  let undatedBudget = 0;
  let undatedToCome = 0;
  for (const { project, current, etc } of projects) {
    const { baseline, expected } = dates.get(project) ?? noSpans;
    if (baseline === null) undatedBudget += current;
    else spread(planned, current, baseline);
    const rest = laterThan(expected, today);
    if (rest === null) undatedToCome += etc;
    else spread(toCome, etc, rest);
  }
  const known = [...planned.keys(), ...spent.keys(), ...toCome.keys()].toSorted();
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return { months: [], undatedBudget, undatedToCome };
  const sums = { planned: 0, spent: 0, forecast: 0 };
  const end = last < today ? today : last;
  const months = monthsFrom(first, end).map((month): SpendMonth => {
    sums.planned += planned.get(month) ?? 0;
    if (month <= today) sums.spent += spent.get(month) ?? 0;
    sums.forecast = month <= today ? sums.spent : sums.forecast + (toCome.get(month) ?? 0);
    return {
      month,
      planned: sums.planned,
      spent: month <= today ? sums.spent : null,
      forecast: month >= today ? sums.forecast : null,
    };
  });
  return { months, undatedBudget, undatedToCome };
}

/** Months, both included. */
interface Span {
  readonly from: string;
  readonly to: string;
}

interface ProjectSpans {
  readonly baseline: Span | null;
  readonly expected: Span | null;
}

const noSpans: ProjectSpans = { baseline: null, expected: null };

/** From the first start to the last finish among a project's sites. */
function spansOf(work: SpendFacts['work']): Map<string, ProjectSpans> {
  const spans = new Map<string, ProjectSpans>();
  for (const { project, baselineStart, baselineFinish, start, finish } of work) {
    const known = spans.get(project) ?? noSpans;
    spans.set(project, {
      baseline: widened(known.baseline, baselineStart, baselineFinish),
      expected: widened(known.expected, start?.day ?? null, finish?.day ?? null),
    });
  }
  return spans;
}

/** Without a finish it is not known when a site is paid for; without a start, that is when. */
function widened(span: Span | null, start: string | null, finish: string | null): Span | null {
  if (finish === null) return span;
  const to = monthOf(finish);
  const from = start === null || monthOf(start) > to ? to : monthOf(start);
  if (span === null) return { from, to };
  return { from: from < span.from ? from : span.from, to: to > span.to ? to : span.to };
}

/** The part of a span after a month. */
function laterThan(span: Span | null, month: string): Span | null {
  if (span === null || span.to <= month) return null;
  return span.from > month ? span : { from: nextMonth(month), to: span.to };
}

/** Adds equal parts, which come to the amount to the cent. */
function spread(sums: Map<string, number>, cents: number, { from, to }: Span): void {
  const months = monthsFrom(from, to);
  let given = 0;
  for (const [index, month] of months.entries()) {
    const until = Math.round((cents * (index + 1)) / months.length);
    sums.set(month, (sums.get(month) ?? 0) + until - given);
    given = until;
  }
}

function monthsFrom(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = nextMonth(month)) months.push(month);
  return months;
}

function nextMonth(month: string): string {
  return monthOf(addMonths(`${month}-01`, 1));
}

function monthOf(day: string): string {
  return day.slice(0, 7);
}
