import type { ReportFileType } from '../../../shared/protocol/reports.ts';
import { notFound } from '../../errors.ts';
import { renderPdf } from '../../pdf/render-pdf.ts';
import type { Store } from '../../storage/database.ts';
import { readProgram } from '../../storage/programs.ts';
import { inSnapshot } from '../../storage/sql-dialect.ts';
import { planTime, type AskedTime, type PlanTime } from '../../totals/plan-time.ts';
import { renderWord } from '../../word/render-word.ts';
import { createJobPlaces, type JobOwner } from '../../workers/job-places.ts';
import { makeReport } from '../worker/make-report.ts';
import type { AskedReport, MadeReport } from '../worker/report-messages.ts';
import { storedMoment } from './stored-moment.ts';

/** A report of a district holds its whole plan, so they are put together one after another. */
export const documentPlaces = createJobPlaces({ places: 1, waiting: 12, waitingEach: 3 });

export interface ReportRequest extends AskedTime {
  readonly program: string;
  readonly now: Date;
  readonly asked: AskedReport;
  readonly type: ReportFileType;
  /** [AUD3] What the new document is named by. */
  readonly document: Uint8Array;
}

export interface ReportFile extends PlanTime {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly receipt: string;
  readonly title: string;
}

/**
 * A report of a program as a file, made in workers. Throws HttpError not_found, revision_unknown, invalid_request,
 * too_many_requests or unavailable, and Abandoned when the client goes meanwhile.
 */
export async function reportFile(store: Store, request: ReportRequest, owner: JobOwner): Promise<ReportFile> {
  const { time, report } = await madeReport(store, request, owner);
  const { plan, title, subtitle, asOf, receipt } = report.about;
  const named = [
    plan,
    title,
    ...(subtitle === null ? [] : [subtitle]),
    ...(subtitle?.endsWith(asOf) === true ? [] : [asOf]),
  ];
  const fileName = `${named.join(' – ')}.${request.type}`;
  return { ...time, bytes: await bytesOf(report, request.type, owner), fileName, receipt, title };
}

async function madeReport(
  store: Store,
  { program, now, asked, type, document, ...askedTime }: ReportRequest,
  owner: JobOwner,
): Promise<{ readonly time: PlanTime; readonly report: MadeReport }> {
  const giveBack = await documentPlaces.take(owner);
  try {
    return await inSnapshot(store.longRead, async (db) => {
      const head = await readProgram(db, program);
      if (!head) throw notFound('such program');
      const time = await planTime(db, program, askedTime, now);
      return {
        time,
        report: await makeReport(await storedMoment(db, head, time, { now, document }), asked, type, owner.signal),
      };
    });
  } finally {
    giveBack();
  }
}

async function bytesOf({ content }: MadeReport, type: ReportFileType, owner: JobOwner): Promise<Uint8Array> {
  if (content.kind === 'file') return content.bytes;
  if (type === 'docx') return renderWord(content.json, owner);
  return renderPdf({ template: 'report', data: content.json }, owner);
}
