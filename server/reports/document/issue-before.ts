import type { Kysely } from 'kysely';
import { addDays } from '../../../shared/tables/kinds/calendar-dates.ts';
import type { Database } from '../../storage/schema.ts';
import { closeOf, type PlanTime } from '../../totals/plan-time.ts';
import { revisionBefore } from '../schedule/read-schedule.ts';

/**
 * What figures are compared with: the end of the month before, as that month was closed, so that one report begins where the
 * one before it ended; while it is not closed as it was known on its last day. Null: nothing was. Use it inside a snapshot.
 * What is new in a schedule is another question: it is what was not known on that day, whenever the month is closed.
 */
export async function issueBefore(
  db: Kysely<Database>,
  program: string,
  { revision, asOf }: PlanTime,
): Promise<PlanTime | null> {
  const monthBegins = `${asOf.slice(0, 7)}-01`;
  const day = addDays(monthBegins, -1);
  const earlier =
    (await closeOf(db, program, day.slice(0, 7), revision)) ??
    (await revisionBefore(db, program, { day: monthBegins, upTo: revision }));
  return earlier === undefined ? null : { revision: earlier, asOf: day };
}
