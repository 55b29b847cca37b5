import type { Indicator, Thresholds } from '../../../shared/plan/figures/indicators.ts';
import { totalsOf } from '../../../shared/plan/figures/totals.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import type { ReportPart } from '../document/report-document.ts';
import { measureNamed } from '../measure-columns.ts';
import type { ReportColumn, ReportFormat } from '../report-sheet.ts';
import type { PlanLook } from './plan-look.ts';

/** Figures of the scorecard, in its order. */
export const scoredMoney = [
  'current',
  'pending',
  'obligated',
  'expended',
  'eac',
  'vac',
  'contingencyBudget',
  'contingencyDrawn',
  'programReserve',
] as const;
export const scoredPercents = ['percentObligated', 'percentSpent', 'contingencyPercent', 'changeOrderRate'] as const;

interface Issues {
  readonly now: PlanLook;
  /** The issue before; null: this is the first. */
  readonly before: PlanLook | null;
}

/** Where the plan stands, beside where it stood in the issue before. */
export function scorecard({ now, before }: Issues): ReportPart[] {
  const totals = (look: PlanLook | null) => (look === null ? null : totalsOf(look.facts, []).total);
  const [current, last] = [totals(now), totals(before)];
  const measured = (names: readonly string[]): Scored[] =>
    names.map((name) => ({
      label: measureNamed(name).label,
      now: current?.[name] ?? null,
      before: last?.[name] ?? null,
    }));
  // Both issues by the limits of now, so that they can be compared.
  const counts = countsOf(now, now.settings);
  const countsBefore = before === null ? null : countsOf(before, now.settings);
  const counted = counts.map(([label, count], index) => ({
    label,
    now: count,
    before: countsBefore?.[index]?.[1] ?? null,
  }));
  return [
    { kind: 'heading', level: 2, text: 'Scorecard' },
    {
      kind: 'beside',
      left: [
        scoreTable('Scorecard money', 'Money', 'money', measured(scoredMoney), before),
        scoreTable('Scorecard percent', 'Of the plan', 'percent', measured(scoredPercents), before),
      ],
      right: [scoreTable('Scorecard counts', 'Projects and schedule', 'integer', counted, before)],
    },
  ];
}

interface Scored {
  readonly label: string;
  readonly now: number | null;
  readonly before: number | null;
}

function scoreTable(
  sheet: string,
  what: string,
  format: ReportFormat,
  scored: readonly Scored[],
  before: PlanLook | null,
): ReportPart {
  const column = (label: string): ReportColumn => ({ label, width: 16, format });
  return {
    kind: 'table',
    sheet,
    columns: [
      { label: what, width: 30, format: 'text' },
      column(before === null ? 'Issue before' : before.asOf),
      column('Current'),
      column('Change'),
    ],
    rows: scored.map(({ label, now, before: last }): Cell[] => {
      const change = now === null || last === null ? null : now - last;
      return [label, last, now, change === null ? null : Math.round(change * 10) / 10];
    }),
    empty: 'No figures.',
  };
}

function countsOf(
  { indicators, work, verdicts, rows, asOf }: PlanLook,
  { greenDaysLate, yellowDaysLate }: Thresholds,
): (readonly [label: string, count: number])[] {
  const lit = (wanted: Indicator): number =>
    [...indicators.values()].filter((indicator) => indicator === wanted).length;
  const late = (days: number): number => work.filter(({ variance }) => variance !== null && variance > days).length;
  const waiting = rows.changes.filter(({ cells: { status, submittedOn } }) => {
    return (status === 'Pending' || status === 'BOC Recommended') && (submittedOn ?? '') <= asOf;
  });
  const broken = (severity: string): number =>
    verdicts.filter((verdict) => verdict.severity === severity).reduce((sum, { findings }) => sum + findings.length, 0);
  return [
    ['Projects Green', lit('Green')],
    ['Projects Yellow', lit('Yellow')],
    ['Projects Red', lit('Red')],
    ['Projects not judged', lit('–')],
    ['Lines of work', work.length],
    ['Lines finished', work.filter(({ finish }) => finish?.isActual === true).length],
    [`Lines more than ${greenDaysLate} days late`, late(greenDaysLate)],
    [`Lines more than ${yellowDaysLate} days late`, late(yellowDaysLate)],
    ['Lines past due', work.filter(({ isPastDue }) => isPastDue).length],
    ['Changes that wait for a decision', waiting.length],
    ['Errors of the checks', broken('error')],
    ['Warnings of the checks', broken('warning')],
  ];
}
