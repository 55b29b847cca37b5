import type { Kysely } from 'kysely';
import { siteWork, type SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { ScheduleEdition } from '../../../shared/protocol/reports.ts';
import { addDays } from '../../../shared/tables/kinds/calendar-dates.ts';
import { notFound } from '../../errors.ts';
import { renderPdfInParts } from '../../pdf/render-pdf.ts';
import type { Store } from '../../storage/database.ts';
import { readProgram } from '../../storage/programs.ts';
import type { Database } from '../../storage/schema.ts';
import { inSnapshot } from '../../storage/sql-dialect.ts';
import { momentOf, planTime, type AskedTime, type PlanTime } from '../../totals/plan-time.ts';
import type { JobOwner } from '../../workers/job-places.ts';
import { receiptOf } from '../receipt.ts';
import { monthlySchedule, type ScheduleIssue } from './monthly-schedule.ts';
import { readScheduleRows, revisionBefore } from './read-schedule.ts';
import { scheduleParts } from './schedule-parts.ts';

export interface ScheduleRequest extends AskedTime {
  readonly program: string;
  readonly edition: ScheduleEdition;
  readonly audience: ScheduleIssue['audience'];
  /** Only what lies in this region, or is led by it; absent: all of it. */
  readonly region?: string | undefined;
  readonly now: Date;
  /** [AUD3] What the new document is named by; absent: by its state alone. */
  readonly document?: Uint8Array;
}

export interface ScheduleFile extends PlanTime {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly receipt: string;
}

/**
 * The monthly schedule of a program as PDF. Throws HttpError not_found, revision_unknown, too_many_requests or unavailable,
 * and Abandoned when the client goes meanwhile.
 */
export async function scheduleDocument(store: Store, request: ScheduleRequest, owner: JobOwner): Promise<ScheduleFile> {
  const { program, edition, audience, region, now } = request;
  const { time, name, data } = await inSnapshot(store.longRead, async (db) => {
    const head = await readProgram(db, program);
    if (!head) throw notFound('such program');
    const moment = await planTime(db, program, request, now);
    const at = moment.revision === head.revision ? undefined : moment.revision;
    const work = workIn(region, siteWork(await readScheduleRows(db, program, at), moment.asOf));
    const issue: ScheduleIssue = {
      edition,
      audience,
      region: region ?? null,
      program: head.name,
      district: head.district,
      asOf: moment.asOf,
      cutOff: ((await momentOf(db, program, moment.revision)) ?? now).toISOString(),
      receipt: await receiptOf(db, program, moment.revision, request.document),
      before: await issueBefore(db, program, region, moment),
    };
    return { time: moment, name: head.name, data: monthlySchedule(work, issue) };
  });
  const bytes = await renderPdfInParts({ template: 'monthly-schedule', parts: scheduleParts(data) }, owner);
  const of = region === undefined ? '' : ` – region ${region}`;
  const fileName = `${name} – schedule by ${edition}${of} – ${time.asOf}.pdf`;
  return { ...time, bytes, fileName, receipt: data.receipt };
}

/** The schedule at the end of the month before, as it was known then. */
async function issueBefore(
  db: Kysely<Database>,
  program: string,
  region: string | undefined,
  { asOf, revision }: PlanTime,
): Promise<ScheduleIssue['before']> {
  const monthBegins = `${asOf.slice(0, 7)}-01`;
  const at = await revisionBefore(db, program, { day: monthBegins, upTo: revision });
  if (at === undefined) return null;
  const day = addDays(monthBegins, -1);
  return { asOf: day, work: workIn(region, siteWork(await readScheduleRows(db, program, at), day)) };
}

/** The lines of a region: at its schools, and districtwide work that it leads. */
function workIn(region: string | undefined, work: readonly SiteWork[]): readonly SiteWork[] {
  return region === undefined ? work : work.filter((line) => line.region === region);
}
