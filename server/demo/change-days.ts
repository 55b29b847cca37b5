import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { fridayOf } from './demo-days.ts';
import { day } from './plan-days.ts';

/** Days before the decision on which a change is drafted, submitted and, by the oversight committee, recommended. */
const boardDays = { draft: 56, submitted: 42, recommended: 14 } as const;
const staffDays = { draft: 16, submitted: 9, recommended: 0 } as const;
/** When the changes that are still open were drafted. */
const OPEN_DRAFTS = '2026-09-25';

/** When a change goes which way. */
export interface ChangeDays {
  /** The day of the decision, past or expected. */
  readonly decided: string;
  readonly drafted: string;
  readonly submitted: string;
  readonly recommended: string;
}

/** Reads the days of a change off what is known of its decision. */
export function changeDays({ type, boardDate = null, effectiveDate = null }: Cells): ChangeDays {
  const days = type === 'Board Amendment' ? boardDays : staffDays;
  const known = boardDate ?? effectiveDate;
  const decided = known === null ? addDays(OPEN_DRAFTS, days.draft) : day(known);
  const before = (count: number): string => fridayOf(addDays(decided, -count));
  return {
    decided,
    drafted: before(days.draft),
    submitted: before(days.submitted),
    recommended: before(days.recommended),
  };
}
