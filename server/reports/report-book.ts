import { printTitles } from '../workbook/write/print-titles.ts';
import { pageFooter } from '../workbook/write/sheet-styles.ts';
import { writeSheets } from '../workbook/write/write-sheets.ts';
import { headerRow, type ReportSheet } from './report-sheet.ts';
import { reportWriteSheet } from './report-write-sheet.ts';

/** A workbook of reports alone, to look at and reckon with. */
export interface ReportBook {
  readonly sheets: readonly ReportSheet[];
  readonly title: string;
  /** What stands beside the title on every printed page. */
  readonly moment: string;
  /** ISO moment: the same book is the same bytes. */
  readonly written: string;
}

export async function writeReportBook({ sheets, title, moment, written }: ReportBook): Promise<Uint8Array> {
  const headerFooter = pageFooter(title, moment);
  const at = new Date(written);
  return writeSheets({
    sheets: sheets.map((sheet) => ({ ...reportWriteSheet(sheet), headerFooter })),
    namedRanges: sheets.map((sheet) => printTitles(sheet.name, headerRow(sheet))),
    properties: { title, creator: 'SEP Sync', created: at, modified: at },
  });
}
