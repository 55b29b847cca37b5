import { expect, test } from 'vitest';
import { reportCellStyle, titleStyle, totalCellStyle } from '../workbook/write/sheet-styles.ts';
import { reportWriteSheet } from './report-write-sheet.ts';
import type { ReportSheet } from './report-sheet.ts';

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
  expect([cells?.get('0,0')?.style, cells?.get('1,0')?.style]).toEqual([titleStyle, undefined]);
  expect(report.columns.map((_, column) => valueAt(3, column))).toEqual(['Colour', 'Spent', '% Spent', 'Count', 'Since']);
  expect(sheet).toMatchObject({ name: 'By Colour', freezePane: { rows: 4, columns: 1 } });
  expect(sheet.columns?.map(({ width }) => width)).toEqual([14, 19, 11, 11, 11]);
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
  expect(cells?.get('7,1')).toMatchObject({ formula: 'SUM(B5:B7)', formulaResult: 123.4, style: totalCellStyle('money') });
  expect(valueAt(7, 0)).toBe('Total');
  expect(cells?.get('4,1')?.style).toEqual(reportCellStyle('money'));
  const { total, ...rest } = report;
  expect(total).toBeDefined();
  expect(reportWriteSheet(rest).cells?.has('7,0')).toBe(false);
});
