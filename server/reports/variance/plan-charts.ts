import { spendChart, spendNote } from '../../../shared/charts/spend-chart.ts';
import { statusChart } from '../../../shared/charts/status-chart.ts';
import { totalsOf } from '../../../shared/plan/figures/totals.ts';
import { projectMoney } from '../../../shared/plan/spending/project-money.ts';
import { spendCurve, type SpendCurve } from '../../../shared/plan/spending/spend-curve.ts';
import { chartParts } from '../document/chart-parts.ts';
import type { ReportPart } from '../document/report-document.ts';
import type { PlanLook } from './plan-look.ts';

/** Spending against the plan, month by month. */
export function spendingByMonth(look: PlanLook): ReportPart[] {
  const curve = curveOf(look);
  return chartParts('Spending by month', spendChart(curve), spendNote(curve));
}

/** How the work that is not done stands, region by region. */
export function statusByRegion({ work }: PlanLook): ReportPart[] {
  return chartParts('Status by region', statusChart(work));
}

function curveOf({ asOf, facts, rows, work }: PlanLook): SpendCurve {
  const spent = new Map<string, number>();
  for (const { cells } of rows.expenditures) {
    const month = cells.postingDate.slice(0, 7);
    if (cells.postingDate <= asOf) spent.set(month, (spent.get(month) ?? 0) + cells.amount);
  }
  return spendCurve({ asOf, spent, projects: projectMoney(totalsOf(facts, ['project'])), work });
}
