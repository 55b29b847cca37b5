import type { SheetChart } from 'hucre';
import { absoluteColumnRange } from '../workbook/cell-address.ts';
import { headerRow, rowsAbove, type ReportSheet } from './report-sheet.ts';
import type { ReportChart } from './report-chart.ts';

/** Told apart in grey print and by the colour-blind: dark to light, blue to orange. */
const COLOURS = ['1F4E79', 'C55A11', '2E9AA8', 'BF9000', '8064A2', '70AD47', '7F7F7F', 'D99694'] as const;
const AMOUNTS = '[>=1000000]#,##0.0,,"M";[>=1000]#,##0,"K";#,##0';

const ROWS_BETWEEN = 2;
const ROWS_HIGH = 20;
/** A lying bar needs a line of its own. */
const ROWS_PER_BAR = 1.4;
/** Characters across that a chart takes: as wide as a page of letter paper. */
const CHARACTERS_WIDE = 120;
/** Of a column whose width nobody has set. */
const DEFAULT_WIDTH = 9.14;

/** The charts of a report, one below the other below its last row. Where no rows are there is nothing to draw. */
export function sheetCharts(report: ReportSheet, widths: readonly number[]): SheetChart[] {
  let row = rowsAbove(report) + report.rows.length + (report.total ? 1 : 0) + ROWS_BETWEEN;
  const columns = columnsWithin(widths);
  const drawn = (report.charts ?? []).filter((chart) => drawnRows(report, chart).count > 0);
  return drawn.map((chart) => {
    const from = { row, col: 0 };
    const to = { row: row + rowsHigh(chart, drawnRows(report, chart).count), col: columns };
    row = to.row + ROWS_BETWEEN;
    return sheetChart(report, chart, { from, to });
  });
}

function rowsHigh({ kind, series }: ReportChart, groups: number): number {
  return kind === 'bar' ? Math.max(ROWS_HIGH, Math.ceil(groups * series.length * ROWS_PER_BAR)) : ROWS_HIGH;
}

/** Columns that a chart spans: those of the table, and of a narrow one as many beside it as make it a page wide. */
function columnsWithin(widths: readonly number[]): number {
  let used = 0;
  const first = widths.findIndex((width) => (used += width) >= CHARACTERS_WIDE);
  return first < 0 ? widths.length + Math.ceil((CHARACTERS_WIDE - used) / DEFAULT_WIDTH) : first + 1;
}

function sheetChart(report: ReportSheet, chart: ReportChart, anchor: SheetChart['anchor']): SheetChart {
  const { kind, title, categories, series } = chart;
  const isLine = kind === 'line';
  return {
    type: isLine ? 'line' : kind === 'bar' ? 'bar' : 'column',
    title,
    titleFontSize: 14,
    titleBold: true,
    anchor,
    altText: `${title}. The figures stand in the table above.`,
    legend: series.length > 1 ? 'bottom' : false,
    ...(kind === 'stacked' ? { barGrouping: 'stacked' as const, overlap: 100 } : {}),
    ...(isLine ? { showLineMarkers: false } : { gapWidth: 60 }),
    roundedCorners: false,
    series: series.map((label, index) => ({
      name: label,
      values: rangeOf(report, chart, label),
      categories: rangeOf(report, chart, categories),
      color: COLOURS[index % COLOURS.length] ?? COLOURS[0],
      ...(isLine ? { stroke: { width: 2.25 }, marker: { symbol: 'none' as const } } : { invertIfNegative: false }),
    })),
    axes: {
      x: { labelFontSize: 9, ...(kind === 'bar' ? { reverse: true } : {}) },
      y: {
        labelFontSize: 9,
        gridlines: { major: true },
        numberFormat: { formatCode: AMOUNTS, sourceLinked: false },
        // The first bar stands on top, the amounts below the last.
        ...(kind === 'bar' ? { crosses: 'max' } : {}),
      },
    },
  };
}

function rangeOf(report: ReportSheet, chart: ReportChart, label: string): string {
  const column = report.columns.findIndex((each) => each.label === label);
  if (column < 0) throw new Error(`The sheet ${report.name} has no column ${label} to draw.`);
  const { first, count } = drawnRows(report, chart);
  return absoluteColumnRange(report.name, column, first, first + count - 1);
}

/** Where the rows of a chart stand, from 0. */
function drawnRows(report: ReportSheet, { of = 'rows' }: ReportChart): { first: number; count: number } {
  if (of === 'above') return { first: headerRow(report) + 1, count: report.above?.rows.length ?? 0 };
  return { first: rowsAbove(report), count: report.rows.length };
}
