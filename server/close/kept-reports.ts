import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { KeptReport, PeriodSummary, ReportSet } from '../../shared/protocol/periods.ts';
import { appendAct } from '../audit/append-act.ts';
import type { Database, KeptReportRow } from '../storage/schema.ts';
import { closesOf, type Close } from './closes.ts';

/** A report that is made of every close. */
export interface CloseReport {
  readonly report: 'schedule' | 'variance' | 'workbook';
  readonly type: 'pdf' | 'docx' | 'xlsx';
}

/** [control.md §5] What is made and kept of every close, in this order: schedule, accountability report, consolidated workbook. */
export const closeReports: readonly CloseReport[] = [
  { report: 'schedule', type: 'pdf' },
  { report: 'variance', type: 'pdf' },
  { report: 'variance', type: 'docx' },
  { report: 'workbook', type: 'xlsx' },
];

/** Bytes of a file that is kept. Of a larger one only what names it is, so that it can be made again and told to be the same. */
export const LARGEST_KEPT = 64 * 1024 * 1024;

/** A report as it was made. */
export interface MadeReport extends Omit<KeptReport, 'size' | 'digest' | 'type' | 'report'> {
  readonly bytes: Uint8Array;
}

/**
 * Keeps a report of a close, and writes down its receipt and digest [AUD1]. One that is kept already stays: nobody replaces
 * what was handed out. Call it in a transaction.
 */
export async function keepReport(
  db: Kysely<Database>,
  program: string,
  { period, revision }: Close,
  { report, type }: CloseReport,
  { bytes, fileName, receipt, asOf, madeAt }: MadeReport,
): Promise<void> {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const row: KeptReportRow = {
    program,
    period,
    revision,
    report,
    file_type: type,
    as_of: asOf,
    file_name: fileName,
    receipt,
    made_at: madeAt,
    size: bytes.byteLength,
    digest,
    content: bytes.byteLength > LARGEST_KEPT ? new Uint8Array() : Buffer.from(bytes),
  };
  const { numInsertedOrUpdatedRows: kept } = await db
    .insertInto('kept_reports')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (kept === 0n) return;
  const what = `Kept of the close of ${period}: ${report}, revision ${revision} (${type})`;
  const by = { person: { id: '', name: 'SEP Sync' }, door: 'server' } as const;
  await appendAct(db, { ...by, program, at: madeAt, kind: 'report', what, document: { receipt, digest } });
}

/** Which reports of a program are kept, without their bytes. */
async function listKept(db: Kysely<Database>, program: string, period?: string) {
  const query = db
    .selectFrom('kept_reports')
    .select(['period', 'revision', 'report', 'file_type', 'as_of', 'file_name', 'receipt', 'made_at', 'size', 'digest'])
    .where('program', '=', program);
  return (period === undefined ? query : query.where('period', '=', period)).execute();
}

/** A report of a close that is still to be made. */
export interface DueReport {
  readonly close: Close;
  readonly due: CloseReport;
}

/** Reports of closes that are still to be made. */
export async function dueReports(db: Kysely<Database>, program: string): Promise<DueReport[]> {
  const kept = new Set(
    (await listKept(db, program)).map((row) => keyOf(row.period, row.revision, row.report, row.file_type)),
  );
  return (await closesOf(db, program)).flatMap((close) =>
    closeReports
      .filter(({ report, type }) => !kept.has(keyOf(close.period, close.revision, report, type)))
      .map((due) => ({ close, due })),
  );
}

function keyOf(period: string, revision: number, report: string, type: string): string {
  return `${period}/${revision}/${report}.${type}`;
}

/** The reports of every close of a month, the newest close first. */
export async function reportSets(
  db: Kysely<Database>,
  program: string,
  month: Pick<PeriodSummary, 'period' | 'status' | 'snapshot'>,
): Promise<ReportSet[]> {
  const { period, status, snapshot } = month;
  const kept = await listKept(db, program, period);
  const closes = (await closesOf(db, program)).filter((close) => close.period === period);
  return closes.map(({ revision }) => {
    const own = kept.filter((row) => row.revision === revision);
    const reports = closeReports.flatMap(({ report, type }) =>
      own.filter((row) => row.report === report && row.file_type === type).map(wireReport),
    );
    const isCurrent = status === 'Closed' && snapshot === `r${revision}`;
    return { revision, isCurrent, due: closeReports.length - reports.length, reports };
  });
}

type ListedRow = Awaited<ReturnType<typeof listKept>>[number];

function wireReport({ report, file_type, file_name, size, digest, receipt, as_of, made_at }: ListedRow): KeptReport {
  return { report, type: file_type, fileName: file_name, size, digest, receipt, asOf: as_of, madeAt: made_at };
}

export interface WantedReport {
  readonly program: string;
  readonly period: string;
  readonly revision: number;
  readonly report: string;
  readonly type: string;
}

/** A report that is kept, with its bytes; undefined: it is not. */
export async function readKept(
  db: Kysely<Database>,
  { program, period, revision, report, type }: WantedReport,
): Promise<KeptReportRow | undefined> {
  return db
    .selectFrom('kept_reports')
    .selectAll()
    .where('program', '=', program)
    .where('period', '=', period)
    .where('revision', '=', revision)
    .where('report', '=', report)
    .where('file_type', '=', type)
    .executeTakeFirst();
}
