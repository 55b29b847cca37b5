import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import { inNextMonth, monthEnds } from './demo-days.ts';
import type { DemoRows } from './demo-rows.ts';
import { DATA_DATE, FIRST_DAY } from './demo-size.ts';
import type { LinePlan } from './generate-budget.ts';
import type { LineLedger } from './generate-ledger.ts';
import { groupBy } from '../../shared/sync/group-by.ts';
import { isFinished, type ProjectPlan } from './project-plan.ts';
import type { Random } from './random.ts';

const LAST_MONTH = DATA_DATE.slice(0, 7);

/**
 * Estimates of running projects per category, month after month: open encumbrances, most of what is not committed yet, and
 * for projects over budget more than there is. What has been paid since was still to come in the months before. A project
 * that is done is forecast for the last time in the month after; approved ones go by default.
 * @param firstDay the first day of the history: of the month before it is the oldest forecast
 */
export function generateForecasts(
  rows: DemoRows,
  random: Random,
  plans: readonly ProjectPlan[],
  lines: readonly LinePlan[],
  ledger: ReadonlyMap<string, LineLedger>,
  firstDay: string = FIRST_DAY,
): void {
  const linesOf = groupBy(lines, ({ project }) => project);
  const paid = paidByMonth(rows);
  for (const plan of plans) {
    if (plan.cancelled || plan.stage === 'Proposed' || plan.stage === 'Approved') continue;
    const share = isFinished(plan) ? 0 : 0.3 + 0.6 * random.fraction();
    const months = forecastMonths(plan, firstDay);
    for (const [category, ofCategory] of groupBy(linesOf.get(plan.number) ?? [], (line) => line.category)) {
      const etc = estimateFor(plan, ofCategory, ledger, share);
      const payments = ofCategory.flatMap(({ id }) => paid.get(id) ?? []);
      for (const period of months) {
        // Where only a credit is left, nothing is to come.
        const paidSince = payments.filter(({ month }) => month > period).reduce((sum, { cents }) => sum + cents, 0);
        const since = Math.max(0, paidSince);
        const isLast = period === LAST_MONTH || since === 0;
        rows.add('forecasts', {
          project: plan.number,
          category,
          period,
          etc: etc + since + (isLast ? 0 : Math.floor(since * 0.02) + random.integer(1, 9_999)),
          method: 'Manual',
          basis: plan.overBudget ? 'Bids above estimate; see remark of the project.' : null,
          updatedBy: plan.manager,
          updatedOn: period === LAST_MONTH ? inNextMonth(DATA_DATE, 4) : inNextMonth(`${period}-01`, 5),
        });
      }
    }
  }
}

/** From the month of approval on while something is still paid, and once more. */
function forecastMonths(plan: ProjectPlan, firstDay: string): string[] {
  const [before, done] = [addDays(`${firstDay.slice(0, 7)}-01`, -1), addDays(plan.completion, 90)];
  const from = plan.approvalDate > before ? plan.approvalDate : before;
  const until = plan.stage === 'Closed' && done < DATA_DATE ? done : DATA_DATE;
  return monthEnds(from, until).map((end) => end.slice(0, 7));
}

interface Payment {
  readonly month: string;
  readonly cents: number;
}

/** [V36] What has been posted on budget lines and released from their contracts: until then it was still to come. */
function paidByMonth(rows: DemoRows): Map<unknown, Payment[]> {
  const lineOf = new Map(rows.of('commitments').map(({ cells }) => [cells['number'], cells['budgetLine']]));
  const released = rows
    .of('commitmentChanges')
    .filter(({ cells }) => cells['reason'] === 'Release')
    .map(({ cells }) => ({
      line: lineOf.get(cells['commitment']),
      month: String(cells['date']).slice(0, 7),
      cents: 0 - Number(cells['amount']),
    }));
  const payments = rows.of('expenditures').map(({ cells }) => ({
    line: cells['budgetLine'],
    month: String(cells['postingDate']).slice(0, 7),
    cents: Number(cells['amount']),
  }));
  return groupBy([...payments, ...released], ({ line }) => line);
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
