import { tableNames, type Row, type TableName } from '../../../shared/tables/all-tables.ts';
import { columnsJudged, planRows, type PlanRows } from '../../../shared/plan/invariants/plan-rows.ts';
import { planFacts, type PlanFacts } from '../../../shared/plan/figures/plan-facts.ts';
import { typedRows, type PlainRow } from '../../../shared/plan/figures/program-rows.ts';
import {
  columnsScheduled,
  scheduledTables,
  scheduleRows,
  type ScheduledTable,
} from '../../../shared/plan/schedule/schedule-rows.ts';
import { siteWork, type SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { PlanTime } from '../../totals/plan-time.ts';
import type { ReportStamp } from './report-document.ts';

/** Rows that hold one of these texts in a column. */
export interface RowsWith {
  readonly column: string;
  readonly values: readonly string[];
}

/** Rows of a table, all or some of them, and the columns that are looked at. */
export interface AskedRows {
  readonly table: TableName;
  readonly columns: readonly string[];
  /** Null: every row. */
  readonly only: RowsWith | null;
}

/** The moment that a report is about. */
export interface ReportMoment extends PlanTime {
  readonly stamp: ReportStamp;
  /** Rows of a table as they were then, with these columns at least. */
  stored(asked: AskedRows): Promise<readonly PlainRow[]>;
  /** The end of the month before, as it was closed or known then; null: nothing was known. */
  before(): Promise<ReportMoment | null>;
}

/** These columns of every row of a table, or of those with one of the texts in a column. */
export async function readCells<T extends TableName, const C extends readonly (keyof Row<T> & string)[]>(
  moment: ReportMoment,
  table: T,
  columns: C,
  only: RowsWith | null = null,
): Promise<readonly Pick<Row<T>, C[number]>[]> {
  const stored = await moment.stored({ table, columns, only });
  return typedRows<T, C[number]>(table, columns, stored).map(({ cells }) => cells);
}

/** What the figures and the invariants look at. */
export async function readPlan(moment: ReportMoment): Promise<PlanRows> {
  const stored: { [T in TableName]?: readonly PlainRow[] } = {};
  for (const table of tableNames) {
    stored[table] = await moment.stored({ table, columns: columnsJudged(table), only: null });
  }
  return planRows(stored);
}

export async function readFacts(moment: ReportMoment): Promise<PlanFacts> {
  return planFacts(await readPlan(moment), moment.asOf);
}

/** The schedule as of the day: of every project, or of these alone, which costs what they hold. */
export async function readWork(moment: ReportMoment, projects?: readonly string[]): Promise<readonly SiteWork[]> {
  const stored: { [T in TableName]?: readonly PlainRow[] } = {};
  for (const table of scheduledTables) {
    const column = projectColumns[table];
    const only = projects === undefined || column === undefined ? null : { column, values: projects };
    stored[table] = await moment.stored({ table, columns: columnsScheduled[table], only });
  }
  return siteWork(scheduleRows(stored), moment.asOf);
}

/** Where a table of the schedule names the project that a row is of. */
const projectColumns: { readonly [T in ScheduledTable]?: string } = {
  projects: 'number',
  scope: 'project',
  milestones: 'project',
};
