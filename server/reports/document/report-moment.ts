import type { Row, TableName } from '../../../shared/tables/all-tables.ts';
import { judgedTables, columnsJudged, planRows, type PlanRows } from '../../../shared/plan/invariants/plan-rows.ts';
import { planFacts, type PlanFacts } from '../../../shared/plan/figures/plan-facts.ts';
import { typedRows, type PlainRow } from '../../../shared/plan/figures/program-rows.ts';
import { columnsScheduled, scheduledTables, scheduleRows } from '../../../shared/plan/schedule/schedule-rows.ts';
import { siteWork, type SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { PlanTime } from '../../totals/plan-time.ts';
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
