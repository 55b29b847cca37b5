import type { SpendCurve } from '../plan/spending/spend-curve.ts';
import type { Chart } from './chart.ts';
import { shortDollars } from './short-amount.ts';

/** Nearer to the plan than this share of it is as planned. */
const AS_PLANNED = 0.01;

/** Plan, spending and forecast over the months. */
export function spendChart({ months }: Pick<SpendCurve, 'months'>): Chart {
  const today = months.findLast(({ spent }) => spent !== null);
  return {
    kind: 'lines',
    finding: today === undefined ? 'Nothing is planned or spent yet' : spendFinding(today.spent ?? 0, today.planned),
    nameLabel: 'Month',
    names: months.map(({ month }) => month),
    series: [
      { label: 'Plan', tone: 'second', values: months.map(({ planned }) => planned) },
      { label: 'Spent', tone: 'first', values: months.map(({ spent }) => spent) },
      { label: 'Forecast', tone: 'first', isDashed: true, values: months.map(({ forecast }) => forecast) },
    ],
    unit: 'cents',
  };
}

function spendFinding(spent: number, planned: number): string {
  const behind = planned - spent;
  if (planned === 0) return `${shortDollars(spent)} is spent; no month is planned yet`;
  if (Math.abs(behind) <= planned * AS_PLANNED) return `${shortDollars(spent)} is spent, as planned`;
  return `${shortDollars(spent)} is spent, ${shortDollars(Math.abs(behind))} ${behind > 0 ? 'behind' : 'ahead of'} the plan`;
}

/** What the plan of months leaves out; null: nothing. */
export function spendNote({ undatedBudget, undatedToCome }: Omit<SpendCurve, 'months'>): string | null {
  const said = [
    ...(undatedBudget === 0 ? [] : [`${shortDollars(undatedBudget)} of the budget has no planned dates`]),
    ...(undatedToCome === 0 ? [] : [`${shortDollars(undatedToCome)} still to come has no expected date ahead`]),
  ];
  return said.length === 0 ? null : `Added up over the months. ${said.join(', and ')}: not in the lines.`;
}
