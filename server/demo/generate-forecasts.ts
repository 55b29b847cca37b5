import type { DemoRows } from './demo-rows.ts';
import type { LinePlan } from './generate-budget.ts';
import type { LineLedger } from './generate-ledger.ts';
import { groupBy } from './group-by.ts';
import { isFinished, type ProjectPlan } from './project-plan.ts';
import type { Random } from './random.ts';

/** Months of which the forecasts are kept; the last one counts. */
const months = [
  { period: '2026-09', updatedOn: '2026-10-05' },
  { period: '2026-10', updatedOn: '2026-11-04' },
] as const;

/**
 * Estimates of running projects per category: open encumbrances, most of what is not committed yet, and for projects over
 * budget more than there is. Finished projects still carry what is encumbered; approved ones go by default.
 */
export function generateForecasts(
  rows: DemoRows,
  random: Random,
  plans: readonly ProjectPlan[],
  lines: readonly LinePlan[],
  ledger: ReadonlyMap<string, LineLedger>,
): void {
  const linesOf = groupBy(lines, ({ project }) => project);
  for (const plan of plans) {
    if (plan.cancelled || plan.stage === 'Proposed' || plan.stage === 'Approved' || plan.stage === 'Closed') continue;
    const share = isFinished(plan) ? 0 : 0.3 + 0.6 * random.fraction();
    for (const [category, ofCategory] of groupBy(linesOf.get(plan.number) ?? [], (line) => line.category)) {
      const etc = estimateFor(plan, ofCategory, ledger, share);
      for (const { period, updatedOn } of months) {
        rows.add('forecasts', {
          project: plan.number,
          category,
          period,
          // A month earlier some of what has been paid since was still to come.
          etc: period === '2026-10' ? etc : etc + Math.floor(etc * 0.07) + random.integer(1, 9_999),
          method: 'Manual',
          basis: plan.overBudget ? 'Bids above estimate; see remark of the project.' : null,
          updatedBy: plan.manager,
          updatedOn,
        });
      }
    }
  }
}

function estimateFor(
  plan: ProjectPlan,
  lines: readonly LinePlan[],
  ledger: ReadonlyMap<string, LineLedger>,
  share: number,
): number {
  let [open, uncommitted, current] = [0, 0, 0];
  for (const line of lines) {
    const { obligated = 0, expended = 0 } = ledger.get(line.id) ?? {};
    open += obligated - expended;
    uncommitted += Math.max(0, line.current - obligated);
    current += line.current;
  }
  const over = plan.overBudget && lines[0]?.category === 'Installation & Cabling' ? Math.floor(current * 0.2) : 0;
  return open + Math.floor(uncommitted * (plan.overBudget ? 1 : share)) + over;
}
