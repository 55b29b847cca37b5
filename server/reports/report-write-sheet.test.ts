import { describe, expect, test } from 'vitest';
import { lineStyle, reportCellStyle, titleStyle, totalCellStyle } from '../workbook/write/sheet-styles.ts';
import { reportWriteSheet } from './report-write-sheet.ts';
import { rowsAbove, type ReportSheet } from './report-sheet.ts';

const report: ReportSheet = {
  name: 'By Colour',
  title: 'Cedar – By Colour',
  lines: ['Revision 7'],
  columns: [
    { label: 'Colour', width: 12, format: 'text' },
    { label: 'Spent', width: 17, format: 'money' },
    { label: '% Spent', width: 9, format: 'percent' },
    { label: 'Count', width: 9, format: 'integer' },
    { label: 'Since', width: 9, format: 'date' },
  ],
  rows: [
    ['red', 12_345, 86.2, 3, '2026-01-02'],
    ['#N/A', null, 0.05, 0, null],
    ['#1 of all', -5, null, 1, null],
  ],
  total: ['Total', { formula: 'SUM(B5:B7)', result: 12_340 }, null],
};

const { cells, ...sheet } = reportWriteSheet(report);
const valueAt = (row: number, column: number) => cells?.get(`${row},${column}`)?.value;

test('title, lines and headers stand above, one row blank between, and stay in view', () => {
  expect([0, 1, 2, 3].map((row) => valueAt(row, 0))).toEqual(['Cedar – By Colour', 'Revision 7', undefined, 'Colour']);
  expect([cells?.get('0,0')?.style, cells?.get('1,0')?.style]).toEqual([titleStyle, lineStyle]);
  expect(report.columns.map((_, column) => valueAt(3, column))).toEqual([
    'Colour',
    'Spent',
    '% Spent',
    'Count',
    'Since',
  ]);
  expect(sheet).toMatchObject({ name: 'By Colour', freezePane: { rows: 4, columns: 1 } });
});

test('money is in dollars, percent a share, a date a day’s number; what is missing stays empty', () => {
  expect([0, 1, 2, 3, 4].map((column) => valueAt(4, column))).toEqual(['red', 123.45, 0.862, 3, 46_024]);
  expect([1, 2, 3, 4].map((column) => valueAt(5, column))).toEqual([null, 0.001, 0, null]);
  expect([1, 2].map((column) => valueAt(6, column))).toEqual([-0.05, null]);
});

test('text that looks like an error is a run of text, other text is as it is', () => {
  expect(cells?.get('5,0')).toMatchObject({ value: '#N/A', richText: [{ text: '#N/A' }] });
  expect(cells?.get('6,0')?.richText).toBeUndefined();
});

test('the total stands below, a live formula with its result, in the style of totals', () => {
  expect(cells?.get('7,1')).toMatchObject({
    formula: 'SUM(B5:B7)',
    formulaResult: 123.4,
    style: totalCellStyle('money'),
  });
  expect(valueAt(7, 0)).toBe('Total');
  expect(cells?.get('4,1')?.style).toEqual(reportCellStyle('money'));
  const { total, ...rest } = report;
  expect(total).toBeDefined();
  expect(reportWriteSheet(rest).cells?.has('7,0')).toBe(false);
});

describe('[FA13] what is read on paper', () => {
  const long = 'Forecast exceeds the budget; scope options go to the next board meeting. '.repeat(3).trim();
  const wide: ReportSheet = {
    ...report,
    columns: [
      { label: 'Project', width: 30, format: 'text' },
      { label: 'Variance at Completion', width: 17, format: 'money', alert: 'negative' },
      { label: 'Result', width: 10, format: 'text', alert: 'verdict' },
    ],
    above: { title: 'By year', heading: 'Projects', rows: [['2025-26', 100, null]], total: ['All', 100, null] },
    rows: [
      ['Short', 123_456_789_012, 'PASS'],
      [long, -5, 'FAIL'],
    ],
    total: ['Total', 123_456_789_007, null],
  };
  const written = reportWriteSheet(wide);
  const widths = written.columns?.map(({ width = 0 }) => width) ?? [];

  test('columns are as wide as their figures, text at most as the report says, and wrapped text has its lines', () => {
    expect(widths[1]).toBeGreaterThan('(1,234,567,890.12)'.length);
    expect(widths[0]).toBeLessThan(34);
    const [short, wrapped] = [rowsAbove(wide), rowsAbove(wide) + 1].map((row) => written.rowDefs?.get(row)?.height);
    expect(short).toBeUndefined();
    expect(wrapped).toBeGreaterThan((long.length / 34) * 12);
  });

  test('every cell has a font with its name and size', () => {
    const fonts = [...(written.cells?.values() ?? [])].map(({ style }) => style?.font);
    expect(fonts.length).toBeGreaterThan(20);
    expect(fonts.filter((font) => font?.name === undefined || font.size === undefined)).toEqual([]);
  });

  test('a block above the rows has its heading, its total and a blank row before the next heading', () => {
    const texts = [5, 6, 7, 8, 9, 10].map((row) => written.cells?.get(`${row - 1},0`)?.value);
    expect(texts).toEqual(['By year', '2025-26', 'All', undefined, 'Projects', 'Short']);
    expect(rowsAbove(wide)).toBe(9);
  });

  test('amounts below zero and what did not pass stand out, in every block', () => {
    const rules = written.conditionalRules?.map(({ operator, formula, range }) => [operator, formula, range]);
    expect(rules).toEqual([
      ['lessThan', '0', 'B6:B7 B10:B12'],
      ['equal', '"PASS"', 'C6:C7 C10:C12'],
      ['equal', '"FAIL"', 'C6:C7 C10:C12'],
      ['equal', '"EXPLAIN"', 'C6:C7 C10:C12'],
    ]);
  });

  test('a page lies, one across; what letter paper would make too small to read goes on tabloid', () => {
    expect(written.pageSetup).toMatchObject({ orientation: 'landscape', fitToWidth: 1, paperSize: 'letter' });
    const columns = Array.from(
      { length: 20 },
      (_, index) => ({ label: `Year ${index}`, width: 17, format: 'money' }) as const,
    );
    const row = columns.map(() => 7_550_000_00);
    expect(reportWriteSheet({ ...report, columns, rows: [row], total: row }).pageSetup?.paperSize).toBe('tabloid');
  });

  test('charts stand below the total; on a sheet of one page they stay on it, else each begins one', () => {
    const charts = [
      { title: 'Variance', kind: 'bar', categories: 'Project', series: ['Variance at Completion'] },
    ] as const;
    const drawn = reportWriteSheet({ ...wide, charts });
    expect(drawn.charts?.[0]?.anchor.from.row).toBeGreaterThan(rowsAbove(wide) + 3);
    expect([drawn.pageSetup?.fitToHeight, drawn.rowBreaks]).toEqual([1, undefined]);
    const rows = Array.from({ length: 80 }, (_, index) => [`P${index}`, index, null]);
    const many = reportWriteSheet({ ...wide, rows, charts });
    expect([many.pageSetup?.fitToHeight, many.rowBreaks?.length]).toEqual([0, 1]);
    expect(reportWriteSheet({ ...wide, rows: [], charts }).charts).toEqual([]);
  });
});
