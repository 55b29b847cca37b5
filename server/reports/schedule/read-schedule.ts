import type { Kysely } from 'kysely';
import {
  columnsScheduled,
  scheduledTables,
  scheduleRows,
  type ScheduleRows,
} from '../../../shared/plan/schedule/schedule-rows.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import { addDays } from '../../../shared/tables/kinds/calendar-dates.ts';
import type { Database } from '../../storage/schema.ts';
import { daysOfRevisions } from '../../totals/plan-time.ts';
import { readColumnsAt, type NarrowRow } from '../../totals/read-narrow-rows.ts';

/** The rows that the schedule is made from, at the head or as they were at revision `at`. Call it inside a snapshot. */
export async function readScheduleRows(
  db: Kysely<Database>,
  program: string,
  at: Revision | undefined,
): Promise<ScheduleRows> {
  const stored: Record<string, readonly NarrowRow[]> = {};
  for (const table of scheduledTables) {
    stored[table] = await readColumnsAt(db, program, { table, columns: columnsScheduled[table], at });
  }
  return scheduleRows(stored);
}

/** The last revision made before a day began where the program is, no later than `upTo`; undefined: there is none. */
export async function revisionBefore(
  db: Kysely<Database>,
  program: string,
  { day, upTo }: { readonly day: string; readonly upTo: Revision },
): Promise<Revision | undefined> {
  const made = db
    .selectFrom('revisions')
    .select('number')
    .where('program', '=', program)
    .where('number', '<=', upTo)
    .orderBy('number', 'desc');
  // No time zone is a day away from UTC.
  const [dayBefore, dayAfter] = [-1, 1].map((days) => `${addDays(day, days)}T00:00:00.000Z`);
  const near = await made
    .where('at', '>=', dayBefore ?? day)
    .where('at', '<', dayAfter ?? day)
    .execute();
  const days = await daysOfRevisions(
    db,
    program,
    near.map(({ number }) => number),
  );
  const found = near.find(({ number }) => (days.get(number) ?? day) < day);
  if (found) return found.number;
  return (
    await made
      .where('at', '<', dayBefore ?? day)
      .limit(1)
      .executeTakeFirst()
  )?.number;
}
