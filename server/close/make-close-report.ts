import { randomBytes } from 'node:crypto';
import { DOCUMENT_BYTES } from '../../shared/receipts/receipt.ts';
import { reportFile } from '../reports/document/report-file.ts';
import { scheduleDocument } from '../reports/schedule/schedule-document.ts';
import type { Store } from '../storage/database.ts';
import { downloadWorkbook } from '../workbook/write/download-workbook.ts';
import type { Close } from './closes.ts';
import type { CloseReport, MadeReport } from './kept-reports.ts';

/** With what reports of closes are made. */
export interface CloseReportMaking {
  readonly store: Store;
  readonly now: () => Date;
  /** Id for a new workbook. */
  readonly newId: () => string;
  /** Address people use, without a slash at its end. */
  readonly publicUrl: () => string;
  readonly signal: AbortSignal;
}

/** A report of a close, of its revision and its day, made in the workers that make all of them. */
export async function makeCloseReport(
  { store, now, newId, publicUrl, signal }: CloseReportMaking,
  program: string,
  { revision: at, asOf }: Close,
  { report, type }: CloseReport,
): Promise<MadeReport> {
  const request = { program, at, asOf, now: now(), document: randomBytes(DOCUMENT_BYTES) };
  const owner = { signal };
  const make = async (): Promise<Pick<MadeReport, 'bytes' | 'fileName' | 'receipt'>> => {
    switch (report) {
      case 'schedule':
        return scheduleDocument(store, { ...request, edition: 'region', audience: 'office' }, owner);
      case 'variance':
        return reportFile(store, { ...request, asked: { name: report }, type }, owner);
      case 'workbook':
        return downloadWorkbook(store, { ...request, workbook: newId(), server: publicUrl() }, owner);
    }
  };
  const { bytes, fileName, receipt } = await make();
  return { bytes, fileName, receipt, asOf, madeAt: request.now.toISOString() };
}
