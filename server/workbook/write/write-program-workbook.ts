import type { WriteSheet } from 'hucre';
import { reportDigestRows, type ReportDigest } from '../../../shared/tables/report-digests.ts';
import { METADATA_SHEET, metadataToRows, type WorkbookMetadata } from '../../../shared/tables/workbook-metadata.ts';
import { digestOfWritten } from '../report-cells.ts';
import { excelText } from '../../../shared/workbook-file/excel-text.ts';
import { fillSheet } from './fill-sheet.ts';
import { dropDownsOf } from './list-sheet.ts';
import type { ProgramWorkbook } from './program-workbook.ts';
import { printTitles } from './print-titles.ts';
import { headerRow } from '../../reports/report-sheet.ts';
import { reportWriteSheet } from '../../reports/report-write-sheet.ts';
import { pageFooter } from './sheet-styles.ts';
import { tableSheet } from './table-sheet.ts';
import { writeSheets } from './write-sheets.ts';

/**
 * Writes the consolidated workbook: reports, one sheet with an Excel table per table of the plan, hidden lists and the
 * very hidden metadata sheet. Text is typed text, never a formula; dates are serial numbers of the 1900 system.
 * hucre writes everything but the rows of the tables and what charts keep of their cells; those are put into its finished
 * parts, so time and memory follow the size of the file, not of objects per cell.
 */
export async function writeProgramWorkbook(workbook: ProgramWorkbook): Promise<Uint8Array> {
  const dropDowns = dropDownsOf(workbook.tables);
  const headerFooter = pageFooter(workbook.title, workbook.stamp);
  const reports = workbook.reports.map((report) => ({ ...reportWriteSheet(report), headerFooter }));
  const tables = workbook.tables.map((table) => ({ ...tableSheet(table, dropDowns), headerFooter }));
  const tableParts = new Map(
    workbook.tables.map((table, index) => [`xl/worksheets/sheet${reports.length + index + 1}.xml`, table]),
  );
  return writeSheets(
    {
      sheets: [...reports, ...tables, dropDowns.sheet, metadataSheet(workbook.metadata, reports.map(digestOfWritten))],
      namedRanges: [
        ...dropDowns.names,
        ...workbook.reports.map((report) => printTitles(report.name, headerRow(report))),
        ...workbook.tables.map(({ table }) => printTitles(table.label, 1)),
      ],
      properties: properties(workbook),
    },
    (path, xml) => {
      const table = tableParts.get(path);
      return table && fillSheet(xml(), table);
    },
  );
}

function metadataSheet(metadata: WorkbookMetadata, reports: readonly ReportDigest[]): WriteSheet {
  const rows = [...reportDigestRows(reports), ...metadataToRows(metadata)];
  return {
    name: METADATA_SHEET,
    veryHidden: true,
    rows: rows.map(([key, value]) => [key, excelText(value)]),
    columns: [{ style: { numFmt: '@' } }, { style: { numFmt: '@' } }],
  };
}

/** Long before any file: stands for a time that nobody has told, so that the same program makes the same file. */
const UNTOLD = '2000-01-01T00:00:00.000Z';

function properties({ title, metadata }: ProgramWorkbook): {
  title: string;
  creator: string;
  created: Date;
  modified: Date;
} {
  const written = new Date(metadata.writtenAt ?? UNTOLD);
  return { title, creator: 'SEP Sync', created: written, modified: written };
}
