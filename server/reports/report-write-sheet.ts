import type { Cell as ExcelCell, CellStyle, CellValue, ConditionalRule, SheetChart, WriteSheet } from 'hucre';
import { serialFromDate } from '../../shared/tables/kinds/calendar-dates.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { excelText } from '../../shared/workbook-file/excel-text.ts';
import { columnLetters } from '../../shared/workbook-file/column-letters.ts';
import {
  alertStyles,
  headingStyle,
  landscape,
  lineStyle,
  reportCellStyle,
  reportHeaderStyle,
  titleStyle,
  totalCellStyle,
} from '../workbook/write/sheet-styles.ts';
import { columnWidths, headerHeight, rowHeight } from './report-layout.ts';
import { headerRow, rowsAbove, type ReportCell, type ReportFormat, type ReportSheet } from './report-sheet.ts';
import { sheetCharts } from './sheet-charts.ts';

/** Text that hucre would write as an error value; as a run of rich text it stays text. */
const ERROR_TEXT = /^#(?:N\/A|[A-Z_]+[?!]|DIV\/0!|GETTING_DATA)$/;

type Cells = Map<string, Partial<ExcelCell>>;

interface Block {
  /** Row of the first cells, from 0. */
  readonly row: number;
  readonly rows: readonly (readonly ReportCell[])[];
  readonly total: readonly ReportCell[] | undefined;
  readonly heading: string | undefined;
}

/** The sheet of one report, ready for the writer. */
export function reportWriteSheet(report: ReportSheet): WriteSheet {
  const cells: Cells = new Map();
  const widths = columnWidths(report);
  const header = headerRow(report) - 1;
  [report.title, ...report.lines].forEach((line, row) => {
    cells.set(`${row},0`, { value: excelText(line), style: row === 0 ? titleStyle : lineStyle });
  });
  report.columns.forEach(({ label, format }, column) => {
    cells.set(`${header},${column}`, { value: excelText(label), style: reportHeaderStyle(format) });
  });
  const heights = new Map([[header, { height: headerHeight(report.columns, widths) }]]);
  const charts = sheetCharts(report, widths);
  const blocks = blocksOf(report);
  for (const block of blocks) {
    putBlock(cells, report, block);
    block.rows.forEach((row, index) => {
      const height = rowHeight(report.columns, widths, row);
      if (height !== undefined) heights.set(block.row + index, { height });
    });
  }
  return {
    name: report.name,
    rows: [],
    columns: widths.map((width) => ({ width })),
    cells,
    rowDefs: heights,
    conditionalRules: alertRules(report, blocks),
    charts,
    ...pagesOf(charts),
    freezePane: { rows: header + 1, columns: 1 },
    view: { showGridLines: false },
    pageSetup: { ...landscape(widths), ...(isOnePage(charts) && { fitToHeight: 1 }) },
  };
}

/** Rows that are read on one page, a little smaller at most. */
const ROWS_OF_PAGE = 60;

/** A table with its charts stays on one page where that can be read; else every chart begins a page, and none is cut. */
function isOnePage(charts: readonly SheetChart[]): boolean {
  const last = charts.at(-1)?.anchor.to?.row;
  return last !== undefined && last <= ROWS_OF_PAGE;
}

function pagesOf(charts: readonly SheetChart[]): Pick<WriteSheet, 'rowBreaks'> {
  return isOnePage(charts) ? {} : { rowBreaks: charts.map(({ anchor }) => anchor.from.row - 1) };
}

function blocksOf(report: ReportSheet): Block[] {
  const { above, rows, total } = report;
  const main = { row: rowsAbove(report), rows, total, heading: above?.heading };
  if (above === undefined) return [main];
  return [{ row: headerRow(report) + 1, rows: above.rows, total: above.total, heading: above.title }, main];
}

function putBlock(cells: Cells, report: ReportSheet, { row: first, rows, total, heading }: Block): void {
  if (heading !== undefined) {
    report.columns.forEach((_, column) => {
      const value = column === 0 ? { value: excelText(heading) } : {};
      cells.set(`${first - 1},${column}`, { ...value, style: headingStyle });
    });
  }
  rows.forEach((row, index) => putRow(cells, report, first + index, row, reportCellStyle));
  if (total) putRow(cells, report, first + rows.length, total, totalCellStyle);
}

/** What stands out: an amount below zero where none should be, and how the checks came out. */
function alertRules({ columns }: ReportSheet, blocks: readonly Block[]): ConditionalRule[] {
  const areas = columns.flatMap(({ alert }, column) => {
    if (alert === undefined) return [];
    const letters = columnLetters(column);
    const ranges = blocks.flatMap(({ row, rows, total }) => {
      const last = row + rows.length + (total ? 1 : 0);
      return last === row ? [] : [`${letters}${row + 1}:${letters}${last}`];
    });
    return ranges.length === 0 ? [] : [{ alert, range: ranges.join(' ') }];
  });
  const rules = areas.flatMap(({ alert, range }): Omit<ConditionalRule, 'priority'>[] =>
    alert === 'negative'
      ? [{ type: 'cellIs', operator: 'lessThan', formula: '0', style: alertStyles.negative, range }]
      : verdicts.map(([word, style]) => ({ type: 'cellIs', operator: 'equal', formula: `"${word}"`, style, range })),
  );
  return rules.map((rule, index) => ({ ...rule, priority: index + 1 }));
}

const verdicts = [
  ['PASS', alertStyles.pass],
  ['FAIL', alertStyles.fail],
  ['EXPLAIN', alertStyles.explain],
] as const;

function putRow(
  cells: Cells,
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
