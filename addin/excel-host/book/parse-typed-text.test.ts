import { describe, expect, test } from 'vitest';
import { parseTypedText } from './parse-typed-text.ts';
import { serialOfDate } from './serial-date.ts';

const YEAR = 2026;
const typed = (text: string, format = 'General') => parseTypedText(text, format, YEAR);
const day = (year: number, month: number, date: number) => serialOfDate(year, month, date);

test.each([
  ['7', 7],
  ['007', 7],
  ['-7', -7],
  ['+7', 7],
  ['(7)', -7],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['5.', 5],
  [' 7 ', 7],
  ['0.1', 0.1],
  ['12345678901234567', 12_345_678_901_234_600],
])('%s is the number %d, without a format of its own', (text, content) => {
  expect(typed(text)).toEqual({ content });
});

test.each([
  ['1,234', 1_234, '#,##0'],
  ['1,234.5', 1_234.5, '#,##0.00'],
  ['1,234,567', 1_234_567, '#,##0'],
  ['$5', 5, '$#,##0'],
  ['$5.25', 5.25, '$#,##0.00'],
  ['-$5', -5, '$#,##0'],
  ['$-5', -5, '$#,##0'],
  ['($5)', -5, '$#,##0'],
  ['50%', 0.5, '0%'],
  ['12.5%', 0.125, '0.00%'],
  ['-50%', -0.5, '0%'],
  ['1e3', 1_000, '0.00E+00'],
  ['1.5E-2', 0.015, '0.00E+00'],
])('%s is %d and brings the format %s', (text, content, format) => {
  expect(typed(text)).toEqual({ content, format });
  expect(typed(text, '0.000')).toEqual({ content });
});

test.each([
  ['2026-03-04', day(2026, 3, 4), 'm/d/yyyy'],
  ['2026/3/4', day(2026, 3, 4), 'm/d/yyyy'],
  ['3/4/2026', day(2026, 3, 4), 'm/d/yyyy'],
  ['3-4-26', day(2026, 3, 4), 'm/d/yyyy'],
  ['3/4/29', day(2029, 3, 4), 'm/d/yyyy'],
  ['3/4/30', day(1930, 3, 4), 'm/d/yyyy'],
  ['1-2', day(YEAR, 1, 2), 'd-mmm'],
  ['12/31', day(YEAR, 12, 31), 'd-mmm'],
  ['Mar 5', day(YEAR, 3, 5), 'd-mmm'],
  ['5-Mar', day(YEAR, 3, 5), 'd-mmm'],
  ['5 march', day(YEAR, 3, 5), 'd-mmm'],
  ['5-Mar-27', day(2027, 3, 5), 'd-mmm-yy'],
  ['5 Mar 2027', day(2027, 3, 5), 'd-mmm-yy'],
  ['Mar 31', day(YEAR, 3, 31), 'd-mmm'],
  ['Mar 32', day(1932, 3, 1), 'mmm-yy'],
  ['Mar 2027', day(2027, 3, 1), 'mmm-yy'],
])('%s is a day', (text, content, format) => {
  expect(typed(text)).toEqual({ content, format });
});

test.each([
  ['6:30', 6.5 / 24, 'h:mm'],
  ['18:00', 18 / 24, 'h:mm'],
  ['6:30:30', (6.5 * 3600 + 30) / 86_400, 'h:mm'],
  ['6:30 pm', 18.5 / 24, 'h:mm AM/PM'],
  ['12:15 AM', 0.25 / 24, 'h:mm AM/PM'],
  ['12:15PM', 12.25 / 24, 'h:mm AM/PM'],
])('%s is a time', (text, content, format) => {
  expect(typed(text)).toEqual({ content, format });
});

test.each([
  'Alder',
  '0417 Alder',
  '1,23',
  '12,34,567',
  '(7',
  '7)',
  '$',
  '5%%',
  '13/45/2026',
  '2026-02-30',
  'Mar',
  'Marbles 5',
  'maybe 5',
  '6:3',
  '26.00001/0417',
  'TRUEish',
])('%s stays text', (text) => {
  expect(typed(text)).toEqual({ content: text });
});

describe('what is no value', () => {
  test('a formula begins with an equals sign, a plus or a minus', () => {
    expect(typed('=A1+1')).toEqual({ content: { formula: '=A1+1' } });
    expect(typed('+A1')).toEqual({ content: { formula: '=+A1' } });
    expect(typed('-A1')).toEqual({ content: { formula: '=-A1' } });
    expect([typed('='), typed('+'), typed('-')]).toEqual([{ content: '=' }, { content: '+' }, { content: '-' }]);
    expect(typed('+-7')).toEqual({ content: { formula: '=+-7' } });
  });

  test('a flag is a flag in any case', () => {
    expect([typed('true'), typed('FALSE'), typed(' True ')].map(({ content }) => content)).toEqual([true, false, true]);
  });

  test('an error is an error, nothing is nothing', () => {
    expect(typed('#N/A').content).not.toBe('#N/A');
    expect(typed('#N/X')).toEqual({ content: '#N/X' });
    expect(typed('')).toEqual({ content: '' });
  });

  test('an apostrophe, or a cell that is text, keeps everything text', () => {
    expect(typed("'007")).toEqual({ content: '007' });
    for (const text of ['007', '=A1', '1-2', 'TRUE', '#N/A']) expect(typed(text, '@')).toEqual({ content: text });
  });
});
