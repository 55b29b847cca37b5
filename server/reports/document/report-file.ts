import type { ReportFileType } from '../../../shared/protocol/reports.ts';
import { notFound } from '../../errors.ts';
import { renderPdf } from '../../pdf/render-pdf.ts';
import type { Store } from '../../storage/database.ts';
import { readProgram } from '../../storage/programs.ts';
import { inSnapshot } from '../../storage/sql-dialect.ts';
import { planTime, type AskedTime, type PlanTime } from '../../totals/plan-time.ts';
import { renderWord } from '../../word/render-word.ts';
import type { JobOwner } from '../../workers/job-places.ts';
import { printedReport } from './printed-report.ts';
import type { ReportDocument } from './report-document.ts';
import { storedMoment, type ReportMoment } from './report-moment.ts';
import { reportXlsx } from './report-xlsx.ts';

export interface ReportRequest extends AskedTime {
  readonly program: string;
  readonly now: Date;
  readonly type: ReportFileType;
}

export interface ReportFile extends PlanTime {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/**
 * A report of a program as a file. `build` says what stands in it. Throws HttpError not_found, revision_unknown,
 * too_many_requests or unavailable and what `build` throws, and Abandoned when the client goes meanwhile.
 */
export async function reportFile(
  store: Store,
  { program, now, type, ...asked }: ReportRequest,
  owner: JobOwner,
  build: (moment: ReportMoment) => Promise<ReportDocument>,
): Promise<ReportFile> {
  const { time, report } = await inSnapshot(store.longRead, async (db) => {
    const head = await readProgram(db, program);
    if (!head) throw notFound('such program');
    const time = await planTime(db, program, asked, now);
    return { time, report: await build(await storedMoment(db, head, time, now)) };
  });
  const about = report.subtitle === null ? [] : [report.subtitle];
  const named = [
    report.plan,
    report.title,
    ...about,
    ...(about[0]?.endsWith(report.asOf) === true ? [] : [report.asOf]),
  ];
  const fileName = `${named.join(' – ')}.${type}`.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ');
  return { ...time, bytes: await bytesOf(report, type, owner), fileName };
}

async function bytesOf(report: ReportDocument, type: ReportFileType, owner: JobOwner): Promise<Uint8Array> {
  switch (type) {
    case 'pdf':
      return renderPdf({ template: 'report', data: printedReport(report) }, owner);
    case 'docx':
      return renderWord(printedReport(report), owner);
    case 'xlsx':
      return reportXlsx(report);
  }
}
