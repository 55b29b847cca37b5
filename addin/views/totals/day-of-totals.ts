import { dayRemark, type DayRemark } from '../../../shared/plan/schedule/day-remark.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';

/** Figures that only dated rows make. */
const datedMeasures = ['obligated', 'expended'] as const;

/** What has to be said of the day of these figures; null: nothing, or an older server does not know. */
export function remarkOfTotals({ asOf, span, total }: TotalsReply): DayRemark | null {
  if (asOf === null || span === undefined) return null;
  return dayRemark(
    asOf,
    span,
    datedMeasures.map((name) => total[name] ?? 0),
  );
}
