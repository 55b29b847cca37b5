import type { Cell as ExcelCell, CellStyle, CellValue, WriteSheet } from 'hucre';
import { serialFromDate } from '../../shared/tables/kinds/calendar-dates.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { excelText } from '../../shared/workbook-file/excel-text.ts';
import { rowsAbove, type ReportCell, type ReportFormat, type ReportSheet } from './report-sheet.ts';
import { landscape, reportCellStyle, reportHeaderStyle, titleStyle, totalCellStyle } from '../workbook/write/sheet-styles.ts';

/** Text that hucre would write as an error value; as a run of rich text it stays text. */
const ERROR_TEXT = /^#(?:N\/A|[A-Z_]+[?!]|DIV\/0!|GETTING_DATA)$/;

/** The sheet of one report, ready for the writer. */
export function reportWriteSheet(report: ReportSheet): WriteSheet {
  const cells = new Map<string, Partial<ExcelCell>>();
  const above = rowsAbove(report);
  [report.title, ...report.lines].forEach((line, row) => {
    cells.set(`${row},0`, { value: excelText(line), ...(row === 0 ? { style: titleStyle } : {}) });
  });
  report.columns.forEach(({ label }, column) => {
    cells.set(`${above - 1},${column}`, { value: excelText(label), style: reportHeaderStyle });
  });
  report.rows.forEach((row, index) => putRow(cells, report, above + index, row, reportCellStyle));
  if (report.total) putRow(cells, report, above + report.rows.length, report.total, totalCellStyle);
  return {
    name: report.name,
    rows: [],
    columns: report.columns.map(({ width }) => ({ width: width + 2 })),
    cells,
    freezePane: { rows: above, columns: 1 },
    pageSetup: landscape,
  };
}

function putRow(
  cells: Map<string, Partial<ExcelCell>>,
  report: ReportSheet,
  row: number,
  values: readonly ReportCell[],
  styleOf: (format: ReportFormat) => CellStyle,
): void {
  report.columns.forEach(({ format }, column) => {
    cells.set(`${row},${column}`, { ...excelCell(format, values[column] ?? null), style: styleOf(format) });
  });
}

function excelCell(format: ReportFormat, cell: ReportCell): Partial<ExcelCell> {
  if (typeof cell === 'string' && ERROR_TEXT.test(cell)) return { value: cell, richText: [{ text: cell }] };
  if (cell === null || typeof cell !== 'object') return { value: excelValue(format, cell) };
  return { formula: cell.formula, formulaResult: excelValue(format, cell.result) };
}

function excelValue(format: ReportFormat, value: Cell): CellValue {
  if (typeof value === 'string') return format === 'date' ? serialFromDate(value, false) : excelText(value);
  if (typeof value !== 'number') return value;
  if (format === 'money') return value / 100;
  return format === 'percent' ? Math.round(value * 10) / 1000 : value;
}
