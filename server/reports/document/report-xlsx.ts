import { grouped } from '../../../shared/plan/grouped.ts';
import type { ReportSheet } from '../report-sheet.ts';
import { writeReportBook } from '../report-book.ts';
import { tablesOf, type ReportDocument, type ReportTable } from './report-document.ts';

/** The tables of a report as sheets: those of one sheet below each other, the cells that lead each of them before its rows. */
export function reportSheets(report: ReportDocument): ReportSheet[] {
  const { district, plan, subtitle, title, asOf, revision, receipt } = report;
  const lines = [
    [subtitle, `${district} – ${plan}`].filter((text) => text !== null).join(' · '),
    `Figures as of ${asOf}, revision ${revision}, receipt ${receipt}`,
  ];
  return [...grouped(tablesOf(report), ({ sheet }) => sheet)].map(([name, tables]) => ({
    name,
    title: `${title} – ${name}`,
    lines,
    ...belowEachOther(tables),
  }));
}

function belowEachOther(tables: readonly ReportTable[]): Pick<ReportSheet, 'columns' | 'rows' | 'total'> {
  const [first] = tables;
  const leading = first?.leading ?? [];
  const columns = [...leading.map(({ column }) => column), ...(first?.columns ?? [])];
  const rows = tables.flatMap((table) => {
    const values = (table.leading ?? []).map(({ value }) => value);
    return table.rows.map((row) => [...values, ...row]);
  });
  // Several tables have a total each, which the rows of a sheet can be added up to by whoever wants them.
  const total = tables.length === 1 && first?.total !== undefined ? [...leading.map(() => null), ...first.total] : null;
  return { columns, rows, ...(total === null ? {} : { total }) };
}

/** The tables of a report as a workbook to look at and reckon with. */
export async function reportXlsx(report: ReportDocument): Promise<Uint8Array> {
  return writeReportBook({
    sheets: reportSheets(report),
    title: `${report.title} – ${report.plan}`,
    moment: `As of ${report.asOf} · Receipt ${report.receipt}`,
    written: report.cutOff,
  });
}
