import type { Kysely } from 'kysely';
import type { Row, TableName } from '../../../shared/tables/all-tables.ts';
import { addDays } from '../../../shared/tables/kinds/calendar-dates.ts';
import { judgedTables, columnsJudged, planRows, type PlanRows } from '../../../shared/plan/invariants/plan-rows.ts';
import { planFacts, type PlanFacts } from '../../../shared/plan/figures/plan-facts.ts';
import { typedRows, type PlainRow } from '../../../shared/plan/figures/program-rows.ts';
import { columnsScheduled, scheduledTables, scheduleRows } from '../../../shared/plan/schedule/schedule-rows.ts';
import { siteWork, type SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import type { Database, ProgramRow } from '../../storage/schema.ts';
import { momentOf, type PlanTime } from '../../totals/plan-time.ts';
import { readColumnsAt } from '../../totals/read-narrow-rows.ts';
import { receiptOf } from '../receipt.ts';
import { revisionBefore } from '../schedule/read-schedule.ts';
import type { ReportStamp } from './report-document.ts';

/** The moment that a report is about. */
export interface ReportMoment extends PlanTime {
  readonly stamp: ReportStamp;
  /** Rows of a table as they were then, with these columns at least. */
  stored(table: TableName, columns: readonly string[]): Promise<readonly PlainRow[]>;
  /** The end of the month before, as it was known then; null: nothing was. */
  before(): Promise<ReportMoment | null>;
}

/** These columns of every row of a table. */
export async function readCells<T extends TableName, const C extends readonly (keyof Row<T> & string)[]>(
  moment: ReportMoment,
  table: T,
  columns: C,
): Promise<readonly Pick<Row<T>, C[number]>[]> {
  const stored = await moment.stored(table, columns);
  return typedRows<T, C[number]>(table, columns, stored).map(({ cells }) => cells);
}

/** What the figures and the invariants look at. */
export async function readPlan(moment: ReportMoment): Promise<PlanRows> {
  const stored: { [T in TableName]?: readonly PlainRow[] } = {};
  for (const table of judgedTables) stored[table] = await moment.stored(table, columnsJudged[table]);
  return planRows(stored);
}

export async function readFacts(moment: ReportMoment): Promise<PlanFacts> {
  return planFacts(await readPlan(moment), moment.asOf);
}

/** The schedule as of the day. */
export async function readWork(moment: ReportMoment): Promise<readonly SiteWork[]> {
  const stored: { [T in TableName]?: readonly PlainRow[] } = {};
  for (const table of scheduledTables) stored[table] = await moment.stored(table, columnsScheduled[table]);
  return siteWork(scheduleRows(stored), moment.asOf);
}

/** A moment of a program in the database. Use it inside the snapshot that `db` is. */
export async function storedMoment(
  db: Kysely<Database>,
  head: ProgramRow,
  { revision, asOf }: PlanTime,
  now: Date,
): Promise<ReportMoment> {
  const { id: program } = head;
  const at: Revision | undefined = revision === head.revision ? undefined : revision;
  const stamp: ReportStamp = {
    district: head.district,
    plan: head.name,
    asOf,
    cutOff: ((await momentOf(db, program, revision)) ?? now).toISOString(),
    revision,
    receipt: await receiptOf(db, program, revision),
  };
  return {
    revision,
    asOf,
    stamp,
    stored: (table, columns) => readColumnsAt(db, program, { table, columns, at }),
    before: async () => {
      const monthBegins = `${asOf.slice(0, 7)}-01`;
      const earlier = await revisionBefore(db, program, { day: monthBegins, upTo: revision });
      if (earlier === undefined) return null;
      return storedMoment(db, head, { revision: earlier, asOf: addDays(monthBegins, -1) }, now);
    },
  };
}
